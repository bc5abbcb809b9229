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
# A wage from BLS, a wage from Payscale and a wage from the Census Bureau are three different
# things, even when they carry the same job title. Before comparing figures, this notebook looks at
# what is in the table: who published each figure, whom it counts, which pay it means, and where to
# find it again.

# %%
# change these: the occupation, by code or title, and the area of the example
occupation = "health information technologist"
place = "US"

# %%
import pandas as pd
from IPython.display import Markdown

import hitdata
from hitdata import charts

figures = hitdata.load(quoted=None)
pages = hitdata.pages()

# %% [markdown]
# ## One row is one published figure
#
# Each row says what is measured, of whom, when and in which unit, and leads back to the cell it
# was printed in. Here is one of them, with everything that is known about it.

# %%
example = hitdata.load(
    occupation, source="OEWS", area=place, industry="all industries", statistic="median",
    unit="annual",
).sort_values("release")  # fmt: skip
hitdata.trace(example["figure_id"].iloc[-1]) if len(example) else "OEWS prints no median of it here"

# %% [markdown]
# ## Who published what
#
# `hitdata.load()` returns figures read from their publishers' files. Second-hand figures, which a
# career guide or a web page quotes, come only on request (`quoted=True`, or `quoted=None` for both,
# as here); each keeps the page and the line that prints it.

# %%
from_page = figures["quoted_by"].isin(pages["quoted_by"])
figures["read from"] = (
    figures["quoted_by"].isna().map({True: "the publisher's file", False: "two career guides"})
)
figures["read from"] = figures["read from"].mask(from_page, "web pages")
counted = figures.assign(
    first=figures["period_start"].dt.year.astype("Int64"),
    last=figures["period_end"].dt.year.astype("Int64"),
    named=figures["publisher"].where(figures["quoted_by"].isna(), "various"),
    product=figures["source"].where(figures["quoted_by"].isna(), "various"),
)
counted.groupby(["read from", "named", "product"], as_index=False).agg(
    figures=("figure_id", "size"),
    codes=("soc", "nunique"),
    spellings=("occupation", "nunique"),
    first=("first", "min"),
    last=("last", "max"),
).rename(columns={"named": "publisher", "spellings": "spellings of titles"}).style.hide(
    axis="index"
).format("{:,}", subset=["figures"]).set_uuid("held")

# %% [markdown]
# An occupation is a code of the Standard Occupational Classification (SOC). One code appears under
# several spellings, because a release may capitalize or word its title in a new way, so the number
# of titles overstates the number of occupations.

# %% [markdown]
# ## How far each release reaches
#
# OEWS covers the nation in every year. Wages by sector of the employer start in May 2004, states in
# May 2024, and only May 2025 is here whole, with detailed industries and metropolitan areas.
# A dash means that the bundle holds no such figures: the sector file of May 2021 was not to be had,
# so every series by sector has a gap there.

# %%
oews = figures[figures["source"].eq("OEWS") & figures["quoted_by"].isna()]
everywhere = oews["area"].eq("US")
whole = oews["industry"].eq("cross-industry")
sector = oews["industry"].str.fullmatch(r"NAICS \d\d(-\d\d)?")
reach = pd.DataFrame(
    {
        "release": oews["release"],
        "nation, all industries": everywhere & whole,
        "nation, by sector": everywhere & sector,
        "nation, by finer industry": everywhere & ~whole & ~sector,
        "states": oews["area"].str.len().eq(2) & ~everywhere,
        "metropolitan and other areas": oews["area"].str.len().gt(2),
    }
)
by_release = reach.groupby("release").sum()
by_release.where(by_release.gt(0)).astype("Int64").reset_index().style.hide(axis="index").format(
    thousands=",", na_rep="–"
).set_uuid("reach")

# %% [markdown]
# ## Codes come and go
#
# The SOC was revised twice in these years, and OEWS and EP (Employment Projections) spent some
# releases between two editions. A line of figures under one title can count different people.

# %%
charts.releases(figures)

# %% [markdown]
# The crosswalk between the two editions says which codes became which. It has no weights: it does
# not tell how many of the technicians of 29-2071 went to each successor.

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
# and people in the ACS (American Community Survey). The codebook gives the meaning of every code.

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
# The Census Bureau asks people, BLS asks employers. For medical records and health information
# technicians both publish a median, for the same years. The Census line breaks where its series
# does.

# %%
charts.census_and_bls(figures)

# %% [markdown]
# ## What web pages quote
#
# Public pages on these jobs quote wages and projections too, most of them BLS's. They are here so
# that each can be checked; notebook 04 does so for one occupation. They were found by reading, not
# drawn at random: they show what errors occur, not how common errors are. Whom they name:

# %%
said = figures[from_page]
named = said["publisher"].replace("unnamed", "nobody").value_counts()
few = named[named.ge(10)].reset_index()
few.columns = ["publisher that the page names", "figures"]
few.style.hide(axis="index").set_uuid("named")

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
# ## What stands beside the figures
#
# Reference tables turn dollars of one year or one state into those of another: the Consumer Price
# Index (CPI-U), and the Bureau of Economic Analysis's regional price parities. A parity of 100 is
# the nation's prices.

# %%
parities = hitdata.price_parities()
newest = parities[parities["year"].eq(parities["year"].max())].set_index("area")["value"]
named_states = ["CA", "NY", "MA", "WA", "VA", "NJ"]
newest[named_states].rename(f"price parity, {parities['year'].max()}").reset_index().style.hide(
    axis="index"
).format(precision=1).set_uuid("parities")

# %% [markdown]
# ## The answer

# %%
primary = figures[figures["quoted_by"].isna()]
in_guides = figures[figures["quoted_by"].notna() & ~from_page]
wages = in_guides[in_guides["measure"].eq("wage")]
codes, spellings = oews["soc"].nunique(), oews["occupation"].nunique()
Markdown(
    f"The table holds **{len(primary):,} figures read from their publishers' files**, "
    f"**{len(in_guides)} that two career guides print** and **{len(said)} that {len(pages)} web "
    f"pages quote**. OEWS alone has {codes} codes under {spellings} spellings of their titles. "
    "A published figure always says whom it counts and when; a quoted one often does not: of the "
    f"{len(wages)} wages in the guides, {wages['period'].isna().sum()} state no period and "
    f"{wages['pay_basis'].isna().sum()} do not say which pay they mean. "
    "OEWS, EP and the ACS count different people, so the three do not measure the same thing. "
    "Within one product, a code keeps its meaning only inside one edition of the classification, "
    "and OEWS changed its method with May 2021."
)
