"""Judge the methods on a folder of downloads, and write what was found: ``make evaluate``.

    python -m tools.evaluation --downloads DIR --out build/evaluation

Wage curves need OEWS workbooks (by sector, best of May 2024; national), the scorecard the rounds of
Employment Projections; what is not there is not judged, and a line says so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pandas as pd

from hitdata.distribution.calibration import CALIBRATED_ON, Case
from hitdata.errors import SourceError
from tools.evaluation import projections
from tools.evaluation.calibrating import calibrate
from tools.evaluation.distributions import OURS, hidden_points, top_code
from tools.evaluation.hit_rates import Checked, across, check, held, widened, within
from tools.evaluation.page import page
from tools.evaluation.releases import Workbook, find, read

#: The release without a top code.
_OPEN = ("national", "2025-05")

#: The release that the methods are judged on, if it is there.
_JUDGED = ("natsector", "2024-05")


def main() -> int:
    """Run the evaluation; return 0, or 2 where nothing could be judged."""
    parser = argparse.ArgumentParser(prog="tools.evaluation", description=__doc__.split("\n")[0])
    parser.add_argument("--downloads", type=Path, required=True, help="folder of downloads")
    parser.add_argument("--out", type=Path, default=Path("build/evaluation"), help="folder written")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    asked = parser.parse_args()
    if not asked.downloads.is_dir():
        return _refuse(f"{asked.downloads}: no such folder; name the one with the downloads")
    tables: dict[str, pd.DataFrame] = {}
    judged, reasons = "", list[str]()
    try:
        books = find(asked.downloads)
        book = _judged_on(books)
        judged = f"OEWS {book.words}"
        _wages(book, books, tables, asked)
    except SourceError as error:
        reasons.append(str(error))
    try:
        with _stage("projections", asked.out / "projection_scorecard.csv"):
            tables |= projections.evaluate(asked.downloads, asked.out)
        _say("percent of outcomes inside the fan, by size class and years ahead:")
        rates = tables["projection_fan"].pivot(index="size", columns="years", values="held")
        _say(rates.round(1).to_string())
    except SourceError as error:
        reasons.append(str(error))
    if not tables:
        return _refuse("\n".join(reasons))
    _say(*(f"not judged: {reason}" for reason in reasons))
    (asked.out / "index.md").write_text(page(tables, judged=judged), encoding="utf-8")
    return 0


def _judged_on(books: list[Workbook]) -> Workbook:
    """Return the workbook by sector of May 2024, or else the newest, by sector before national."""
    by = {book[:2]: book for book in books}
    return by.get(_JUDGED) or max(books, key=lambda book: (book.kind == "natsector", book.release))


def _wages(
    book: Workbook,
    books: list[Workbook],
    tables: dict[str, pd.DataFrame],
    asked: argparse.Namespace,
) -> None:
    """Judge the curves, write what was found and put it into ``tables``."""
    out, by = asked.out, {other[:2]: other for other in books}
    with _stage("hidden", out / "hidden_points.csv"):
        wages = read(book)
        parts = [hidden_points(wages)]
        if _OPEN in by:
            parts.append(top_code(read(by[_OPEN])))
        tables["hidden_points"] = _write(pd.concat(parts, ignore_index=True), out, "hidden_points")
    with _stage("bands", out / "bands.csv"):
        cases = calibrate(wages)
        tables["bands"] = _write(within(wages, cases), out, "bands")
    others = [other for other in books if other != book]
    written = out / "hidden_points_by_release.csv"
    with _stage("releases", written, steps=len(others)), ProcessPoolExecutor(asked.jobs) as pool:
        judged = list(pool.map(partial(_judge, cases=cases), others))
    errors = pd.concat([hidden_points(wages, methods=(OURS,)).assign(release=book.words)]
                       + [table for table, _ in judged])  # fmt: skip
    _write(errors[["release", *errors.columns.drop(["release", "method"])]], out,
           "hidden_points_by_release")  # fmt: skip
    _bands(cases, [checked for _, checked in judged], tables, out)
    if book[:2] != _JUDGED:
        _say(f"bands are calibrated on {book.words}; those of hitdata on {CALIBRATED_ON}")


def _judge(book: Workbook, *, cases: tuple[Case, ...]) -> tuple[pd.DataFrame, Checked]:
    """Return the errors of our curves in one release, and in units of the bands of another."""
    wages = read(book)
    errors = hidden_points(wages, methods=(OURS,)).assign(release=book.words)
    return errors, check(wages, cases, kind=book.kind, release=book.release)


def _bands(
    cases: tuple[Case, ...], checked: list[Checked], tables: dict[str, pd.DataFrame], out: Path
) -> None:
    """Write the calibration, as it stands beside `hitdata.distribution.calibration`."""
    final = widened(cases, checked)
    cells = [(case.hidden, " ".join(case.known), " ".join(f"{x:.1f}" for x in case.percent),
              " ".join(f"{x:.2f}" for x in case.factors)) for case in final]  # fmt: skip
    table = pd.DataFrame(cells, columns=["hidden", "known", "percent", "factors"])
    tables["calibration"] = _write(table, out, "calibration")
    if checked:
        tables["bands_by_release"] = _write(across(checked), out, "bands_by_release")
        tables["bands_held"] = _write(held(tables["bands"], checked, final), out, "bands_held")


def _write(table: pd.DataFrame, out: Path, name: str) -> pd.DataFrame:
    out.mkdir(parents=True, exist_ok=True)
    rounded = table.round(2)
    rounded.to_csv(out / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    return rounded


@contextmanager
def _stage(name: str, wrote: Path, *, steps: int = 1) -> Iterator[None]:
    """Print one line when a stage is done: its name, its seconds, what it wrote."""
    start = time.perf_counter()
    yield
    many = f"{steps} of {steps}" if steps > 1 else ""
    _say(f"{name:<12}{time.perf_counter() - start:6.1f} s   {many:<9}{wrote}")


def _say(*lines: str) -> None:
    for text in lines:
        sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _refuse(reason: str) -> int:
    sys.stderr.write(f"evaluate: {reason}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
