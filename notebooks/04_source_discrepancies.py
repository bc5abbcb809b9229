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
# # Why do two guides print figures so far apart?
#
# For a technician one guide prints $47,000; for a specialist the other prints $75,500. An analyst
# is put at $89,800, a manager at $170,190. Which of these figures may be compared at all? How much
# of a gap can be explained from published figures, and what is left? And how often are pages right
# that name the Bureau of Labor Statistics (BLS)?

# %%
# change these: the occupation that web pages are checked for, by code or title, and the area
occupation = "medical records specialists"
place = "US"

# %%
import numpy as np
import pandas as pd
from IPython.display import Markdown

import hitdata
from hitdata import charts
from hitdata.soc import FAMILY, group_of

guides = ["Healthcare IT salary guide", "Health information technician guide"]
figures = pd.concat([hitdata.load(), hitdata.load(quoted_by=guides)], ignore_index=True)
quoted = figures[figures["quoted_by"].notna() & figures["measure"].eq("wage")]

# %% [markdown]
# ## What the guides print, beside what BLS publishes

# %%
charts.pay_quoted(figures)

# %% [markdown]
# The four figures that this notebook follows. Each stands beside a figure chosen by one rule: the
# BLS median of its code **in health care** (NAICS 62), from the release nearest in time, or the
# newest where the guide gives no date.

# %%
technician = quoted.query("publisher == 'Glassdoor' and soc == '29-2072'")["figure_id"].iloc[0]
specialist = quoted.query("publisher == 'Payscale' and statistic == 'p50'")["figure_id"].item()
analyst = quoted.query("publisher == 'Glassdoor' and soc == '15-1211'")["figure_id"].item()
manager = quoted.query("publisher == 'BLS'")["figure_id"].item()
reviewed = hitdata.discrepancies(figures)
followed = reviewed.set_index("figure_id")["reference"][[technician, specialist, analyst, manager]]
roles = ["technician", "specialist", "analyst", "manager"]
labels = dict(zip(followed.index, (f"{role}, quoted" for role in roles), strict=True))
labels |= dict(zip(followed, (f"{role}, BLS" for role in roles), strict=True))
rows = (
    figures.set_index("figure_id")
    .loc[[name for pair in followed.items() for name in pair]]
    .reset_index()
)
rows.assign(figure=rows["figure_id"].map(labels))[
    ["figure", "publisher", "occupation", "value", "statistic", "industry", "pay_basis", "period"]
].style.hide(axis="index").format({"value": "${:,.0f}"}, na_rep="not stated").set_uuid("followed")

# %% [markdown]
# ## Which of them may be compared?
#
# Three verdicts: *equal terms*, *convertible* by named steps, or to be shown *side by side only*.

# %%
hitdata.comparability(rows).rename(index=labels, columns=labels).style.set_uuid("verdicts")

# %% [markdown]
# A quoted figure may not be subtracted from a published one: it can only be shown beside it. For
# the technician, this is why:

# %%
hitdata.comparable(technician, followed[technician])

# %% [markdown]
# ## The manager's figure: a real number under a wrong label
#
# The guide calls its figure BLS's median for managers in health care. BLS did publish that number
# for that month, for other employers:

# %%
origins = hitdata.origins(rows[rows["figure_id"].eq(manager)])
origins[["value", "differs", "odds", "says"]].style.hide(axis="index").format(
    {"value": "${:,.0f}", "odds": "{:.1%}"}
).set_uuid("origin").set_properties(**{"text-align": "left"})

# %%
hitdata.trace(origins["origin"].iloc[0])

# %% [markdown]
# The same month and occupation, by kind of employer:

# %%
month = hitdata.load(
    source="OEWS", release="2023-05", soc="11-3021", statistic="p50", unit="USD/year", area="US",
    industry=["cross-industry", "NAICS 55", "NAICS 62"],
)  # fmt: skip
titles = hitdata.industry_titles().drop_duplicates("industry").set_index("industry")["title"]
employers = month.assign(employers=month["industry"].map(titles))
employers[["industry", "employers", "value", "file", "locator"]].style.hide(axis="index").format(
    {"value": "${:,.0f}"}
).set_uuid("employers")

# %% [markdown]
# ## Large gaps, step by step
#
# A step is quantified only where published figures say how large it is, and cites them; what is
# left stays in view. The steps and what is left add up to the gap. That a gap can be walked does
# not mean that the two figures may be subtracted: the verdict stands in the first line.
#
# **The two guides.** From the $47,000 of one to the $75,500 of the other. The specialist's title is
# listed under two codes, so the walk is shown for both readings.

# %%
two_guides = hitdata.explain(technician, specialist)
two_guides

# %% [markdown]
# **A manager, by the Census Bureau and by the guide.** The way leads over the years, from one
# survey to the other, and into one industry. What is left includes the wrong label.

# %%
census = (
    "census.acs.2018.us.computer-and-information-systems-managers"
    ".full-time-year-round-workers.wage.p50.usd-year"
)
hitdata.explain(census, manager)

