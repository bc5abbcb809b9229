"""Themes: another font, other colors, a logo and a credit, read from a small file.

A theme file is TOML, and every line of it is optional:

    start = "dark"                        # light, dark or grayscale: what the file changes
    credit = "Chart: Evening Desk"
    logo = "logo.png"                     # PNG or JPEG, relative to the theme file
    font = "Inter"                        # an installed family, or its two files:
    # font = { regular = "Inter-Regular.ttf", bold = "Inter-Bold.ttf" }

    [colors]                              # any name in `hitdata.charts.style.TONES`
    paper = "#FFF8F0"
    BLS = "#003366"

The themes ``light``, ``dark`` and ``grayscale`` have names and need no file.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from matplotlib import colors, font_manager

from hitdata.charts.style import EDITIONS, PUBLISHERS, TONES, Font
from hitdata.errors import HitdataError, unknown

__all__ = ["READABLE", "THEMES", "Theme", "contrast", "theme"]

#: Least contrast of text with paper that WCAG 2 asks for at the sizes of our text.
READABLE = 4.5

#: Tones that text has.
TEXT = ("ink", "quiet", "faint", *PUBLISHERS)

#: What a theme file may say.
KEYS = ("start", "credit", "logo", "font", "colors")

#: The dark theme, name by name; "step 1" to "step 5" rise from dark to light.
DARK = {
    "paper": "#15181C", "ink": "#F2F2F2", "quiet": "#C9CCD0", "faint": "#A0A5AB",
    "soft": "#7D848B", "fill": "#2B3036", "rule": "#343A40", "band": "#59616A", "shade": "#1E2227",
    "BLS": "#EDEDED", "Payscale": "#6FB7E9", "Glassdoor": "#F0935A", "Data USA": "#4CC2A5",
    "Census": "#B79AF0", "SOC 2000": "#4D4223", "hybrid": "#30353A", "SOC 2010": "#7D692F",
    "SOC 2018": "#C39A3D", "step 1": "#1F3440", "step 2": "#28495A", "step 3": "#336076",
    "step 4": "#7FB4CC", "step 5": "#C4E3F0",
}  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """Colors by the name of the tone that they replace; font, credit and logo if they are own."""

    colors: Mapping[str, str] = field(default_factory=dict)
    font: Font | None = None
    credit: str = ""
    logo: Path | None = None

    def __getitem__(self, tone: str) -> str:
        """Return the color of a tone: the theme's own, or ours."""
        return self.colors.get(tone, TONES[tone])


def theme(given: str | PathLike[str] | Theme | None) -> Theme:
    """Return a theme by its name, of a file, or as it is; None is ours.

    >>> theme("dark")["paper"], theme(None)["paper"]
    ('#15181C', '#FFFFFF')
    """
    if given is None or isinstance(given, Theme):
        return given or Theme()
    # both spellings are understood
    if (name := re.sub("gre(?=y)", "gra", str(given))) in THEMES:
        return THEMES[name]
    path = Path(given)
    if not path.is_file():
        hint = f"; {', '.join(THEMES)} have names" if path.suffix != ".toml" else ""
        raise HitdataError(f"theme {str(given)!r}: no such file{hint}")
    return _read(path)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors as WCAG 2 defines it, 1 to 21.

    >>> round(contrast("#FFFFFF", "#767676"), 2)
    4.54
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _read(path: Path) -> Theme:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HitdataError(f"{path}: not a theme in TOML: {error}") from error
    for what, names, allowed in (
        ("theme key", said, KEYS),
        ("color", said.get("colors", {}), TONES),
        ("theme", [said.get("start", "light")], THEMES),
    ):
        for name in names:
            if name not in allowed:
                raise HitdataError(f"{path}: {unknown(what, name, allowed)}")
    for name, value in said.get("colors", {}).items():
        if not colors.is_color_like(value):
            raise HitdataError(f"{path}: color {name} is {value!r}; write it as in #1A2B3C")
    own = {name: colors.to_hex(value) for name, value in said.get("colors", {}).items()}
    found = Theme(
        {**THEMES[said.get("start", "light")].colors, **own},
        _font(path, said["font"]) if "font" in said else None,
        str(said.get("credit", "")),
        _file(path, "logo", said["logo"]) if "logo" in said else None,
    )
    if faint := [tone for tone in TEXT if contrast(found[tone], found["paper"]) < READABLE]:
        warnings.warn(
            f"{path}: text in {', '.join(faint)} is hard to read on this paper: its contrast is "
            f"below {READABLE}",
            stacklevel=4,
        )
    return found


def _font(path: Path, said: Any) -> Font:
    """Return a font of two files, or of a family that is installed."""
    try:
        if isinstance(said, dict):
            regular, bold = (_file(path, "font", said[name]) for name in ("regular", "bold"))
            return Font(font_manager.get_font(regular).family_name, regular, bold)
        files = [
            Path(font_manager.findfont(
                font_manager.FontProperties(said, weight=weight), fallback_to_default=False
            ))
            for weight in ("normal", "bold")
        ]  # fmt: skip
        return Font(str(said), files[0], files[1])
    except (KeyError, ValueError, RuntimeError) as error:
        raise HitdataError(
            f"{path}: font {said!r}: name an installed family, or its two files as in "
            'font = { regular = "Inter-Regular.ttf", bold = "Inter-Bold.ttf" }'
        ) from error


def _file(path: Path, what: str, named: object) -> Path:
    file = path.parent / str(named)
    if not file.is_file():
        raise HitdataError(f"{path}: {what} {str(named)!r}: no such file beside the theme")
    return file


def _luminance(color: str) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                for c in colors.to_rgb(color)]  # fmt: skip
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def _gray(color: str) -> str:
    """Return the gray that is as light as a color."""
    light = _luminance(color)
    level = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return colors.to_hex((level, level, level))


#: Name -> theme that needs no file. Grays keep how light a color is, but for the editions of the
#: SOC, which would be too close.
THEMES = {
    "light": Theme(),
    "dark": Theme(DARK),
    "grayscale": Theme(
        {name: _gray(TONES[name]) for name in TONES if name not in EDITIONS}
        | {"SOC 2000": "#D0D0D0", "hybrid": "#EDEDED", "SOC 2010": "#B2B2B2", "SOC 2018": "#8C8C8C"}
    ),
}
