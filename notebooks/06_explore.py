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
# # What about the occupation and the place that you have in mind?
#
# Change the cell below, or use the controls under it: by code or by name, in any case. The controls
# need a running kernel; everything below them follows from the cell.

# %%
occupation = "health information technologist"
place = "California"
wage = 80_000  # dollars a year
dollars = 2025  # prices of a year, or None for those of each figure's time

# %%
from IPython.display import Markdown

import hitdata
from hitdata import charts

report = hitdata.report(occupation, area=place, wage=wage, dollars=dollars)
hitdata.explore(occupation, area=place)

# %% [markdown]
# ## The whole report
#
# Sentences, charts, and under each "numbers" the figures behind them.

# %%
report

# %% [markdown]
# ## How the names were read

# %%
rows = [f"- {name} is read as {meaning}" for name, meaning in report.resolved.items()]
Markdown("\n".join(rows) or "Codes, as given.")

# %% [markdown]
# ## The occupation beside others

# %%
charts.wage_ranges(hitdata.load(source="OEWS"))

# %% [markdown]
# ## As one page
#
# `hitdata explorer -o explorer.html` writes the same for all occupations and places into one file
# that needs no server: open it, or send it by mail.

# %% [markdown]
# ## The answer

# %%
pay, advice = report.sections[0], report.sections[-1]
text = "\n\n".join([f"**{report.title}.** {' '.join(pay.says)}", *advice.says])
Markdown(text.replace("$", r"\$"))
