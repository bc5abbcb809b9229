"""Verdicts: may two figures be compared, by which steps, and by which rules they may not.

Each rule looks at a few columns and, where the two figures differ in them, forces a verdict:

convertible              a published or stated conversion brings them to common terms
show side by side only   no arithmetic: their difference would mean nothing that is known

Where no rule applies, the figures stand on equal terms. The strictest rule decides. A rule that is
`liftable` gives way to an assumption that the caller names, and that is then recorded; the others
never do. Occupation, area, industry, period, statistic and, within one product, coverage are what
figures are *about*: they may be subtracted, and `Verdict.about` says that they are about different
things. What alone differs is what was asked, so no conversion takes it away: the mean and the
median of one table are subtracted as they are.

A quotation never stands on equal terms: the publication does. Where the table holds what a
quotation claims to repeat and the two numbers disagree, nothing lifts that.

`RULES` at the end is all there is to know: a rule stands there with its verdict, its reason, its
source and its question, which answers in words with what it found, or with nothing. Questions are
asked of the two figures in one order, so that a verdict is the same whichever comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from html import escape
from itertools import combinations
from typing import NamedTuple, TypeAlias

import pandas as pd

from hitdata.discrepancy.figure import Figure, Given, given
from hitdata.errors import NotComparable, unknown
from hitdata.surveys import HOURS, new_method
from hitdata.table.texts import as_html

__all__ = ["CONVERTIBLE", "EQUAL", "RULES", "SHOW", "Finding", "Rule", "Verdict", "comparability",
           "comparable", "judge", "overlap"]  # fmt: skip

#: May be subtracted as they stand.
EQUAL = "equal terms"

#: May be subtracted after conversions.
CONVERTIBLE = "convertible"

#: No arithmetic.
SHOW = "show side by side only"

#: Verdicts from the mildest to the strictest.
ORDER = (EQUAL, CONVERTIBLE, SHOW)

#: What figures are about -> attribute; differing in these is not an obstacle within one product.
ABOUT = {"occupation": "soc", "area": "area", "industry": "industry", "coverage": "coverage",
         "period": "dated", "statistic": "statistic"}  # fmt: skip

#: What is asked of two figures: the answer says what was found, and is empty for nothing.
Question: TypeAlias = Callable[[Figure, Figure], str]

#: Whether a question is asked of two figures at all.
Condition: TypeAlias = Callable[[Figure, Figure], bool]


@dataclass(frozen=True)
class Finding:
    """What one rule found: its verdict, the rule's reason, what was found, and who says so."""

    rule: str
    verdict: str
    reason: str
    found: str
    source: str
    liftable: bool
    lifted: bool = False

    def __str__(self) -> str:
        lifted = " (lifted by assumption)" if self.lifted else ""
        return f"{self.rule}{lifted}: {self.reason} ({self.found})"


@dataclass(frozen=True)
class Verdict:
    """Whether figures ``a`` and ``b`` may be compared, and everything that speaks against it."""

    a: str
    b: str
    verdict: str
    findings: tuple[Finding, ...]
    about: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the conversions that bring both to common terms."""
        return tuple(f.rule for f in self.findings if f.verdict == CONVERTIBLE)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was assumed: the lifted rules, and that OEWS may be read as a series."""
        return tuple(
            f"{f.rule}: that {f.found} does not matter" if f.lifted else f"{f.rule}: {f.reason}"
            for f in self.findings
            if f.lifted or f.rule in {"time series", "new method"}
        )

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings for which no arithmetic is allowed, and that nothing lifts."""
        return tuple(f for f in self.findings if f.verdict == SHOW and not f.lifted)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why only side by side: the findings that still stand."""
        return tuple(map(str, self.standing))

    def demand(self) -> Verdict:
        """Return the verdict, or raise `NotComparable` if no arithmetic is allowed."""
        if self.verdict != SHOW:
            return self
        out = "show them side by side"
        if all(f.liftable for f in self.standing):
            names = ", ".join(repr(f.rule) for f in self.standing)
            out += f", or state what you assume with assume=[{names}]"
        raise NotComparable(
            f"{self.a} and {self.b} cannot be compared:\n  " + "\n  ".join(self.reasons)
            + f"\nWays out: {out}; `hitdata.explain` names what lies between them."
        )  # fmt: skip

    def to_dict(self) -> dict[str, object]:
        """Return every field by name, ready for JSON."""
        return {**asdict(self), "steps": self.steps, "assumptions": self.assumptions}

    def to_frame(self) -> pd.DataFrame:
        """Return a row per finding: rule, verdict, reason, found, source, liftable, lifted."""
        columns = list(Finding.__dataclass_fields__)
        return pd.DataFrame([asdict(f) for f in self.findings], columns=columns)

    def __str__(self) -> str:
        about = f"  about different: {', '.join(self.about)}" if self.about else ""
        lines = [f"{self.a}", f"{self.b}", f"  {self.verdict}", about]
        return "\n".join([*filter(None, lines), *(f"  {finding}" for finding in self.findings)])

    def _repr_html_(self) -> str:
        found = as_html(self.to_frame()[["rule", "verdict", "found", "reason"]])
        return f"<p>{escape(self.a)}<br>{escape(self.b)}<br><b>{self.verdict}</b></p>{found}"


