"""OOH: pay, jobs and outlook of an occupation, as its handbook page prints them.

Publisher         U.S. Bureau of Labor Statistics
Raw file          an occupation's page of the Occupational Outlook Handbook, saved from a browser
Reference period  wages: May of the printed year; jobs and outlook: the printed round
Coverage          wages count wage and salary jobs (OEWS), jobs and outlook all jobs (EP)
Units             nominal US dollars per year and hour; jobs, rounded to hundreds; whole percents

All numbers restate OEWS and EP, rounded; ``origin`` says which. Read are the quick facts, the
sentences and industries of the pay section, and the sentence and table of the outlook section. A
page on a group of occupations prints several; each keeps the code that the outlook table gives it.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.sources.oews.series import level_of

__all__ = ["CODES", "EXAMPLE", "read_document", "why_not"]

#: What users bring, for the list of what can be read.
EXAMPLE = "medical-records-and-health-information-technicians.htm, saved from a browser"

#: Values of the growing code lists that this product brings.
CODES = {
    "source": {"OOH": "Occupational Outlook Handbook, which restates OEWS and EP, rounded"},
}

#: Values that a figure_id leaves out.
ORDINARY = {
    "industry": ["cross-industry"],
    "level": ["detailed"],
    "coverage": ["all jobs", "wage and salary jobs"],
    "pay_basis": ["straight-time gross pay"],
}

#: Heading of a quick fact -> (measure, statistic, unit).
FACTS = {
    r"(?P<year>\d{4}) Median Pay": ("wage", "p50", ""),
    r"Number of Jobs, (?P<year>\d{4})": ("employment", "total", "jobs"),
    r"Job Outlook, (?P<round>\d{4}-\d\d)": ("employment change", "percent", "percent"),
    r"Employment Change, (?P<round>\d{4}-\d\d)": ("employment change", "total", "jobs"),
}

#: A sentence of the pay section on a median, and the one on both ends that follows it.
MEDIAN = r"median annual wage for (?P<who>.+?) was (?P<printed>.+?) in May (?P<year>\d{4})"
ENDS = (
    r"lowest 10 percent earned (?P<p10>less than \$[\d,]*\d).{0,12}?"
    r"highest 10 percent earned (?P<p90>(?:more than )?\$[\d,]*\d(?: or more)?|equal.+?\$[\d,]*\d)"
)
INDUSTRIES = r"In May (?P<year>\d{4}), the median annual wages for (?P<who>.+?) in the top indus"
OPENINGS = r"(?P<printed>[Aa]bout [\d,]+) openings for (?P<who>.+?) are projected each year"

#: Columns of the outlook table after title and code.
OUTLOOK = (
    ("employment", "total", "jobs", "base"), ("employment", "total", "jobs", "projected"),
    ("employment change", "percent", "percent", "round"),
    ("employment change", "total", "jobs", "round"),
)  # fmt: skip


def why_not(document: Document) -> str:
    """Return why a document is no handbook page, or nothing when it is."""
    if document.kind != "html":
        return f"a {document.kind} file; handbook pages are HTML"
    if not document.page.xpath("//table[@id='quickfacts']"):
        return "no table of quick facts"
    return ""


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return every figure of a page once, in the order in which it prints them."""
    page = _Page(document)
    rows = pd.DataFrame([*page.facts(), *page.pay(), *page.outlook()])
    if rows.empty:
        raise SourceError(f"{document.name}: quick facts without a number; expected pay and jobs")
    key = ["soc", "occupation", "industry", "measure", "statistic", "unit", "period"]
    first = rows[~rows.duplicated(key)]
    again = rows[rows.duplicated(key)].merge(first, on=key, suffixes=("", "_first"))
    if (bad := again["value"].ne(again["value_first"]) & again["value"].notna()).any():
        row = again[bad].iloc[0]
        raise SourceError(
            f"{document.name}: {row['measure']} is {row['printed_first']!r} at "
            f"{row['locator_first']} and {row['printed']!r} at {row['locator']}; expected one"
        )
    if asked.soc is not None:
        first = first[first["soc"].isin(asked.soc)]
    return tidy(_with_keys(first, page), ordinary=ORDINARY) if len(first) else empty()


