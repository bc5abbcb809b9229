"""What share of an occupation earns how much, from the few figures that are published of it.

A publisher prints five percentiles and a mean, or a median alone, or a range. This package draws
the curve that these figures allow and says what it had to assume:

- `fit` and `curve` turn published figures into `WageCurves`;
- `WageCurves` answers: quantile, share above and between, mean, sample, density, intervals;
- `points` takes the figures out of the tidy table, `precision` their standard errors;
- `bands`, `share_bands` and `mean_bands` say how far off an interpolated number may be;
- `contrast` and `overlap` put two publishers on one scale, `real_wages` the years.

>>> records = curve({"p10": 35_080, "p25": 39_620, "p50": 48_780, "p75": 61_960, "p90": 77_810},
...                 mean=53_690)
>>> records.share_above(60_000).round(3).item()
0.279

Inside, from input to answer:

published     what was published of each wage: from the tidy table to arrays, checked
spline        curves over normal scores, many at a time: drawn, asked and smoothed
construction  from published figures to such curves, with tails that keep the mean
assumed       where no curve says it: what is proved, what is assumed, what a number rests on
curves        `fit` and `curve`, and the questions that `WageCurves` answers
calibration   how far off curves were from hidden figures, and the bands that follow
side_by_side  two publishers on one scale, and what else lies between them
over_time     real wages over the years, in segments that may be joined
"""

from hitdata.errors import needs

with needs("curves"):
    import scipy.special  # type: ignore[import-untyped]  # noqa: F401

from hitdata.distribution.calibration import bands, mean_bands, share_bands
from hitdata.distribution.curves import WageCurves, curve, fit
from hitdata.distribution.over_time import real_wages
from hitdata.distribution.published import points, precision
from hitdata.distribution.side_by_side import Contrast, contrast, overlap

__all__ = ["Contrast", "WageCurves", "bands", "contrast", "curve", "fit", "mean_bands", "overlap",
           "points", "precision", "real_wages", "share_bands"]  # fmt: skip
