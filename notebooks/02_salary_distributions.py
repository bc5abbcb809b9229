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
# One number per job hides most of what a reader wants to know: how far pay is spread, what share
# earns more than a given wage, how much an "average" flatters, and what kind of employer and which
# state pay better. BLS publishes five percentiles and the mean of every occupation. This notebook
# looks at them as published, and at what follows from them.

# %%
# change these: two occupations, by code or title, and an area, by code or name
occupations = ["medical records specialists", "health information technologists"]
place = "US"

# %%
import pandas as pd
from IPython.display import Markdown

import hitdata
from hitdata import charts, distribution
from hitdata.normalize import national_prices
from hitdata.soc import FAMILY, group_of

guides = ["Healthcare IT salary guide", "Health information technician guide"]
quoted = hitdata.load(quoted_by=guides)
figures = pd.concat([hitdata.load(), quoted], ignore_index=True)
of_may = [hitdata.load(title, source="OEWS", release="2025-05") for title in occupations]
one, other = [rows["soc"].iloc[0] for rows in of_may]
names = {rows["soc"].iloc[0]: rows["occupation"].iloc[0].lower() for rows in of_may}
family = [*names, "15-1211", "15-1212", "13-1041", "11-9111", "11-3021"]
family = list(dict.fromkeys(family))

# %% [markdown]
# ## As published: five percentiles and a mean

# %%
charts.wage_ranges(figures)

# %% [markdown]
# ## The shapes
#
# Between the published points the curves are interpolated, and smoothed so that they show no bump
# that the points do not support. A median and an undefined range cannot be drawn as a curve; they
# appear as an interval.

# %%
charts.wage_curves(figures)

# %% [markdown]
# ## What share earns more than a given wage?
#
# The curve passes through every published percentile and keeps the published mean, so it answers
# for any wage. Between the 10th and the 90th percentile a share is interpolated. Outside of them it
# is extrapolated, which the table marks; there it is a rough guide at best.

# %%
local = hitdata.load(
    source="OEWS", release="2025-05", measure="wage", level="detailed",
    industry="cross-industry", area=place, soc=family,
)  # fmt: skip
annual = local[local["unit"].eq("USD/year")]
points = distribution.points(annual)
curves = distribution.fit(points)
errors = distribution.precision(local).loc[points.index]
lines = [50_000, 60_000, 80_000, 100_000, 150_000]
above = distribution.share_bands(curves, lines, rse=errors).reset_index()
shares = above.pivot(index=["soc", "occupation"], columns="wage", values="shown")
shares.columns = [f"over ${line:,.0f}" for line in shares.columns]
shares.reset_index().style.hide(axis="index").format(escape="html").set_uuid("shares")

# %% [markdown]
# How far such a share can be off was tested on published figures that were hidden. For one wage,
# with the sentences that belong beside it (the band's percent is of the wage, not of the share);
# a dash is a share that could not be tested:

# %%
banded = above[above["wage"].eq(80_000)]
banded[["soc", "occupation", "shown", "low", "high"]].style.hide(axis="index").format(
    {"shown": "{}", "low": "{:.0%}", "high": "{:.0%}"}, na_rep="–", escape="html"
).set_uuid("banded")

# %%
Markdown("\n".join(f"- *{sentence}*" for sentence in banded["sentence"].unique()))

# %% [markdown]
# ## Another publisher on the same scale
#
# Payscale's figures for a specialist, as a guide quotes them, beside the nation's OEWS wages of the
# second occupation. Every difference in what the two count is named below the table.

# %%
second = figures[
    figures["soc"].eq(other)
    & figures["source"].eq("OEWS")
    & figures["release"].eq("2025-05")
    & figures["unit"].eq("USD/year")
    & figures["area"].eq("US")
    & figures["industry"].eq("cross-industry")
    & figures["measure"].eq("wage")
]
payscale = quoted[quoted["publisher"].eq("Payscale")]
beside = distribution.contrast(second, payscale)
beside.percentiles.reset_index().style.hide(axis="index").format(
    {"share": "{:.0%}", "one": "${:,.0f}", "other": "${:,.0f}", "difference": "${:,.0f}",
     "percent": "{:.0f}"}, na_rep="–"
).set_uuid("beside")  # fmt: skip

