"""The bundled tables, read from package data: offline, typed, and filtered.

`load` returns published figures; `attributes`, `titles`, `crosswalk`, `prices` and `originals`
return the reference tables beside them. All are plain DataFrames, read afresh at each call.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import pandas as pd

from hitdata.data.dates import day, last_day, out
from hitdata.errors import InvalidFigure, SourceError, UnknownValue, unknown
from hitdata.soc import group_of
from hitdata.surveys import RHYTHM
from hitdata.table import combine, validate
from hitdata.table.schema import CODES

if TYPE_CHECKING:
    pass

__all__ = [
    "FOLDER",
    "VALUES",
    "LatestRelease",
    "NothingFound",
    "area_titles",
    "attributes",
    "crosswalk",
    "figures_file",
    "industry_titles",
    "job_titles",
    "load",
    "national_matrix",
    "originals",
    "pages",
    "price_parities",
    "prices",
    "printed_titles",
    "stale",
    "titles",
    "with_guides",
]

#: Where the built tables lie, in a wheel as in a checkout.
FOLDER = Path(__file__).parent / "tables"

#: Key of the file's metadata under which each of these columns' values are listed.
VALUES = b"hitdata.values"

#: One value, several, or None for all.
Filter = str | int | Iterable[str | int] | None

#: Argument that `load` does not have -> the one that is meant.
MEANT = {"state": "area", "metro": "area", "place": "area", "code": "soc", "title": "soc",
         "job": "soc", "year": "release", "period": "release", "sector": "industry",
         "dataset": "source", "product": "source"}  # fmt: skip


class LatestRelease(UserWarning):
    """Says which release ``release="latest"`` stands for."""


class NothingFound(UserWarning):
    """Says which filter let no figure pass, and what it could have been."""


def load(
    soc: Filter = None,
    *,
    publisher: Filter = None,
    source: Filter = None,
    release: Filter = None,
    occupation: Filter = None,
    measure: Filter = None,
    statistic: Filter = None,
    unit: Filter = None,
    area: Filter = None,
    industry: Filter = None,
    ownership: Filter = None,
    level: Filter = None,
    coverage: Filter = None,
    status: Filter = None,
    figure_id: Filter = None,
    quoted: bool | None = False,
    quoted_by: Filter = None,
    as_of: str | None = None,
    extra: pd.DataFrame | None = None,
    store: str | Path | None = None,
    **others: Never,
) -> pd.DataFrame:
    """Return the published figures that pass every filter, a row each.

    A filter is one value or several, codes or names in any case: ``area="California"``,
    ``statistic="median"``, ``soc="registered nurses"``, ``industry="hospitals"``,
    ``release="May 2024"`` or ``2024`` (every release of that year). How names were read is logged
    once and stands in ``attrs["resolved"]``; a name that may mean several codes raises
    `UnknownValue` with the candidates in order. None lets everything pass.

    Second-hand figures come only when asked for: by ``quoted=True``, which returns them alone,
    ``quoted=None``, which returns them too, or the name of the guide or page in ``quoted_by``.
    ``release="latest"`` keeps the newest release of each source that passes the other filters, and
    warns which that is; wages that EP restates from OEWS come then only where ``source`` names EP.
    ``as_of="2024-06-01"`` keeps what was out on that day: releases by their date of publication,
    and one without a date once a later release of its product was out. Figures whose date is
    unknown are left out, and a warning counts them.

    ``extra`` are figures of `hitdata.read`, which join the bundled ones before the filters; a
    figure that is already bundled is taken once, and an error when its value differs. So do those
    that pass of a ``store``, the folder or address that ``hitdata store add`` filled.

    The columns are always those of `hitdata.codebook`. Filters that no figure passes return no
    rows, and a warning of kind `NothingFound` says which filter emptied the answer and what exists.
    A value that no bundled figure has raises `UnknownValue` with the nearest that some have.

    >>> load("health information technologist", release="May 2023", statistic="median",
    ...      unit="annual", industry="all industries")["value"].item()
    62990.0
    """
    from hitdata.data.naming import understood

    filters = {
        "publisher": publisher, "source": source, "release": release, "soc": soc,
        "occupation": occupation, "measure": measure, "statistic": statistic, "unit": unit,
        "area": area, "industry": industry, "ownership": ownership, "level": level,
        "coverage": coverage,
        "status": status, "quoted_by": quoted_by, "figure_id": figure_id,
    }  # fmt: skip
    for name in others:
        meant = f"; did you mean {MEANT[name]}=?" if name in MEANT else ""
        raise UnknownValue(f"load has no argument {name!r}{meant} Filters: {', '.join(filters)}")
    quoted = _asked_for(quoted, named=quoted_by is not None or figure_id is not None)
    until = None if as_of is None else day("as_of", as_of)
    latest = str(release).casefold() in {"latest", "newest"}
    if latest:
        filters["release"] = None
    asked = {
        column: [values] if isinstance(values, str | int) else list(values)
        for column, values in filters.items()
        if values is not None
    }
    own = None if extra is None else _own(extra)
    known = _known(own)
    if store is not None:
        from hitdata.store import found as found_in
        from hitdata.store import known_values

        stored = known_values(store)
        known = {column: codes | stored.get(column, set()) for column, codes in known.items()}
    wanted, resolved = understood(asked, known, quoted=quoted)
    if store is not None:
        own = _both(own, found_in(store, wanted, quoted=quoted))
    found = _figures(wanted, quoted, own)
    if found.empty:
        warnings.warn(_why_nothing(wanted, quoted, own), NothingFound, stacklevel=2)
    elif until is not None:
        count = len(found)
        found = out(found, until, originals=_read("originals"), pages=_read("pages"))
        if found.empty:
            said = f"none of the {count:,} figures that pass was published by {as_of}"
            warnings.warn(said, NothingFound, stacklevel=2)
    if latest and len(found):
        found = _latest(found if source or quoted is not False else found[found["origin"].isna()])
    found = found.reset_index(drop=True)
    found.attrs |= {"resolved": resolved} if resolved else {}
    return found


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
    table["date"] = last_day(table["published"])
    known = table[table["date"].notna() & table["product"].isin(RHYTHM)]
    newest = known.sort_values("date").drop_duplicates("product", keep="last")
    due = newest["date"].dt.to_period("M") + newest["product"].map(RHYTHM)
    today = pd.Timestamp.today() if on is None else day("on", on)
    late = newest.assign(due=due.astype("str"))[due.dt.start_time.le(today)]
    columns = ["publisher", "product", "release", "published", "due"]
    return late.sort_values(["publisher", "product"])[columns].reset_index(drop=True)


@cache
def printed_titles() -> pd.DataFrame:
    """Return each code with every title that its publishers print, the newest edition first.

    Columns: soc, soc_system, occupation.
    """
    import pyarrow.compute as pc

    columns = ["soc", "soc_system", "occupation"]
    table = figures_file().read(columns=[*columns, "soc_match", "release"])
    own = table.filter(pc.equal(table["soc_match"], "published"))
    newest = own.group_by(columns).aggregate([("release", "max")]).to_pandas()
    order = newest["soc_system"].map(list(CODES["soc_system"]).index)
    newest = newest.assign(order=order).sort_values(["order", "release_max"], ascending=False)
    return newest[columns].reset_index(drop=True)


def figures_file() -> Any:
    """Return the bundled figures as a Parquet file, for who needs a few of its columns."""
    # imported here, and not through pandas, whose detour by datasets takes twice as long
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(_path("figures"))


def _path(name: str) -> Path:
    path = FOLDER / f"{name}.parquet"
    if not path.is_file():
        raise SourceError(
            f"{path}: the bundled tables have not been built; in a checkout, run `make tables`"
        )
    return path


def _read(name: str) -> pd.DataFrame:
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(_path(name)).read().to_pandas()


def _known(own: pd.DataFrame | None) -> dict[str, set[str]]:
    """Return the codes of every column that is filtered by, of bundled and users' figures."""
    known = json.loads(figures_file().schema_arrow.metadata[VALUES])
    more = {} if own is None else {column: set(own[column].dropna()) for column in known}
    return {column: {*codes, *more.get(column, ())} for column, codes in known.items()}


