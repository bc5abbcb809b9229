"""The published figures that claims are held against: of a code, an area and an industry, by value.

A number is looked up in the order of values, since whose number it is is asked of many thousand
figures. What is read of the bundled table is kept for the next claim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from hitdata.areas import POSTAL
from hitdata.claims.vocabulary import table
from hitdata.data.bundled import national_matrix

__all__ = ["NATIONWIDE", "STATES", "Pool", "Row", "of_code", "within"]

#: The nation as a whole, and the codes of its states.
NATIONWIDE, STATES = ("US", "cross-industry"), frozenset(POSTAL.values())


class Row(NamedTuple):
    """A published figure: its row in the bundled table, and what claims name of it."""

    n: int  # -1: of the national matrix, summed or subtracted
    soc: str
    measure: str
    statistic: str
    unit: str
    source: str
    release: str
    period: str
    area: str
    industry: str
    value: float


class Pool:
    """Figures to look a number up in, by measure and unit, in the order of their values."""

    def __init__(self, rows: Iterable[Row]) -> None:
        by: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            by[row.measure.partition(",")[0], row.unit].append(row)
        self.by = {key: sorted(of, key=lambda row: row.value) for key, of in by.items()}
        self.values = {key: [row.value for row in of] for key, of in self.by.items()}

    def of(self, kind: tuple[str, str]) -> list[Row]:
        """Return the figures of a measure and unit."""
        return self.by.get(kind, [])

    def near(self, kind: tuple[str, str], least: float, most: float) -> list[Row]:
        """Return those between two values."""
        values = self.values.get(kind, [])
        return self.of(kind)[bisect_left(values, least) : bisect_right(values, most)]


@cache
def of_code(soc: str) -> list[Row]:
    """Return the nation's figures of a code; of rounds that lack it, what the matrix says."""
    frame = _primary().get(soc, next(iter(_primary().values())).iloc[:0])
    rows = _rows(frame[frame["area"].eq("US") & frame["industry"].eq("cross-industry")])
    rounds = {row.release for row in rows if row.unit == "percent"}
    matrix = national_matrix()
    part = matrix if soc == "00-0000" else matrix[matrix["soc"].eq(soc)]
    ends = ["base_employment", "projected_employment"]
    terms = ["release", "base_year", "projected_year"]
    for (release, base, end), jobs in part[~part["release"].isin(rounds)].groupby(terms)[ends]:
        first, last = (float(jobs[name].sum()) for name in ends)
        change, span = "employment change", f"{base}/{end}"
        rows += [
            Row(-1, soc, measure, statistic, unit, "EP", str(release), period, *NATIONWIDE, value)
            for measure, statistic, unit, period, value in (
                ("employment", "total", "jobs", f"{base}", first),
                ("employment", "total", "jobs", f"{end}", last),
                (change, "total", "jobs", span, last - first),
                (change, "percent", "percent", span, round(100 * (last / first - 1), 1)),
            )
        ]
    return rows


@cache
def within(socs: tuple[str, ...], area: str, industry: str, *, nation: bool = False) -> Pool:
    """Return the figures of codes in an area and industry; "" is every part, "state" every state.

    ``nation`` adds those of the nation as a whole; no codes at all are every code.
    """
    rows = []
    for soc in socs or _primary():
        rows += of_code(soc) if nation or (area, industry) == NATIONWIDE else []
        if (area, industry) == NATIONWIDE:
            continue
        rows += [row for place, of in _placed(soc).items() if place != NATIONWIDE and all(
                     want == has or (want == "" and has != whole)
                     or (want == "state" and has in STATES)
                     for want, has, whole in zip((area, industry), place, NATIONWIDE, strict=True))
                 for row in of]  # fmt: skip
    return Pool(rows)


@cache
def _primary() -> dict[str, pd.DataFrame]:
    """Return code -> the figures of BLS that claims are held against."""
    every = table()
    wage, source = every["measure"].eq("wage"), every["source"]
    jobs = every["measure"].isin(["employment", "employment change", "openings",
                                  "openings, ten-year total"])  # fmt: skip
    own = every["quoted_by"].isna() & every["value"].notna() & every["statistic"].ne("rse")
    kept = every[own & ((source.eq("OEWS") & (wage | jobs)) | (source.eq("EP") & jobs))]
    return {str(soc): of for soc, of in kept.groupby("soc", observed=True)}


def _rows(frame: pd.DataFrame) -> list[Row]:
    cells = frame.index, *(frame[name].astype("str") for name in Row._fields[1:-1]), frame["value"]
    rows = [Row(*row) for row in zip(*cells, strict=True)]
    return list({row[1:]: row for row in reversed(rows)}.values())[::-1]


@cache
def _placed(soc: str) -> dict[tuple[str, str], list[Row]]:
    """Return area and industry -> the figures of a code there, each once."""
    by = defaultdict[tuple[str, str], list[Row]](list)
    for row in _rows(_primary()[soc]) if soc in _primary() else ():
        by[row.area, row.industry].append(row)
    return by
