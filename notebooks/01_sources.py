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
# # Which figures are there, and what does each count?
#
# A wage "of BLS", a wage of Payscale and a wage of the Census Bureau are three different
# things, even when they carry the same job title. Before figures are compared, this notebook
# looks at what is in the table: who published it, whom it counts, which pay it means, and where
# it can be found again.

# %%
from IPython.display import Markdown

import hitdata
from hitdata import charts

figures = hitdata.load()

# %% [markdown]
# ## One row is one published figure
#
# Each row says what is measured, of whom, when and in which unit, and leads back to the place
# where it was printed. Here is one of them, with everything that is known about it.

# %%
hitdata.trace("bls.oews.2025-05.us.29-9021.wage.p50.usd-year")

# %% [markdown]
# ## Who published what

# %%
counted = figures.assign(
    quoted=figures["quoted_by"].notna().map({True: "as quoted", False: "own"}),
    first=figures["period_start"].dt.year.astype("Int64"),
    last=figures["period_end"].dt.year.astype("Int64"),
)
counted.groupby(["publisher", "source", "quoted"], as_index=False).agg(
    figures=("figure_id", "size"),
    occupations=("occupation", "nunique"),
    first=("first", "min"),
    last=("last", "max"),
).style.hide(axis="index").format(na_rep="not stated").format("{:,}", subset=["figures"]).set_uuid(
    "held"
)

# %% [markdown]
# Figures "as quoted" were not read from their publisher: a career guide prints them, and the
# table keeps the guide and its line.

# %% [markdown]
# ## Codes come and go
#
# The Standard Occupational Classification was revised twice in these years, and OEWS and EP
# spent some releases between two editions. A line of figures under one title can hold different
# people.

# %%
charts.releases(figures)

# %% [markdown]
# The crosswalk of the two editions says which codes became which. It has no weights: how many
# of the technicians of 29-2071 went to each successor is not known from it.

# %%
pairs = hitdata.crosswalk()
technicians = pairs["soc_2010"].eq("29-2071") | pairs["soc_2018"].isin(["29-2072", "29-9021"])
pairs.loc[technicians, ["soc_2010", "title_2010", "soc_2018", "title_2018", "relation"]].style.hide(
    axis="index"
).set_uuid("crosswalk").set_properties(**{"text-align": "left"})

# %% [markdown]
# ## Whom each product counts
#
# The same word, employment, means jobs without the self-employed in OEWS, jobs with them in EP,
# and persons in the ACS. The codebook says so for every code.

# %%
book = hitdata.codebook()
book.loc[book["column"].eq("coverage") & book["code"].ne(""), ["code", "meaning"]].style.hide(
    axis="index"
).set_uuid("coverage").set_properties(**{"text-align": "left"})

# %% [markdown]
# ## Which pay each product means

# %%
book.loc[book["column"].eq("pay_basis") & book["code"].ne(""), ["code", "meaning"]].style.hide(
    axis="index"
).set_uuid("pay").set_properties(**{"text-align": "left"})

# %% [markdown]
# ## Two surveys, one occupation
#
# The Census Bureau asks persons, BLS asks employers. For medical records and health information
# technicians both publish a median, for the same years.

# %%
charts.census_and_bls(figures)

# %% [markdown]
# ## What is missing says why
#
# A figure that BLS top-codes, withholds or does not release stays in the table, without a value
# and with its status. A bound, where one applies, stands beside it.

# %%
missing = figures[figures["status"].ne("normal")]
thresholds = missing.groupby(["source", "status", "unit"])
thresholds.agg(
    figures=("figure_id", "size"),
    lowest_threshold=("threshold", "min"),
    highest_threshold=("threshold", "max"),
).reset_index().style.hide(axis="index").format(precision=1, na_rep="", thousands=",").set_uuid(
    "missing"
)

# %% [markdown]
# ## The answer

# %%
primary = figures[figures["quoted_by"].isna()]
quoted = figures[figures["quoted_by"].notna()]
wages = quoted[quoted["measure"].eq("wage")]
Markdown(
    f"The table holds **{len(primary):,} figures read from their publishers' files** and "
    f"**{len(quoted)} that two guides print**. Only the first kind says in every case whom it "
    f"counts and when: of the {len(wages)} wages in the guides, {wages['period'].isna().sum()} "
    f"state no period at all and {wages['pay_basis'].isna().sum()} do not say which pay they mean. "
    "OEWS, EP and the ACS count different people, so their levels "
    "are no three measurements of one thing. Within one product, a code keeps its meaning only "
    "inside one edition of the classification."
)
