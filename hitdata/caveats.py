"""Caveats: what a reader must be told about a figure, by rule and with the source of the rule.

A rule looks at one row of the tidy table. Rules only warn; whether two figures may be compared
is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

__all__ = ["RULES", "Rule", "caveats"]


class Rule(NamedTuple):
    """A caveat: its name, the figures it concerns, its sentence and where that is known from."""

    name: str
    concerns: Callable[[pd.Series], bool]
    says: str
    source: str


def _oews(figure: pd.Series, *, first: int = 0, last: int = 9999) -> bool:
    return (
        figure["source"] == "OEWS"
        and str(figure["release"])[:4].isdigit()
        and first <= int(figure["release"][:4]) <= last
    )


#: In the order in which they are told.
RULES = (
    Rule(
        "second-hand",
        lambda figure: isinstance(figure["quoted_by"], str),
        "Quoted by a guide: this is what the guide prints, not necessarily what was published.",
        "the guide and its line",
    ),
    Rule(
        "restated",
        lambda figure: isinstance(figure["origin"], str),
        "Another's number, restated: it is no second witness beside its origin.",
        "column origin_why",
    ),
    Rule(
        "code not published",
        lambda figure: (
            isinstance(figure["soc_match"], str)
            and figure["soc_match"] not in ("published", "exact")
        ),
        "The publisher prints no SOC code; ours only relates to the title as `soc_match` says.",
        "column soc_match_why",
    ),
    Rule(
        "period not stated",
        lambda figure: not isinstance(figure["period"], str),
        "No reference period is stated, so it cannot be put into dollars of another period.",
        "the print itself",
    ),
    Rule(
        "no time series",
        _oews,
        "OEWS is not made as a time series: a release pools three years of samples, and codes and "
        "methods change.",
        "BLS, OEWS frequently asked questions",
    ),
    Rule(
        "new method",
        lambda figure: _oews(figure, first=2021),
        "Estimated by the model-based method that BLS introduced with May 2021.",
        "BLS, OEWS technical notes, May 2021",
    ),
    Rule(
        "hybrid codes",
        lambda figure: "hybrid" in str(figure["soc_system"]),
        "The code belongs to a release between two editions of the SOC; its meaning may differ "
        "before and after.",
        "BLS, OEWS May 2010-11 and 2019-20, EP 2019-29 and 2020-30",
    ),
    Rule(
        "top-coded",
        lambda figure: figure["status"] == "top-coded",
        "Published only as at or above the threshold of its release; there is no number.",
        "BLS, field descriptions of the release",
    ),
    Rule(
        "sector 62",
        lambda figure: figure["industry"] == "NAICS 62" and figure["source"] == "OEWS",
        "Health care and social assistance in private establishments and in state and local "
        "government hospitals.",
        "BLS, own_code 58",
    ),
    Rule(
        "old openings",
        lambda figure: figure["measure"] == "openings, ten-year total",
        "Growth and replacement needs over ten years: another concept than the annual average of "
        "the rounds from 2016-26 on.",
        "BLS, EP separations methodology",
    ),
    Rule(
        "jobs, not persons",
        lambda figure: figure["source"] == "EP" and figure["unit"] == "jobs",
        "Counts jobs with the self-employed: more than OEWS counts, and one worker may hold two.",
        "BLS, EP definitions",
    ),
    Rule(
        "survey of persons",
        lambda figure: figure["source"] == "ACS",
        "Persons describe their own job and earnings; the margin is half a 90 % interval.",
        "Census, ACS subject definitions",
    ),
    Rule(
        "self-selected",
        lambda figure: figure["coverage"] == "people who answered the site's survey",
        "Reported by visitors of a site: no sample of a known population, no sampling error.",
        "the sites' own descriptions",
    ),
)


def caveats(figure: pd.Series) -> list[str]:
    """Return the sentences that concern one row of the tidy table, its own note first.

    >>> from hitdata.tables import load
    >>> row = load(figure_id="bls.oews.2012-05.us.11-3021.wage.p90.usd-year").iloc[0]
    >>> [rule.name for rule in RULES if rule.concerns(row)]
    ['no time series', 'top-coded']
    """
    note = [figure["note"]] if isinstance(figure["note"], str) else []
    return note + [rule.says for rule in RULES if rule.concerns(figure)]
