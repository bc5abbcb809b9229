"""The parts of a handbook page that print figures: quick facts, pay section, outlook section.

Wording has changed over the years, and an occupation may be paid by the hour only. What speaks of
pay and is not understood is named in a warning.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

from hitdata.documents import Document, Reported
from hitdata.errors import SourceError
from hitdata.sources.oews.editions import TOP_CODES, since

__all__ = ["Page"]

#: Heading of a quick fact -> (measure, statistic, unit).
FACTS = {
    r"(?P<year>\d{4}) Median Pay": ("wage", "p50", ""),
    r"Number of Jobs, (?P<year>\d{4})": ("employment", "total", "jobs"),
    r"Job Outlook, (?P<round>\d{4}-\d\d)": ("employment change", "percent", "percent"),
    r"Employment Change, (?P<round>\d{4}-\d\d)": ("employment change", "total", "jobs"),
}

#: A quick fact on pay, and whether the whole cell speaks of a bound.
RATE = r"([^$.]*\$[\d,]+(?:\.\d+)?)\s+per (year|hour)"
BOUND = r"(?i)equal to|or more|>=|≥"

#: A sentence of the pay section on a median, and the one on both ends that follows it. Until about
#: 2014 pages say "wage of" and "top 10 percent"; some occupations are paid by the hour only.
DOLLARS = r"\$[\d,]*\d(?:\.\d\d)?"
MEDIAN = (
    r"median (?P<per>annual|hourly) wage (?:for|of) (?P<who>.+?) was (?P<printed>.+?) in May "
    r"(?P<year>\d{4})"
)
ENDS = (
    rf"lowest 10 percent earned (?P<p10>less than {DOLLARS}).{{0,12}}?(?:highest|top) 10 percent "
    rf"earned (?P<p90>(?:more than )?{DOLLARS}(?: or more)?|equal.+?{DOLLARS})"
)
INDUSTRIES = (
    r"In May (?P<year>\d{4}), the median (?P<per>annual|hourly) wages (?:for|of) (?P<who>.+?) in "
    r"the top (?:\w+ )?indus"
)
UNITS = {"annual": "USD/year", "hourly": "USD/hour"}
OPENINGS = r"(?P<printed>[Aa]bout [\d,]+) openings for (?P<who>.+?) are projected each year"

#: Columns of the outlook table after title and code.
OUTLOOK = (
    ("employment", "total", "jobs", "base"), ("employment", "total", "jobs", "projected"),
    ("employment change", "percent", "percent", "round"),
    ("employment change", "total", "jobs", "round"),
)  # fmt: skip


class Page:
    """The parts of one page that print figures, each as dicts of one figure."""

    def __init__(self, document: Document) -> None:
        self.document, self.root = document, document.page
        self.title = _text(self.root.xpath("//h1 | //meta[@property='og:title']/@content"))
        tables = self.root.xpath("//table[.//th[contains(., 'SOC Code')]]")
        self.table = tables[0] if tables else None
        cells = [[_plain(cell) for cell in row.xpath("./th | ./td")] for row in self._rows()]
        # title in lower case -> code; a code missing for a group is a dash
        self.codes = {row[0].lower(): row[1] for row in cells if len(row) > 1}
        spans = re.findall(r"Job Outlook, (\d{4})[-–](\d\d)", _plain(self.root))
        if not spans:
            raise SourceError(f"{document.name}: no heading Job Outlook with its years")
        self.base = spans[0][0]
        self.projected = str(int(self.base) + 10)
        if not self.projected.endswith(spans[0][1]):
            raise SourceError(f"{document.name}: a round of {spans[0]}; expected ten years")

    def _rows(self) -> list[Any]:
        return [] if self.table is None else self.table.xpath(".//tbody//tr | .//tr[td]")

    def _figure(
        self, who: str, printed: str, kind: tuple[str, str, str], period: str, at: Any, *,
        number: float | None = None, **more: Any,
    ) -> dict[str, Any]:  # fmt: skip
        soc = self.codes.get(who.lower(), "")
        if not soc and who == self.title and len(self.codes) == 1:
            soc = next(iter(self.codes.values()))
        number = _number(printed) if number is None else number
        if number is None:
            raise SourceError(
                f"{self.document.name}: line {at.sourceline} prints {printed!r} for "
                f"{' '.join(kind)}; expected a number"
            )
        if not _possible(number, *kind):
            raise SourceError(
                f"{self.document.name}: line {at.sourceline} prints {printed!r} for "
                f"{' '.join(kind)}; expected what such a figure can be"
            )
        coded = kind[0] == "wage" and (
            re.search(BOUND, printed) is not None or number == _top_code(period, kind[2])
        )
        about = re.match(r"(?i)about", printed)
        return {
            "occupation": who[:1].upper() + who[1:], "printed": printed, "measure": kind[0],
            "statistic": kind[1], "unit": kind[2], "period": period,
            "soc": soc if re.fullmatch(r"\d\d-\d{4}", soc) else None,
            "value": None if coded else number, "threshold": number if coded else None,
            "status": "top-coded" if coded else "normal",
            "bound": ">=" if coded else "~" if about else "=",
            "industry": "cross-industry", "locator": f"line {at.sourceline}",
        } | more  # fmt: skip

    def facts(self) -> Iterator[dict[str, Any]]:
        """Yield the figures of the quick facts."""
        for row in self.root.xpath("//table[@id='quickfacts']//tr[td]"):
            heading, printed = [*(_plain(cell) for cell in row.xpath("./th | ./td")), ""][:2]
            for pattern, kind in FACTS.items():
                match = re.search(pattern, heading.replace("–", "-"))
                if match and kind[0] == "wage":
                    yield from self._median_pay(printed, f"{match['year']}-05", row)
                elif match:
                    period = match.groupdict().get("year") or f"{self.base}/{self.projected}"
                    yield self._figure(self.title, printed, kind, period, row)

    def _median_pay(self, printed: str, period: str, row: Any) -> Iterator[dict[str, Any]]:
        rates = re.findall(RATE, printed)
        if not rates and re.search(r"\d", printed):
            raise SourceError(
                f"{self.document.name}: line {row.sourceline} prints {printed!r} for median pay; "
                "expected dollars per year or hour"
            )
        for text, unit in rates:
            said = printed if re.search(BOUND, printed) else text.strip()
            kind, number = ("wage", "p50", f"USD/{unit}"), _number(text)
            yield self._figure(self.title, said, kind, period, row, number=number)

    def pay(self) -> Iterator[dict[str, Any]]:
        """Yield medians, both ends, and medians by industry of the pay section."""
        year, who, unread = "", self.title, []
        kind = ("wage", "p50", "USD/year")
        for part in self.root.xpath("//div[@id='tab-5']//p | //div[@id='tab-5']//tr[td]"):
            text = _plain(part)
            if found := re.search(INDUSTRIES, text):
                year, who = found["year"], self._named(found["who"])
                kind = ("wage", "p50", UNITS[found["per"]])
            elif part.tag == "tr" and year and len(part.xpath("./td")) == 2:
                name, printed = (_plain(cell) for cell in part.xpath("./td"))
                yield self._figure(who, printed, kind, f"{year}-05", part, industry=name)
            elif found := re.search(MEDIAN, text):
                named, period, unit = self._named(found["who"]), f"{found['year']}-05", UNITS[
                    found["per"]]  # fmt: skip
                yield self._figure(named, found["printed"], ("wage", "p50", unit), period, part)
                if ends := re.search(ENDS, text):
                    for point in ("p10", "p90"):
                        yield self._figure(named, ends[point], ("wage", point, unit), period, part)
                elif "percent earned" in text:
                    unread.append(part)
            elif "$" in text and (part.tag == "tr" or re.search(r"wage|earn|paid", text)):
                unread.append(part)
        if unread:
            lines = ", ".join(str(part.sourceline) for part in unread)
            warnings.warn(f"{self.document.name}: pay in other words than known, not read: line "
                          f"{lines}", Reported, stacklevel=2)  # fmt: skip

    def outlook(self) -> Iterator[dict[str, Any]]:
        """Yield openings and the rows of the outlook table."""
        for part in self.root.xpath("//div[@id='tab-6']//p"):
            if found := re.search(OPENINGS, _plain(part)):
                what = ("openings", "total", "jobs")
                who, period = self._named(found["who"]), self._period("round")
                yield self._figure(who, found["printed"], what, period, part)
        for row in self._rows():
            cells = [_plain(cell) for cell in row.xpath("./th | ./td")]
            if len(cells) < 6:
                continue
            title = self.title if cells[0].lower() == self.title.lower() else cells[0]
            for printed, (*kind, when) in zip(cells[2:6], OUTLOOK, strict=True):
                yield self._figure(title, printed, tuple(kind), self._period(when), row)  # type: ignore[arg-type]

    def _period(self, when: str) -> str:
        return {"base": self.base, "projected": self.projected}.get(
            when, f"{self.base}/{self.projected}"
        )

    def _named(self, who: str) -> str:
        return self.title if who.lower() == self.title.lower() else who


def _possible(number: float, measure: str, _: str, unit: str) -> bool:
    """Say whether a number can be such a figure: no negative jobs, no pay of nothing."""
    if measure == "employment change":
        return number >= -100 or unit == "jobs"
    return number > 0 or (number == 0 and measure != "wage")


def _top_code(period: str, unit: str) -> float | None:
    """Return the bound that OEWS applied to percentiles of a May, if it applied one."""
    bounds = since(TOP_CODES, int(period[:4])) if period >= "2000" else None
    return bounds[0 if unit == "USD/hour" else 1] if bounds else None


def _number(text: str) -> float | None:
    match = re.search(r"([-−–]?)\s?\$?\s?(\d[\d,]*(?:\.\d+)?)", text.replace("10 percent", ""))
    if not match:
        return None
    return float(match[2].replace(",", "")) * (-1 if match[1] else 1)


def _text(found: list[Any]) -> str:
    return next((" ".join(str(getattr(x, "text_content", lambda x=x: x)()).split()) for x in found),
                "")  # fmt: skip


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())
