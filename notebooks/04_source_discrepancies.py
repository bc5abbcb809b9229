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
from hitdata import charts

figures = hitdata.load()
quoted = figures[figures["quoted_by"].notna() & figures["measure"].eq("wage")]

# %% [markdown]
# ## What the guides print, beside what BLS publishes

# %%
charts.pay_quoted(figures)

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
# ## How far each is from its own primary figure

# %%
value = figures.set_index("figure_id")["value"]
gaps = pd.DataFrame(
    {
        "figure": labels[quoted_id],
        "printed": value[quoted_id],
        "primary": value[primary_id],
        "gap": value[quoted_id] - value[primary_id],
    }
    for quoted_id, primary_id in primary.items()
)
gaps.sort_values("gap", key=abs, ascending=False).style.hide(axis="index").format(
    precision=0, thousands=","
).set_uuid("gaps")

# %% [markdown]
# ## Three large gaps, step by step
#
# A step is quantified only where published figures say how large it is, and cites them; what is
# left stays in view. The steps and what is left add up to the gap.
#
# **The two guides.** From the $47,000 of one to the $75,500 of the other.

# %%
hitdata.explain(technician, specialist)

# %% [markdown]
# **A manager, by the Census Bureau and by a guide that names BLS.** The way leads over the years,
# from one survey to the other, and into one industry. What is left is exactly what the guide's
# number is too high by: for that sector and month BLS published another.

# %%
census = (
    "census.acs.2018.us.computer-and-information-systems-managers"
    ".full-time-year-round-workers.wage.p50.usd-year"
)
hitdata.explain(census, manager)

# %%
print(hitdata.trace(primary[manager]))

# %% [markdown]
# **A technologist in health care, and a site's analyst.** The step of the occupation is larger than
# the gap: measured by BLS's own figures, the site's analyst is paid less than the code that the
# title is nearest to, and nothing published says how much of that is the kind of pay, the period or
# who answered.

# %%
hitdata.explain("bls.oews.2024-05.us.naics-62.29-9021.wage.p50.usd-year", analyst)

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
