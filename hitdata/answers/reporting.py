"""A report on one occupation: what it pays, to whom and where, how it grows, and what to quote.

Everything in it is an answer that the rest of the package gives: published figures, shares from a
wage curve, medians at the nation's prices, the newest projection with the misses of earlier ones,
other publishers beside BLS. A part that the figures do not allow says what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from hitdata.answers.forms import Section, as_html, as_markdown, dated, money
from hitdata.data.bundled import area_titles, industry_titles, load, printed_titles
from hitdata.data.naming import name, title, understood
from hitdata.discrepancy import discrepancies
from hitdata.errors import MissingExtra, UnknownValue, needs
from hitdata.normalize import dollars as in_dollars
from hitdata.normalize import national_prices
from hitdata.projection import fan, growth
from hitdata.soc import FAMILY, group_of, level_of
from hitdata.table.schema import CODES

__all__ = ["Report", "report"]

#: Statistics of a wage, in the order in which they are told.
STATISTICS = {
    name: CODES["statistic"][name] for name in ("p10", "p25", "p50", "p75", "p90", "mean")
}

#: Use of a number -> area (None: the one asked about), industry and statistic that serve it.
USES = {
    "what it pays in the nation": ("US", "cross-industry", "p50"),
    "what it pays in {where}": (None, "cross-industry", "p50"),
    "a job in health care, nation": ("US", "NAICS 62", "p50"),
    "a job in a hospital, nation": ("US", "NAICS 622000", "p50"),
    "the lowest tenth, which is not pay at entry": (None, "cross-industry", "p10"),
    "what all jobs cost together, never what is typical": (None, "cross-industry", "mean"),
}


#: What no single number answers.
RULES = (
    "For growth: the percent of a named round and code, in whole percents.",
    "For a trend: only releases of one segment above, in dollars of one period.",
    "A site's or guide's figure: only beside these, with its date and kind of pay.",
)


@dataclass(frozen=True)
class Report:
    """A report: its title, occupation, area and sections, and how names were read."""

    title: str
    code: str
    area: str
    sections: tuple[Section, ...]
    resolved: dict[str, str] = field(default_factory=dict)

    def to_frame(self) -> pd.DataFrame:
        """Return a row per number: section, what, value, unit, dollars_of, note, figure_id."""
        parts = [part.rows.assign(section=part.title) for part in self.sections if len(part.rows)]
        whole = pd.concat(parts, ignore_index=True)
        return whole[["section", *whole.columns.drop("section")]]

    def to_markdown(self, *, folder: str | Path | None = None) -> str:
        """Return the report as Markdown; charts are written into ``folder``, and linked to.

        Dollar signs are escaped, for they begin a formula in many readers of Markdown.
        """
        return as_markdown(self.title, self.sections, folder).replace("$", r"\$")

    def to_html(self) -> str:
        """Return the report as one page with its charts inside: no other file, no request."""
        return as_html(self.title, self.sections)

    def __str__(self) -> str:
        return as_markdown(self.title, self.sections, None)

    def _repr_html_(self) -> str:
        return as_html(self.title, self.sections, whole=False)


def report(
    soc: str | int,
    *,
    area: str | int = "US",
    industry: str | int = "cross-industry",
    wage: float | None = None,
    dollars: str | int | None = None,
    among: pd.DataFrame | None = None,
) -> Report:
    """Return what is published of one occupation, and which number to use for what.

    ``soc``, ``area`` and ``industry`` are codes or names, as for `hitdata.load`. ``wage``, in
    dollars a year, is placed among the wages. ``dollars`` is a month or a year, such as 2025: wages
    are then in its prices, and notes say what was published. ``among`` are figures of
    `hitdata.read`, which join the bundled ones: the occupation may be theirs alone.

    The report shows itself in a notebook; `to_frame`, `to_markdown` and `to_html` give it as a
    frame, as text and as a page with charts. Raises `UnknownValue` for a name that is not known or
    may be several. Sources: OEWS and EP of BLS, and what the table quotes.

    >>> found = report("15-1211", area="California", wage=105_000).to_frame()
    >>> found.loc[found["what"].eq("median"), "value"].item()
    127720.0
    """
    asked = load(soc, quoted=None, extra=among)
    code = _current(asked, str(soc))
    group = set(FAMILY.get(group_of(code) or "", ())) | {code}
    held = {*printed_titles()["soc"], *(() if among is None else among["soc"].dropna())}
    figures = load(sorted(group & held), quoted=None, extra=among)
    figures = figures[figures["level"].isna() | figures["level"].isin(["detailed", level_of(code)])]
    known = {
        "area": {*figures["area"], *area_titles()["area"]},
        "industry": {*figures["industry"].dropna(), *industry_titles()["industry"]},
    }
    wanted, resolved = understood({"area": [area], "industry": [industry]}, known)
    about = _Question(figures, code, wanted["area"][0], wanted["industry"][0], wage, dollars)
    own = asked.loc[asked["soc"].eq(code) & asked["quoted_by"].isna(), "occupation"]
    parts = (_pay, _employers, _places, _history, _growth, _others, _advice)
    said = {**asked.attrs.get("resolved", {}), **resolved}
    heading = f"{own.iloc[-1]} ({code}), {about.where}"
    return Report(heading, code, about.area, tuple(part(about) for part in parts), said)


@dataclass(frozen=True)
class _Question:
    """What is asked, and the figures that answer it."""

    figures: pd.DataFrame
    code: str
    area: str
    industry: str
    wage: float | None
    dollars: str | int | None

    @property
    def where(self) -> str:
        """The area and the industry, in words."""
        more = f", {name('industry', self.industry)}" * (self.industry != "cross-industry")
        return name("area", self.area) + more

    def when(self, figures: pd.DataFrame) -> str:
        """Return the release of figures, and the dollars asked for."""
        priced = f", in dollars of {self.dollars}" if self.dollars else ""
        return dated(str(figures["release"].iloc[0])) + priced if len(figures) else ""

    def primary(self, **values: str) -> pd.DataFrame:
        """Return figures that were read from their publisher, with these values."""
        keep = self.figures["quoted_by"].isna()
        for column, value in values.items():
            keep &= self.figures[column].eq(value)
        return self.figures[keep]

    def newest(self, **values: str) -> pd.DataFrame:
        """Return OEWS wages of the newest release: annual ones, or hourly where there are none."""
        wages = self.primary(source="OEWS", soc=self.code, measure="wage")
        wages = wages[
            wages["release"].eq(wages["release"].max()) & wages["statistic"].isin(STATISTICS)
        ]
        for column, value in values.items():
            wages = wages[wages[column].eq(value)]
        # of several owners in an industry, all that are printed
        wages = wages.sort_values("ownership", key=lambda owners: -owners.str.len(), kind="stable")
        wages = wages.drop_duplicates(["area", "industry", "statistic", "unit"])
        annual = wages[wages["unit"].eq("USD/year")]
        return annual if annual["value"].notna().any() else wages[wages["unit"].eq("USD/hour")]

    def rows(self, figures: pd.DataFrame, what: object) -> pd.DataFrame:
        """Return wages as rows of the report, in the dollars asked for, with what was published."""
        rows = pd.DataFrame({"what": what, "value": figures["value"], "unit": figures["unit"],
                             "dollars_of": figures["period"], "note": figures["status"],
                             "figure_id": figures["figure_id"]})  # fmt: skip
        rows["note"] = rows["note"].mask(rows["note"].eq("normal"), "")
        if self.dollars is None or rows.empty:
            return rows
        own = in_dollars(figures, of=str(self.dollars), mixed=True, errors="ignore")["normalized"]
        done = own.notna()
        was = "published: " + figures["printed"].str.strip() + " (" + rows["dollars_of"] + ")"
        return rows.assign(value=rows["value"].mask(done, own), note=rows["note"].mask(done, was),
                           dollars_of=rows["dollars_of"].mask(done, str(self.dollars)))  # fmt: skip


def _current(asked: pd.DataFrame, said: str) -> str:
    """Return the one code that the newest release of OEWS has, or else of any product."""
    own = asked[asked["quoted_by"].isna() & asked["soc"].notna()]
    own = own[own["source"].eq("OEWS")] if own["source"].eq("OEWS").any() else own
    codes = own.loc[own["release"].eq(own["release"].max()), "soc"].unique()
    if len(codes) != 1:
        found = ", ".join(title("soc", code) for code in codes) or "no published figure"
        raise UnknownValue(f"a report is about one occupation; {said!r} has {found}")
    return str(codes[0])


def _pay(asked: _Question) -> Section:
    """Return percentiles, the mean, shares above round wages, and where a given wage stands."""
    heading = "What it pays"
    figures = asked.newest(area=asked.area, industry=asked.industry)
    if figures.empty:
        return Section(heading, [f"BLS publishes no wage of {asked.code} for {asked.where}."])
    figures = figures.sort_values("statistic", key=lambda names: names.map([*STATISTICS].index))
    rows = asked.rows(figures, figures["statistic"].map(STATISTICS))
    value = dict(zip(rows["what"], rows["value"], strict=True))
    median = money(value.get(STATISTICS["p50"], np.nan))
    said = [f"The median is {median}: half of these jobs pay more ({asked.when(figures)})."]
    try:
        shares = _shares(asked, value)
        rows = pd.concat([rows, shares.drop(columns=["wage", "shown"])])
        said += [f"More than {money(wage)} a year: {share} of these jobs."
                 for wage, share in zip(shares["wage"], shares["shown"], strict=True)
                 if wage == asked.wage]  # fmt: skip
    except MissingExtra as error:
        said.append(str(error))
    return Section(heading, said, rows, figures, ("wage_position", "wage_ranges"), asked.wage)


def _shares(asked: _Question, value: dict[str, float]) -> pd.DataFrame:
    """Return the shares of the jobs above round wages and above the one asked about."""
    with needs("curves", what="a share above a wage"):
        from hitdata.distribution import curve, share_bands

    points = {name: value[words] for name, words in STATISTICS.items() if value.get(words, 0) > 0}
    mean = points.pop("mean", None)
    low, high = min(points.values()), max(points.values())
    step = next(step for step in (1, 5, 10, 25e3, 5e4, 1e5, 1e6) if (high - low) / step < 6)
    lines = {*np.arange(low // step * step + step, high, step), *filter(None, [asked.wage])}
    above = share_bands(curve(points, mean=mean), sorted(lines))
    return pd.DataFrame({"what": "share above " + above["wage"].map(money), "unit": "percent",
                         "value": 100 * above["value"], "note": above["rests_on"],
                         "wage": above["wage"], "shown": above["shown"]})  # fmt: skip


def _ranked(asked: _Question, heading: str, column: str, figures: pd.DataFrame) -> Section:
    """Return medians by employer or by area, the highest first."""
    medians = figures[figures["statistic"].eq("p50") & figures["value"].notna()]
    if len(medians) < 2:
        return Section(heading, [f"BLS publishes no wages of {asked.code} by {column}."])
    medians = medians.sort_values("value", ascending=False, kind="stable")
    rows = asked.rows(medians, medians[column].map(lambda code: name(column, code)))
    best, least = rows.iloc[0], rows.iloc[-1]
    low, high = (f"{money(row['value'])} ({row['what']})" for row in (least, best))
    said = [f"Medians run from {low} to {high}."]
    charts = ("wage_map", "wages_by_area") if column == "area" else ("wages_by_industry",)
    return Section(heading, said, rows, figures, charts)


def _employers(asked: _Question) -> Section:
    """Return wages by sector of the employer in the nation."""
    found = asked.newest(area="US")
    sector = found["industry"].str.fullmatch(r"NAICS \d\d(-\d\d)?|cross-industry")
    return _ranked(asked, "How it differs by employer", "industry", found[sector])


def _places(asked: _Question) -> Section:
    """Return wages by state, as published and at the nation's prices, and the rank of a state."""
    found = asked.newest(industry="cross-industry")
    kept = found["area"].str.len().eq(2) | found["area"].eq(asked.area)
    part = _ranked(asked, "How it differs by place", "area", found[kept])
    if part.rows.empty:
        return part
    own = asked.figures.loc[part.rows.index]
    level = part.rows["value"] * national_prices(own, errors="ignore")["normalized"] / own["value"]
    states = own["area"].ne("US")
    ranks = {"": part.rows["value"][states], "At the nation's prices, ": level[states].dropna()}
    spot = own.index[own["area"].eq(asked.area) & states & own["area"].str.len().eq(2)]
    place = name("area", asked.area)
    said = [
        f"{when}{place} ranks {values.rank(ascending=False)[row]:.0f} of {len(values)}."
        for when, values in ranks.items()
        for row in spot.intersection(values.index)
    ]
    at = level.map(lambda value: f"{money(value)} at the nation's prices" * (value > 0))
    note = part.rows["note"].str.cat(at, sep="; ").str.strip("; ")
    return part._replace(rows=part.rows.assign(note=note), says=[*part.says, *said])