# %%
Markdown("\n".join(f"- {warning}" for warning in beside.warnings))

# %% [markdown]
# ## The price of reading a mean as a median
#
# A few high wages pull the mean up. A writer who prints the mean as what "the typical worker" earns
# overstates it by this much.

# %%
charts.medians_and_means(figures)

# %% [markdown]
# ## Which kind of employer pays more?
#
# The same occupation is paid differently in a hospital, a bank and a company's headquarters. BLS
# publishes wages by sector of the employer.

# %%
charts.wages_by_industry(figures)

# %% [markdown]
# The medians of the second occupation in the two newest releases, the best paid sector first. A
# dash is a median that BLS withheld or does not publish. A sector with few such jobs has a wide
# error, and its median jumps from one release to the next.

# %%
titles = hitdata.industry_titles().drop_duplicates("industry").set_index("industry")["title"]
sectors = titles[titles.str.startswith("Sector")].str.replace(r"^Sectors? [^-]*- ", "", regex=True)
by_sector = hitdata.load(
    source="OEWS", release=["2024-05", "2025-05"], measure="wage", statistic="p50",
    unit="USD/year", area="US", soc=family, level="detailed",
    industry=["cross-industry", *sectors.index],
)  # fmt: skip
sector_medians = by_sector.pivot(index="industry", columns=["soc", "release"], values="value")
both_releases = pd.MultiIndex.from_product(
    [family, ["2024-05", "2025-05"]], names=["soc", "release"]
)
sector_medians = sector_medians.reindex(columns=both_releases)
employers = sector_medians[other].dropna(how="all")
employers = employers.sort_values("2024-05", ascending=False, na_position="last")
employers.insert(0, "sector", employers.index.map(sectors).fillna("All industries"))
employers.reset_index().style.hide(axis="index").format(
    "${:,.0f}", subset=["2024-05", "2025-05"], na_rep="–"
).set_uuid("employers")

# %% [markdown]
# ## Does a specialization pay inside health care?
#
# Guides promise a premium for security skills. Over all industries, information security analysts
# (15-1212) earn more than computer systems analysts (15-1211). Inside health care (NAICS 62) most
# of that premium is gone.

# %%
analysts = sector_medians.loc[["cross-industry", "NAICS 62"], ["15-1212", "15-1211"]]
security, systems = analysts["15-1212"].T.unstack(), analysts["15-1211"].T.unstack()
premium = pd.DataFrame({"security analysts": security, "systems analysts": systems})
premium["premium, percent"] = 100 * (security / systems - 1)
premium.reset_index().style.hide(axis="index").format(
    {"security analysts": "${:,.0f}", "systems analysts": "${:,.0f}", "premium, percent": "{:.1f}"}
).set_uuid("premium")

# %% [markdown]
# ## Since 2000
#
# OEWS is not made as a time series, and the technicians' code changed twice. The lines are broken
# where their meaning breaks. The dollars are those of each year.

# %%
charts.wage_history(figures)

# %% [markdown]
# The same in dollars of May 2025 (CPI-U), segment by segment: nothing is joined across a break, and
# each break says why. The method has been one since May 2021, but the percentiles of that month
# heap on a few values and stand alone, so real change is measured from May 2022 on.

