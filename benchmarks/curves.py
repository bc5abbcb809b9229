"""How fast 400,000 wage curves are: hitdata beside other ways to draw a curve, in one run.

    python benchmarks/curves.py

Every method gets the same 400,000 rows of five percentiles. hitdata and the lognormal also take a
mean where the line says so; the interpolation of SciPy has neither tails nor a mean, and is the
floor. Methods that fit row by row are timed on a sample and extrapolated, as their line says.
Seconds are the best of three; ratios are seconds over those of hitdata with the mean.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from hitdata.distribution import fit

COUNT = 400_000
SAMPLE = 400
NAMES = ["p10", "p25", "p50", "p75", "p90"]
SHARES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])


def main() -> None:
    """Time every method, and print the table."""
    try:
        from scipy.interpolate import PchipInterpolator
        from scipy.optimize import least_squares
        from scipy.special import ndtri
    except ImportError:
        sys.exit("SciPy is not installed: python -m pip install scipy")
    z, frame = ndtri(SHARES), wages()
    logs = np.log(frame[NAMES].to_numpy())

    def lognormal(row: np.ndarray) -> object:
        return least_squares(lambda line: line[0] + line[1] * z - row, [row[2], 0.3])

    def dagum(row: np.ndarray) -> object:
        def misfit(at: np.ndarray) -> np.ndarray:
            return at[0] - np.exp(at[1]) * np.log(SHARES ** -np.exp(-at[2]) - 1) - row

        return least_squares(misfit, [row[2], -1.5, 0.0])

    timed = {
        "hitdata, with the mean": best(lambda: fit(frame)),
        "hitdata, percentiles alone": best(lambda: fit(frame[NAMES])),
        "lognormal, least squares (NumPy)": best(lambda: np.polyfit(z, logs.T, 1)),
        "PCHIP, all rows at once (SciPy)": best(lambda: PchipInterpolator(z, logs, axis=1)),
        "PCHIP, row by row (SciPy) *": by_rows(lambda row: PchipInterpolator(z, row), logs),
        "lognormal, row by row (SciPy) *": by_rows(lognormal, logs),
        "Dagum, row by row (SciPy) *": by_rows(dagum, logs),
    }
    curves = fit(frame)
    asked = {
        "then 9 percentiles of each": best(lambda: curves.quantile(np.arange(1, 10) / 10)),
        "then the share above a wage": best(lambda: curves.share_above(60_000.0)),
    }
    show(timed | asked)
    say(f"* {SAMPLE} rows, extrapolated to {COUNT:,}")


def wages() -> pd.DataFrame:
    """Return rows of percentiles and means, rounded to $10 as OEWS rounds them."""
    draw = np.random.default_rng(20240531)
    middle, spread = draw.normal(11, 0.4, (COUNT, 1)), draw.uniform(0.2, 0.6, (COUNT, 1))
    z = np.array([-1.2816, -0.6745, 0.0, 0.6745, 1.2816])
    # percentiles of two halves, each lognormal, so that no family fits exactly
    logs = middle + spread * z * np.where(z < 0, 0.9, draw.uniform(0.9, 1.4, (COUNT, 1)))
    frame = pd.DataFrame(np.round(np.exp(logs), -1), columns=NAMES)
    return frame.assign(mean=np.round(np.exp(middle + spread**2 * 0.6)[:, 0], -1))


def best(run: Callable[[], object]) -> float:
    """Return the seconds of the fastest of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def by_rows(fit_row: Callable[[np.ndarray], object], logs: np.ndarray) -> float:
    """Return the seconds that all rows would take, from a sample of them."""
    start = time.perf_counter()
    for row in logs[:SAMPLE]:
        fit_row(row)
    return (time.perf_counter() - start) * COUNT / SAMPLE


def show(seconds: dict[str, float]) -> None:
    """Print a line per method: seconds and the ratio to the first."""
    first = next(iter(seconds.values()))
    say(f"{COUNT:,} wage curves{'':<14}{'seconds':>10}{'ratio':>10}")
    for name, taken in seconds.items():
        say(f"{name:<34}{taken:>10,.2f}{taken / first:>10,.2f}")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
