"""What share of an occupation earns how much, from the few figures that are published of it.

A publisher prints five percentiles and a mean, or a median alone, or a range. This package draws
the curve that these figures allow and says what it had to assume:

- `fit` and `curve` turn published figures into `WageCurves`;
- `WageCurves` answers: quantile, share above and between, mean, sample, density, intervals;
- `points` takes the figures out of the tidy table of `hitdata.observations`, `precision` their
  standard errors;
- `bands`, `share_bands` and `mean_bands` say how far off an interpolated number may be;
- `compare` and `overlap` put two publishers on one scale, `history` the years.

>>> records = curve({"p10": 35_080, "p25": 39_620, "p50": 48_780, "p75": 61_960, "p90": 77_810},
...                 mean=53_690)
>>> records.share_above(60_000).round(3).item()
0.279

Inside, from input to answer: `pivot` and `figures` (published figures, checked), `assumptions`
and `usual` (what is taken where little is published), `construction` (percentiles to curve) on
`spline`, `gaps` and `tails`, `curves` (the questions) with `answers` and `batches`, `intervals`
and `bounds` (what is proved), `density` (smoothing), `normal` (the normal distribution); and
`calibration` (how far off curves were) with `matching` (at which share) for the bands.
"""

from hitdata.distribution.bands import bands, mean_bands, share_bands
from hitdata.distribution.comparing import Comparison, compare, overlap
from hitdata.distribution.curves import WageCurves
from hitdata.distribution.fitting import curve, fit
from hitdata.distribution.history import history
from hitdata.distribution.pivot import points, precision

__all__ = [
    "Comparison",
    "WageCurves",
    "bands",
    "compare",
    "curve",
    "fit",
    "history",
    "mean_bands",
    "overlap",
    "points",
    "precision",
    "share_bands",
]