# %% [markdown]
# **A technologist in health care, and a site's analyst.** The step of the occupation is larger than
# the gap: by BLS's own figures, the site's analyst is put below the code that the title is nearest
# to. Nothing published says how much of that is the kind of pay, the period or who answered.

# %%
hitdata.explain("bls.oews.2024-05.us.naics-62.29-9021.wage.p50.usd-year", analyst)

# %% [markdown]
# ## The whole table
#
# For each occupation of the family: what every publisher says, with its statistic and industry,
# beside the BLS figure it is set against. Three figures of one occupation may differ because one is
# a mean or counts one industry. The ends of a range have no ratio: they are not averages. A source
# that restates another is one witness, not two.

# %%
columns = {
    "group": "group", "publisher": "publisher", "quoted_by": "quoted by",
    "occupation": "occupation", "statistic": "statistic", "industry": "industry", "value": "value",
    "period": "period", "reference_value": "set against", "reference_industry": "of industry",
    "ratio": "ratio", "verdict": "verdict",
}  # fmt: skip
top = reviewed[reviewed["unit"].eq("USD/year")]
top[list(columns)].rename(columns=columns).style.hide(axis="index").format(
    {"value": "${:,.0f}", "set against": "${:,.0f}", "ratio": "{:.2f}"}, na_rep=""
).set_uuid("reviewed").set_properties(**{"text-align": "left", "vertical-align": "top"})

# %% [markdown]
# ## Two more figures of the guides
#
# One guide gives compliance officers a median without a source. BLS printed that number for all
# industries; in health care, which the guide is about, compliance officers earned less.

# %%
officers = quoted[quoted["soc"].eq("13-1041")]
all_officers = hitdata.load(
    source="OEWS", soc="13-1041", statistic="p50", unit="USD/year", area="US",
    industry=["cross-industry", "NAICS 62"],
)  # fmt: skip
origin = hitdata.origins(officers, among=all_officers, most_odds=1)
print(origin["says"].iloc[0])
that_month = figures.set_index("figure_id")["release"][origin["origin"].iloc[0]]
all_officers[all_officers["release"].eq(that_month)][
    ["release", "industry", "value", "locator"]
].style.hide(axis="index").format({"value": "${:,.0f}"}).set_uuid("officers")

# %% [markdown]
# The other guide gives an average range "across" aggregators. Beside it, the central figures of
# aggregators that the same guide quotes for such jobs:

# %%
own_range = quoted["publisher"].eq(guides[0]) & quoted["locator"].eq("line 15")
aggregators = quoted["publisher"].isin(["Glassdoor", "Payscale", "Salary.com"])
central = aggregators & quoted["quoted_by"].eq(guides[0]) & quoted["statistic"].isin(
    ["p50", "average"]
)  # fmt: skip
quoted[own_range | central].sort_values("value")[
    ["publisher", "occupation", "statistic", "printed", "value"]
].style.hide(axis="index").format({"value": "${:,.0f}"}).set_uuid("aggregators")

# %% [markdown]
# ## What web pages say of one occupation
#
# The bundle holds the figures of pages on these careers. For the occupation named at the top, under
# all codes that it has had (medical records specialists are 29-2072, before 2019 medical records
# and health information technicians, 29-2071), here is every wage over all industries that a page
# attributes to BLS, looked up in what BLS published of those codes. The pages were found by
# reading, not drawn as a probability sample: the counts show what happens, not how often it happens
# on the web.

# %%
pages = hitdata.pages()
now = hitdata.load(occupation, source="OEWS", release="2025-05")
code, named = now["soc"].iloc[0], now["occupation"].iloc[0].lower()
area = hitdata.load("00-0000", release="2025-05", area=place)["area"].iloc[0]
# codes of the years between two editions hold other people as well
editions = hitdata.load(list(FAMILY.get(group_of(code), (code,))), source="OEWS")
editions = editions[~editions["soc_system"].str.contains("hybrid") | editions["soc"].eq(code)]
codes = sorted(editions["soc"].unique())
all_claims = hitdata.load(quoted=True, publisher="BLS", measure="wage", soc=codes)
all_claims = all_claims[all_claims["quoted_by"].isin(pages["quoted_by"])]
claims = all_claims[all_claims["area"].eq(area) & all_claims["industry"].eq("cross-industry")]
published = hitdata.load(
    source="OEWS", soc=codes, area=area, industry="cross-industry", measure="wage"
)
found = hitdata.origins(claims, among=published, at_most=1, most_odds=1)
found = found[found["how"].isin(["prints it", "rounds to it"])]
checked = claims.merge(found.drop(columns="value").rename(columns={"origin": "found"}),
                       on="figure_id", how="left")  # fmt: skip
checked = checked.merge(pages[["quoted_by", "page_date"]], on="quoted_by", how="left")
printed = checked["how"].eq("prints it")
alike = printed & checked["differs"].eq("")
stated = checked["period"].notna()
checked["result"] = np.select(
    [
        alike & stated,
        alike,
        printed & checked["differs"].str.fullmatch(r"period \S+, not \S+"),
        printed,
        checked["how"].eq("rounds to it"),
    ],
    [
        "right for the release that the page names",
        "a release's figure, but the page names no release",
        "right figure, wrong date",
        "right number under another label",
        "only rounds to a published figure",
    ],
    "in no national table of the code",
)
counts = checked["result"].value_counts()
counts.rename_axis("wages attributed to BLS").reset_index(name="figures").style.hide(
    axis="index"
).set_uuid("counts")

