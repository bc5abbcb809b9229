"""The bundled tables, read from package data: offline, typed, and filtered.

`load` returns published figures; `attributes`, `titles`, `crosswalk`, `prices` and `originals`
return the reference tables beside them. All are plain DataFrames, read afresh at each call.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from hitdata.errors import InvalidFigure, SourceError, UnknownValue, unknown
from hitdata.programs import RHYTHM
from hitdata.table import combine, validate
from hitdata.table.schema import CODES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FILTERS",
    "FOLDER",
    "VALUES",
    "LatestRelease",
    "Undated",
    "area_titles",
    "attributes",
    "crosswalk",
    "industry_titles",
    "job_titles",
    "load",
    "national_matrix",
    "originals",
    "pages",
    "price_parities",
    "prices",
    "stale",
    "titles",
    "with_guides",
]

#: Where the built tables lie, in a wheel as in a checkout.
FOLDER = Path(__file__).parent / "tables"

#: Columns that `load` filters by, beside the identifier.
FILTERS = ("publisher", "source", "release", "soc", "occupation", "measure", "statistic", "unit",
           "area", "industry", "level", "coverage", "status", "quoted_by")  # fmt: skip

#: Key of the file's metadata under which each of these columns' values are listed.
VALUES = b"hitdata.values"

Filter = str | Iterable[str] | None


class LatestRelease(UserWarning):
    """Says which release ``release="latest"`` stands for."""


class Undated(UserWarning):
    """Says how many figures ``as_of`` left out because their date of publication is unknown."""


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
    quoted: bool | None = False,
    quoted_by: Filter = None,
    as_of: str | None = None,
    extra: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the published figures that pass every filter, a row each.

    A filter is one value or several; None lets everything pass. Second-hand figures come only when
    asked for: by ``quoted=True``, which returns them alone, ``quoted=None``, which returns them
    too, or the name of the guide or page in ``quoted_by``. ``release="latest"`` keeps the newest
    release of each source that passes the other filters, and warns which that is.
    ``as_of="2024-06-01"`` keeps what was out on that day: releases by their date of publication,
    and one without a date once a later release of its product was out. Figures whose date is
    unknown are left out, and a warning counts them.

    ``extra`` are figures of `hitdata.read`, which join the bundled ones before the filters; a
    figure that is already bundled is taken once, and an error when its value differs.

    The columns are always those of `hitdata.codebook`; a filter that matches nothing returns no
    rows. A value that no bundled figure has raises `UnknownValue` with the nearest that some have.

    >>> load(soc="29-9021", release="2023-05", statistic="p50", unit="USD/year",
    ...      industry="cross-industry")["value"].item()
    62990.0
    """
    filters = {
        "publisher": publisher, "source": source, "release": release, "soc": soc,
        "occupation": occupation, "measure": measure, "statistic": statistic, "unit": unit,
        "area": area, "industry": industry, "level": level, "coverage": coverage,
        "status": status, "quoted_by": quoted_by, "figure_id": figure_id,
    }  # fmt: skip
    if quoted_by is not None or figure_id is not None:
        quoted = quoted or None  # whoever names a figure or a guide asks for it
    latest = release == "latest"
    if latest:
        filters["release"] = None
    wanted = {
        column: [values] if isinstance(values, str) else list(values)
        for column, values in filters.items()
        if values is not None
    }
    found = _figures(wanted, quoted, None if extra is None else validate(extra))
    if as_of is not None:
        found = _out(found, as_of)
    return (_latest(found) if latest else found).reset_index(drop=True)


def with_guides() -> pd.DataFrame:
    """Return published figures and what the career guides quote, not what the many pages do."""
    quoted = load(quoted=True)
    guides = quoted[~quoted["quoted_by"].isin(pages()["quoted_by"])]
    return pd.concat([load(), guides], ignore_index=True)


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


def area_titles() -> pd.DataFrame:
    """Return OEWS's areas of May 2025: area, kind, title, file, sha256, locator.

    >>> area_titles().set_index("area").loc["CBSA 31080", "title"]
    'Los Angeles-Long Beach-Anaheim, CA'
    """
    return _read("areas")