def _history(asked: _Question) -> Section:
    """Return the nation's real medians, in the segments that may be joined."""
    heading = "Since 2000, in real terms"
    figures = asked.primary(source="OEWS", area="US", industry="cross-industry", statistic="p50",
                            unit="USD/year", measure="wage")  # fmt: skip
    if figures.empty:
        return Section(heading, ["OEWS has no national annual median of this occupation."])
    of = str(asked.dollars or figures["period"].max())
    try:
        from hitdata.distribution import real_wages
    except MissingExtra as error:
        return Section(heading, [str(error)])
    real, said = real_wages(figures, of=of), []
    for _, run in real.groupby("segment"):
        first, last = run.iloc[0], run.iloc[-1]
        broken = f" The break before it: {first['break_why']}." if first["break_why"] else ""
        if len(run) > 1:
            when = f"{dated(first['release'])} to {dated(last['release'])}"
            said.append(f"{when}: {last['real'] / first['real'] - 1:+.1%} in real terms.{broken}")
    rows = pd.DataFrame({"what": real["release"] + ", " + real["soc"], "value": real["real"],
                         "unit": real["unit"], "dollars_of": of, "note": real["break_why"],
                         "figure_id": real["figure_id"]})  # fmt: skip
    return Section(heading, said, rows, figures, ("wage_history",))


