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
# # How often is the Bureau of Labor Statistics quoted rightly?
#
# A career guide prints a wage or a growth rate, names the Bureau of Labor Statistics (BLS), and a
# reader decides on it. `hitdata.check` holds such a statement against what BLS published: first
# for two guides, from start to end, then for 174 web pages. What should a reader distrust?

# %% [markdown]
# These are the choices that the rest follows. Change the publisher or the years, and run again.

# %%
publisher = "BLS"
guides = ["Healthcare IT salary guide", "Health information technician guide"]
years = [0, 2012, 2015, 2018, 2021, 2024, 2026]

# %%
from itertools import pairwise

import numpy as np
import pandas as pd
from IPython.display import Markdown
from matplotlib.figure import Figure

import hitdata
from hitdata import charts
from hitdata.charts import Caption
from hitdata.charts.files import attach
from hitdata.charts.style import drawing

# %% [markdown]
# ## A sentence, and what is wrong with it
#
# The checker reads amounts, and the publisher that a text names, the occupation, statistic,
# period, industry and area. It looks for that figure first. Only where it differs does it ask whose
# number it is.

# %%
hitdata.check(
    "According to the BLS, computer and information systems managers in the healthcare and social "
    "assistance sector earned a median annual wage of $170,190 as of May 2023. The BLS projects "
    "that employment of medical records specialists will grow by 9% from 2023 to 2033."
)

# %% [markdown]
# ## The two guides, from start to end
#
# The guides' sentences are theirs, so here are their figures alone, in the order of their lines.

# %%
quoted = hitdata.load(quoted_by=guides)
quoted = quoted[quoted["measure"].isin(["wage", "employment", "employment change", "openings"])]
judged = hitdata.check(quoted).to_frame().sort_values(["file", "line"], kind="stable")
judged[["line", "quote", "publisher", "occupation", "verdict", "explanation"]].style.hide(
    axis="index"
).format(na_rep="").set_uuid("guides").set_properties(
    **{"text-align": "left", "vertical-align": "top"}
)

# %% [markdown]
# What salary sites and the guides say on their own authority is *not checkable*: BLS cannot settle
# another publisher's number. Its own figure of the same occupation stands beside it.

# %%
judged["verdict"].value_counts().rename_axis("verdict").reset_index(name="figures").style.hide(
    axis="index"
).set_uuid("verdicts")

# %% [markdown]
# What the guides attribute to BLS, or to a site that passes BLS's numbers on, beside what BLS
# published:

# %%
charts.claims_checked(judged[~judged["verdict"].isin(["not-checkable", "unclear"])])

# %% [markdown]
# ## The web pages
#
# The bundle holds the figures that pages on these careers quote. The pages were found by reading,
# not drawn as a probability sample: the counts show what happens, not how often it happens on the
# web. Of the figures that a page attributes to the publisher chosen above:

# %%
pages = hitdata.pages()
stated = hitdata.load(quoted=True, publisher=publisher)
stated = stated[stated["quoted_by"].isin(pages["quoted_by"])].reset_index(drop=True)
claims = hitdata.check(stated).to_frame().assign(quoted_by=stated["quoted_by"])
claims = claims.merge(pages[["quoted_by", "page_date"]], on="quoted_by")
checkable = claims[~claims["verdict"].isin(["not-checkable", "unclear"])].copy()
claims["verdict"].value_counts().rename_axis("verdict").reset_index(name="figures").style.hide(
    axis="index"
).set_uuid("all-verdicts")

# %% [markdown]
# *Outdated* means that the page names no period and prints the figure of an older release than
# today's. The page may have been right when it appeared. So the release of each figure is set
# against those that were out on the page's first possible day (a page known by its
# year alone counts from January 1, which favors it).

# %%
product = checkable["figure_id"].str.extract(r"^bls\.(oews|ep)\.([\d-]+)\.")
checkable["product"], checkable["release"] = product[0].str.upper(), product[1]
first_day = checkable["page_date"].str.extract(r"^(\d{4}(?:-\d\d){0,2})")[0]
checkable["appeared"] = pd.to_datetime(first_day, format="ISO8601").astype("datetime64[ns]")
releases = hitdata.originals().query("published.str.len() == 10")
releases = releases.drop_duplicates(["product", "release"])[["product", "release", "published"]]
releases["published"] = pd.to_datetime(releases["published"]).astype("datetime64[ns]")
out_then = pd.merge_asof(
    checkable.reset_index().dropna(subset=["appeared", "product"]).sort_values("appeared"),
    releases.rename(columns={"release": "newest then"}).sort_values("published"),
    left_on="appeared", right_on="published", by="product",
).set_index("index")  # fmt: skip
checkable["newest then"] = out_then["newest then"]
old = checkable["verdict"].eq("outdated")
then = old & checkable["newest then"].le(checkable["release"])
right = checkable["verdict"].isin(["confirmed", "confirmed-rounded", "derived", "restated"])
checkable["result"] = np.select(
    [right, then, old], ["right", "right when the page appeared", "out of date"], "wrong"
)
results = ["right", "right when the page appeared", "out of date", "wrong"]
counts = checkable["result"].value_counts().reindex(results, fill_value=0)
shares = (100 * counts / counts.sum()).round().astype(int)
pd.DataFrame({"figures": counts, "percent": shares}).rename_axis("result").style.set_uuid("results")

