"""What a chart carries, and the files that are made of it: pictures, the data behind, the words.

A chart function returns a plain matplotlib `Figure`, for that is what can be saved, changed and
composed by anyone who knows matplotlib. Its words and its data belong to it, so they are an
attribute of it, ``chart.hitdata``: no subclass that other code could not make, and no registry
beside the chart that a copy would fall out of.

Beside ``wage_ranges.svg`` lie ``wage_ranges.csv``, the rows of the tidy table that are drawn, and
``wage_ranges.json``, with title, source line, alt text, licence, citation and the identifiers of
those rows. HTML holds picture and alt text with the rows as a table, for who hears it. All are the
same bytes on every run with the same versions: no date, no random id, no locale, no time zone.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from hitdata.charts.style import FALLBACK, drawing, font
from hitdata.charts.themes import Theme
from hitdata.charts.words import flags, source_line
from hitdata.data.bundled import originals
from hitdata.provenance.references import cite

__all__ = ["FORMATS", "Caption", "attach", "png", "write"]

#: Pixels per inch of a picture; a screen shows it at half that.
DPI = 200

#: The same in a notebook, where pictures are kept in the text of the file: fewer, in few colors.
NOTEBOOK_DPI, NOTEBOOK_COLORS = 144, 64

#: Columns of the tidy table that a reader's table has, where they say anything.
TOLD = ("occupation", "soc", "area", "industry", "measure", "statistic", "printed", "unit",
        "period", "publisher", "quoted_by")  # fmt: skip

#: Families that a viewer falls back on if it ignores the embedded font.
FAMILIES = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"


@dataclass(frozen=True)
class Caption:
    """The words of a chart, and the figures behind it; numbers in them come from those figures."""

    #: The finding, in one line.
    title: str
    #: What is measured, where, when and in which unit.
    deck: str
    #: The chart for those who do not see it: its kind, the finding and the main values.
    alt: str
    #: Publisher, product and release of every figure shown.
    source: str
    #: Rows of the tidy table that are drawn, in their order.
    data: pd.DataFrame
    #: What a reader must know: flags of the rows, definitions, breaks.
    notes: tuple[str, ...] = ()
    #: The user's title, which is drawn in place of the computed one.
    headline: str = ""
    #: What the chart is drawn in.
    theme: Theme = field(default_factory=Theme)
    #: Identifiers of figures that the chart rests on beside those that it draws.
    cited: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, data: pd.DataFrame, *, title: str, deck: str, alt: str, notes: tuple[str, ...]
    ) -> Caption:
        """Return a caption with the source line of its rows, and with their flags as last notes."""
        said = tuple(note for note in (*notes, *flags(data)) if note)
        return cls(title, deck, alt, source_line(data), data, said)

    def resting_on(self, cited: Iterable[str]) -> Caption:
        """Return the caption with the identifiers of figures that are not drawn, but used."""
        own = set(self.data["figure_id"])
        return replace(self, cited=tuple(dict.fromkeys(name for name in cited if name not in own)))

    def on(self, headline: str, theme: Theme) -> Caption:
        """Return the caption with the user's title and theme."""
        return replace(self, headline=headline, theme=theme)


def attach(chart: Figure, caption: Caption) -> Figure:
    """Give a chart its caption, and let notebooks show it at its own size, with its alt text."""
    chart.hitdata = caption  # type: ignore[attr-defined]
    # figures outside pyplot have no display of their own; IPython asks the object for this one
    chart._repr_mimebundle_ = partial(_display, chart)  # type: ignore[attr-defined]
    return chart


