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
# For a technician one guide prints $47,000; for a specialist the other prints $75,500. An
# analyst has $89,800, a manager $170,190. Which of these figures may be compared at all? How
# much of a gap can be explained from published figures, and what is left?

# %%
import pandas as pd
from IPython.display import Markdown

import hitdata
from hitdata.charts import CHARTS

figures = hitdata.load()
quoted = figures[figures["quoted_by"].notna() & figures["measure"].eq("wage")]

# %% [markdown]
# ## What the guides print, beside what BLS publishes

# %%
CHARTS["pay_quoted"].of(figures)

# %% [markdown]
# The four figures that this notebook follows, each beside the primary figure that it comes
# closest to in meaning.

# %%
technician = quoted.query("publisher == 'Glassdoor' and soc == '29-2072'")["figure_id"].iloc[0]
specialist = quoted.query("publisher == 'Payscale' and statistic == 'p50'")["figure_id"].item()
analyst = quoted.query("publisher == 'Glassdoor' and soc == '15-1211'")["figure_id"].item()
manager = quoted.query("publisher == 'BLS'")["figure_id"].item()
primary = {
    technician: "bls.oews.2024-05.us.29-2072.wage.p50.usd-year",
    specialist: "bls.oews.2024-05.us.29-9021.wage.p50.usd-year",
    analyst: "bls.oews.2024-05.us.15-1211.wage.p50.usd-year",
    manager: "bls.oews.2023-05.us.naics-62.11-3021.wage.p50.usd-year",
}
roles = ["technician", "specialist", "analyst", "manager"]
labels = dict(zip(primary, (f"{role}, quoted" for role in roles), strict=True))
labels |= dict(zip(primary.values(), (f"{role}, BLS" for role in roles), strict=True))
rows = figures.set_index("figure_id").loc[sorted(labels, key=labels.get)].reset_index()
rows.assign(figure=rows["figure_id"].map(labels))[
    ["figure", "publisher", "occupation", "value", "statistic", "pay_basis", "period"]
].style.hide(axis="index").format({"value": "${:,.0f}"}, na_rep="not stated").set_uuid("followed")

# %% [markdown]
# ## Which of them may be compared?
#
# Three verdicts: *equal terms*, *convertible* by named steps, or to be shown *side by side
# only*.

# %%
hitdata.comparability(rows).rename(index=labels, columns=labels).style.set_uuid("verdicts")

# %% [markdown]
# No quoted figure may be subtracted from a primary one as it stands. For the technician, this
# is why:

# %%
hitdata.comparable(technician, primary[technician])

# %% [markdown]
# ## The gap of the two guides, step by step
#
# From the $47,000 of one guide to the $75,500 of the other. A step is quantified only where
# published figures say how large it is; what is left stays in view.

# %%
hitdata.explain(technician, specialist)

# %% [markdown]
# ## The three largest gaps to the primary source
#
# Each quoted figure against its own primary figure, largest first.

# %%
value = figures.set_index("figure_id")["value"]
gaps = value[list(primary)].to_numpy() - value[list(primary.values())].to_numpy()
ranked = pd.DataFrame({"quoted": list(primary), "gap": gaps}).sort_values(
    "gap", key=abs, ascending=False
)
ranked.assign(
    figure=ranked["quoted"].map(labels),
    printed=ranked["quoted"].map(value),
    primary=ranked["quoted"].map(primary).map(value),
)[["figure", "printed", "primary", "gap"]].style.hide(axis="index").format(
    precision=0, thousands=","
).set_uuid("gaps")

# %%
largest = ranked["quoted"].iloc[0]
hitdata.explain(primary[largest], largest)

# %%
second = ranked["quoted"].iloc[1]
hitdata.explain(primary[second], second)

# %%
third = ranked["quoted"].iloc[2]
hitdata.explain(primary[third], third)

# %% [markdown]
# The largest gap has no step at all: the guide names the sector, the month, the occupation and the
# statistic, so there is one figure that it can mean, and this is not its number. It is not the
# nation's median either. The primary figure stands here:

# %%
print(hitdata.trace(primary[manager]))

# %% [markdown]
# ## The whole table
#
# For each occupation of the family: what every publisher says, normalized where that is
# allowed. One source that restates another is one witness, not two.

# %%
reviewed = hitdata.discrepancies()
columns = {
    "rank": "rank", "group": "group", "publisher": "publisher", "quoted_by": "quoted by",
    "occupation": "occupation", "value": "value", "period": "period", "ratio": "of reference",
    "verdict": "verdict",
}  # fmt: skip
top = reviewed[reviewed["rank"].le(4) & reviewed["unit"].eq("USD/year")]
top[list(columns)].rename(columns=columns).style.hide(axis="index").format(
    {"value": "${:,.0f}", "of reference": "{:.2f}"}, na_rep=""
).set_uuid("reviewed").set_properties(**{"text-align": "left", "vertical-align": "top"})

# %% [markdown]
# ## The answer

# %%
gap = hitdata.explain(technician, specialist).to_frame().set_index("step")
known = gap.loc[gap["quantified"].astype(bool), "amount"].sum()
left = gap.loc["unexplained", "amount"]
wrong = value[manager] - value[primary[manager]]
Markdown(
    f"**The two guides are ${value[specialist] - value[technician]:,.0f} apart, and "
    f"${known:,.0f} of that is the occupation**: a records specialist and a health information "
    f"technologist are two codes with two wages. The other ${left:,.0f} cannot be explained from "
    "anything published, because one figure has no period and neither says which pay it counts. "
    f"**The manager's ${value[manager]:,.0f} is not what BLS published**: for that sector and "
    f"month it published ${value[primary[manager]]:,.0f}, ${wrong:,.0f} less.\n\n"
    "Which number to use for what:\n\n"
    "- for what a technician or specialist earns, the OEWS median of the code, with its May and "
    "its industry;\n"
    "- for a spread, its percentiles, not a site's range of unsaid meaning;\n"
    "- for growth, the percent of a named EP round and code;\n"
    "- a site's figure only beside them, with its date and its kind of pay, and never in one "
    "difference with them."
)
