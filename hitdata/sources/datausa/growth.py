"""Growth of Data USA: BLS Employment Projections, restated in two ways.

The older table writes years and thousands into its headings. The newer cube has one ``Year`` and
says neither whether it is base or projected year nor whether it counts thousands. Its own numbers
do: change over percent is the base; thousands have decimals, and no detailed occupation has five
million jobs. Where they do not, the answer is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from hitdata.documents.values import amount
from hitdata.errors import SourceError
from hitdata.sources.datausa.answers import Record
from hitdata.sources.datausa.keys import area_of, occupation_of, said, year_of
from hitdata.sources.ep import SOC_SYSTEMS

__all__ = ["is_growth", "rows"]

#: Column of the older table -> (measure, statistic, unit, times).
TABLE = {
    r"emp (\d{4}) thousands": ("employment", "total", "jobs", 1000),
    r"emp pct (\d{4})": ("employment share", "percent", "percent", 1),
    r"change thousands": ("employment change", "total", "jobs", 1000),
    r"pct change": ("employment change", "percent", "percent", 1),
    r"openings thousands": ("openings", "total", "jobs", 1000),
}

#: Column of the cube -> the same; whether thousands, its numbers say.
CUBE = {
    "occupation employment": ("employment", "total", "jobs"),
    "occupation employment percent": ("employment share", "percent", "percent"),
    "occupation employment change": ("employment change", "total", "jobs"),
    "occupation employment change percent": ("employment change", "percent", "percent"),
    "occupation employment openings": ("openings", "total", "jobs"),
}
SIZE = "occupation employment"
CHANGE, PERCENT = f"{SIZE} change", f"{SIZE} change percent"

#: Rounds span ten years; from this base on, openings are an annual average.
SPAN, ANNUAL_OPENINGS = 10, 2016

#: Jobs, or thousands of them, that no detailed occupation has had.
BEYOND = 5000


class Round(NamedTuple):
    """Base and projected year of a projection."""

    base: int
    projected: int


def is_growth(column: str) -> bool:
    """Say whether a column restates the projections."""
    return column in CUBE or any(re.fullmatch(pattern, column) for pattern in TABLE)


def rows(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """Yield every figure of the projections once; both years of the cube repeat the change."""
    held = [record for record in records if any(map(is_growth, record.held))]
    cube = [record for record in held if CUBE.keys() & record.held.keys()]
    times = _times(cube) if cube else 1
    rounds = _rounds(cube, times)
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for record in held:
        newer = CUBE.keys() & record.held.keys()
        for row in _cube_rows(record, rounds, times) if newer else _table_rows(record):
            key = tuple(row[n] for n in ("occupation", "soc", "area", "measure", "statistic",
                                         "period", "value"))  # fmt: skip
            if key not in seen:
                seen[key] = row
                yield row


def _table_rows(record: Record) -> Iterator[dict[str, Any]]:
    years = sorted({int(match[1]) for match in map(re.compile(r"emp (\d{4}) thousands").fullmatch,
                                                   record.held) if match})  # fmt: skip
    if len(years) != 2:
        raise SourceError(
            f"{record.place}: growth of years {years}; expected a base and a projected year"
        )
    for column, value in record.held.items():
        for pattern, kind in TABLE.items():
            if (own := re.fullmatch(pattern, column)) and not _is_none(value):
                year = own[1] if own.groups() else None
                yield _figure(record, column, kind, Round(*years), year)


def _cube_rows(record: Record, rounds: dict[str, Round], times: int) -> Iterator[dict[str, Any]]:
    year = _year(record)
    for column, (measure, statistic, unit) in CUBE.items():
        if not _is_none(record.held.get(column)):
            kind = (measure, statistic, unit, times if unit == "jobs" else 1)
            own = year if measure in {"employment", "employment share"} else None
            note = "unit and base year as its numbers show; the answer names neither"
            yield _figure(record, column, kind, rounds[year], own) | {"note": note}


def _figure(record: Record, column: str, kind: tuple[str, str, str, int], span: Round,
            year: str | None) -> dict[str, Any]:  # fmt: skip
    measure, statistic, unit, times = kind
    signed = measure == "employment change"
    low = 0.0 if not signed else -100.0 if unit == "percent" else -1e9
    value = record.held[column]
    number = amount(
        value, f"{record.place}.{column}", low=low, high=1000 if unit == "percent" else 1e9
    )
    if measure == "openings" and span.base < ANNUAL_OPENINGS:
        measure = "openings, ten-year total"
    keys = occupation_of(record)
    area, _ = area_of(record)
    editions = [edition for first, edition in SOC_SYSTEMS.items() if first <= span.base]
    return keys | {
        "measure": measure, "statistic": statistic, "unit": unit, "coverage": "all jobs",
        "printed": str(value), "value": float(round(number * times, 1)), "area": area,
        "locator": record.locators[column], "period": year or f"{span.base}/{span.projected}",
        "release": f"{span.base}-{span.projected % 100:02d}", "base_year": span.base,
        "projected_year": span.projected, "origin": "BLS EP", "note": "",
        "soc_system": editions[-1] if editions and keys["soc"] else None,
        "origin_why": "Data USA's growth tables are those of BLS Employment Projections",
    }  # fmt: skip


def _is_none(value: Any) -> bool:
    return value is None or str(value).strip() in {"", "."}


def _year(record: Record) -> str:
    year = year_of(record)
    if year is None:
        raise SourceError(f"{record.place}: growth without Year; expected it, as rows of two "
                          "rounds are averaged without")  # fmt: skip
    return year


def _number(record: Record, column: str) -> float | None:
    value = record.held.get(column)
    place = f"{record.place}.{column}"
    return None if _is_none(value) else amount(value, place, low=-1e9, high=1e9)


def _times(cube: list[Record]) -> int:
    """Return 1000 where the numbers of an answer are thousands, 1 where they are jobs."""
    found = [(record, _number(record, SIZE), _number(record, CHANGE)) for record in cube]
    decimals = any(n is not None and n != int(n) for _, *numbers in found for n in numbers)
    large = any(
        size is not None and size > BEYOND and not str(said(record, "occupation")).endswith("0")
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
        rounds[year] = Round(base, base + SPAN)
    return rounds
