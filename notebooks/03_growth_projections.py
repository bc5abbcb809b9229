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
# # Will these jobs grow, and what did earlier rounds say?
#
# One guide prints 7 %, another 16 %; Data USA is quoted with 10.7 % "by 2028". All three go
# back to rounds of the Employment Projections of the Bureau of Labor Statistics. This notebook
# puts them on one scale, beside the rounds themselves, and asks how far past rounds were from
# what came.

# %%
from IPython.display import Markdown

import hitdata
from hitdata import charts, projection

figures = hitdata.load()

# %% [markdown]
# ## Ten rounds side by side
#
# Every round projects ten years. The occupation changes its code twice on the way, so its line
# is broken there: 29-2098 held more people than 29-2071, and 29-2072 with 29-9021 hold others
# again.

# %%
charts.growth_rounds(figures)

# %% [markdown]
# What changed between the rounds, and whether the occupation was projected to grow faster than
# all occupations *of the same round*. Six rounds come without a line for all occupations; there
# the sum of their line items takes its place, and the table says so.

# %%
rounds = projection.rounds(figures)
technicians = rounds["group"].isin(
    ["health information technicians", "health information technologists"]
)
columns = {
    "release": "round",
    "soc": "soc",
    "employment_change_percent": "percent",
    "compound_annual_rate": "rate a year",
    "all_occupations_percent": "all occupations, percent",
    "all_occupations_from": "from",
    "average": "than average",
    "what_changed": "what changed",
}
rounds.loc[technicians, list(columns)].rename(columns=columns).style.hide(axis="index").format(
    {"percent": "{:.1f}", "rate a year": "{:.2f}", "all occupations, percent": "{:.1f}"}
).set_uuid("rounds").set_properties(**{"text-align": "left", "vertical-align": "top"})

# %% [markdown]
# ## What the guides print
#
# Each percentage beside what the round it names published.

# %%
charts.growth_quoted(figures)

# %% [markdown]
# ## One scale
#
# Seven percent in ten years and sixteen percent in ten years can be compared; 10.7 percent "by
# 2028" cannot, until somebody says from when. The compound annual rate, with the interval that
# rounding leaves, is the one scale for all of them.

# %%
scale = projection.one_scale(figures)
columns = {
    "statement": "printed",
    "occupation": "occupation",
    "compound_annual_rate": "rate a year",
    "rate_low": "at least",
    "rate_high": "at most",
    "assumption": "assumed",
    "relation": "relation",
    "why": "why",
}
scale[list(columns)].rename(columns=columns).style.hide(axis="index").format(
    precision=2, na_rep=""
).set_uuid("scale").set_properties(**{"text-align": "left", "vertical-align": "top"})

# %% [markdown]
# Which of them differ by more than past rounds missed by? In points over ten years, with the error
# that the fan below gives two such statements together:

# %%
projection.differences(scale).rename(columns={"past_error": "past error"}).style.hide(
    axis="index"
).format(precision=1).set_uuid("differences")

# %% [markdown]
# ## How far were past rounds from what came?
#
# A later round reports the employment of its own base year. The earlier round, moved to that
# year at its own rate, can be held against it. The difference is called *revision plus
# projection error*, because much of it is re-measurement: surveys, methods and classifications
# changed as well.

# %%
past = projection.revisions(hitdata.national_matrix())
newest = projection.scorecard(past).query("outcome_from == '2024-34'")
newest[
    [
        "round", "years", "n", "median_abs_pct_error", "no_change_median_abs_pct_error",
        "direction_right", "coverage_80",
    ]
].style.hide(axis="index").format(precision=1).set_uuid("scorecard")  # fmt: skip

# %% [markdown]
# ## What the newest round says, with that in view

# %%
charts.growth_fan(figures)

# %%
growth = projection.growth(hitdata.load(source="EP", release="2024-34", quoted=False))
family = growth[growth["soc"].isin(["29-2072", "29-9021"])]
fan = projection.fan(family)
fan[fan["years"].isin([0, 5, 10])][
    ["soc", "occupation", "year", "expected", "low", "high"]
].style.hide(axis="index").format({"expected": "{:,.0f}", "low": "{:,.0f}", "high": "{:,.0f}"}
).set_uuid("fan")  # fmt: skip

# %%
Markdown(f"*{fan['basis'].iloc[0]}*")

# %% [markdown]
# ## The answer

# %%
now = family.set_index("soc")
ten = fan[fan["years"].eq(10)].set_index("soc")
score = newest.set_index("years")
Markdown(
    f"The newest round projects {now.loc['29-2072', 'employment_change_percent']:.1f} % for "
    f"records specialists and {now.loc['29-9021', 'employment_change_percent']:.1f} % for health "
    "information technologists, both faster than all occupations. The 7 % and the 16 % of the two "
    "guides are about different occupations or rounds, and the 7 % is not what its round published "
    "for the occupation that it names. Ten years on, past rounds were off by "
    f"{score.loc[10, 'median_abs_pct_error']:.0f} % in the median, and by "
    f"{score.loc[10, 'no_change_median_abs_pct_error']:.0f} % if nothing had been projected. "
    f"For records specialists that leaves room from {ten.loc['29-2072', 'low']:,.0f} to "
    f"{ten.loc['29-2072', 'high']:,.0f} jobs: the difference between 7 and 16 percent is smaller "
    "than what past rounds missed by. Use the round's own percent, name the round and the "
    "code, and do not quote the second digit."
)
