# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What do these jobs pay, from the lowest tenth to the highest?
#
# One number per job hides most of what a reader wants to know: how far pay is spread, what
# share earns more than a line, and how much an "average" flatters. BLS publishes five
# percentiles and the mean of every occupation. This notebook looks at them as published, and at
# what follows from them.

# %%
from IPython.display import Markdown

import hitdata
from hitdata import charts, distribution

figures = hitdata.load()
family = ["29-2072", "29-9021", "15-1211", "15-1212", "13-1041", "11-9111", "11-3021"]

# %% [markdown]
# ## As published: five percentiles and a mean

# %%
charts.wage_ranges(figures)

# %% [markdown]
# ## The shapes
#
# Between the published points the curves are interpolated, and smoothed so that they show no bump
# that the points do not support. Where a publisher prints a median and a range there is no curve to
# draw, only an interval.

# %%
charts.wage_curves(figures)

# %% [markdown]
# ## What share earns more than a line?
#
# A curve through the published points answers for any line. The shares are interpolated, not
# published: the curve passes through every published percentile and keeps the published mean.

# %%
national = hitdata.load(
    source="OEWS", release="2025-05", measure="wage", level="detailed",
    industry="cross-industry", area="US", soc=family, quoted=False,
)  # fmt: skip
annual = national[national["unit"].eq("USD/year")]
points = distribution.points(annual)
curves = distribution.fit(points)
lines = [50_000, 60_000, 80_000, 100_000, 150_000]
shares = curves.share_above(lines).reset_index()[["soc", "occupation", *lines]]
over = {line: f"over ${line:,}" for line in lines}
shares.rename(columns=over).sort_values(over[80_000]).style.hide(axis="index").format(
    dict.fromkeys(over.values(), "{:.0%}")
).set_uuid("shares")

# %% [markdown]
# How far such a share can be off, tested on published figures that were hidden: for one line, with
# the sentences that belong beside it. A dash is a share that could not be tested.

# %%
errors = distribution.precision(national).loc[points.index]
banded = distribution.share_bands(curves, 80_000, rse=errors)
banded.reset_index()[["soc", "occupation", "value", "low", "high"]].style.hide(axis="index").format(
    "{:.0%}", subset=["value", "low", "high"], na_rep="–"
).set_uuid("banded")

# %%
Markdown("\n".join(f"- *{sentence}*" for sentence in banded["sentence"].unique()))

# %% [markdown]
# ## Another publisher on the same scale
#
# Payscale's figures for a specialist, as a guide quotes them, beside the OEWS wages of the nearest
# code. Two points of unsaid meaning are no curve, and every difference in what is counted is named.

# %%
technologists = annual[annual["soc"].eq("29-9021")]
payscale = figures[figures["publisher"].eq("Payscale") & figures["quoted_by"].notna()]
beside = distribution.contrast(technologists, payscale)
beside.percentiles.reset_index().style.hide(axis="index").format(
    {"share": "{:.0%}", "one": "${:,.0f}", "other": "${:,.0f}", "difference": "${:,.0f}",
     "percent": "{:.1f}"}, na_rep="–"
).set_uuid("beside")  # fmt: skip

# %%
Markdown("\n".join(f"- {warning}" for warning in beside.warnings))

# %% [markdown]
# ## The price of reading a mean as a median
#
# A few high wages pull the mean up. Whoever prints the mean as what "the typical worker" earns
# is too high by this much.

# %%
charts.medians_and_means(figures)

# %% [markdown]
# ## Since 2000
#
# OEWS is not made as a time series, and the technicians' code changed twice. The lines are broken
# where their meaning breaks. The dollars are those of each year.

# %%
charts.wage_history(figures)

# %% [markdown]
# The same in dollars of May 2025 (CPI-U), segment by segment: nothing is joined across a break, and
# each break says why.

# %%
followed = figures[
    figures["soc"].isin(["29-2071", "29-2098", "29-2072", "29-9021", "00-0000"])
    & figures["unit"].eq("USD/year")
    & figures["area"].eq("US")
    & figures["industry"].eq("cross-industry")
]
real = distribution.real_wages(followed, of="2025-05")
ends = real[real["statistic"].isin(["p10", "p50", "p90"])].groupby(
    ["soc", "segment", "statistic"], as_index=False
)
segments = ends.agg(
    first=("release", "first"),
    last=("release", "last"),
    began=("real", "first"),
    ended=("real", "last"),
    begins_because=("break_why", "first"),
)
segments.assign(percent=100 * (segments["ended"] / segments["began"] - 1)).style.hide(
    axis="index"
).format({"began": "${:,.0f}", "ended": "${:,.0f}", "percent": "{:+.1f}"}).set_uuid("segments")

# %% [markdown]
# ## Is pay above the nation in the six states that a guide names?
#
# California, New York, Massachusetts, Washington, Virginia and New Jersey are "known for
# higher-than-average salaries", one guide says. The medians of May 2025, as percent of the
# nation's:

# %%
named = ["CA", "NY", "MA", "WA", "VA", "NJ"]
medians = hitdata.load(
    source="OEWS", release="2025-05", measure="wage", statistic="p50", unit="USD/year",
    level="detailed", industry="cross-industry", quoted=False,
)  # fmt: skip
states = medians[medians["area"].ne("US") & medians["soc"].isin(family)]
nation = medians[medians["area"].eq("US")].set_index("soc")["value"]
relative = states.assign(percent=100 * states["value"] / states["soc"].map(nation))
table = relative.pivot(index=["soc", "occupation"], columns="area", values="percent")
table[named].reset_index().style.hide(axis="index").format(precision=0, na_rep="–").set_uuid("six")

# %% [markdown]
# A dash is a median that is withheld or top-coded. How many states pay above the nation, and
# how the six rank among them:

# %%
ranks = table.rank(axis=1, ascending=False)
above = table.gt(100).sum(axis=1).rename("states above the nation")
best = ranks[named].min(axis=1).rename("best rank of the six")
worst = ranks[named].max(axis=1).rename("worst rank of the six")
above.to_frame().join([best, worst]).astype("Int64").reset_index().style.hide(
    axis="index"
).set_uuid("ranks")

# %% [markdown]
# ## The answer

# %%
wages = points.reset_index().set_index("soc")
share = shares.set_index("soc")
six = table[named]
Markdown(
    f"In May 2025 the middle records specialist earned **${wages.loc['29-2072', 'p50']:,.0f}** and "
    f"the middle health information technologist **${wages.loc['29-9021', 'p50']:,.0f}**; one in "
    f"ten earned more than ${wages.loc['29-2072', 'p90']:,.0f} and "
    f"${wages.loc['29-9021', 'p90']:,.0f}. More than $80,000 is earned by about "
    f"{share.loc['29-2072', 80_000]:.0%} of the first and {share.loc['29-9021', 80_000]:.0%} of "
    "the second. The mean is above the median in all of these occupations. Of the "
    f"{six.notna().sum().sum()} medians published for the six states, "
    f"{six.gt(100).sum().sum()} are above the nation's, so the guide is right in the main; that "
    "says nothing of what the pay buys there."
)
