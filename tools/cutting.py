"""From folders of downloads to data/raw: which rows of each original stay, and the cuts of them.

    python -m tools.cutting DOWNLOADS[:DOWNLOADS]

Each original that SOURCES.csv lists is looked up by its name, wherever it lies below the folders;
one whose hash differs from the listed one is refused. What is written are the rows that its rule
keeps: cells as printed, nothing converted, the same bytes every time. The hash of each cut goes
into SOURCES.csv, so that the build notices a cut that was edited.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from hitdata.errors import HitdataError, SourceError
from hitdata.files import hash_of, opened
from hitdata.soc import CODES
from hitdata.sources import Original
from tools.originals import read_originals
from tools.tabulating import tabulated

__all__ = ["RULES", "Cut", "Rule", "cut", "record"]

RAW = Path(__file__).parents[1] / "data" / "raw"

#: Cells of an original, as `hitdata.files` opens them, codes of the family, and the original's line
#: in SOURCES.csv -> what stays.
Rule = Callable[[pd.DataFrame, frozenset[str], Original], pd.DataFrame]


class Cut(NamedTuple):
    """What was written: the cut's path, its original, the rows kept and the rows there were."""

    path: Path
    original: Original
    kept: int
    rows: int


def cut(
    downloads: Path | Iterable[Path], raw: Path = RAW, *, codes: Iterable[str] = CODES
) -> Iterator[Cut]:
    """Write the cut of every listed original below ``downloads`` into ``raw``, one at a time.

    All originals must be there and unchanged before the first cut is written, else `SourceError`
    names those that are not. What was transcribed by hand is left alone.
    """
    folders = [downloads] if isinstance(downloads, Path) else list(downloads)
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder}: not a folder; expected one that holds the downloads")
    wanted = [o for o in read_originals(raw / "SOURCES.csv") if o.copy != "transcribed"]
    found = _found(folders, {original.file: original.sha256 for original in wanted})
    for original in wanted:
        path = raw / original.cut
        path.parent.mkdir(parents=True, exist_ok=True)
        if original.source == "labstat":
            yield Cut(path, original, *_lines(found[original.file], path, frozenset(codes)))
            continue
        path_of = found[original.file]
        persons = original.source == "acs_pums"
        cells = tabulated(path_of) if persons else _cells(path_of, original)
        kept = RULES.get(original.source, _whole)(cells, frozenset(codes), original)
        _write(path, kept, original)
        yield Cut(path, original, len(kept), len(cells))


def record(raw: Path = RAW) -> None:
    """Write the hash of every cut in ``raw``, transcriptions included, into its SOURCES.csv."""
    path = raw / "SOURCES.csv"
    listed = [o._replace(cut_sha256=hash_of(raw / o.cut)) for o in read_originals(path)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Original._fields, *listed])


def _cells(path: Path, original: Original) -> pd.DataFrame:
    """Return the cells of the sheet that a cut is made from."""
    with opened(path) as files:
        sheets = {sheet.name: sheet for sheet in files[0].sheets}
    if original.sheet not in sheets:
        raise SourceError(f"{path}: no sheet {original.sheet!r}; it has {', '.join(sheets)}")
    return sheets[original.sheet].cells


def _write(path: Path, cells: pd.DataFrame, original: Original) -> None:
    """Write rows of cells as a cut: the same bytes for the same cells, on every machine."""
    provenance = pd.DataFrame(
        {"file": original.file, "sha256": original.sha256, "sheet": original.sheet,
         "row": cells.index}, index=cells.index,
    )  # fmt: skip
    provenance.join(cells).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _lines(path: Path, target: Path, codes: frozenset[str]) -> tuple[int, int]:
    """Write the lines of a LABSTAT file that are of the codes, or of none; count kept and all.

    Each stands after its number. The nation's lines of all industries together are left to its
    workbook, and so are those of private ones, which a reader would take for the same.
    """
    wanted = {code.replace("-", "") for code in codes}
    nation = ("OEUN" + "0" * 13, "OEUN" + "0" * 12 + "1")
    kept = []
    with path.open(encoding="ascii", newline="") as file:
        heading = next(file)
        at = {"series_id": slice(17, 23), "occupation_code": slice(6)}.get(heading.split()[0])
        number = 1
        for number, line in enumerate(file, start=2):
            if at is None or (line[at] in wanted and not line.startswith(nation)):
                kept.append(f"{number}\t{line}")
    text = "".join([f"line\t{heading}", *kept]).encode("ascii")
    # without a date in it: the same lines give the same bytes
    target.write_bytes(gzip.compress(text, mtime=0) if target.suffix == ".gz" else text)
    return len(kept), number


def _found(downloads: list[Path], hashes: dict[str, str]) -> dict[str, Path]:
    """Return where each original lies; of several files with its name, the one with its hash."""
    found: dict[str, Path] = {}
    differing: dict[str, Path] = {}
    for path in sorted(path for folder in downloads for path in folder.rglob("*")):
        if path.name in hashes and path.name not in found and path.is_file():
            same = hash_of(path) == hashes[path.name]
            (found if same else differing)[path.name] = path
    lacking = [
        f"{differing[name]}: its hash is not {listed[:12]}…, the listed one"
        if name in differing
        else f"{name}: not found below {', '.join(map(str, downloads))}"
        for name, listed in hashes.items()
        if name not in found
    ]
    if lacking:
        raise SourceError("originals are missing or changed:\n  " + "\n  ".join(lacking))
    return found