# %% [markdown]
# Where a page names no release, the figure itself tells which it is of. Set against the newest
# release that was out when the page appeared (a page known by its year alone counts from January 1,
# which favors it), that shows whether the page was up to date:

# %%
undated = checked[checked["result"].str.startswith("a release")].copy()
undated["release"] = undated["found"].str.extract(r"\.oews\.([\d-]+)\.")[0]
first_day = undated["page_date"].str.extract(r"^(\d{4}(?:-\d\d){0,2})")[0]
undated["appeared"] = pd.to_datetime(first_day, format="ISO8601").astype("datetime64[ns]")
releases = hitdata.originals().query("product == 'OEWS' and published.str.len() == 10")
releases = releases.drop_duplicates("release")[["release", "published"]]
releases["published"] = pd.to_datetime(releases["published"]).astype("datetime64[ns]")
releases = releases.rename(columns={"release": "out by then"})
dated = pd.merge_asof(
    undated.dropna(subset="appeared").sort_values("appeared"),
    releases.sort_values("published"), left_on="appeared", right_on="published",
)  # fmt: skip
dated["figure"] = (
    dated["release"]
    .lt(dated["out by then"])
    .map({True: "older than what was out", False: "as new as what was out"})
)
dated.groupby(["release", "out by then", "figure"], as_index=False).agg(
    figures=("figure_id", "size"), pages=("quoted_by", "nunique")
).style.hide(axis="index").set_uuid("undated")

# %% [markdown]
# And these are the others, with the BLS figure that each number is or rounds to, if there is one:

# %%
wrong = checked[~checked["result"].str.startswith(("right for", "a release"))]
wrong[
    ["quoted_by", "page_date", "printed", "statistic", "period", "result", "found", "differs"]
].rename(columns={"quoted_by": "page", "page_date": "page of", "found": "BLS figure"}).style.hide(
    axis="index"
).format(na_rep="–").set_uuid("wrong").set_properties(
    **{"text-align": "left", "vertical-align": "top"}
)

# %% [markdown]
# ## Which number to use for what
#
# - For what a technician or specialist earns: the OEWS median of the code, with its month and its
#   industry. For a job in a hospital, the median in health care.
# - For a spread: its percentiles, not a site's undefined range, and not as bands of experience.
# - For growth: the percent of a named EP round and code.
# - A site's figure: only beside them, with its date and its kind of pay; never subtract one from
#   the other.
# - For what pay buys in a state: the state's median at the nation's prices (notebook 02).

# %% [markdown]
# ## The answer

# %%
value = figures.set_index("figure_id")["value"]
steps = two_guides.to_frame().set_index("step")
other_reading = two_guides.readings[0]
other_steps = other_reading.to_frame().set_index("step")
by_occupation = two_guides.rounded(steps.loc["occupation", "amount"].sum())
left = two_guides.rounded(two_guides.unexplained)
other_occupation = other_reading.rounded(other_steps.loc["occupation", "amount"].sum())
by_industry = month.set_index("industry")["value"]
cell = month.set_index("industry")["locator"]["NAICS 55"]
old = dated["figure"].str.startswith("older").sum()
text = (
    "**The two guides speak of two occupations.** From "
    f"${value[technician]:,.0f} to ${value[specialist]:,.0f}, about ${by_occupation:,.0f} is the "
    "occupation if the specialist is read as a health information technologist (29-9021), and "
    f"about ${left:,.0f} stays unexplained. Read as a systems analyst (15-1211), a code that lists "
    f"the same title, the occupation alone makes about ${other_occupation:,.0f}, more than the "
    "gap. Neither figure says which pay it counts, and one has no date, so published "
    "figures explain no more than that.\n\n"
    f"**The manager's ${value[manager]:,.0f} is BLS's median of another kind of employer**: "
    f"company headquarters (NAICS 55), May 2023, cell {cell}. For health care, "
    f"which the guide names, BLS published ${by_industry['NAICS 62']:,.0f}, and "
    f"for all industries ${by_industry['cross-industry']:,.0f}.\n\n"
    f"**Of {len(checked)} wages of {named} ({place}) that "
    f"{checked['quoted_by'].nunique()} pages attribute to BLS, "
    f"{counts.get('right for the release that the page names', 0)} are right for the release that "
    f"the page names.** {len(undated)} are BLS's too, but the page does not say of when; at "
    f"least {old} of these were out of date when the page appeared. {len(wrong)} carry a wrong "
    "date or label, or are in no national table of the code as printed. "
    f"({len(all_claims) - len(checked)} more are of a state, a metropolitan area or one "
    "industry and are not judged here.)"
)
Markdown(text.replace("$", r"\$"))