def comparable(
    a: Given, b: Given, *, assume: Iterable[str] = (), among: pd.DataFrame | None = None
) -> Verdict:
    """Return whether two figures may be compared: equal terms, convertible, or show only.

    ``a`` and ``b`` are identifiers, rows or frames of one row; identifiers are looked up ``among``
    figures (None: the bundled table). ``assume`` names rules of `hitdata.discrepancy.RULES` to
    lift; what is lifted is recorded.

    Raises `UnknownValue` for an identifier or a rule that is not there, `InvalidFigure` for a row
    that lacks what a figure needs.

    >>> verdict = comparable("bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
    ...                      "bls.oews.2024-05.us.29-9021.wage.p50.usd-year")
    >>> verdict.verdict, verdict.steps
    ('convertible', ('dollars', 'time series'))
    """
    return judge(given(a, among=among), given(b, among=among), assume=assume)


def comparability(
    figures: pd.DataFrame, *, assume: Iterable[str] = (), among: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the verdict of every pair of ``figures``: a square frame by figure_id.

    ``assume`` and ``among`` as in `comparable`. A figure and itself are on equal terms.

    >>> from hitdata import load
    >>> wages = load(soc="29-9021", release=["2023-05", "2024-05"], statistic="p50",
    ...              unit="USD/year", area="US", industry="cross-industry", quoted=False)
    >>> comparability(wages).to_numpy().tolist()
    [['equal terms', 'convertible'], ['convertible', 'equal terms']]
    """
    members = [given(row, among=among) for _, row in figures.iterrows()]
    names = pd.Index([member.figure_id for member in members], name="figure_id")
    square = pd.DataFrame(EQUAL, index=names, columns=names.to_list(), dtype="str")
    for a, b in combinations(members, 2):
        verdict = judge(a, b, assume=assume).verdict
        square.loc[a.figure_id, b.figure_id] = square.loc[b.figure_id, a.figure_id] = verdict
    return square


def judge(a: Figure, b: Figure, *, assume: Iterable[str] = ()) -> Verdict:
    """Return the verdict on two figures that are at hand."""
    lifted = set(assume)
    if strange := lifted - {rule.name for rule in RULES}:
        raise unknown("rule", min(strange), [rule.name for rule in RULES])
    first, second = sorted((a, b), key=lambda figure: figure.figure_id)
    findings = tuple(
        Finding(
            rule.name, rule.verdict, rule.reason, found, rule.source, rule.liftable,
            rule.liftable and rule.verdict == SHOW and rule.name in lifted,
        )
        for rule in RULES
        if a.figure_id != b.figure_id and (found := rule.finds(first, second))
    )  # fmt: skip
    forced = [EQUAL, *(CONVERTIBLE if f.lifted else f.verdict for f in findings)]
    about = tuple(name for name, column in ABOUT.items() if _differ(column)(a, b))
    return Verdict(a.figure_id, b.figure_id, max(forced, key=ORDER.index), findings, about)


def overlap(a: Figure, b: Figure) -> bool:
    """Tell whether two releases of OEWS share a part of their three years of samples.

    >>> may = "bls.oews.{}-05.us.29-9021.wage.p50.usd-year"
    >>> figures = [given(may.format(year)) for year in (2022, 2024, 2025)]
    >>> overlap(*figures[:2]), overlap(*figures[::2])
    (True, False)
    """
    years = [int(f.dated[:4]) for f in (a, b) if f.dated]
    return a.source == b.source == "OEWS" and len(years) == 2 and 0 < abs(years[0] - years[1]) < 3


class Rule(NamedTuple):
    """One rule: its name, the columns it looks at, its verdict, its reason and its source.

    Where the question ``finds`` something, the verdict is forced, for the reason.
    """

    name: str
    looks_at: tuple[str, ...]
    verdict: str
    reason: str
    source: str
    finds: Question
    liftable: bool = True


# -- forms of questions ----------------------------------------------------------------------------


def _wages(a: Figure, b: Figure) -> bool:
    return a.measure == b.measure == "wage"


def _differ(name: str, when: Condition = lambda *_: True) -> Question:
    """Ask how two figures differ in a property that both state."""

    def finds(a: Figure, b: Figure) -> str:
        first, second = getattr(a, name), getattr(b, name)
        return (
            f"{first} against {second}"
            if first and second and first != second and when(a, b)
            else ""
        )

    return finds


def _each(says: Callable[[Figure], str]) -> Question:
    """Ask something of each figure by itself."""
    return lambda a, b: "; ".join(filter(None, (says(a), says(b))))


def _unstated(name: str, when: Condition = lambda *_: True) -> Question:
    """Ask which figure does not state a property."""
    silent = _each(lambda f: f"not stated by {f}" if getattr(f, name) is None else "")
    return lambda a, b: silent(a, b) if when(a, b) else ""


# -- questions that are longer than a line ---------------------------------------------------------


def _valueless(f: Figure) -> str:
    bound = f", at or above {f.threshold:,g}" if f.threshold else ""
    return f"{f} is {f.status}{bound}" if f.value is None else ""


def _bounded(f: Figure) -> str:
    return f"{f} is printed as a bound" if f.bounded and f.value is not None else ""


def _error(f: Figure) -> str:
    return f"{f} is {f.statistic}" if f.statistic in {"rse", "moe90"} else ""


def _two_intervals(a: Figure, b: Figure) -> bool:
    """Tell whether one wage is hourly and one annual."""
    return {a.unit, b.unit} == {"USD/hour", "USD/year"}


def _one_distribution(a: Figure, b: Figure) -> bool:
    """Tell whether BLS publishes both statistics of one distribution."""
    published = {a.statistic, b.statistic} <= {"mean", "p10", "p25", "p50", "p75", "p90"}
    return published and a.bls and b.bls and _wages(a, b)


def _more_than_statistic(a: Figure, b: Figure) -> bool:
    """Tell whether two statistics of BLS differ in something else that they are about."""
    others = (column for column in ABOUT.values() if column != "statistic")
    return _one_distribution(a, b) and any(_differ(column)(a, b) for column in others)


def _restated(a: Figure, b: Figure) -> str:
    """Tell where both figures are one body's statement on one thing, and one is second-hand."""
    if a.witness != b.witness or not (a.second_hand or b.second_hand):
        return ""
    sames = [(f.measure, f.statistic, f.unit, f.soc or f.occupation, f.range_kind,
              f.experience_min, f.experience_max) for f in (a, b)]  # fmt: skip
    where = any(_differ(column)(a, b) for column in ("area", "industry"))
    if sames[0] != sames[1] or sames[0][3] is None or where or None in {a.value, b.value}:
        return ""
    one = a.agrees_with(b)
    if a.when != b.when and not (one and None in {a.when, b.when}):
        return ""
    if one:
        return f"the same number, of {a.witness}"
    return f"{a.number:,.10g} against {b.number:,.10g}, both as the number of {a.witness}"


def _contradicted(f: Figure) -> str:
    """Tell where a quotation prints another number than the publication that it names."""
    if f.published is None or f.value is None or f.fits(f.published):
        return ""
    return f"{f} prints {f.value:,.10g}; {f.witness} published {f.published:,.10g}"


def _releases(a: Figure, b: Figure) -> str:
    """Tell where two releases of OEWS are read as a series, and where their samples overlap."""
    if a.source != "OEWS" or b.source != "OEWS" or not (found := _differ("dated")(a, b)):
        return ""
    return found + ", whose samples overlap" * overlap(a, b)


def _horizon(a: Figure, b: Figure) -> str:
    """Tell where growth spans different numbers of years."""
    spans = [f.projected[1] - f.projected[0] for f in (a, b) if f.projected]
    differ = len(set(spans)) == 2 and a.measure == "employment change"
    return f"over {spans[0]:g} years against {spans[1]:g}" if differ else ""


def _trough(a: Figure, b: Figure) -> str:
    """Tell where one growth starts in 2020."""
    bases = [f.base_year for f in (a, b)]
    one = a.measure == "employment change" and None not in bases and bases.count(2020) == 1
    return f"base {bases[0]:g} against {bases[1]:g}" if one else ""


def _title(a: Figure, b: Figure) -> str:
    """Tell which printed title is only near its code."""
    if a.soc and a.publisher == b.publisher and a.occupation == b.occupation:
        return ""
    return _each(lambda f: f.nearness and f"{f.occupation!r} is {f.nearness} {f.soc}")(a, b)


def _edition(a: Figure, b: Figure, *, same: bool) -> str:
    """Tell where codes of two editions hold the same occupation, or where they do not."""
    found = a.relation_to(b)
    if found is None or a.soc_system == b.soc_system:
        return ""
    if found.same != same or (same and a.soc == b.soc):
        return ""
    return f"{a.soc} ({a.soc_system}) to {b.soc} ({b.soc_system}) is {found.kind}"


def _bands(a: Figure, b: Figure) -> str:
    """Tell where one speaks of a band or range of people."""
    bands = [(f.range_kind, f.experience_min, f.experience_max) for f in (a, b)]
    return f"{_band(a)} against {_band(b)}" if bands[0] != bands[1] else ""


def _band(f: Figure) -> str:
    if f.experience_min is not None:
        top = f" to {f.experience_max:g}" if f.experience_max is not None else " and more"
        return f"{f.experience_min:g}{top} years of experience"
    return f"{f.range_kind} range" if f.range_kind else "everyone"


#: Who says how OEWS is made.
_OEWS = "BLS, technical notes of OEWS"

#: Who says how projections are made.
_EP = "BLS, concepts and methods of EP"

#: Who says which codes hold which.
_SOC = "BLS, crosswalks and titles of the SOC"

#: What the table itself says.
_TABLE = "columns of the tidy table"

#: What stands in print.
_PRINT = "the printed text"

#: Where something is not stated.
_SILENT = "the publisher's page as quoted"

#: Every rule, in the order in which findings are listed.
RULES = (
    # what has no number to compare
    Rule("no value", ("status", "value"), SHOW,
         "a top-coded or withheld value is not known; only a bound is",
         _OEWS, _each(_valueless), liftable=False),
    Rule("measure", ("measure",), SHOW,
         "they measure different things",
         _TABLE, _differ("measure"), liftable=False),
    Rule("error of an estimate", ("statistic",), SHOW,
         "an error says how sure an estimate is; it is not one",
         _TABLE, _each(_error), liftable=False),
    Rule("unit", ("unit",), SHOW,
         "numbers of different units; a person may hold two jobs",
         _EP, _differ("unit", lambda a, b: not all(f.unit.startswith("USD") for f in (a, b))),
         liftable=False),
    Rule("bound", ("bound",), SHOW,
         "printed as this or more, so the number itself is not known",
         _PRINT, _each(_bounded)),
    # which pay, per what, summarized how
    Rule("wage interval", ("unit",), CONVERTIBLE,
         f"BLS counts a year as {HOURS:,} hours",
         _OEWS, _differ("unit", lambda a, b: _two_intervals(a, b) and (a.bls or b.bls))),
    Rule("hours not stated", ("unit", "publisher"), SHOW,
         "hourly and annual pay come from different people, whose hours are not published",
         _SILENT, _differ("unit", lambda a, b: _two_intervals(a, b) and not (a.bls or b.bls))),
    Rule("statistic", ("statistic",), CONVERTIBLE,
         "OEWS publishes both statistics of the occupation; their ratio is cited",
         _OEWS, _differ("statistic", _more_than_statistic)),
    Rule("another statistic", ("statistic", "publisher"), SHOW,
         "mean, median and the end of a range do not replace each other; take the same one of both",
         _TABLE, _differ("statistic", lambda a, b: not _one_distribution(a, b))),
    Rule("kind of average unknown", ("statistic",), SHOW,
         "printed as average, which may be the mean or the median",
         _PRINT, _each(lambda f: f"{f} is printed as average" if f.statistic == "average" else "")),
    Rule("pay basis", ("pay_basis",), SHOW,
         "they count different pay",
         "the publishers' definitions of pay", _differ("pay_basis")),
    Rule("pay basis not stated", ("pay_basis",), SHOW,
         "the publisher does not state which pay it counts",
         _SILENT, _unstated("pay_basis", _wages)),
    # whose number
    Rule("restated", ("origin", "quoted_by", "publisher", "source"), SHOW,
         "one restates the other: they are one witness, not two",
         "column origin, with its reason in origin_why", _restated),
    Rule("contradicted", ("quoted_by", "value"), SHOW,
         "the quotation is not what its source published; use the published figure",
         "the published figure that it names", _each(_contradicted), liftable=False),
    Rule("second-hand", ("quoted_by",), SHOW,
         "a quotation may be rounded or miscopied; compare the published figure instead",
         _PRINT, _each(lambda f: f"{f} is quoted by {f.quoted_by}" if f.quoted_by else "")),
    # when
    Rule("no reference period", ("period", "base_year", "projected_year"), SHOW,
         "reference period not stated",
         _SILENT, _unstated("when")),
    Rule("dollars", ("period",), CONVERTIBLE,
         "dollars of different periods, converted by CPI-U",
         "BLS, CPI-U, all items", _differ("dated", _wages)),
    Rule("time series", ("release",), CONVERTIBLE,
         "BLS does not offer OEWS as a time series: codes, samples and methods change",
         _OEWS, _releases),
    Rule("new method", ("release",), CONVERTIBLE,
         "the two are estimated by different methods, so part of their difference is the method",
         "BLS, technical notes of OEWS, May 2021",
         lambda a, b: new_method(a.dated, b.dated) if a.source == b.source == "OEWS" else ""),
    Rule("projection round", ("release",), SHOW,
         "each round of EP measures employment anew, so two rounds do not show change over time",
         _EP, _differ("release", lambda a, b: a.source == b.source == "EP" and not _wages(a, b))),
    Rule("horizon", ("base_year", "projected_year"), CONVERTIBLE,
         "growth over different spans, converted by the compound annual rate",
         _EP, _horizon),
    Rule("base in 2020", ("base_year",), SHOW,
         "growth from 2020 starts in the pandemic's trough",
         "BLS, news release of EP 2020-30", _trough),
    # which occupation
    Rule("no occupation code", ("soc",), SHOW,
         "no occupation in the classification fits the title",
         _TABLE, _each(lambda f: f"{f.occupation!r} has no SOC code" if f.soc is None else "")),
    Rule("title", ("soc_match",), SHOW,
         "a job title that is only near an occupation",
         "column soc_match, with its reason in soc_match_why", _title),
    Rule("crosswalk", ("soc", "soc_system"), CONVERTIBLE,
         "one occupation under two codes",
         _SOC, lambda a, b: _edition(a, b, same=True)),
    Rule("classification", ("soc", "soc_system"), SHOW,
         "codes of two editions that do not hold the same occupation",
         _SOC, lambda a, b: _edition(a, b, same=False)),
    # who is counted
    Rule("coverage", ("coverage",), SHOW,
         "they count different people or jobs",
         "column coverage", _differ("coverage", lambda a, b: a.source != b.source)),
    Rule("coverage not stated", ("coverage",), SHOW,
         "the publisher does not state who is counted",
         _SILENT, _unstated("coverage", lambda a, b: a.publisher != b.publisher)),
    Rule("part of the people", ("range_kind", "experience_min", "experience_max"), SHOW,
         "a range or band speaks of some of the people, the other figure of all or of others",
         _PRINT, _bands),
)  # fmt: skip
