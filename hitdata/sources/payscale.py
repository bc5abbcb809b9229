"""Payscale: pay by job title, as the data inside a saved page states it.

Publisher         Payscale
Raw file          a job's page saved from a browser; JSON in the script __NEXT_DATA__
Reference period  not stated; ``release`` is the month of the page's last update
Coverage          visitors who answered the site's survey; no sample of a known population
Units             nominal US dollars per year or hour; the page's reportType says which where its
                  parts do not

What the page calls average is its median, read as p50. Base salary, hourly rate and total pay come
from different answers and are not sums of each other. Read are pay and pay by experience. Pay by
place, employer or skill is not: its counts are those of the job, and the table has no column for a
skill; a warning names what was left out. A page of one place or employer is refused. The page
states some of it again as schema.org: that is not read, so no figure comes twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, report
from hitdata.files.structured import (
    count_of,
    first_key,
    month_of,
    next_data,
    refuse_descending,
    stated,
)
from hitdata.sources import Options, Source

__all__ = ["SOURCE"]

#: Values of the growing code lists that this product brings.
CODES = {
    "publisher": {"Payscale": "Payscale, a site that asks visitors about their pay"},
    "pay_basis": {
        "commission": "commission alone",
        "profit sharing": "profit sharing alone",
    },
}

#: Values that a figure_id leaves out.
ORDINARY = {"coverage": ["people who answered the site's survey"]}

#: Part of the page's compensation -> (pay basis, unit).
PARTS = {
    "salary": ("base pay", "USD/year"),
    "hourlyRate": ("base pay", "USD/hour"),
    "total": ("total pay", "USD/year"),
    "bonus": ("bonus", "USD/year"),
    "commission": ("commission", "USD/year"),
    "profitSharing": ("profit sharing", "USD/year"),
}

#: Kind of report -> (pay basis, unit) of its dimensions; a salary page does not say which pay.
REPORTS = {"HourlyRate": ("base pay", "USD/hour"), "Salary": (None, "USD/year")}

#: Years of experience in words -> least and most.
EXPERIENCE = {
    "Less than 1 year": (0, 1), "1-4 years": (1, 4), "5-9 years": (5, 9),
    "10-19 years": (10, 19), "20 years or more": (20, None), "20+ years": (20, None),
}  # fmt: skip

#: Dimensions that state again what compensation states, or no pay.
AGAIN = r"Average .* Overall|Gender Breakdown|Health Insurance Overall"

#: The way to the data of a page.
PAGE = "props.pageProps.pageData"


#: Field -> what it must say.
NATION = {"currencyCode": ["USD"], "country": ["US", "United States"]}


def _lacks(file: File) -> str:
    data = _data(file)
    if not isinstance(data, dict) or "compensation" not in data:
        script = "" if file.kind == "json" else " in a script __NEXT_DATA__"
        return f"no {PAGE} with compensation{script}"
    return ""


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return pay and pay by experience of a page's job."""
    data: Any = _data(file)
    title = first_key(data, "dimensions", "job")
    if not isinstance(title, str) or not title.strip():
        raise SourceError(f"{file.name}: {PAGE}.dimensions.job is {title!r}; expected a title")
    said = data["dimensions"].items()
    if further := {key: value for key, value in said if value and key not in {"job", "country"}}:
        raise SourceError(
            f"{file.name}: {PAGE}.dimensions says {str(further)[:80]}; expected a page of the "
            "job alone, as its counts are those of the job in the whole country"
        )
    for field, right in NATION.items():
        if data.get(field) not in right:
            raise SourceError(f"{file.name}: {field} is {data.get(field)!r}; expected {right[0]}")
    rows = [*_parts(data, file.name), *_experience(data, file.name)]
    if not rows:
        raise SourceError(f"{file.name}: {PAGE}.compensation holds no amounts")
    _report_left_out(data.get("byDimension"), file.name)
    return pd.DataFrame(rows).assign(
        publisher="Payscale", source="salary page", occupation=title.strip(), area="US",
        coverage="people who answered the site's survey", measure="wage", status="normal",
        release=month_of(data.get("lastUpdated")), period=options.period,
    )  # fmt: skip


