"""Normalizing: figures brought to common terms, one visible step after another.

record           what was done to each figure: `steps` lists it, `undo` takes it back
interval         `wage_interval`: pay per hour and per year
deflation        `dollars`: wages in the prices of one month or year
mean_and_median  `statistic`: one turned into the other, where BLS publishes both
editions         `relation`, `translate`, `segments`: SOC codes from one edition to another
job_titles       `occupation`: from a job title to candidates among SOC codes
horizon          compound annual rates, and growth over another window

Each takes a frame of figures and returns it with columns added; none changes a published value.
"""

from __future__ import annotations

from hitdata.normalize.deflation import deflate, dollars, price_ratio
from hitdata.normalize.editions import EDITIONS, Relation, relation, segments, successors, translate
from hitdata.normalize.interval import HOURS, wage_interval
from hitdata.normalize.job_titles import occupation
from hitdata.normalize.mean_and_median import EXCHANGED, statistic
from hitdata.normalize.record import Step, steps, undo

__all__ = [
    "EDITIONS",
    "EXCHANGED",
    "HOURS",
    "Relation",
    "Step",
    "deflate",
    "dollars",
    "occupation",
    "price_ratio",
    "relation",
    "segments",
    "statistic",
    "steps",
    "successors",
    "translate",
    "undo",
    "wage_interval",
]
