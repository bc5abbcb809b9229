"""What an exported chart consists of: pictures, the data behind them, and their words.

Beside ``wage_ranges.svg`` lie ``wage_ranges.csv``, the rows of the tidy table that are drawn, and
``wage_ranges.json``, with title, source line, alt text and the identifiers of those rows. All are
the same bytes on every run with the same versions: no date, no random id, no locale, no time zone.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.figure import Figure
from matplotlib.text import Text

from hitdata.charts.caption import Caption, caption_of, png
from hitdata.charts.style import FONT, drawing, font_file

__all__ = ["FORMATS", "write"]

#: Families to fall back on where a viewer ignores the embedded font.
FALLBACK = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"


def write(figure: Figure, stem: Path, formats: tuple[str, ...]) -> list[Path]:
    """Write a chart in the formats asked for, with its data and words; return the paths."""
    caption = caption_of(figure)
    contents = {name: FORMATS[name](figure, stem.name) for name in formats}
    contents |= {"csv": _csv(caption), "json": _json(caption, stem.name)}
    paths = []
    for suffix, content in contents.items():
        paths.append(stem.with_name(f"{stem.name}.{suffix}"))
        paths[-1].write_bytes(content)
    return paths


def _csv(caption: Caption) -> bytes:
    return caption.data.to_csv(index=False, lineterminator="\n").encode()


def _json(caption: Caption, name: str) -> bytes:
    words = {
        "chart": name,
        "title": caption.title,
        "deck": caption.deck,
        "alt": caption.alt,
        "source": caption.source,
        "notes": list(caption.notes),
        "figure_ids": caption.data["figure_id"].tolist(),
    }
    return (json.dumps(words, ensure_ascii=False, indent=2) + "\n").encode()


def _png(figure: Figure, _: str) -> bytes:
    caption = caption_of(figure)
    return png(figure, Title=caption.title, Description=caption.alt, Source=caption.source)


def _pdf(figure: Figure, _: str) -> bytes:
    caption, page = caption_of(figure), io.BytesIO()
    about = {"Title": caption.title, "Subject": caption.alt, "Creator": "hitdata",
             "Producer": None, "CreationDate": None}  # fmt: skip
    with drawing():
        figure.savefig(page, format="pdf", metadata=about)
    return page.getvalue()


def _svg(figure: Figure, name: str) -> bytes:
    """Return SVG whose text is text, with its font in it and its words for screen readers."""
    caption, drawn = caption_of(figure), io.StringIO()
    about = {"Date": None, "Creator": None, "Title": caption.title, "Description": caption.alt}
    with drawing():
        figure.savefig(drawn, format="svg", metadata=about)
    letters = {letter for text in figure.findobj(Text) for letter in text.get_text()}
    head = (
        f' role="img" aria-labelledby="{name}-title {name}-desc">\n'
        f' <title id="{name}-title">{escape(caption.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(caption.alt)}</desc>\n'
        f" <style>{_face('Regular', 400, letters)}{_face('Bold', 700, letters)}</style>"
    )
    # the metadata that matplotlib writes is RDF, which no screen reader reads
    image = re.sub(r"(<svg\b[^>]*)>", lambda opening: opening[1] + head, drawn.getvalue(), count=1)
    return image.replace(f"'{FONT}', 'DejaVu Sans'", f"'{FONT}', {FALLBACK}").encode()


def _face(weight: str, number: int, letters: set[str]) -> str:
    font = base64.b64encode(_subset(weight, "".join(sorted(letters)))).decode()
    return (f"@font-face{{font-family:'{FONT}';font-weight:{number};"
            f"src:url(data:font/woff;base64,{font}) format('woff')}}")  # fmt: skip


def _subset(weight: str, letters: str) -> bytes:
    """Return the font cut down to some letters; its license and name stay in it."""
    options = subset.Options(
        flavor="woff",
        layout_features=["kern"],
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
    )
    cutter, cut = subset.Subsetter(options), io.BytesIO()
    cutter.populate(text=letters)
    with TTFont(font_file(weight), recalcTimestamp=False, lazy=True) as font:
        # ligatures and alternates, which no chart asks for and which take longest to cut
        del font["GSUB"]
        cutter.subset(font)
        font.flavor = "woff"
        font.save(cut)
    return cut.getvalue()


#: Format -> what makes it of a figure and the name of its chart.
FORMATS: dict[str, Callable[[Figure, str], bytes]] = {"svg": _svg, "png": _png, "pdf": _pdf}
