"""Discrepancies: whether two published figures may be compared, and why they differ.

figure         one figure, from wherever the caller has it, and the published one it restates
verdicts       `comparable` for a pair, `comparability` for many, and the table of `RULES`
pairs          `difference` of a pair that may be compared, `compare` for all pairs of many
evidence       the figures that the steps of an explanation may cite
origin_search  `origins`: the published figures that a quoted number may come from
wage_steps     what lies between two wages, or two numbers of jobs
growth_steps   what lies between two figures of Employment Projections
explanation    `explain`: the gap between two figures as steps that add up
review         `discrepancies`: what every publisher says of each occupation

``figures`` are always those that are asked about, ``among`` those in which something is looked up.
Evidence is never made here: every step cites the published figures it follows from.
"""

from __future__ import annotations

from hitdata.discrepancy.explanation import Explanation, explain
from hitdata.discrepancy.origin_search import origins
from hitdata.discrepancy.pairs import Comparison, compare, difference
from hitdata.discrepancy.review import discrepancies
from hitdata.discrepancy.verdicts import (
    CONVERTIBLE,
    EQUAL,
    RULES,
    SHOW,
    Verdict,
    comparability,
    comparable,
)

__all__ = ["CONVERTIBLE", "EQUAL", "RULES", "SHOW", "Comparison", "Explanation", "Verdict",
           "comparability", "comparable", "compare", "difference", "discrepancies", "explain",
           "origins"]  # fmt: skip
