import csv
import re

import pytest

from hitdata.errors import SourceError
from hitdata.originals import COLUMNS, read_originals


def test_every_original_says_all_that_it_must(raw):
    """Publisher, title, file, hash, page, period, coverage, licence: none is left out."""
    for original in read_originals(raw / "SOURCES.csv"):
        always = ("publisher", "product", "title", "file", "sha256", "licence", "retrieved", "copy")
        assert all(getattr(original, name) for name in always), original.file
        assert re.fullmatch(r"[0-9a-f]{64}", original.sha256)
        if original.copy != "transcribed":
            assert original.page.startswith("https://"), original.file
            assert original.period, original.file
            assert original.coverage, original.file
            assert original.release, original.file


def test_every_cut_is_listed_and_every_listed_cut_is_there(raw):
    """Nothing lies in data/raw that SOURCES.csv does not explain."""
    listed = {original.cut for original in read_originals(raw / "SOURCES.csv")}
    there = {str(path.relative_to(raw)) for path in raw.rglob("*.csv")} - {"SOURCES.csv"}
    assert listed == there


def test_each_cut_carries_its_original(raw):
    """Every row of a cut names the file, hash and sheet that SOURCES.csv lists for it."""
    for original in read_originals(raw / "SOURCES.csv"):
        if original.copy == "transcribed":
            continue
        with (raw / original.cut).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        said = {(row["file"], row["sha256"], row["sheet"]) for row in rows}
        assert said == {(original.file, original.sha256, original.sheet)}


def test_the_data_stays_small_and_no_original_comes_in(raw):
    """Cuts are text; together they stay under five megabytes."""
    files = [path for path in raw.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= {".csv", ".md"}
    assert sum(path.stat().st_size for path in files) < 5_000_000


def test_an_incomplete_list_is_refused(tmp_path):
    """A list without a column, or a line without a licence, is refused with its place."""
    (tmp_path / "SOURCES.csv").write_text("cut,reader\n")
    with pytest.raises(SourceError, match="columns must be"):
        read_originals(tmp_path / "SOURCES.csv")
    heading, line = ",".join(COLUMNS), ",".join(["x"] * len(COLUMNS))
    broken = line.split(",")
    broken[list(COLUMNS).index("licence")] = ""
    (tmp_path / "SOURCES.csv").write_text(f"{heading}\n{line}\n{','.join(broken)}\n")
    with pytest.raises(SourceError, match="line 3 says nothing under licence"):
        read_originals(tmp_path / "SOURCES.csv")
