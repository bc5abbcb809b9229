"""Made-up sheets, read as the cuts of the repository are: what the list of originals says is so."""

import pandas as pd
import pytest

from hitdata.files import File, Sheet
from hitdata.files.text import letters
from hitdata.sources import Options, Original, source
from tests.made_up import headings, row


@pytest.fixture
def sheet(tmp_path):
    """Return what makes a file of a made-up sheet, and what the list says of it."""

    def made(layout: str, *rows: dict, release: str, copy: str = "") -> tuple[File, Options]:
        path = tmp_path / "made-up.xls"
        path.write_text("what stands here is not looked at")
        lines = [headings(layout), *(row(layout, **changes) for changes in rows)]
        cells = pd.DataFrame(lines, columns=letters(len(lines[0])), dtype="str")
        cells.index = pd.RangeIndex(1, len(lines) + 1, name="row")
        file = File(path, sha256="abc", sheets=[Sheet("made_up", cells)])
        return file, Options(original=Original(
            source="oews", publisher="BLS", release=release, period=release, file="made-up.xls",
            sheet="made_up", sha256="abc", copy=copy,
        ))  # fmt: skip

    return made


@pytest.fixture
def figures_of(sheet):
    """Return what reads the figures of a made-up sheet."""

    def read(layout: str, *rows: dict, release: str, copy: str = "") -> pd.DataFrame:
        return source("oews").read(*sheet(layout, *rows, release=release, copy=copy))

    return read
