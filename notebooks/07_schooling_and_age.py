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
# # What do schooling and age add to the pay of these jobs?
#
# No published table says what these jobs pay by schooling or age, and the guides print numbers
# without a source. The Census Bureau gives out the answers of single persons. hitdata tabulated
# those of 2024, of 48 states and the District of Columbia: California and Texas are missing from
# the file at hand, so no figure below is national. The file lacks replicate weights, so no figure
# has a standard error: the number of answers behind each says how much it can bear, and one of
# fewer than 50 answers is withheld.
#
# Pay is wages and salaries of twelve months from all jobs, part-time and part-year work included.

# %%
from IPython.display import Markdown

import hitdata
from hitdata import charts
from hitdata.sources.acs_pums import GROUPS

figures = hitdata.load(source="ACS PUMS", measure="wage")
family = ["29-2072", "29-9021", "11-9111", "15-1212", "11-3021"]
figures["group"] = figures["coverage"].str.partition(", ")[2]
shown = figures["value"].map("${:,.0f}".format).where(figures["value"].notna(), "withheld")
figures["cell"] = shown + " (" + figures["sample_size"].astype("str") + ")"


# %% [markdown]
# ## By schooling
#
# Medians, with the number of answers in parentheses. The survey codes occupations more coarsely
# than the SOC: "Other healthcare practitioners and technical occupations" holds health information
# technologists, and other occupations too.

# %%
medians = figures[figures["statistic"].eq("p50") & figures["soc"].isin([*family, "00-0000"])]
schooling = medians.pivot(index="group", columns="occupation", values="cell")
schooling.loc[list(GROUPS["schooling"][1])].fillna("none").style.set_uuid("schooling")

# %% [markdown]
# ## By age, sex and hours

# %%
others = [group for name in ("age", "sex", "hours") for group in GROUPS[name][1]]
other = medians.pivot(index="group", columns="occupation", values="cell").reindex(others)
other.dropna(how="all").fillna("none").style.set_uuid("others")

# %% [markdown]
# ## Who is counted makes as much of a difference
#
# A mean over all earners, as Data USA prints it, and a median of full-time ones, which is nearer to
# what BLS publishes, differ for two reasons that work against each other.

# %%
earners = figures[figures["soc"].eq("29-2072")].set_index(["coverage", "statistic"])["figure_id"]
everyone = "wage and salary earners"
gap = hitdata.explain(earners[everyone, "mean"],
                      earners[f"{everyone}, full-time year-round", "p50"])  # fmt: skip
charts.gap_explained(figures.set_index("figure_id", drop=False).loc[[gap.a, gap.b]])

# %% [markdown]
# ## The answer

# %%
value = medians.set_index(["soc", "group"])["value"]
specialists, everybody = value["29-2072"], value["00-0000"]
degree, school = "bachelor's degree", "high school diploma"
answers = medians[medians["soc"].eq("29-2072")].set_index("group")["sample_size"]
Markdown(
    f"Among medical records specialists, a bachelor's degree goes with a median of "
    f"\\${specialists[degree]:,.0f}, a high school diploma with \\${specialists[school]:,.0f} "
    f"({specialists[degree] / specialists[school] - 1:.0%} more, from {answers[degree]} and "
    f"{answers[school]} answers); among all earners it is "
    f"{everybody[degree] / everybody[school] - 1:.0%} more. Their median is "
    f"\\${specialists['aged 25 to 34']:,.0f} at 25 to 34 and "
    f"\\${specialists['aged 45 to 54']:,.0f} at 45 to 54: age, which stands for experience, adds "
    f"{specialists['aged 45 to 54'] / specialists['aged 25 to 34'] - 1:.0%}. These are groups of "
    "persons who differ in more than schooling and age, not what a degree or a year would earn."
)
