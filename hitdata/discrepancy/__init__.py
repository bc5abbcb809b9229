"""Discrepancies: whether two published figures may be compared, and why they differ.

figure        one figure, from an identifier, a row or a frame
rules         the rules of comparability, in one table; ``differences`` are the questions they ask
verdicts      `comparable` for a pair, `comparability` for many
pairs         `difference` of a pair that may be compared, `compare` for all pairs of many
explaining    `explain`: the gap between two figures as steps that add up
review        `discrepancies`: what every publisher says of each occupation

Evidence is never made here: every step cites the published figures it follows from.
"""

from __future__ import annotations

from hitdata.discrepancy.explaining import explain
from hitdata.discrepancy.explanation import Explanation
from hitdata.discrepancy.pairs import Comparison, compare, difference
from hitdata.discrepancy.review import discrepancies
from hitdata.discrepancy.rules import CONVERTIBLE, EQUAL, RULES, SHOW
from hitdata.discrepancy.verdicts import Verdict, comparability, comparable

__all__ = [
    "CONVERTIBLE",
    "EQUAL",
    "RULES",
    "SHOW",
    "Comparison",
    "Explanation",
    "Verdict",
    "comparability",
    "comparable",
    "compare",
    "difference",
    "discrepancies",
    "explain",
]
