"""EP line items: base and projected employment of every occupation, round by round.

Publisher         U.S. Bureau of Labor Statistics
Raw files         those of `hitdata.sources.ep`; of each row only title, code, type and employment
Reference period  a base year and the year ten years on
Coverage          all jobs, those of the self-employed included
Units             printed in thousands of jobs with one decimal, read as jobs

Line items are the finest rows of a round and add up to all jobs. The family's rows say what was
projected for it; all rows are needed to say how rounds fared, and how fast jobs grew on average
in the six rounds whose download has no line for all occupations.
"""

from __future__ import annotations

import pandas as pd

from hitdata.files import File
from hitdata.sources import Options, Source
from hitdata.surveys.ep_tables import column_of, keys, table_of

__all__ = ["SOURCE"]

#: What the cut keeps of a table, and in how many columns.
NEEDED = {"occupation": 1, "soc": 1, "employment": 2}

NAMES = ["release", "base_year", "projected_year", "soc", "soc_system", "occupation"]


def _matrix(file: File, _options: Options) -> pd.DataFrame:
    """Return a row per line item.

    Columns: release, base_year, projected_year, soc, soc_system, occupation, base_employment and
    projected_employment (jobs), file, sha256, locator (of base employment).
    """
    sheet = file.sheets[0]
    table, columns = table_of(sheet, file.name, needed=NEEDED)
    for letter, (name, _) in columns.items():
        if name == "type":
            # a download has line items alone
            table = table[table[letter].str.strip().str.lower().eq("line item")]
    rows = keys(table, columns)
    years = sorted((year, letter) for letter, (name, year) in columns.items()
                   if name == "employment")  # fmt: skip
    base, projected = (
        column_of(rows, table[letter], ("employment", year), sheet.name, file.name)["value"]
        for year, letter in years
    )
    where = f"{sheet.name}!{years[0][1]}" if sheet.name else "line "
    return rows[NAMES].assign(
        base_employment=base, projected_employment=projected, file=file.name, sha256=file.sha256,
        locator=[f"{where}{row}" for row in rows.index],
    ).reset_index(drop=True)  # fmt: skip


SOURCE = Source(
    lacks=lambda _: "line items come from cuts alone; users' tables of EP are read by ep",
    tables={"matrix": _matrix},
)
