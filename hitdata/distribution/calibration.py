"""How far a wage curve was from published figures that were hidden from it.

Take the rows of a release, hide one figure of each, draw the curves through others, and see how
far they are from what was hidden. What was hidden and what was known is a *case*. The error that
nine in ten rows stay within (split-conformal: V. Vovk, A. Gammerman and G. Shafer, Algorithmic
Learning in a Random World, 2005) depends on how precise the release is: the table has it by the
relative standard error of the mean, which BLS prints beside it.

The errors of another release need not be as small: `ERAS` has a factor for each case and era,
with which nine in ten rows of every release of that era stay within the bounds.

`make evaluate` computes this table from the workbooks and prints it in this form; a test compares.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CALIBRATED_ON", "CASES", "CLASSES", "ERAS", "Case", "cases", "line"]

#: What the errors were measured on: half of the broad occupations, every other one.
CALIBRATED_ON = "OEWS by sector, May 2024"

#: Bounds between the classes of precision: relative standard errors of the mean, in percent.
CLASSES = (1.0, 2.0, 4.0, 8.0)

#: Releases that another factor applies to, first release of each: estimates are model-based
#: since May 2021, and the first national ones of that kind lie apart.
ERAS = {"2000": "before May 2021", "2021-05": "May 2021", "2022-05": "since May 2022"}


class Case(NamedTuple):
    """What was hidden and known; ``percent`` by class of precision, ``factors`` by era.

    Nine in ten hidden figures were within ``percent`` of the estimate.
    """

    hidden: str
    known: tuple[str, ...]
    percent: tuple[float, ...]
    factors: tuple[float, ...]

    @property
    def percentiles(self) -> tuple[str, ...]:
        """The percentiles that were known."""
        return tuple(name for name in self.known if name != "mean")


def cases(table: str) -> tuple[Case, ...]:
    """Return the cases in a table as `TABLE`: hidden, known, percent by class, factors by era.

    >>> cases("p50 | p10 p90 | 9.9 10.4 12.9 19.0 29.6 | 1.25 1.11 1.1")[0].known
    ('p10', 'p90')
    """
    rows = [[part.split() for part in row.split("|")] for row in table.strip().splitlines()]
    return tuple(
        Case(hidden[0], tuple(known), tuple(map(float, percent)), tuple(map(float, factors)))
        for hidden, known, percent, factors in rows
    )


def line(case: Case) -> str:
    """Return a case as a line of `TABLE`."""
    numbers = (
        " ".join(f"{x:.1f}" for x in case.percent),
        " ".join(map("{:.2f}".format, case.factors)),
    )
    return f"{case.hidden:<4} | {' '.join(case.known):<20} | {numbers[0]:<24} | {numbers[1]}"


TABLE = """
p10  | p25 p50 p75 p90      | 9.1 11.5 15.3 23.3 34.3  | 1.00 1.58 1.03
p25  | p10 p50 p75 p90      | 5.2 6.3 8.0 12.2 19.3    | 1.00 1.66 1.04
p25  | p10 p50 p75 p90 mean | 4.7 5.6 7.7 11.4 16.6    | 1.00 1.65 1.05
p50  | p10 p25 p75 p90      | 4.8 5.6 7.8 11.1 19.9    | 1.00 1.65 1.06
p50  | p10 p25 p75 p90 mean | 4.4 4.6 7.1 9.5 15.8     | 1.00 1.61 1.06
p75  | p10 p25 p50 p90      | 5.2 5.8 8.6 12.3 20.3    | 1.00 1.64 1.05
p75  | p10 p25 p50 p90 mean | 4.6 5.1 7.9 11.1 19.7    | 1.00 1.48 1.07
p90  | p10 p25 p50 p75      | 10.2 11.6 15.7 20.9 35.5 | 1.00 1.42 1.07
p90  | p10 p25 p50 p75 mean | 5.1 5.8 8.0 10.2 16.2    | 1.02 1.45 1.09
mean | p10 p25 p50 p75 p90  | 2.1 2.4 3.3 4.2 6.8      | 1.03 1.57 1.20
p25  | p10 p50 p90          | 5.2 6.2 7.9 12.0 18.1    | 1.00 1.52 1.04
p25  | p10 p50 p90 mean     | 5.5 6.7 8.0 12.2 19.5    | 1.00 1.48 1.03
p75  | p10 p50 p90          | 5.0 6.1 8.0 12.2 20.2    | 1.00 1.53 1.05
p75  | p10 p50 p90 mean     | 4.6 5.4 7.6 11.3 19.3    | 1.00 1.53 1.08
mean | p10 p50 p90          | 2.5 2.9 3.9 5.1 7.9      | 1.00 1.56 1.15
p10  | p25 p50 p75          | 9.2 11.4 15.4 23.7 34.9  | 1.00 1.57 1.03
p90  | p25 p50 p75          | 10.2 11.6 15.7 21.2 36.0 | 1.00 1.41 1.07
p90  | p25 p50 p75 mean     | 6.0 6.7 8.7 11.9 16.6    | 1.00 1.38 1.09
mean | p25 p50 p75          | 4.3 4.7 6.0 8.2 13.7     | 1.00 1.34 1.16
p25  | p10 p90              | 7.6 8.7 11.3 16.2 20.5   | 1.15 1.29 1.03
p25  | p10 p90 mean         | 5.1 6.3 7.9 12.4 18.1    | 1.00 1.46 1.06
p50  | p10 p90              | 10.4 10.7 13.7 17.6 26.3 | 1.16 1.06 1.06
p50  | p10 p90 mean         | 5.5 6.2 8.0 10.3 17.3    | 1.00 1.40 1.14
p75  | p10 p90              | 8.3 8.9 11.6 15.0 23.0   | 1.00 1.23 1.06
p75  | p10 p90 mean         | 5.6 6.1 7.6 10.7 17.7    | 1.00 1.32 1.14
mean | p10 p90              | 4.8 5.3 6.9 9.2 13.9     | 1.11 1.17 1.09
p10  | p25 p75              | 9.3 11.5 14.9 22.0 32.1  | 1.09 1.47 1.05
p50  | p25 p75              | 5.0 5.7 7.6 10.5 18.7    | 1.00 1.53 1.08
p50  | p25 p75 mean         | 5.0 5.8 7.7 10.6 18.7    | 1.00 1.53 1.08
p90  | p25 p75              | 11.2 11.4 15.8 21.4 34.1 | 1.00 1.20 1.05
p90  | p25 p75 mean         | 6.3 7.3 9.8 13.1 20.0    | 1.00 1.42 1.10
mean | p25 p75              | 4.4 4.7 5.9 8.0 13.0     | 1.00 1.30 1.17
"""

#: Every case that was measured.
CASES = cases(TABLE)