def _asked_for(quoted: bool | str | None, *, named: bool) -> bool | None:
    """Return whether quoted figures are; whoever names a figure or a guide asks for it."""
    words = {"yes": True, "no": False, "all": None, "true": True, "false": False, "none": None}
    if (word := str(quoted).casefold()) not in words:
        raise UnknownValue(f"quoted={quoted!r}: expected False, True (quotes alone) or None (both)")
    return words[word] or (None if named else words[word])


def _both(extra: pd.DataFrame | None, stored: pd.DataFrame) -> pd.DataFrame:
    """Return users' figures and those of a store, each once."""
    if extra is None:
        return stored
    _refuse_others(stored, extra)
    return combine([extra, stored[~stored["figure_id"].isin(extra["figure_id"])]])


def _own(extra: object) -> pd.DataFrame:
    """Return users' figures, checked; a path is not a frame."""
    if not isinstance(extra, pd.DataFrame):
        raise InvalidFigure(
            f"extra={extra!r} is not a DataFrame of figures; read the file first: "
            f"load(extra=hitdata.read({str(extra)!r}))"
        )
    return validate(extra)


def _figures(
    wanted: dict[str, list[str]], quoted: bool | None, extra: pd.DataFrame | None
) -> pd.DataFrame:
    """Return bundled and users' figures that have one of the wanted values in every column."""
    file = figures_file()
    found = _read_where(file, wanted, quoted)
    own = set() if extra is None else set(extra["figure_id"])
    named = set(wanted.get("figure_id", ()))
    if missing := named and named.difference(found["figure_id"], own):
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