def _data(file: File) -> object:
    return first_key(next_data(file, word="compensation"), *PAGE.split("."))


def _report_left_out(dimensions: Any, file: str) -> None:
    """Warn of pay that the page divides further than the table can say."""
    found = dimensions if isinstance(dimensions, dict) else {}
    left = {
        name: len(rows) for name, held in found.items()
        if name != "Job by Experience" and not re.fullmatch(AGAIN, name)
        and isinstance(rows := first_key(held, "rows"), list) and rows
    }  # fmt: skip
    if left:
        said = ", ".join(f"{name} ({rows} rows)" for name, rows in left.items())
        report(f"{file}: left out, as the table cannot hold it: {said}")


def _parts(data: dict[str, Any], file: str) -> Iterator[dict[str, Any]]:
    parts = data["compensation"] if data["compensation"] is not None else {}
    if not isinstance(parts, dict):
        raise SourceError(f"{file}: {PAGE}.compensation is not an object of amounts")
    if unknown := sorted(set(parts) - set(PARTS)):
        raise SourceError(f"{file}: compensation has {unknown[0]!r}; expected {', '.join(PARTS)}")
    for name, amounts in parts.items():
        basis, unit = PARTS[name]
        where = f"{PAGE}.compensation.{name}"
        yield from _points(amounts, where, file, unit=unit, pay_basis=basis,
                           sample=first_key(amounts, "profileCount"))  # fmt: skip


def _experience(data: dict[str, Any], file: str) -> Iterator[dict[str, Any]]:
    rows = first_key(data.get("byDimension"), "Job by Experience", "rows")
    if not rows:
        return
    basis, unit = REPORTS.get(str(data.get("reportType")), ("", ""))
    if not unit or not isinstance(rows, list):
        raise SourceError(
            f"{file}: reportType is {data.get('reportType')!r}; expected {' or '.join(REPORTS)}, "
            "which says whether pay by experience is hourly"
        )
    for number, row in enumerate(rows):
        where = f"{PAGE}.byDimension['Job by Experience'].rows[{number}]"
        name = first_key(row, "name")
        if str(name) not in EXPERIENCE:
            raise SourceError(f"{file}: {where}.name is {name!r}; expected {', '.join(EXPERIENCE)}")
        least, most = EXPERIENCE[str(name)]
        guessed = first_key(row, "isEstimated") is True
        yield from _points(
            first_key(row, "range"), f"{where}.range", file, unit=unit, pay_basis=basis,
            sample=first_key(row, "profileCount"), experience_min=least, experience_max=most,
            bound="~" if guessed else "=",
            note="estimated by Payscale, as few answered" if guessed else None,
        )  # fmt: skip


def _points(
    amounts: Any, where: str, file: str, *, sample: Any, **more: Any
) -> list[dict[str, Any]]:
    """Return the percentiles that a range has; it may lack any of them."""
    if amounts is None:
        return []
    if not isinstance(amounts, dict):
        raise SourceError(f"{file}: {where} is not an object of percentiles")
    # nobody works for nothing; a bonus may be nothing
    low = 0.01 if more["pay_basis"] in {"base pay", "total pay", None} else 0.0
    rows = [
        {"statistic": f"p{point}", "bound": "=",
         "sample_size": count_of(sample, f"{file}: {where}.profileCount")}
        | stated(amounts[point], file, f"{where}.{point}", low=low, high=1e8) | more
        for point in ("10", "25", "50", "75", "90") if amounts.get(point) is not None
    ]  # fmt: skip
    refuse_descending(rows, f"{file}: {where}")
    return rows


SOURCE = Source(
    kinds=("html", "json"), comes="Payscale's pages are HTML", lacks=_lacks, figures=_figures,
    ordinary=ORDINARY, codes=CODES, example="a job's page of Payscale, saved from a browser",
)  # fmt: skip
