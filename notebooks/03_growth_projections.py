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
# One guide prints 7%, another 16%; Data USA is quoted with 10.7% "by 2028". All three go back to
# rounds of the Employment Projections (EP) of the Bureau of Labor Statistics. This notebook puts
# them on one scale, beside the rounds themselves, says which of them is misquoted, and asks how far
# earlier projections missed.

# %%
# change these: two occupations, by code or title (projections are of the nation alone)
occupations = ["medical records specialists", "health information technologists"]

# %%
import pandas as pd
from IPython.display import Markdown

import hitdata
from hitdata import charts, projection
from hitdata.soc import group_of

guides = ["Healthcare IT salary guide", "Health information technician guide"]
figures = pd.concat([hitdata.load(source="EP"), hitdata.load(quoted_by=guides)], ignore_index=True)
codes = [hitdata.load(title, source="EP", release="2024-34") for title in occupations]
names = {rows["soc"].iloc[0]: rows["occupation"].iloc[0].lower() for rows in codes if len(rows)}
followed, *_ = names

# %% [markdown]
# ## The rounds side by side
#
# Every round projects ten years. The occupation changes its code twice on the way, so its line is
# broken there: 29-2098 held more people than 29-2071, and 29-2072 with 29-9021 hold others again.

# %%
charts.growth_rounds(figures)

# %% [markdown]
# What changed between the rounds, and whether the occupation was projected to grow faster than all
# occupations *of the same round*. Some rounds come without a line for all occupations; there the
# sum of their line items takes its place, and the table says so.

# %%
rounds = projection.rounds(figures)
technicians = rounds["group"].isin([group_of(code) for code in names])
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
# ## Bases that were measured anew
#
# A round starts from the employment of its base year, and the next round may put that employment
# elsewhere. Such a revision is not growth, and a recession alone does not explain it. These are the
# bases of the two groups that moved further than the round before leads one to expect:

# %%
moved = rounds[rounds["base_revised"].fillna("").ne("")]
flagged = moved[moved["group"].isin(rounds.loc[technicians, "group"])]
flagged[["release", "base_revised"]].rename(
    columns={"release": "round", "base_revised": "base"}
).style.hide(axis="index").set_uuid("flagged").set_properties(**{"text-align": "left"})

# %%
compared = rounds["base_before"].notna().sum()
Markdown(f"Over all occupations of the table, {len(moved)} of {compared} bases moved that far.")

# %% [markdown]
# ## What the guides print
#
# Each percentage beside what the round it names published.

# %%
charts.growth_quoted(figures)

# %% [markdown]
# ## One scale, and whose number each is
#
# Two changes over ten years can be compared; 10.7% "by 2028" cannot be without a base year. The
# compound annual rate, with the interval that rounding leaves, is one scale for all of them. Beside
# it stands what the rounds say about each statement: which round and code print the number, or that
# none does.