def write(chart: Figure, stem: Path, formats: tuple[str, ...]) -> list[Path]:
    """Write a chart in the formats asked for, with its data and words; return the paths."""
    contents = {name: FORMATS[name](chart, stem.name) for name in (*formats, "csv", "json")}
    paths = [stem.with_name(f"{stem.name}.{suffix}") for suffix in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths


def png(chart: Figure, *, dpi: int = DPI, **metadata: str | None) -> bytes:
    """Return a chart as PNG; without the version of matplotlib, so the bytes are its own."""
    return _saved(chart, "png", {**metadata, "Software": None}, dpi=dpi)


def _caption(chart: Figure) -> Caption:
    found: Caption = chart.hitdata  # type: ignore[attr-defined]
    return found


def _saved(chart: Figure, format_: str, metadata: dict[str, Any], **options: Any) -> bytes:
    page = io.BytesIO()
    with drawing(_caption(chart).theme.font):
        chart.savefig(page, format=format_, metadata=metadata, **options)
    return page.getvalue()


def _about(caption: Caption, name: str) -> dict[str, Any]:
    """Return the words of a chart, with licence and citation of its figures."""
    words = ("title", "headline", "deck", "alt", "source", "notes")
    data, listed = caption.data, originals()
    own = listed[listed["sha256"].isin(data["sha256"])] if "sha256" in data else listed[:0]
    codes = own.drop_duplicates("licence_code").set_index("licence_code")["licence"]
    return {
        "chart": name,
        **{word: getattr(caption, word) for word in words},
        "credit": caption.theme.credit,
        "licence": codes.to_dict(),
        "citation": cite(data).splitlines() if "sha256" in data else [],
        "figure_ids": [*data["figure_id"].dropna(), *caption.cited],
    }


def _json(chart: Figure, name: str) -> bytes:
    about = _about(_caption(chart), name)
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(chart: Figure, _: str) -> bytes:
    return _caption(chart).data.to_csv(index=False, lineterminator="\n").encode()


def _xlsx(chart: Figure, name: str) -> bytes:
    """Return a workbook of the rows and the words; texts are texts, never formulas or links."""
    caption, book = _caption(chart), io.BytesIO()
    about = [(word, "\n".join(map(str, said)) if isinstance(said, list | tuple) else str(said))
             for word, said in _about(caption, name).items()]  # fmt: skip
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(book, engine="xlsxwriter", engine_kwargs={"options": plain}) as writer:
        writer.book.set_properties({"created": datetime(1980, 1, 1)})
        caption.data.to_excel(writer, sheet_name="data", index=False)
        pd.DataFrame(about, columns=["what", "said"]).to_excel(
            writer, sheet_name="about", index=False
        )
    return book.getvalue()


def _html(chart: Figure, name: str) -> bytes:
    """Return the picture with its alt text, and its rows as a table that can be folded out."""
    caption = _caption(chart)
    told = [each for each in TOLD if each in caption.data and caption.data[each].notna().any()]
    rows = caption.data[told or list(caption.data)].to_html(index=False, na_rep="", border=0)
    title = escape(caption.headline or caption.title)
    # inside a page, a picture has no prolog of its own
    drawn = _svg(chart, name).decode()
    return (
        f"<figure>\n{drawn[drawn.index('<svg') :].strip()}\n"
        f"<figcaption><details><summary>{title}: data</summary>\n{rows}\n"
        f"<p>Source: {escape(caption.source)}</p></details></figcaption>\n</figure>\n"
    ).encode()


def _png(chart: Figure, _: str) -> bytes:
    caption = _caption(chart)
    title = caption.headline or caption.title
    return png(chart, Title=title, Description=caption.alt, Source=caption.source)


def _pdf(chart: Figure, _: str) -> bytes:
    caption = _caption(chart)
    about = {"Title": caption.headline or caption.title, "Subject": caption.alt,
             "Creator": "hitdata", "Producer": None, "CreationDate": None}  # fmt: skip
    return _saved(chart, "pdf", about)


def _svg(chart: Figure, name: str) -> bytes:
    """Return SVG whose text is text, with its font in it and its words for screen readers."""
    caption = _caption(chart)
    title = caption.headline or caption.title
    about = {"Date": None, "Creator": None, "Title": title, "Description": caption.alt}
    family, regular, bold = caption.theme.font or font()
    named = ", ".join(f"'{name}'" for name in dict.fromkeys((family, FALLBACK)))
    drawn = _saved(chart, "svg", about).decode().replace(named, f"'{family}', {FAMILIES}")
    # now, for ticks have their text only when they are drawn
    letters = "".join(text.get_text() for text in chart.findobj(Text))
    head = (
        f' role="img" aria-labelledby="{name}-title {name}-desc">\n'
        f' <title id="{name}-title">{escape(title)}</title>\n'
        f' <desc id="{name}-desc">{escape(caption.alt)}</desc>\n'
        f" <style>{_face(family, regular, 400, letters)}{_face(family, bold, 700, letters)}</style>"
    )
    # the metadata that matplotlib writes is RDF, which no screen reader reads
    return re.sub(r"(<svg\b[^>]*)>", lambda opening: opening[1] + head, drawn, count=1).encode()


def _face(family: str, file: Path, weight: int, letters: str) -> str:
    """Return the font of a file, cut down to some letters, as CSS; its license stays in it."""
    options = subset.Options(
        flavor="woff",
        layout_features=["kern"],
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
    )
    cutter, cut = subset.Subsetter(options), io.BytesIO()
    cutter.populate(text=letters)
    with TTFont(file, recalcTimestamp=False, lazy=True) as whole:
        # ligatures and alternates, which no chart asks for and which take longest to cut
        for table in {"GSUB", "FFTM"}.intersection(whole.keys()):
            del whole[table]
        cutter.subset(whole)
        whole.flavor = "woff"
        whole.save(cut)
    encoded = base64.b64encode(cut.getvalue()).decode()
    return (f"@font-face{{font-family:'{family}';font-weight:{weight};"
            f"src:url(data:font/woff;base64,{encoded}) format('woff')}}")  # fmt: skip


def _display(chart: Figure, **_: object) -> tuple[dict[str, bytes], dict[str, dict[str, object]]]:
    """Return the chart as a notebook shows it, with what HTML made from the notebook needs."""
    width, height = (round(inches * DPI / 2) for inches in chart.get_size_inches())
    about = {"width": width, "height": height, "alt": _caption(chart).alt}
    return {"image/png": _few_colors(png(chart, dpi=NOTEBOOK_DPI))}, {"image/png": about}


def _few_colors(picture: bytes) -> bytes:
    """Return a picture with a palette, a third of its size; flat colors lose nothing by it."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(NOTEBOOK_COLORS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


#: Format -> what makes it of a chart and its name.
FORMATS: dict[str, Callable[[Figure, str], bytes]] = {
    "svg": _svg, "png": _png, "pdf": _pdf, "html": _html, "xlsx": _xlsx, "csv": _csv, "json": _json,
}  # fmt: skip
