"""The rules of comparability: what two figures must share before one is taken from the other.

Each rule looks at a few columns and, where the two figures differ in them, forces a verdict:

convertible              a published or stated conversion brings them to common terms
show side by side only   no arithmetic: their difference would mean nothing that is known

Where no rule applies, the figures stand on equal terms. The strictest rule decides. A rule that is
`liftable` gives way to an assumption that the caller names, and that is then recorded; the others
never do. Occupation, area, industry, period and, within one product, the people are what figures
are *about*: they may be subtracted, and `Verdict.about` says that they are about different things.

A rule answers with what it found, in words, or with nothing; `hitdata.discrepancy.verdicts` fixes
the order of the two figures, so that a verdict is the same whichever comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hitdata.discrepancy import differences as ask
from hitdata.discrepancy.figure import Figure

__all__ = ["CONVERTIBLE", "EQUAL", "RULES", "SHOW", "Rule"]

EQUAL = "equal terms"
CONVERTIBLE = "convertible"
SHOW = "show side by side only"


class Rule(NamedTuple):
    """One rule: its name, the columns it looks at, its verdict, its reason and its source."""

    name: str
    looks_at: tuple[str, ...]
    verdict: str
    reason: str
    source: str
    finds: Callable[[Figure, Figure], str]
    liftable: bool = True


_OEWS = "BLS, technical notes of OEWS"
_EP = "BLS, concepts and methods of EP"
_SOC = "BLS, crosswalks and titles of the SOC"
_TABLE = "columns of the tidy table"
_PRINT = "the printed text"
_SILENT = "the publisher's page as quoted"

#: Every rule. Read: where the question finds something, the verdict is forced, for the reason.
RULES = (
    # what has no number to compare
    Rule("no value", ("status", "value"), SHOW,
         "a top-coded or withheld value is not known; only a bound is",
         _OEWS, ask.no_value, liftable=False),
    Rule("measure", ("measure",), SHOW,
         "they measure different things",
         _TABLE, ask.measure, liftable=False),
    Rule("error of an estimate", ("statistic",), SHOW,
         "an error says how sure an estimate is; it is not one",
         _TABLE, ask.error, liftable=False),
    Rule("unit", ("unit",), SHOW,
         "numbers of different units; a person may hold two jobs",
         _EP, ask.unit, liftable=False),
    Rule("bound", ("bound",), SHOW,
         "printed as this or more, so the number itself is not known",
         _PRINT, ask.bound),
    # which pay, per what, summarized how
    Rule("wage interval", ("unit",), CONVERTIBLE,
         "BLS counts a year as 2,080 hours",
         _OEWS, lambda a, b: ask.interval(a, b, known=True)),
    Rule("hours not stated", ("unit", "publisher"), SHOW,
         "hourly and annual pay come from different people, whose hours are not published",
         _SILENT, lambda a, b: ask.interval(a, b, known=False)),
    Rule("statistic", ("statistic",), CONVERTIBLE,
         "OEWS publishes both statistics of the occupation; their ratio is cited",
         _OEWS, lambda a, b: ask.statistic(a, b, together=True)),
    Rule("another statistic", ("statistic", "publisher"), SHOW,
         "mean, median and the end of a range are not exchanged; take the same one of both",
         _TABLE, lambda a, b: ask.statistic(a, b, together=False)),
    Rule("average not said", ("statistic",), SHOW,
         "printed as average; whether mean or median is not said",
         _PRINT, ask.average),
    Rule("pay basis", ("pay_basis",), SHOW,
         "they count different pay",
         "the publishers' definitions of pay", ask.pay),
    Rule("pay basis not stated", ("pay_basis",), SHOW,
         "which pay is counted is not said",
         _SILENT, ask.pay_unstated),
    # whose number
    Rule("restated", ("origin", "quoted_by", "publisher", "source"), SHOW,
         "one source restates the other: one witness, whose copies differ by error or revision",
         "column origin, with its reason in origin_why", ask.restated),
    # when
    Rule("no reference period", ("period", "base_year", "projected_year"), SHOW,
         "when the figure was true is not said",
         _SILENT, ask.undated),
    Rule("dollars", ("period",), CONVERTIBLE,
         "dollars of different periods, converted by CPI-U",
         "BLS, CPI-U, all items", ask.dollars),
    Rule("time series", ("release",), CONVERTIBLE,
         "BLS does not offer OEWS as a time series: samples of three years overlap",
         _OEWS, ask.series),
    Rule("projection round", ("release",), SHOW,
         "each round of EP measures employment anew; two rounds are no change over time",
         _EP, ask.rounds),
    Rule("horizon", ("base_year", "projected_year"), CONVERTIBLE,
         "growth over different spans, converted by the compound annual rate",
         _EP, ask.horizon),
    Rule("base in 2020", ("base_year",), SHOW,
         "growth from 2020 starts in the pandemic's trough",
         "BLS, news release of EP 2020-30", ask.trough),
    # which occupation
    Rule("no occupation code", ("soc",), SHOW,
         "no occupation of the classification fits the title",
         _TABLE, ask.no_code),
    Rule("title", ("soc_match",), SHOW,
         "a job title that is only near an occupation",
         "column soc_match, with its reason in soc_match_why", ask.title),
    Rule("crosswalk", ("soc", "soc_system"), CONVERTIBLE,
         "one occupation under two codes",
         _SOC, lambda a, b: ask.edition(a, b, same=True)),
    Rule("classification", ("soc", "soc_system"), SHOW,
         "codes of two editions that do not hold the same occupation",
         _SOC, lambda a, b: ask.edition(a, b, same=False)),
    # who is counted
    Rule("coverage", ("coverage",), SHOW,
         "they count different people or jobs",
         "column coverage", ask.counted),
    Rule("coverage not stated", ("coverage",), SHOW,
         "who is counted is not said",
         _SILENT, ask.counted_unstated),
    Rule("part of the people", ("range_kind", "experience_min", "experience_max"), SHOW,
         "a range or band speaks of some of the people, the other figure of all or of others",
         _PRINT, ask.part),
)  # fmt: skip
