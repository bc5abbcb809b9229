"""The bundled tables, read from package data: offline, typed, and filtered.

`load` returns published figures; `attributes`, `titles`, `crosswalk`, `prices` and `originals`
return what is no figure of its own. All are plain DataFrames, read afresh at each call.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from hitdata.errors import InvalidFigure, SourceError, unknown
from hitdata.table import combine, validate

__all__ = [
    "FOLDER",
    "LatestRelease",
    "attributes",
    "crosswalk",
    "job_titles",
    "load",
    "national_matrix",
    "originals",
    "prices",
    "titles",
]

#: Where the built tables lie, in a wheel as in a checkout.
FOLDER = Path(__file__).parent / "tables"

Filter = str | Iterable[str] | None


class LatestRelease(UserWarning):
    """Says which release ``release="latest"`` stands for."""


def load(
    *,
    publisher: Filter = None,
    source: Filter = None,
    release: Filter = None,
    soc: Filter = None,
    occupation: Filter = None,
    measure: Filter = None,
    statistic: Filter = None,
    unit: Filter = None,
    area: Filter = None,
    industry: Filter = None,
    level: Filter = None,
    coverage: Filter = None,
    status: Filter = None,
    figure_id: Filter = None,
    quoted: bool | None = None,
    extra: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the published figures that pass every filter, a row each.

    A filter is one value or several; None lets everything pass. ``quoted=False`` leaves out what
    guides quote, ``quoted=True`` keeps only that. ``release="latest"`` keeps the newest release
    of each source that passes the other filters, and warns which that is.

    ``extra`` are figures of `hitdata.read`, which join the bundled ones before the filters; a
    figure that is already bundled is taken once, and an error when its value differs.

    The columns are always those of `hitdata.codebook`; a filter that matches nothing returns no
    rows. A value that no bundled figure has raises `UnknownValue` with the nearest that some have.

    >>> load(soc="29-9021", release="2023-05", statistic="p50", unit="USD/year",
    ...      industry="cross-industry", quoted=False)["value"].item()
    62990.0
    """
    filters = {
        "publisher": publisher, "source": source, "release": release, "soc": soc,
        "occupation": occupation, "measure": measure, "statistic": statistic, "unit": unit,
        "area": area, "industry": industry, "level": level, "coverage": coverage,
        "status": status, "figure_id": figure_id,
    }  # fmt: skip
    figures = _read("figures")
    if extra is not None:
        figures = _joined(figures, extra)
    latest = release == "latest"
    keep = pd.Series(True, index=figures.index)
    for column, wanted in filters.items():
        if wanted is not None and not (latest and column == "release"):
            keep &= figures[column].isin(_known(figures, column, wanted))
    if quoted is not None:
        keep &= figures["quoted_by"].notna() == quoted
    found = figures[keep]
    return (_latest(found) if latest else found).reset_index(drop=True)


def attributes() -> pd.DataFrame:
    """Return education, experience and training by occupation and round, as EP prints them.

    Columns: publisher, source, release, occupation, soc, soc_system, file, attribute, printed,
    locator.
    """
    return _read("attributes")


def titles() -> pd.DataFrame:
    """Return 2018 SOC titles and definitions of the family: soc, level, title, definition, ..."""
    return _read("titles")


def crosswalk() -> pd.DataFrame:
    """Return the pairs of 2010 and 2018 SOC codes with their relation; there are no weights.

    >>> pairs = crosswalk()
    >>> pairs.loc[pairs["soc_2010"] == "29-2071", ["soc_2018", "relation"]].values.tolist()
    [['29-2072', 'one to many'], ['29-9021', 'many to many']]
    """
    return _read("crosswalk")


def prices() -> pd.DataFrame:
    """Return CPI-U, all items, by month and year: series, period, printed, value, file, locator.

    >>> prices().set_index("period").loc["2024", "value"].item()
    313.689
    """
    return _read("prices")


def job_titles() -> pd.DataFrame:
    """Return O*NET's titles for the family's codes: title, kind, soc, soc_system, onet_soc, ...

    O*NET 27.0 by USDOL/ETA, CC BY 4.0; `hitdata.occupation` searches them.
    """
    return _read("job_titles")


def national_matrix() -> pd.DataFrame:
    """Return every line item of every round of EP: what all rows, not only the family's, say.

    Columns: release, base_year, projected_year, soc, soc_system, occupation, base_employment and
    projected_employment (jobs), file, sha256, locator.

    >>> rounds = national_matrix().groupby("release")["base_employment"].sum() / 1e6
    >>> rounds.round(1)[["2012-22", "2024-34"]].to_list()
    [145.4, 170.0]
    """
    return _read("matrix")


def originals() -> pd.DataFrame:
    """Return the published files that the figures were read from, a row per sheet."""
    return _read("originals")


def _read(name: str) -> pd.DataFrame:
    path = FOLDER / f"{name}.parquet"
    if not path.is_file():
        raise SourceError(
            f"{path}: the bundled tables have not been built; in a checkout, run `make tables`"
        )
    # imported here, and not through pandas, whose detour by datasets takes twice as long
    import pyarrow.parquet

    table: pd.DataFrame = pyarrow.parquet.read_table(path).to_pandas()
    return table


def _known(figures: pd.DataFrame, column: str, wanted: str | Iterable[str]) -> list[str]:
    """Return the wanted values, all of them known to the table."""
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    for value in values:
        if not figures[column].eq(value).any():
            raise unknown(column, value, figures[column].dropna().unique())
    return values


def _joined(figures: pd.DataFrame, extra: pd.DataFrame) -> pd.DataFrame:
    """Return bundled and users' figures as one table; what both print must be one number."""
    validate(extra)
    both = extra.merge(figures, on="figure_id", suffixes=("", "_bundled"))
    differs = both["value"].ne(both["value_bundled"]) & both["value"].notna()
    if differs.any():
        row = both[differs].iloc[0]
        raise InvalidFigure(
            f"{row['figure_id']!r} is {row['printed']!r} in {row['file']} {row['locator']}, but "
            f"{row['printed_bundled']!r} in {row['file_bundled']} {row['locator_bundled']}"
        )
    return combine([figures, extra[~extra["figure_id"].isin(figures["figure_id"])]])


def _latest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the newest release of each source; a quoted figure has no say in what is newest."""
    primary = found[found["quoted_by"].isna()]
    newest = primary.groupby("source")["release"].max()
    said = ", ".join(f"{source} {release}" for source, release in newest.items())
    warnings.warn(f"release='latest' is {said}", LatestRelease, stacklevel=3)
    return found[found["release"].eq(found["source"].map(newest))]