# %%
scale = projection.one_scale(figures)
columns = {
    "statement": "printed",
    "quoted_by": "guide",
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
# ## How far did earlier projections miss?
#
# A later round reports the employment of its own base year. The earlier round, moved to that year
# at its own rate, can be held against it. The difference is called *revision plus projection
# error*, because much of it is re-measurement: surveys, methods and classifications changed as
# well. Each row below is **one round**, held against the newest one, 2024-34.
#
# Two baselines show what the projections add: had one assumed no change, or that every occupation
# grows like all of them together. The direction must be read beside the share that rose at all:
# "always up" would be right that often.

# %%
past = projection.revisions(hitdata.national_matrix())
newest = projection.scorecard(past).query("outcome_from == '2024-34'")
columns = {
    "round": "round",
    "years": "years ahead",
    "n": "occupations",
    "median_abs_pct_error": "median miss, percent",
    "no_change_median_abs_pct_error": "had one assumed no change",
    "like_all_median_abs_pct_error": "grown like all occupations",
    "direction_right": "direction right, percent",
    "rose": "rose, percent",
    "hit_rate_80": "inside the fan, percent",
}
newest[list(columns)].rename(columns=columns).style.hide(axis="index").format(precision=1).set_uuid(
    "scorecard"
)

# %% [markdown]
# ## What the newest round says, with that in view
#
# The fan is drawn by class of size: small occupations miss by more than large ones.

# %%
charts.growth_fan(figures)

# %%
growth = projection.growth(hitdata.load(source="EP", release="2024-34"))
family = growth[growth["soc"].isin(names)]
fan = projection.fan(family)
shown = fan[fan["years"].isin([0, 5, 10])].copy()
jobs = ["expected", "low", "high"]
shown[jobs] = shown[jobs].round(-3)
shown[["soc", "occupation", "year", *jobs]].style.hide(axis="index").format(
    dict.fromkeys(jobs, "{:,.0f}")
).set_uuid("fan")

# %%
Markdown("\n".join(f"- *{basis}*" for basis in fan["basis"].unique()))

# %% [markdown]
# How many past outcomes the fan of each class holds, and how many it would have held if it had been
# fitted on the other rounds alone (80 percent is the aim):

# %%
rates = projection.hit_rates(past)
classes = rates[rates["size"].astype("str").isin(fan["size"]) & rates["years"].isin([5, 10])]
classes.rename(
    columns={
        "years": "years ahead",
        "n": "outcomes",
        "held": "held, percent",
        "held_unseen": "held unseen, percent",
    }
).style.hide(axis="index").format(precision=1).set_uuid("classes")

# %% [markdown]
# ## The answer

# %%
now = family.set_index("soc")["employment_change_percent"]
ten = fan[fan["years"].eq(10)].set_index("soc").round({"low": -3, "high": -3})
score = newest.set_index("years").loc[10]
projected = [f"{now[code]:.1f}% for {names[code]}" for code in names]
misquoted = scale[scale["relation"].eq("contradicts")]
other = scale[scale["relation"].eq("restates another occupation")]
right = scale[scale["relation"].eq("restates")]
rounds_said = rounds.set_index(["release", "soc"])["employment_change_percent"]
named_round = misquoted["release"].iloc[0], misquoted["soc"].iloc[0]
own_subject = other["release"].iloc[0], "29-2072"
Markdown(
    f"**The newest round projects {' and '.join(projected)} by 2034**; all occupations grow "
    f"{rounds.loc[rounds['release'].eq('2024-34'), 'all_occupations_percent'].iloc[0]:.1f}%.\n\n"
    f"**Of the {len(scale)} percents that the guides print, {len(misquoted)} is misquoted**: "
    f"“{misquoted['statement'].iloc[0]}” for {misquoted['occupation'].iloc[0]}, where the round it "
    f"names printed {rounds_said[named_round]:.1f}%. “{other['statement'].iloc[0]}” is the right "
    "number of another occupation than the guide's subject: it belongs to 29-9021, and for the "
    f"technicians' own code, 29-2072, that round printed {rounds_said[own_subject]:.1f}%. The "
    f"other {len(right)} restate a round correctly, though not always the newest.\n\n"
    f"**How far to trust any of them**: round {score['round']} alone has been followed for ten "
    f"years up to the newest one. It missed by {score['median_abs_pct_error']:.0f}% in the median, "
    "re-measurement included; assuming no change missed by "
    f"{score['no_change_median_abs_pct_error']:.0f}%, and growth like that of all occupations by "
    f"{score['like_all_median_abs_pct_error']:.0f}%. The direction was right for "
    f"{score['direction_right']:.0f}% of occupations, where {score['rose']:.0f}% rose. With the "
    "misses of occupations of its size, "
    f"{names[followed]} may hold about {ten.loc[followed, 'low']:,.0f} to "
    f"{ten.loc[followed, 'high']:,.0f} jobs in 2034. "
    "Name the round and the code, and quote whole percents."
)