def _why_nothing(
    wanted: dict[str, list[str]], quoted: bool | None, extra: pd.DataFrame | None
) -> str:
    """Say which filter lets nothing pass, and what there is without it."""
    if quoted is not None and len(found := _figures(wanted, None, extra)):
        kind, way = ("published", "quoted=False") if quoted else ("second-hand", "quoted=True")
        return f"no figure passes; {len(found):,} {kind} ones do: {way} returns them"
    said = []
    for column, values in wanted.items():
        others = {name: kept for name, kept in wanted.items() if name != column}
        there = set(_figures(others, quoted, extra)[column].dropna())
        if there:
            left_out = f"without {column} {', '.join(values)}"
            said.append(f"{left_out}, those of {_first(column, values[0], there)} pass")
    if not said:
        kept = list(wanted.items())
        at = next(
            n for n in range(1, len(kept) + 1) if _figures(dict(kept[:n]), quoted, extra).empty
        )
        pairs = (f"{name} {', '.join(of)}" for name, of in kept[:at])
        said = [f"none has {' with '.join(pairs)}"]
    return f"no figure passes these filters; {'; '.join(said)}"


def _first(column: str, wanted: str, there: set[str]) -> str:
    """Return the first of the values that are there: of a release the newest, of a code its kin."""
    group = group_of(wanted) if column == "soc" else None
    names = sorted(there, reverse=column == "release")
    names.sort(key=lambda name: column == "soc" and (group is None or group_of(name) != group))
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"{column} {', '.join(names[:6])}{more}"


def _read_where(file: Any, wanted: dict[str, list[str]], quoted: bool | None) -> pd.DataFrame:
    """Return the bundled figures that pass, reading no more than the groups that hold some.

    The file is sorted by SOC code, so that few groups hold the figures of one occupation.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not wanted and quoted is None:
        return file.read().to_pandas()
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
    found = pa.concat_tables(parts) if parts else file.schema_arrow.empty_table()
    return found.to_pandas()


def _refuse_others(extra: pd.DataFrame, bundled: pd.DataFrame) -> None:
    """Refuse figures that print another number than the known one of their identifier."""
    both = extra.merge(bundled, on="figure_id", suffixes=("", "_bundled"))
    differs = both["value"].ne(both["value_bundled"]) & both["value"].notna()
    if differs.any():
        row = both[differs].iloc[0]
        raise InvalidFigure(
            f"{row['figure_id']!r} is {row['printed']!r} in {row['file']} {row['locator']}, but "
            f"{row['printed_bundled']!r} in {row['file_bundled']} {row['locator_bundled']}"
        )


def _latest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the newest release of each source; a quoted figure has no say in what is newest."""
    primary = found[found["quoted_by"].isna()]
    newest = primary.groupby("source")["release"].max()
    said = ", ".join(f"{source} {release}" for source, release in newest.items())
    warnings.warn(f"release='latest' is {said}", LatestRelease, stacklevel=3)
    return found[found["release"].eq(found["source"].map(newest))]