def _growth(asked: _Question) -> Section:
    """Return the projections, newest first, and how far earlier ones of such occupations missed."""
    heading = "How it grows"
    found = growth(asked.primary(source="EP", soc=asked.code))
    if found.empty:
        return Section(heading, [f"No bundled round of Employment Projections has {asked.code}."])
    found = found.sort_values("release", ascending=False)
    new = found.iloc[0]
    change = f"{new['employment_change_percent']:+.1f}% from {new['base_year']} to"
    jobs = f"{new['base_employment']:,.0f} to {new['projected_employment']:,.0f} jobs"
    said = [f"Round {new['release']} projects {change} {new['projected_year']}, from {jobs}."]
    if level_of(asked.code) == "detailed":  # the misses that are known are those of occupations
        reach = fan(found[:1]).iloc[-1]
        low, high = (float(f"{reach[end]:.2g}") for end in ("low", "high"))
        said.append(f"With the misses of earlier rounds, about {low:,.0f} to {high:,.0f} jobs: "
                    f"{reach['basis']}.")  # fmt: skip
    ids = found["figure_ids"].str.extract(r"(\S+employment-change\.percent\S+)")[0]
    rows = pd.DataFrame({"what": "projected change, round " + found["release"], "unit": "percent",
                         "value": found["employment_change_percent"],
                         "note": found["compound_annual_rate"].map("{:+.2f}% a year".format),
                         "figure_id": ids})  # fmt: skip
    return Section(heading, said, rows, asked.primary(source="EP"), ("growth_fan", "growth_rounds"))


