"""OOH: pay, jobs and outlook of an occupation, as its handbook page prints them.

Publisher         U.S. Bureau of Labor Statistics
Raw file          an occupation's page of the Occupational Outlook Handbook, saved from a browser
Reference period  wages: May of the printed year; jobs and outlook: the printed round
Coverage          wages count wage and salary jobs (OEWS), jobs and outlook all jobs (EP)
Units             nominal US dollars per year and hour; jobs, rounded to hundreds; whole percents

All numbers restate OEWS and EP, rounded; ``origin`` says which. Read are the quick facts, the
sentences and industries of the pay section, and the sentence and table of the outlook section. A
page on a group of occupations prints several; each keeps the code that the outlook table gives it.
A wage at the bound that OEWS applied that year is that bound, however the page words it. A sentence
on pay in other words than these is named in a warning: wording has changed over the years, and an
occupation may be paid by the hour only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from hitdata.errors import SourceError
from hitdata.files import File, report
from hitdata.soc import edition_of, level_of
from hitdata.sources import Options, Source
from hitdata.surveys import ORDINARY, WAGES, top_code

__all__ = ["SOURCE"]

#: Heading of a quick fact -> (measure, statistic, unit).
FACTS = {
    r"(?P<year>\d{4}) Median Pay": ("wage", "p50", ""),
    r"Number of Jobs, (?P<year>\d{4})": ("employment", "total", "jobs"),
    r"Job Outlook, (?P<round>\d{4}-\d\d)": ("employment change", "percent", "percent"),
    r"Employment Change, (?P<round>\d{4}-\d\d)": ("employment change", "total", "jobs"),
}

#: A quick fact on pay: dollars per year or hour.
RATE = r"([^$.]*\$[\d,]+(?:\.\d+)?)\s+per (year|hour)"

#: Words that make a number a bound.
BOUND = r"(?i)equal to|or more|>=|≥"

#: Dollars in a sentence of the pay section. In those that follow, pages until about 2014 say "wage
#: of" and "top 10 percent"; some occupations are paid by the hour only.
DOLLARS = r"\$[\d,]*\d(?:\.\d\d)?"

#: A sentence on a median.
MEDIAN = (
    r"median (?P<per>annual|hourly) wage (?:for|of) (?P<who>.+?) was (?P<printed>.+?) in May "
    r"(?P<year>\d{4})"
)

#: The sentence on both ends that follows it.
ENDS = (
    rf"lowest 10 percent earned (?P<p10>less than {DOLLARS}).{{0,12}}?(?:highest|top) 10 percent "
    rf"earned (?P<p90>(?:more than )?{DOLLARS}(?: or more)?|equal.+?{DOLLARS})"
)

#: The sentence over medians by industry.
INDUSTRIES = (
    r"In May (?P<year>\d{4}), the median (?P<per>annual|hourly) wages (?:for|of) (?P<who>.+?) in "
    r"the top (?:\w+ )?indus"
)

#: The sentence over medians of the occupations of a group.
OCCUPATIONS = r"Median (?P<per>annual|hourly) wages for .+? in May (?P<year>\d{4}) were as follows"

#: Word of such a sentence -> unit.
UNITS = {"annual": "USD/year", "hourly": "USD/hour"}

#: The sentence on openings.
OPENINGS = r"(?P<printed>[Aa]bout [\d,]+) openings for (?P<who>.+?) are projected each year"

#: Columns of the outlook table after title and code, and the year or years that each is about.
OUTLOOK = (
    (("employment", "total", "jobs"), "base"), (("employment", "total", "jobs"), "projected"),
    (("employment change", "percent", "percent"), "round"),
    (("employment change", "total", "jobs"), "round"),
)  # fmt: skip


def _lacks(file: File) -> str:
    return "" if file.page.xpath("//table[@id='quickfacts']") else "no table of quick facts"


def _figures(file: File, _options: Options) -> pd.DataFrame:
    """Return every figure of a page once, in the order in which it prints them."""
    page = _Page(file)
    rows = pd.DataFrame([*page.facts(), *page.pay(), *page.outlook()])
    if rows.empty:
        raise SourceError(f"{file.name}: quick facts without a number; expected pay and jobs")
    # the outlook table may name the one occupation of a page in other words than its title does
    rows["of"] = rows["soc"].where(rows["soc"].notna(), rows["occupation"])
    key = ["of", "industry", "measure", "statistic", "unit", "period"]
    first = rows[~rows.duplicated(key)]
    again = rows[rows.duplicated(key)].merge(first, on=key, suffixes=("", "_first"))
    if (bad := again["value"].ne(again["value_first"]) & again["value"].notna()).any():
        row = again[bad].iloc[0]
        raise SourceError(
            f"{file.name}: {row['measure']} is {row['printed_first']!r} at "
            f"{row['locator_first']} and {row['printed']!r} at {row['locator']}; expected one"
        )
    return first.drop(columns="of").assign(
        publisher="BLS", source="OOH", release=f"{page.base}-{page.projected[2:]}", area="US",
        origin_why="the handbook says that its wages are data of OEWS, its jobs and outlook of EP",
    )  # fmt: skip


class _Page:
    """The parts of one page that print figures, each as dicts of one figure."""

    def __init__(self, file: File) -> None:
        self.file, self.root = file.name, file.page
        title = self.root.xpath("string(//h1 | //meta[@property='og:title']/@content)")
        self.title = " ".join(title.split())
        tables = self.root.xpath("//table[.//th[contains(., 'SOC Code')]]")
        self.rows = tables[0].xpath(".//tbody//tr | .//tr[td]") if tables else []
        # title in lower case -> code; a code missing for a group is a dash
        self.codes = {cells[0].lower(): cells[1] for cells in map(_cells, self.rows)
                      if len(cells) > 1}  # fmt: skip
        spans = re.findall(r"Job Outlook, (\d{4})[-–](\d\d)", _plain(self.root))
        if not spans:
            raise SourceError(f"{self.file}: no heading Job Outlook with its years")
        self.base, self.projected = spans[0][0], str(int(spans[0][0]) + 10)
        if not self.projected.endswith(spans[0][1]):
            raise SourceError(f"{self.file}: a round of {spans[0]}; expected ten years")
        self.edition = edition_of("EP", self.base)
        self.projection = {
            "origin": "BLS EP", "coverage": "all jobs", "base_year": int(self.base),
            "projected_year": int(self.projected),
        }  # fmt: skip
        self.periods = {"base": self.base, "projected": self.projected,
                        "round": f"{self.base}/{self.projected}"}  # fmt: skip

    def facts(self) -> Iterator[dict[str, Any]]:
        """Yield the figures of the quick facts."""
        for row in self.root.xpath("//table[@id='quickfacts']//tr[td]"):
            heading, printed = [*_cells(row), ""][:2]
            for pattern, kind in FACTS.items():
                match = re.search(pattern, heading.replace("–", "-"))
                if match and kind[0] == "wage":
                    yield from self._median_pay(printed, f"{match['year']}-05", row)
                elif match:
                    period = match.groupdict().get("year") or self.periods["round"]
                    yield self._figure(self.title, printed, kind, period, row)

    def _median_pay(self, printed: str, period: str, row: Any) -> Iterator[dict[str, Any]]:
        rates = re.findall(RATE, printed)
        if not rates and re.search(r"\d", printed):
            raise SourceError(
                f"{self.file}: line {row.sourceline} prints {printed!r} for median pay; "
                "expected dollars per year or hour"
            )
        for text, unit in rates:
            said = printed if re.search(BOUND, printed) else text.strip()
            kind, number = ("wage", "p50", f"USD/{unit}"), _number(text)
            yield self._figure(self.title, said, kind, period, row, number=number)

    def pay(self) -> Iterator[dict[str, Any]]:
        """Yield medians, both ends, and medians by occupation and industry of the pay section."""
        year, who, unit, unread = "", self.title, "USD/year", []
        for part in self.root.xpath("//div[@id='tab-5']//p | //div[@id='tab-5']//tr[td]"):
            text = _plain(part)
            if found := re.search(INDUSTRIES, text) or re.search(OCCUPATIONS, text):
                # of a group, the rows below name the occupations
                who = found.groupdict().get("who", "")
                year, unit = found["year"], UNITS[found["per"]]
            elif part.tag == "tr" and year and len(part.xpath("./td")) == 2:
                name, printed = (_plain(cell) for cell in part.xpath("./td"))
                kind, industry = ("wage", "p50", unit), name if who else "cross-industry"
                yield self._figure(
                    who or name, printed, kind, f"{year}-05", part, industry=industry
                )
            elif found := re.search(MEDIAN, text):
                said = {"p50": found["printed"]}
                if ends := re.search(ENDS, text):
                    said |= ends.groupdict()
                elif "percent earned" in text:
                    unread.append(part)
                for point, printed in said.items():
                    kind = ("wage", point, UNITS[found["per"]])
                    yield self._figure(found["who"], printed, kind, f"{found['year']}-05", part)
            elif "$" in text and (part.tag == "tr" or re.search(r"wage|earn|paid", text)):
                unread.append(part)
        if unread:
            lines = ", ".join(str(part.sourceline) for part in unread)
            report(f"{self.file}: pay in other words than known, not read: line {lines}")

    def outlook(self) -> Iterator[dict[str, Any]]:
        """Yield openings and the rows of the outlook table."""
        for part in self.root.xpath("//div[@id='tab-6']//p"):
            if found := re.search(OPENINGS, _plain(part)):
                kind = ("openings", "total", "jobs")
                printed, period = found["printed"], self.periods["round"]
                yield self._figure(found["who"], printed, kind, period, part)
        for row in self.rows:
            cells = _cells(row)
            if len(cells) < 6:
                continue
            for printed, (kind, when) in zip(cells[2:6], OUTLOOK, strict=True):
                yield self._figure(cells[0], printed, kind, self.periods[when], row)

    def _figure(
        self, who: str, printed: str, kind: tuple[str, str, str], period: str, at: Any, *,
        number: float | None = None, industry: str = "cross-industry",
    ) -> dict[str, Any]:  # fmt: skip
        who = self.title if who.lower() == self.title.lower() else who
        soc = self.codes.get(who.lower(), "")
        if not soc and who == self.title and len(self.codes) == 1:
            soc = next(iter(self.codes.values()))
        coded: dict[str, Any] = {"soc": None}
        if re.fullmatch(r"\d\d-\d{4}", soc):
            coded = {"soc": soc, "soc_system": self.edition, "soc_match": "published",
                     "level": level_of(soc)}  # fmt: skip
        number = _number(printed) if number is None else number
        if number is None or not _possible(number, kind):
            raise SourceError(
                f"{self.file}: line {at.sourceline} prints {printed!r} for {' '.join(kind)}; "
                f"expected {'a number' if number is None else 'what such a figure can be'}"
            )
        wage = kind[0] == "wage"
        top = wage and (bool(re.search(BOUND, printed)) or number == top_code(period, kind[2]))
        about = re.match(r"(?i)about", printed)
        return coded | (WAGES | {"origin": "BLS OEWS"} if wage else self.projection) | {
            "occupation": who[:1].upper() + who[1:], "printed": printed, "measure": kind[0],
            "statistic": kind[1], "unit": kind[2], "period": period, "industry": industry,
            "value": None if top else number, "threshold": number if top else None,
            "status": "top-coded" if top else "normal",
            "bound": ">=" if top else "~" if about else "=", "locator": f"line {at.sourceline}",
        }  # fmt: skip


def _possible(number: float, kind: tuple[str, str, str]) -> bool:
    """Say whether a number can be such a figure: no negative jobs, no pay of nothing."""
    measure, _, unit = kind
    if measure == "employment change":
        return number >= -100 or unit == "jobs"
    return number > 0 or (number == 0 and measure != "wage")


def _number(text: str) -> float | None:
    match = re.search(r"([-−–]?)\s?\$?\s?(\d[\d,]*(?:\.\d+)?)", text.replace("10 percent", ""))
    if not match:
        return None
    return float(match[2].replace(",", "")) * (-1 if match[1] else 1)


def _cells(row: Any) -> list[str]:
    return [_plain(cell) for cell in row.xpath("./th | ./td")]


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())


SOURCE = Source(
    kinds=("html",), comes="handbook pages are HTML", lacks=_lacks, figures=_figures,
    ordinary=ORDINARY,
    codes={"source": {"OOH": "Occupational Outlook Handbook, which restates OEWS and EP, rounded"}},
    example="medical-records-and-health-information-technicians.htm, saved from a browser",
)  # fmt: skip