def _oews(cells: pd.DataFrame, codes: frozenset[str], original: Original) -> pd.DataFrame:
    """Keep the heading and the rows of the codes; of a file of several years, those listed."""
    headings = cells.apply(lambda column: column.str.strip().str.lower())
    top = headings.index[headings.eq("occ_code").any(axis=1)]
    if top.empty:
        raise SourceError("no heading OCC_CODE; an OEWS table has one")
    letters = {heading: letter for letter, heading in headings.loc[top[0]].items()}
    rows = cells[letters["occ_code"]].str.strip().isin(codes)
    if "year" in letters:
        rows &= cells[letters["year"]].isin([r[:4] for r in original.release.split(", ")])
    return cells[rows | (cells.index == top[0])]


def _ep(cells: pd.DataFrame, codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep the title and headings, the rows of the codes, and the footnotes."""
    family = cells.apply(lambda column: _soc(column).isin(codes)).any(axis=1)
    coded = cells.index[_coded(cells)]
    return cells[family | (cells.index < coded[0]) | (cells.index > coded[-1])]


def _ep_matrix(cells: pd.DataFrame, _codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep headings and line items of all occupations: title, code, type, jobs of two years.

    A round with other columns in front is refused by its source, which wants just these.
    """
    coded = _coded(cells)
    typed = cells.apply(lambda column: column.str.strip().str.lower().eq("line item")).any(axis=1)
    # a download has line items alone, and no column that says so
    items = typed if typed.any() else coded
    return cells[items | (cells.index < cells.index[coded][0])].iloc[:, : 4 + typed.any()]


def _coded(cells: pd.DataFrame) -> pd.Series:
    """Tell which rows carry a SOC code."""
    coded = cells.apply(lambda column: _soc(column).str.fullmatch(r"\d\d-\d{4}")).any(axis=1)
    if not coded.any():
        raise SourceError("no row with a code such as 29-2072; an EP table has them")
    return coded


def _soc(column: pd.Series) -> pd.Series:
    """Return SOC codes without the wrapper ``="29-2072"`` that keeps a CSV's codes text."""
    return column.str.strip().str.removeprefix('="').str.removesuffix('"')


def _cpi(cells: pd.DataFrame, _codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep heading, months and years; half-years are averages that nothing here needs."""
    return cells[~cells["C"].isin(["S01", "S02"])]


#: Words of which a title outside the family must hold one of each row to be kept.
_HEALTH = r"(?i)\b(?:health|healthcare|medical|clinical|hospital|patient|nurs\w+|ehr|emr|hims?)\b"
_INFORMATION = (
    r"(?i)\b(?:information|records?|data|systems?|analysts?|coders?|coding|registrar|registry|"
    r"privacy|compliance|software|technology|it|database|computer|billing|biller|"
    r"transcription\w*|document\w*|quality|project)\b"
)
_INFORMATICS = r"(?i)\binformatic\w*\b"


def _code_lists(cells: pd.DataFrame, codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep all pairs of the crosswalk and all areas and industries; else the rows of the codes.

    A relation of the crosswalk is only known when no pair is missing. Of O*NET's titles those stay
    that compete with the family's.
    """
    first = cells["A"].str.strip()
    if (top := first.eq("SOC Group")).any():
        return cells[cells["B"].isin(codes) | top]
    if (top := first.eq("2010 SOC Code")).any():
        return cells[first.str.fullmatch(r"\d\d-\d{4}") | top]
    if not (top := first.eq("O*NET-SOC Code")).any():
        return cells
    title = cells["B"].str.casefold()
    family = cells["A"].str[:7].isin(codes)
    twin = title.isin(title[family])
    health = title.str.contains(_HEALTH) & title.str.contains(_INFORMATION)
    return cells[family | twin | health | title.str.contains(_INFORMATICS) | top]


def _rpp(cells: pd.DataFrame, _codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep the heading and the parities of all items."""
    return cells[cells["E"].str.strip().isin(["LineCode", "5"])]


def _whole(cells: pd.DataFrame, _codes: frozenset[str], _original: Original) -> pd.DataFrame:
    """Keep all rows: the file is itself gathered for the family."""
    return cells


#: Source, as SOURCES.csv names it -> what its cuts keep; of one without a rule, all rows stay.
RULES: dict[str, Rule] = {
    "oews": _oews,
    "ep": _ep,
    "ep_matrix": _ep_matrix,
    "cpi": _cpi,
    "code_lists": _code_lists,
    "rpp": _rpp,
}


def main() -> None:
    """Cut all originals below the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("downloads", help=f"folders that hold the originals, {os.pathsep} between")
    asked = parser.parse_args()
    try:
        for done in cut(Path(folder) for folder in asked.downloads.split(os.pathsep)):
            original = done.original
            print(f"{original.cut}: {done.kept} of {done.rows} rows of {original.file}")
        record()
    except HitdataError as error:
        sys.exit(f"data: {error}")


if __name__ == "__main__":
    main()