class _Page:
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

    def _figure(self, who: str, printed: str, kind: tuple[str, str, str], period: str,
                at: Any, **more: Any) -> dict[str, Any]:  # fmt: skip
        soc = self.codes.get(who.lower(), "")
        if not soc and who == self.title and len(self.codes) == 1:
            soc = next(iter(self.codes.values()))
        number = _number(printed)
        if number is None:
            raise SourceError(
                f"{self.document.name}: line {at.sourceline} prints {printed!r} for "
                f"{' '.join(kind)}; expected a number"
            )
        coded = bool(re.search(r"(?i)equal to|or more|>=|≥", printed)) and kind[0] == "wage"
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

    def facts(self) -> Any:
        """Yield the figures of the quick facts."""
        for row in self.root.xpath("//table[@id='quickfacts']//tr[td]"):
            heading, printed = (_plain(cell) for cell in row.xpath("./th | ./td")[:2])
            for pattern, kind in FACTS.items():
                match = re.search(pattern, heading.replace("–", "-"))
                if match and kind[0] == "wage":
                    for text, unit in re.findall(r"([^$]*\$[\d,.]+)\s+per (year|hour)", printed):
                        yield self._figure(self.title, text.strip(), ("wage", "p50", f"USD/{unit}"),
                                           f"{match['year']}-05", row)  # fmt: skip
                elif match:
                    period = match.groupdict().get("year") or f"{self.base}/{self.projected}"
                    yield self._figure(self.title, printed, kind, period, row)

    def pay(self) -> Any:
        """Yield medians, both ends, and medians by industry of the pay section."""
        year, who = "", self.title
        for part in self.root.xpath("//div[@id='tab-5']//p | //div[@id='tab-5']//tr[td]"):
            text = _plain(part)
            kind = ("wage", "p50", "USD/year")
            if found := re.search(INDUSTRIES, text):
                year, who = found["year"], self._named(found["who"])
            elif part.tag == "tr" and year and len(part.xpath("./td")) == 2:
                name, printed = (_plain(cell) for cell in part.xpath("./td"))
                yield self._figure(who, printed, kind, f"{year}-05", part, industry=name)
            elif found := re.search(MEDIAN, text):
                named, period = self._named(found["who"]), f"{found['year']}-05"
                yield self._figure(named, found["printed"], kind, period, part)
                if ends := re.search(ENDS, text):
                    for point in ("p10", "p90"):
                        yield self._figure(named, ends[point], ("wage", point, "USD/year"), period,
                                           part)  # fmt: skip

    def outlook(self) -> Any:
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


def _with_keys(rows: pd.DataFrame, page: _Page) -> pd.DataFrame:
    wage = rows["measure"].eq("wage")
    return rows.assign(
        publisher="BLS", source="OOH", release=f"{page.base}-{page.projected[2:]}", area="US",
        origin=wage.map({True: "BLS OEWS", False: "BLS EP"}),
        origin_why="the handbook says that its wages are data of OEWS, its jobs and outlook of EP",
        coverage=wage.map({True: "wage and salary jobs", False: "all jobs"}),
        pay_basis=wage.map({True: "straight-time gross pay"}),
        soc_system=rows["soc"].notna().map({True: "SOC 2018"}),
        soc_match=rows["soc"].notna().map({True: "published"}),
        level=rows["soc"].map(level_of, na_action="ignore"),
        base_year=(~wage).map({True: int(page.base)}),
        projected_year=(~wage).map({True: int(page.projected)}),
        file=page.document.name, sha256=page.document.sha256,
    )  # fmt: skip


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