# %% [markdown]
# A page's figures share its author, so the figures of one page are not independent. Pages drawn
# again and again from these pages, with all their figures, show how far the shares could be off:

# %%
rng = np.random.default_rng(2026)
per_page = pd.crosstab(checkable["quoted_by"], checkable["result"]).reindex(columns=results)
per_page = per_page.fillna(0).to_numpy()
drawn = per_page[rng.integers(len(per_page), size=(4000, len(per_page)))].sum(axis=1)
low, high = np.percentile(100 * drawn / drawn.sum(axis=1, keepdims=True), [2.5, 97.5], axis=0)
interval = pd.DataFrame({"percent": shares.to_numpy(), "from": low, "to": high}, index=results)
interval.rename_axis("result").style.format("{:.0f}").set_uuid("interval")

# %% [markdown]
# ## By age of the page

# %%
ends = [f"{first + 1} to {last}" for first, last in pairwise(years)]
ends[0] = f"{years[1]} or before"
checkable["pages of"] = pd.cut(checkable["appeared"].dt.year, years, labels=ends)
ages = pd.crosstab(checkable["pages of"], checkable["result"]).reindex(columns=results)
ages = ages.fillna(0).astype(int)
fine = counts["right"] + counts["right when the page appeared"]
title = f"{fine} of {counts.sum()} figures said to be {publisher}'s were right"
spoken = "; ".join(
    f"pages of {age}: " + ", ".join(f"{row[result]} {result}" for result in results)
    for age, row in ages.iterrows()
)
colors = ["#1F1F1F", "#8A8A8A", "#E3B7A8", "#C4321F"]
with drawing():
    chart = Figure(figsize=(7, 4), layout="constrained")
    axes = chart.subplots()
    ages.iloc[::-1].plot.barh(stacked=True, ax=axes, color=colors, width=0.7)
    for bars, ink in zip(axes.containers, ["white", "black", "black", "white"], strict=True):
        shown = [f"{bar.get_width():.0f}" if bar.get_width() > 2 else "" for bar in bars]
        axes.bar_label(bars, shown, label_type="center", color=ink)
    axes.set_title(title, loc="left")
    axes.set(xlabel="figures", ylabel="year of the page")
    axes.get_legend().remove()
    chart.legend(loc="outside lower center", ncols=len(results), frameon=False)
caption = Caption(
    title, "Figures attributed to the publisher on web pages, by year of the page and result",
    f"Bar chart of figures by year of the page. {title}: {spoken}.",
    "the pages listed by hitdata.pages(); BLS.", stated,
)  # fmt: skip
attach(chart, caption)

# %% [markdown]
# ## By kind of error
#
# Real BLS numbers under a wrong label are what goes wrong most. Some pages make percentiles up as
# fixed shares of the median.

# %%
errors = checkable[checkable["result"].eq("wrong")].copy()
made_up = errors["explanation"].str.contains("a fixed share", na=False)
errors["kind"] = errors["verdict"].mask(made_up, "made up as a share of the median")
errors["kind"] = errors["kind"].replace(
    {
        "wrong-period": "another period's number",
        "wrong-statistic": "another statistic's number",
        "wrong-occupation": "another occupation's number",
        "wrong-industry": "another industry's number",
        "wrong-area": "another area's number",
        "contradicted": "BLS publishes another number",
    }
)
kinds = errors.groupby("kind").agg(figures=("quote", "size"), pages=("quoted_by", "nunique"))
kinds.sort_values("figures", ascending=False).style.set_uuid("kinds")

# %%
errors[["quoted_by", "quote", "statistic", "period", "kind", "explanation"]].style.hide(
    axis="index"
).format(na_rep="").set_uuid("errors").set_properties(
    **{"text-align": "left", "vertical-align": "top"}
)

# %% [markdown]
# ## The answer

# %%
labels = kinds["figures"][[kind for kind in kinds.index if kind.startswith("another")]].sum()
invented = int(made_up.sum())
guide_wrong = judged[judged["code"].str.startswith("HD1")]
said = " and ".join(f"{row.quote} ({row.verdict})" for row in guide_wrong.itertuples())
Markdown(
    f"**Of {counts.sum()} checkable figures that {checkable['quoted_by'].nunique()} pages "
    f"attribute to {publisher}, {100 * fine / counts.sum():.0f} percent were right when the page "
    f"appeared**; {shares['out of date']} percent were out of date by then, and {shares['wrong']} "
    f"percent were wrong ({low[3]:.0f} to {high[3]:.0f} percent, by page). In the two guides, what "
    f"is wrong is {said}.\n\n"
    "**What a reader should distrust:**\n\n"
    f"- a number without its period: {int(old.sum())} figures name none and are no longer the "
    "newest;\n"
    f"- a label: {labels} numbers are BLS's own, of another period, statistic, occupation or "
    "industry than the page says;\n"
    f"- percentiles that keep a fixed ratio to the median: {invented} were made up so;\n"
    "- a rate called yearly: BLS's changes are over ten years;\n"
    "- a salary site's average beside a BLS median: neither settles the other."
)
