"""Growth of Data USA: BLS Employment Projections, restated in two ways.

The older table writes years and thousands into its headings. The newer cube has one ``Year`` and
says neither whether it is base or projected year nor whether it counts thousands. Its own numbers
do: change over percent is the base; thousands have decimals, and no detailed occupation has five
million jobs. Where they do not, the answer is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hitdata.errors import SourceError
from hitdata.soc import edition_of
from hitdata.sources.datausa.answers import Record, is_none

__all__ = ["is_growth", "rows"]

#: Column of the older table, or of the cube -> (measure, statistic, unit).
COLUMNS = {
    r"emp (\d{4}) thousands|occupation employment": ("employment", "total", "jobs"),
    r"emp pct (\d{4})|occupation employment percent": ("employment share", "percent", "percent"),
    r"change thousands|occupation employment change": ("employment change", "total", "jobs"),
    r"pct change|occupation employment change percent":
        ("employment change", "percent", "percent"),
    r"openings thousands|occupation employment openings": ("openings", "total", "jobs"),
}  # fmt: skip

#: Columns of the cube that say which round it is; all of the cube's begin with the first.
SIZE = "occupation employment"

#: Its columns of the change, in jobs and in percent.
CHANGE, PERCENT = f"{SIZE} change", f"{SIZE} change percent"

#: Rounds span ten years; from this base on, openings are an annual average.
SPAN, ANNUAL_OPENINGS = 10, 2016

#: What is the same in two rows that state one figure.
SAME = ("occupation", "soc", "area", "measure", "statistic", "period", "value")

#: Jobs, or thousands of them, that no detailed occupation has had.
BEYOND = 5000

#: Base and projected year of a projection.
Round = tuple[int, int]


def is_growth(column: str) -> bool:
    """Say whether a column restates the projections."""
    return any(re.fullmatch(pattern, column) for pattern in COLUMNS)


def rows(records: Iterable[Record]) -> Iterable[dict[str, Any]]:
    """Return every figure of the projections once; both years of the cube repeat the change."""
    held = [record for record in records if any(map(is_growth, record.held))]
    cube = [record for record in held if _is_cube(record)]
    times = _times(cube) if cube else 1
    rounds = _rounds(cube, times)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for record in held:
        year = _year(record) if _is_cube(record) else None
        span = rounds[year] if year else _span(record)
        for column in record.held:
            if row := _figure(record, column, span, times if year else 1000, year):
                found.setdefault(tuple(row[name] for name in SAME), row)
    return found.values()


def _is_cube(record: Record) -> bool:
    return any(column.startswith(SIZE) for column in record.held)


def _span(record: Record) -> Round:
    """Return the two years that headings of the older table name."""
    matches = map(re.compile(r"emp (\d{4}) thousands").fullmatch, record.held)
    years = sorted({int(match[1]) for match in matches if match})
    if len(years) != 2:
        raise SourceError(
            f"{record.place}: growth of years {years}; expected a base and a projected year"
        )
    return years[0], years[1]


def _figure(
    record: Record, column: str, span: Round, times: int, year: str | None
) -> dict[str, Any] | None:
    """Return the figure of a column, if it has one; ``year`` is that of a row of the cube."""
    if column.startswith(SIZE) != bool(year) or is_none(record.held[column]):
        return None
    found = ((re.fullmatch(pattern, column), kind) for pattern, kind in COLUMNS.items())
    match, kind = next((pair for pair in found if pair[0]), (None, ("", "", "")))
    if match is None:
        return None
    measure, statistic, unit = kind
    base, projected = span
    low = 0.0 if measure != "employment change" else -100.0 if unit == "percent" else -1e9
    printed = record.figure(column, low=low, high=1000 if unit == "percent" else 1e9)
    number = printed["value"] * (times if unit == "jobs" else 1)
    own = (year or match[1]) if measure in {"employment", "employment share"} else None
    if measure == "openings" and base < ANNUAL_OPENINGS:
        measure = "openings, ten-year total"
    keys = record.occupation()
    return keys | printed | {
        "measure": measure, "statistic": statistic, "unit": unit, "coverage": "all jobs",
        "value": float(round(number, 1)), "area": record.area()[0],
        "period": own or f"{base}/{projected}", "release": f"{base}-{projected % 100:02d}",
        "base_year": base, "projected_year": projected, "origin": "BLS EP",
        "origin_why": "Data USA's growth tables are those of BLS Employment Projections",
        "soc_system": edition_of("EP", base) if keys["soc"] else None,
        "note": "unit and base year as its numbers show; the answer names neither" if year else "",
    }  # fmt: skip


def _year(record: Record) -> str:
    year = record.year()
    if year is None:
        raise SourceError(f"{record.place}: growth without Year; expected it, as rows of two "
                          "rounds are averaged without")  # fmt: skip
    return year


def _number(record: Record, column: str) -> float | None:
    none = is_none(record.held.get(column))
    return None if none else record.figure(column, low=-1e9, high=1e9)["value"]


def _times(cube: list[Record]) -> int:
    """Return 1000 where the numbers of an answer are thousands, 1 where they are jobs."""
    found = [(record, _number(record, SIZE), _number(record, CHANGE)) for record in cube]
    decimals = any(n is not None and n != int(n) for _, *numbers in found for n in numbers)
    large = any(
        size is not None and size > BEYOND and not str(record.said("occupation")).endswith("0")
        for record, size, _ in found
    )
    if decimals == large:
        raise SourceError(
            f"{cube[0].place}: whether {SIZE} counts jobs or thousands cannot be told; expected "
            "decimals, or a detailed occupation of more than 5,000"
        )
    return 1000 if decimals else 1


def _rounds(cube: list[Record], times: int) -> dict[str, Round]:
    """Return the round of every Year: the one of its two readings in which its numbers agree."""
    agree: dict[str, set[str]] = {}
    for record in cube:
        both = agree.setdefault(_year(record), {"base", "projected"})
        size, change, percent = (_number(record, c) for c in (SIZE, CHANGE, PERCENT))
        if size is None or change is None or percent is None:
            continue
        # jobs are rounded to hundreds, as are thousands with one decimal; percents to tenths
        off = 0.05 if times == 1000 else 50.0
        for reading, base in (("base", size), ("projected", size - change)):
            slack = 0.06 + (100 * 2 * off + abs(percent) * 2 * off) / max(base, off)
            if base <= 0 or abs(100 * change / base - percent) > slack:
                both.discard(reading)
    rounds = {}
    for year, readings in agree.items():
        if len(readings) != 1:
            raise SourceError(
                f"{cube[0].place}: whether Year {year} is base or projected year cannot be told; "
                f"expected {CHANGE} and its percent that agree with one of them"
            )
        base = int(year) - (0 if readings == {"base"} else SPAN)
        rounds[year] = (base, base + SPAN)
    return rounds