def _others(asked: _Question) -> Section:
    """Return what others say of the occupation, beside BLS, and why they differ."""
    heading = "What others say, and why they differ"
    own = asked.figures[asked.figures["soc"].eq(asked.code) & asked.figures["measure"].eq("wage")]
    found = discrepancies(own)
    found = found[found["publisher"].ne("BLS") | found["quoted_by"].notna()]
    if found.empty:
        return Section(heading, ["The table holds no wage of this occupation by anyone but BLS."])
    by = (
        found["publisher"]
        .str.cat(found["quoted_by"], sep=", in ", na_rep="")
        .str.removesuffix(", in ")
    )
    rows = pd.DataFrame({"what": by + ": " + found["statistic"], "value": found["value"],
                         "unit": found["unit"], "dollars_of": found["period"],
                         "note": found["reasons"], "figure_id": found["figure_id"]})  # fmt: skip
    apart = found["verdict"].eq("show side by side only").sum()
    count = f"Of {len(found)} figures of other publishers, guides and pages, {apart}"
    said = [f"{count} may stand beside those of BLS, but never be subtracted from them."]
    return Section(heading, said, rows, own, ("pay_quoted", "census_and_bls"))


def _advice(asked: _Question) -> Section:
    """Return which number to use for what."""
    wages, parts = asked.newest(), []
    for use, (area, industry, statistic) in USES.items():
        found = wages[wages["area"].eq(area or asked.area) & wages["industry"].eq(industry)
                      & wages["statistic"].eq(statistic)]  # fmt: skip
        parts.append(asked.rows(found, use.format(where=name("area", asked.area))))
    rows = pd.concat(parts).drop_duplicates("figure_id")
    which = wages["statistic"].map(STATISTICS).reindex(rows.index)
    said = [
        f"For {use}: {money(value)} ({statistic}, {asked.when(wages)})."
        for use, value, statistic in zip(rows["what"], rows["value"], which, strict=True)
    ]
    return Section("Which number to use for what", [*said, *RULES], rows)