def industry_titles() -> pd.DataFrame:
    """Return OEWS's industries of May 2025: industry, title, file, sha256, locator.

    >>> industry_titles().set_index("industry").loc["NAICS 55", "title"]
    'Sector 55 - Management of Companies and Enterprises'
    """
    return _read("industries")


def price_parities() -> pd.DataFrame:
    """Return BEA's regional price parities, all items: area, year, printed, value, file, ...

    Values are percent of the nation's prices in the same year.

    >>> price_parities().set_index(["area", "year"]).loc[("AL", 2023), "value"].item()
    89.97
    """
    return _read("parities")


def originals() -> pd.DataFrame:
    """Return the published files that the figures were read from, a row per cut."""
    return _read("originals")


def pages() -> pd.DataFrame:
    """Return the web pages whose quoted figures are bundled, and when each was published.

    Columns: quoted_by, title, address, page_date, page_date_known (stated, inferred or unknown),
    file, locator.
    """
    return _read("pages")


def stale(*, on: str | None = None) -> pd.DataFrame:
    """Return the products of which a newer release was due ``on`` a day, by default today.

    Columns: publisher, product, release (the newest one bundled), published, due (a month). A
    release is due when as many months as the publisher leaves between two have passed.

    >>> late = stale(on="2026-06-01").set_index("product")
    >>> late.loc["regional price parities", ["published", "due"]].to_list()
    ['2025-02-20', '2026-02']
    """
    table = _read("originals")
    table["date"] = _last_day(table["published"])
    known = table[table["date"].notna() & table["product"].isin(RHYTHM)]
    newest = known.sort_values("date").drop_duplicates("product", keep="last")
    due = newest["date"].dt.to_period("M") + newest["product"].map(RHYTHM)
    day = pd.Timestamp.today() if on is None else _day("on", on)
    late = newest.assign(due=due.astype("str"))[due.dt.start_time.le(day)]
    columns = ["publisher", "product", "release", "published", "due"]
    return late.sort_values(["publisher", "product"])[columns].reset_index(drop=True)


def _path(name: str) -> Path:
    path = FOLDER / f"{name}.parquet"
    if not path.is_file():
        raise SourceError(
            f"{path}: the bundled tables have not been built; in a checkout, run `make tables`"
        )
    return path


def _read(name: str) -> pd.DataFrame:
    import pyarrow.parquet

    return _frame(pyarrow.parquet.ParquetFile(_path(name)).read())


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _figures(
    wanted: dict[str, list[str]], quoted: bool | None, extra: pd.DataFrame | None
) -> pd.DataFrame:
    """Return bundled and users' figures that have one of the wanted values in every column."""
    # imported here, and not through pandas, whose detour by datasets takes twice as long
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(_path("figures"))
    known = json.loads(file.schema_arrow.metadata[VALUES])
    for column, values in wanted.items():
        if column not in known:
            continue
        more = set() if extra is None else set(extra[column].dropna())
        for value in values:
            if value not in known[column] and value not in more | set(CODES.get(column, ())):
                raise unknown(column, value, [*known[column], *more])
    found = _read_where(file, wanted, quoted)
    own = set() if extra is None else set(extra["figure_id"])
    if missing := set(wanted.get("figure_id", ())) - set(found["figure_id"]) - own:
        ids = file.read(columns=["figure_id"])["figure_id"].to_pylist()
        if missing := missing.difference(ids):
            raise unknown("figure_id", min(missing), [*ids, *own])
    if extra is None:
        return found
    _refuse_others(extra, _read_where(file, {"figure_id": extra["figure_id"].to_list()}, None))
    keep = pd.Series(True, index=extra.index)
    for column, values in wanted.items():
        keep &= extra[column].isin(values)
    if quoted is not None:
        keep &= extra["quoted_by"].notna() == quoted
    return combine([found, extra[keep & ~extra["figure_id"].isin(found["figure_id"])]])