# %%
codes = [code for soc in (one, other) for code in FAMILY.get(group_of(soc), (soc,))]
followed = figures[
    figures["soc"].isin([*codes, "00-0000"])
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
change = 100 * (segments["ended"] / segments["began"] - 1)
segments["percent"] = change.where(segments["first"].ne(segments["last"]))
segments[
    ["soc", "statistic", "first", "last", "began", "ended", "percent", "begins_because"]
].rename(columns={"begins_because": "begins because"}).style.hide(axis="index").format(
    {"began": "${:,.0f}", "ended": "${:,.0f}", "percent": "{:+.1f}"}, na_rep="–"
).set_uuid("segments").set_properties(**{"text-align": "left", "vertical-align": "top"})

# %% [markdown]
# ## Is pay above the nation in the six states that a guide names?
#
# California, New York, Massachusetts, Washington, Virginia and New Jersey are "known for
# higher-than-average salaries", one guide says. Here are the medians of May 2025, in percent of the
# nation's, among the 50 states (the District of Columbia is not one).

# %%
six = ["CA", "NY", "MA", "WA", "VA", "NJ"]
parities = hitdata.price_parities()
fifty = set(parities["area"]) - {"US", "DC"}
medians = hitdata.load(
    source="OEWS", release="2025-05", measure="wage", statistic="p50", unit="USD/year",
    level="detailed", industry="cross-industry", soc=family, area=["US", *sorted(fifty)],
)  # fmt: skip
medians = medians[medians["value"].notna()]
nation = medians[medians["area"].eq("US")].set_index("soc")["value"]
states = medians[medians["area"].ne("US")]
relative = states.assign(percent=100 * states["value"] / states["soc"].map(nation))
table = relative.pivot(index=["soc", "occupation"], columns="area", values="percent")
table[six].reset_index().style.hide(axis="index").format(precision=1, na_rep="–").set_uuid("six")

# %% [markdown]
# The same after prices: each median is divided by the state's price level (BEA's regional price
# parities, of the newest year that BEA has published). Pay that stands above the nation's may buy
# less than it does elsewhere.

# %%
bought = national_prices(states)
bought["percent"] = 100 * bought["normalized"] / bought["soc"].map(nation)
real_table = bought.pivot(index=["soc", "occupation"], columns="area", values="percent")
real_table[six].reset_index().style.hide(axis="index").format(precision=1, na_rep="–").set_uuid(
    "bought"
)

# %%
steps = bought.loc[bought["soc"].eq(other) & bought["area"].isin(six), "steps"]
print("\n".join(str(step) for taken in steps for step in taken))

# %% [markdown]
# A dash is a median that BLS withheld. How many states pay above the nation, and how the six rank
# among all states with a published median:

# %%
ranks = table.rank(axis=1, ascending=False, method="min")
pd.DataFrame(
    {
        "states published": table.notna().sum(axis=1),
        "above the nation": table.gt(100).sum(axis=1),
        "above it after prices": real_table.gt(100).sum(axis=1),
        "best rank of the six": ranks[six].min(axis=1),
        "worst rank of the six": ranks[six].max(axis=1),
    }
).astype("Int64").reset_index().style.hide(axis="index").set_uuid("ranks")

# %% [markdown]
# ## What about education and experience?
#
# Employment Projections names the education that workers typically need to enter an occupation. It
# differs between the two codes: a guide that names an associate degree for technicians describes
# the other one.

# %%
attributes = hitdata.attributes()
entry = attributes[attributes["release"].eq("2024-34") & attributes["soc"].isin(family)]
needed = entry.pivot(index=["soc", "occupation"], columns="attribute", values="printed")
needed.reset_index().style.hide(axis="index").set_uuid("needed").set_properties(
    **{"text-align": "left"}
)

# %% [markdown]
# OEWS publishes no wages by experience. Its percentiles are not experience bands: the 10th
# percentile is the wage below which one in ten earn, beginners or not. One guide nevertheless
# gives pay by years of experience, without naming a source. Here are the lower ends of its bands,
# and the share of all workers in each code who earn more, whatever their experience:

# %%
bands = quoted[
    quoted["quoted_by"].eq(guides[0])
    & quoted["publisher"].eq(guides[0])
    & quoted["statistic"].eq("low")
    & quoted["experience_min"].notna()
]
reached = distribution.share_bands(curves, sorted(bands["value"]), rse=errors).reset_index()
two = reached[reached["soc"].isin([one, other])]
placed = two.pivot(index="wage", columns="occupation", values="shown").reset_index()
placed.insert(
    0, "years of experience", placed["wage"].map(bands.set_index("value")["experience_min"])
)
placed.style.hide(axis="index").format(
    {"wage": "over ${:,.0f}", "years of experience": "{:.0f} or more"}, escape="html"
).set_uuid("bands")

# %% [markdown]
# ## The answer

# %%
two_codes = [one, other]
wages = points.reset_index().set_index("soc").reindex(two_codes)[["p50", "p90"]]
paid = wages.map("${:,.0f}".format, na_action="ignore").fillna("a wage that BLS does not print")
line = lines[2]
at_line = banded.set_index("soc")["shown"].reindex(two_codes).fillna("a share not known")
since = segments[segments["first"].eq("2022-05") & segments["statistic"].eq("p50")]
since = since.drop_duplicates("soc").set_index("soc")["percent"].reindex([*two_codes, "00-0000"])
moved = since.map("{:+.1f}%".format, na_action="ignore").fillna("by what is not known")
sector = employers["2024-05"].reindex(["NAICS 62", "NAICS 99", "NAICS 55", "NAICS 52"])
sector = sector.map("${:,.0f}".format, na_action="ignore").fillna("(not published)")
within = premium["premium, percent"].unstack("release")
below = table.reset_index("occupation", drop=True).reindex([other])[six].iloc[0]
after = real_table[six]
first_band = two[two["wage"].eq(bands["value"].min())].set_index("soc")["shown"].reindex(two_codes)
text = (
    f"In May 2025 the median of {names[one]} was **{paid.loc[one, 'p50']}** and that of "
    f"{names[other]} **{paid.loc[other, 'p50']}** ({place}); one in ten earned more than "
    f"{paid.loc[one, 'p90']} and {paid.loc[other, 'p90']}. About {at_line[one]} of the first "
    f"and {at_line[other]} of the second earned more than ${line:,.0f}. The mean is above the "
    f"median in {points['mean'].gt(points['p50']).sum()} of these {len(points)} occupations.\n\n"
    f"**After inflation**, the nation's median from May 2022 to May 2025 moved {moved[one]} for "
    f"{names[one]}, {moved[other]} for {names[other]} and {moved['00-0000']} for all "
    "occupations.\n\n"
    f"**The employer matters.** In May 2024 {names[other]} had a median of "
    f"{sector['NAICS 62']} in health care, {sector['NAICS 99']} in government, "
    f"{sector['NAICS 55']} at company headquarters and {sector['NAICS 52']} in finance and "
    f"insurance. Security analysts' premium over systems analysts was "
    f"{within.loc['cross-industry', '2024-05']:.0f}% over all industries and "
    f"{within.loc['NAICS 62', '2024-05']:.1f}% inside health care "
    f"({within.loc['NAICS 62', '2025-05']:.1f}% a year later).\n\n"
    f"**The six states**: of {table[six].notna().sum().sum()} medians published, "
    f"{table[six].gt(100).sum().sum()} are above the nation's, and {after.gt(100).sum().sum()} are "
    f"once prices are taken into account. {names[other].capitalize()} are below the nation in "
    f"{', '.join(f'{area} ({below[area]:.0f}%)' for area in six if below[area] < 100) or 'none'}."
    "\n\n"
    f"**Entry level**: a guide starts its first band at ${bands['value'].min():,.0f}. Of all "
    f"{names[one]}, beginners or not, {first_band[one]} earn more than that; their median is "
    f"{paid.loc[one, 'p50']}."
)
Markdown(text.replace("$", r"\$"))
