"""Normalizing: figures brought to common terms, one visible step after another.

record      what was done to each figure: `steps` lists it, `undo` takes it back
wage_terms  `wage_interval`, pay per hour and per year; `statistic`, mean and median
deflation   `dollars`, `national_prices`: wages in the prices of one period, or of one place
editions    `relation`, `translate`: SOC codes from one edition to another
rates       compound annual rates, and growth over another window

Each takes a frame of figures and returns it with columns added; none changes a published value.
"""

from __future__ import annotations

from hitdata.data.job_search import occupation
from hitdata.normalize.deflation import deflate, dollars, national_prices, price_ratio
from hitdata.normalize.editions import Relation, relation, successors, translate
from hitdata.normalize.record import Step, steps, undo
from hitdata.normalize.wage_terms import EXCHANGED, statistic, wage_interval
from hitdata.soc import EDITIONS

__all__ = ["EDITIONS", "EXCHANGED", "Relation", "Step", "deflate", "dollars", "national_prices",
           "occupation", "price_ratio", "relation", "statistic", "steps", "successors", "translate",
           "undo", "wage_interval"]  # fmt: skip