def _read_where(file: Any, wanted: dict[str, list[str]], quoted: bool | None) -> pd.DataFrame:
    """Return the bundled figures that pass, reading no more than the groups that hold some.

    The file is sorted by SOC code, so that few groups hold the figures of one occupation.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not wanted and quoted is None:
        return _frame(file.read())
    sets = {column: pa.array(values, pa.large_string()) for column, values in wanted.items()}
    columns = [*sets, *(["quoted_by"] if quoted is not None else [])]
    at = file.schema_arrow.get_field_index("soc")
    parts = []
    for group in range(file.num_row_groups):
        of = file.metadata.row_group(group).column(at).statistics
        if "soc" in wanted and of.has_min_max and \
                not any(of.min <= soc <= of.max for soc in wanted["soc"]):  # fmt: skip
            continue
        table = file.read_row_group(group, columns=columns)
        passes = [pc.is_in(table[column], value_set=values) for column, values in sets.items()]
        if quoted is not None and (quoted or table["quoted_by"].null_count < len(table)):
            filled = pc.is_valid(table["quoted_by"])
            passes.append(filled if quoted else pc.invert(filled))
        if not passes:
            parts.append(file.read_row_group(group))
            continue
        mask = reduce(pc.and_, passes)
        if pc.any(mask).as_py():
            parts.append(file.read_row_group(group).filter(mask))
    return _frame(pa.concat_tables(parts) if parts else file.schema_arrow.empty_table())


def _refuse_others(extra: pd.DataFrame, bundled: pd.DataFrame) -> None:
    """Refuse users' figures that print another number than the bundled one of their identifier."""
    both = extra.merge(bundled, on="figure_id", suffixes=("", "_bundled"))
    differs = both["value"].ne(both["value_bundled"]) & both["value"].notna()
    if differs.any():
        row = both[differs].iloc[0]
        raise InvalidFigure(
            f"{row['figure_id']!r} is {row['printed']!r} in {row['file']} {row['locator']}, but "
            f"{row['printed_bundled']!r} in {row['file_bundled']} {row['locator_bundled']}"
        )


def _out(found: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the figures that were out on a day, by the dates of their originals and pages."""
    until = _day("as_of", day)
    listed = _read("originals").drop_duplicates("sha256").set_index("sha256")
    newest = listed.assign(date=_last_day(listed["published"])).sort_values("release")[::-1]
    # what has no date was out when the next release of its product was
    dates = newest.groupby("product")["date"].transform(lambda of: of.fillna(of.cummin().ffill()))
    by_page = _read("pages").set_index("quoted_by")["page_date"]
    out = found["sha256"].map(dates).fillna(_last_day(found["quoted_by"].map(by_page)))
    if out.isna().any():
        said = f"{out.isna().sum():,} figures are left out: their date of publication is unknown"
        warnings.warn(said, Undated, stacklevel=3)
    return found[out.le(until)]


def _day(argument: str, text: str) -> pd.Timestamp:
    day = pd.to_datetime(text, errors="coerce")
    if pd.isna(day):
        raise UnknownValue(f"{argument}={text!r} is not a date; expected one such as 2024-06-01")
    return day


def _last_day(dates: pd.Series) -> pd.Series:
    """Return the last day of each day, month or year; missing where none is stated."""
    known = dates.where(dates.fillna("").str.fullmatch(r"\d{4}(-\d\d){0,2}"))
    starts = pd.to_datetime(known, format="ISO8601")
    months = starts + pd.offsets.MonthEnd(0)
    years = starts + pd.offsets.YearEnd(0)
    size = known.str.len()
    return starts.mask(size.eq(7), months).mask(size.eq(4), years)


def _latest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the newest release of each source; a quoted figure has no say in what is newest."""
    primary = found[found["quoted_by"].isna()]
    newest = primary.groupby("source")["release"].max()
    said = ", ".join(f"{source} {release}" for source, release in newest.items())
    warnings.warn(f"release='latest' is {said}", LatestRelease, stacklevel=3)
    return found[found["release"].eq(found["source"].map(newest))]
