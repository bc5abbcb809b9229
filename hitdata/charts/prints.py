"""Prints: what one publisher prints about the pay of one role, put together from its rows.

A page may print a middle and a range, only one of them, or a range without an upper end. Each is a
row of the tidy table; a `Print` holds those that belong together, as they are printed.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from hitdata.charts.words import bounded, dollars, edition

__all__ = ["Print", "named", "prints"]

#: What tells that a guide and a publisher mean the same figure.
SAME = ("publisher", "source", "soc", "release", "industry", "statistic")


class Print(NamedTuple):
    """Figures that one publisher prints together: a middle, and the ends of a range."""

    #: One of the rows, for what all have in common.
    figure: pd.Series
    center: pd.Series | None
    low: pd.Series | None
    high: pd.Series | None

    @property
    def parts(self) -> list[pd.Series]:
        """The rows themselves, the middle first."""
        return [part for part in (self.center, self.low, self.high) if part is not None]

    @property
    def quoted(self) -> bool:
        """Whether a guide prints it, and not the publisher."""
        return isinstance(self.figure["quoted_by"], str)

    @property
    def publisher(self) -> str:
        """The publisher; and of BLS, whose figures are drawn both ways, whether it is quoted."""
        name = str(self.figure["publisher"])
        if name != "BLS":
            return name
        return "BLS, as quoted" if self.quoted else "BLS, as published"

    @property
    def terms(self) -> str:
        """Which pay, of which period and sector, as far as it is stated."""
        basis = self.figure["pay_basis"]
        industry = str(self.figure["industry"])
        terms = [basis if isinstance(basis, str) else "pay not defined"]
        terms += [edition(self.figure["period"])]
        return ", ".join(terms + [industry] * industry.startswith("NAICS"))

    @property
    def amounts(self) -> list[str]:
        """The middle and then the range, each as far as it is printed, with its bounds."""
        written = [bounded(dollars(part["value"]), part["bound"]) for part in self.parts]
        if self.center is None:
            return [" to ".join(written)]
        unnamed = ["mean or median not said"] * (self.center["statistic"] == "average")
        return [written[0], *unnamed, *([" to ".join(written[1:])] if written[1:] else [])]


def prints(quoted: pd.DataFrame, published: pd.DataFrame) -> list[Print]:
    """Return what is printed, each once, and after a quoted figure the published one it names."""
    once = quoted.drop_duplicates(["publisher", "occupation", "statistic", "value", "quoted_by"])
    found = []
    for _, group in once.groupby(["publisher", "occupation", "locator"], sort=False):
        found.append(_together(group))
        own = named(group.iloc[0], published)
        found += [_together(own)] if len(own) else []
    return found


def named(quote: pd.Series, published: pd.DataFrame) -> pd.DataFrame:
    """Return the published figure that a quote names by product, release, code and sector."""
    agree = pd.Series(True, index=published.index)
    for column in SAME:
        agree &= published[column].eq(quote[column])
    return published[agree]


def _together(group: pd.DataFrame) -> Print:
    def one_of(*statistics: str) -> pd.Series | None:
        found = group[group["statistic"].isin(statistics)]
        return found.iloc[0] if len(found) else None

    return Print(group.iloc[0], one_of("p50", "average", "mean"), one_of("low"), one_of("high"))
