"""What a chart says in words, carried by the figure that says it in marks.

A chart function returns a plain matplotlib `Figure`, for a figure is what can be saved, changed
and composed by anyone who knows matplotlib. Its words and its data belong to it, so they are an
attribute of it, ``figure.hitdata``: no subclass that other code could not make, and no registry
beside the figure that a copy would fall out of.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PIL import Image

from hitdata.charts.style import drawing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Caption", "attach", "caption_of", "png"]

#: Pixels per inch of a picture; a screen shows it at half that.
DPI = 200

#: The same in a notebook, where pictures are kept in the text of the file: fewer, in few colors.
NOTEBOOK_DPI = 144
NOTEBOOK_COLORS = 64


@dataclass(frozen=True)
class Caption:
    """The words of a chart, and the figures behind it; numbers in them come from those figures."""

    #: The finding, in one line.
    title: str
    #: What is measured, where, when and in which unit.
    deck: str
    #: The chart for those who do not see it: its kind, the finding and the main values.
    alt: str
    #: Publisher, product and edition of every figure shown.
    source: str
    #: Rows of the tidy table that are drawn, in their order.
    data: pd.DataFrame
    #: What a reader must know: flags of the rows, definitions, breaks.
    notes: tuple[str, ...] = ()


def attach(figure: Figure, caption: Caption) -> Figure:
    """Give a figure its caption, and let notebooks show it at its own size, with its alt text."""
    figure.hitdata = caption  # type: ignore[attr-defined]
    # figures outside pyplot have no display of their own; IPython asks the object for this one
    figure._repr_mimebundle_ = partial(_display, figure)  # type: ignore[attr-defined]
    return figure


def caption_of(figure: Figure) -> Caption:
    """Return the caption of a figure that a chart function drew."""
    found: Caption = figure.hitdata  # type: ignore[attr-defined]
    return found


def png(figure: Figure, *, dpi: int = DPI, **metadata: str | None) -> bytes:
    """Return a figure as PNG; without the drawing library's version, so the bytes are its own."""
    picture = io.BytesIO()
    with drawing():
        figure.savefig(picture, format="png", dpi=dpi, metadata={**metadata, "Software": None})
    return picture.getvalue()


def _display(figure: Figure, **_: object) -> tuple[dict[str, bytes], dict[str, dict[str, object]]]:
    """Return the figure as a notebook shows it, with what HTML made from the notebook needs."""
    width, height = (round(inches * DPI / 2) for inches in figure.get_size_inches())
    about = {"width": width, "height": height, "alt": caption_of(figure).alt}
    return {"image/png": _few_colors(png(figure, dpi=NOTEBOOK_DPI))}, {"image/png": about}


def _few_colors(picture: bytes) -> bytes:
    """Return a picture with a palette, a third of its size; flat colors lose nothing by it."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(NOTEBOOK_COLORS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
