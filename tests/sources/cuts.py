"""The cuts in data/raw as their sources see them, whole or with some cells changed."""

from pathlib import Path

from hitdata.files import File, Sheet
from hitdata.sources import Options
from tools.originals import open_cut, read_originals

__all__ = ["RAW", "changed", "cut_of", "cuts_of", "made_up"]

RAW = Path(__file__).parents[2] / "data" / "raw"


def cuts_of(module, **said):
    """Return every cut of a module, with its row of SOURCES.csv as options."""
    listed = (o for o in read_originals(RAW / "SOURCES.csv") if o.source == module)
    return [(open_cut(RAW, o), Options(original=o)) for o in listed
            if all(getattr(o, field) == text for field, text in said.items())]  # fmt: skip


def cut_of(module, **said):
    """Return the one cut of a module of which its row says this."""
    [found] = cuts_of(module, **said)
    return found


def changed(file, **cells):
    """Return a file of one sheet with some cells, named as in a spreadsheet, changed."""
    [sheet] = file.sheets
    frame = sheet.cells.copy()
    for name, text in cells.items():
        frame.loc[int(name[1:]), name[0]] = text
    return made_up(file.name, sheet.name, frame)


def made_up(name, sheet, cells):
    """Return a file of one sheet with these cells; its text is of no account."""
    return File(Path(__file__), name=name, sha256="0" * 64, sheets=[Sheet(sheet, cells)])
