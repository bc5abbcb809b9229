"""Microdata: persons of the American Community Survey, tabulated by the engine that holds them.

`persons` gives a file of the survey (PUMS) as an Ibis table, with the newest names of its columns
whatever year it is of; `tabulate` makes figures of it: means, quantiles and counts by the survey's
weights, as rows of the tidy table. Where the file has replicate weights, each figure has its
standard error by successive differences: the root of 4/80 of the sum of squares by which the 80
estimates with replicate weights differ from the one with the weight itself.

A quantile is the least value at which the persons who have it or less weigh the share that is asked
for; where they weigh exactly that much, it is the middle between it and the next value.

Nothing is computed here but by Ibis, and by numpy of the few rows that come back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hitdata.areas import POSTAL
from hitdata.errors import SourceError, UnknownValue, needs, unknown
from hitdata.sources.acs_pums import (
    CODES,
    GROUPS,
    NAMES,
    NONE,
    NUMBERS,
    PAY,
    SAID,
    SCHOOLING_BEFORE_2008,
    SOURCE,
    codes_of,
    rows_of,
)  # fmt: skip
from hitdata.table import tidy

if TYPE_CHECKING:
    from ibis.expr.types import Column, Table

__all__ = ["STATISTICS", "persons", "tabulate"]

#: What `tabulate` makes.
STATISTICS = ("mean", "p10", "p25", "p50", "p75", "p90", "count")

#: What the note of an estimate without an error says.
NO_ERROR = "no standard error: the file has no replicate weights"


def persons(
    paths: str | Path | Iterable[str | Path], *, connection: Any = None, release: str | None = None
) -> Table:
    """Return the persons of ACS PUMS files as one Ibis table, under the newest names of columns.

    A file is a CSV as the Census Bureau ships it (unzipped) or Parquet; a national one comes in two
    parts. Names in lower case, ST for STATE, SOCP10 for SOCP and the like are understood. All
    columns stay; numbers are numbers, STATE and OCCP codes with their zeros. RELEASE is the year in
    SERIALNO, or what ``release`` says; FILE and SHA256 name the file. Needs ``hitdata[scale]``.

    >>> table = persons("psam_p56.csv")                                  # doctest: +SKIP
    >>> tabulate(table, by=["sex"], statistics=["p50"])                  # doctest: +SKIP
    """
    with needs("scale", what="hitdata.microdata"):
        import ibis
    given = [Path(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
    engine = connection or ibis.duckdb.connect()
    tables = [_one(engine, path, release) for path in given]
    if not tables:
        raise SourceError("no file of persons; expected one or more")
    shared = [name for name in tables[0].columns if all(name in t.columns for t in tables)]
    return ibis.union(*(t[shared] for t in tables)) if len(tables) > 1 else tables[0]


def tabulate(
    persons: Table,
    *,
    occupation: str | Sequence[str] | None = None,
    by: str | Sequence[str] = (),
    statistics: str | Sequence[str] = ("mean", "p50", "count"),
    pay: str = "WAGP",
    at_least: int = 1,
) -> pd.DataFrame:
    """Return figures of persons by group, as rows of the tidy table, each with its standard error.

    ``occupation`` is one or several SOC codes (29-2072) or Census codes (3515); None takes all
    persons. ``by`` names what to group by: schooling, age, sex, hours, state. Means and quantiles
    are of those whose ``pay`` is above zero: WAGP (wages and salaries) or PERNP (with income from
    self-employment), in dollars of the year of the file; ``count`` is of all persons. A figure of
    fewer than ``at_least`` persons is withheld. ``sample_size`` counts the persons behind each.

    The area is the states that the table holds: it says ``US`` only where none is missing.
    """
    asked = [statistics] if isinstance(statistics, str) else list(statistics)
    groups = [by] if isinstance(by, str) else list(by)
    wanted = [occupation] if isinstance(occupation, str) else occupation
    allowed = {"statistic": (asked, STATISTICS), "by": (groups, [*GROUPS, "state"]),
               "pay": ([pay], list(PAY))}  # fmt: skip
    for name, (values, known) in allowed.items():
        for value in values:
            if value not in known:
                raise unknown(name, value, known)
    about, parts = _about(persons), []
    keys = ["by_occupation", *(f"by_{name}" for name in groups)]
    for some, said in _of_occupations(_grouped(persons, groups, about), wanted, about):
        paid = some
        if set(asked) - {"count"}:
            _need(some, [pay], about)
            dollars = some["ADJINC"] / 1e6 if "ADJINC" in some.columns else 1
            paid = some.mutate(x=some[pay] * dollars).filter(lambda t: t.x > 0)
        for name in asked:
            rows = _quantile(paid, keys, name, about) if name[0] == "p" else \
                _sums(some if name == "count" else paid, keys, name, about)  # fmt: skip
            parts.append(rows.merge(said, on="by_occupation"))
    note = NO_ERROR if len(_weights(persons)) == 1 else ""
    rows = pd.concat(parts, ignore_index=True)
    return _tidied(rows, groups, about, at_least=at_least, pay=pay, note=note)


def _one(engine: Any, path: Path, release: str | None) -> Table:
    """Return the persons of one file."""
    import ibis

    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        texts = {"all_varchar": True} if engine.name == "duckdb" else {"inferSchema": False}
        raw = engine.read_parquet(str(path)) if start == b"PAR1" else \
            engine.read_csv(str(path), header=True, **texts)  # fmt: skip
    except Exception as error:  # whatever an engine raises
        zipped = path.suffix == ".zip"
        why = "a zip; unzip it, and name the CSV of persons" if zipped else error
        raise SourceError(f"{path}: cannot be read as persons: {why}") from error
    table = raw.rename({name.upper(): name for name in raw.columns})
    for newest, before in NAMES.items():
        if there := [name for name in (newest, *before) if name in table.columns]:
            codes = (_code(table[name], CODES.get(newest, 0)) for name in there)
            table = table.mutate(**{newest: ibis.coalesce(*codes)})
    numbers = [name for name in table.columns if name in NUMBERS] + _weights(table)
    table = table.mutate(**{name: _number(table[name]) for name in numbers})
    _need(table, ["PWGTP", "SERIALNO"], {"file": path.name})
    serial = table["SERIALNO"].cast("string")
    first = "".join(_run(table.select(s=serial).limit(1), path.name)["s"])
    named = re.search(r"(?<!\d)20[0-4]\d(?!\d)|(?<=ss)\d\d(?=p)", path.name)
    year: Any = release or (f"20{named[0][-2:]}" if named else None)
    if re.match(r"20[0-4]\d([A-Z]{2}|\d{9}$)", first):
        year = serial.substr(0, 4)
    elif year is None:
        raise SourceError(
            f"{path}: neither SERIALNO ({first}) nor the name says of which year it is; say which "
            "with release=, such as release='2013'"
        )
    about = {"RELEASE": year, "FILE": path.name, "SHA256": sha256}
    return table.mutate(
        **{name: ibis.literal(of) if isinstance(of, str) else of for name, of in about.items()}
    )


def _code(column: Column, width: int) -> Column:
    """Return codes as text, with the zeros that they lost; what is none is missing."""
    if column.type().is_numeric():
        column = column.cast("int64")
    text = column.cast("string").strip()
    return text.isin(NONE).ifelse(None, text.lpad(width, "0") if width else text)


def _number(column: Column) -> Column:
    return (_code(column, 0) if column.type().is_string() else column).cast("float64")


def _weights(table: Table) -> list[str]:
    """Return the weight and the replicate weights, in their order."""
    found = [name for name in table.columns if re.fullmatch(r"PWGTP\d*", name)]
    return sorted(found, key=lambda name: int(name[5:] or 0))


def _need(table: Table, names: Sequence[str], about: dict[str, Any]) -> None:
    if lacking := [name for name in names if name not in table.columns]:
        there = ", ".join(name for name in table.columns if not re.match(r"PWGTP\d", name))
        raise SourceError(f"{about['file']}: no column {lacking[0]}; there are {there[:300]}")


def _run(expression: Any, file: str) -> pd.DataFrame:
    """Return what an engine computes; its errors become one of ours."""
    try:
        frame: pd.DataFrame = expression.execute()
    except Exception as error:  # whatever an engine raises
        told = f"{type(error).__name__}: {str(error).strip()[:300]}".split("\n")[0]
        raise SourceError(f"{file}: cannot be tabulated ({told})") from error
    return frame


def _about(table: Table) -> dict[str, Any]:
    """Return file, hash, years and states of the persons."""
    _need(table, ["RELEASE", "FILE", "SHA256"], {"file": "persons (see hitdata.microdata.persons)"})
    names = [name for name in ("STATE", "RELEASE", "FILE", "SHA256") if name in table.columns]
    found = _run(table.select(names).distinct(), "persons")
    file, sha256, *years = ("-".join(sorted({min(found[name]), max(found[name])}))
                            for name in ("FILE", "SHA256", "RELEASE"))  # fmt: skip
    states = sorted({POSTAL.get(code, code) for code in found.get("STATE", [])})
    nation = sorted(code for fips, code in POSTAL.items() if fips <= "56")
    lacking = [code for code in nation if code not in states]
    area = ", ".join(states) if len(states) <= 5 else f"{len(states)} states"
    if len(lacking) <= 5:
        area = f"US without {', '.join(lacking)}" if lacking else "US"
    return {"file": file, "sha256": sha256, "release": years[0], "area": area or "not stated"}


def _grouped(table: Table, by: Sequence[str], about: dict[str, Any]) -> Table:
    """Return the persons with the number of their group in each of what they are grouped by."""
    import ibis

    if "hours" in by:
        weeks = [table[name].between(least, most) for name, least, most in
                 (("WKWN", 50, 52), ("WKW", 1, 1)) if name in table.columns]  # fmt: skip
        _need(table, ["WKHP"] if weeks else ["WKHP", "WKWN"], about)
        full = (table["WKHP"] >= 35) & ibis.coalesce(*weeks)
        table = table.mutate(FULL=full.cast("float64"))
    for key in by:
        name, groups = GROUPS.get(key, ("STATE", {}))
        _need(table, [name], about)
        old = key == "schooling" and about["release"] < "2008"
        least = list(SCHOOLING_BEFORE_2008 if old else groups.values())
        cases = [(table[name] >= low, at) for at, low in reversed(list(enumerate(least)))]
        group = ibis.cases(*cases, else_=len(least)) if cases else table[name]
        table = table.mutate(**{f"by_{key}": group})
    return table


def _of_occupations(
    table: Table, wanted: Sequence[str] | None, about: dict[str, Any]
) -> Iterator[tuple[Table, pd.DataFrame]]:
    """Yield persons with the code of their occupation, and what figures say of each code."""
    import ibis

    if wanted is None:
        rows = [("", "", "00-0000", "exact", None)]
        yield table.mutate(by_occupation=ibis.literal("")), pd.DataFrame(rows, columns=SAID)
        return
    there = {name: set(_run(table.select(name).distinct(), about["file"])[name])
             for name in ("OCCP", "SOCP") if name in table.columns}  # fmt: skip
    rows = []
    for code in wanted:
        found = codes_of(code, there, newest=about["release"] >= "2018")
        if not found:
            raise UnknownValue(
                f"{about['file']}: nobody is coded {code}; expected a code of the edition of its "
                "year, of the SOC (29-2072) or of the Census Bureau (3515)"
            )
        rows += found
    for column in there:
        said = pd.DataFrame([row[1:] for row in rows if row[0] == column], columns=SAID)
        if len(said):
            some = table.filter(table[column].isin(list(set(said["by_occupation"]))))
            yield some.mutate(by_occupation=some[column]), said.drop_duplicates()


def _sums(table: Table, keys: list[str], name: str, about: dict[str, Any]) -> pd.DataFrame:
    """Return the mean or the number of persons in each group, by each weight."""
    weights = _weights(table)
    sums = {weight: table[weight].sum() for weight in weights}
    if name == "mean":
        sums |= {f"x{weight}": (table[weight] * table["x"]).sum() for weight in weights}
    found = _run(table.aggregate(by=keys, n=table.count(), **sums), about["file"])
    estimates = found[weights].to_numpy("float64")
    if name == "mean":
        estimates = found[[f"x{weight}" for weight in weights]].to_numpy("float64") / estimates
    return _rows(found[[*keys, "n"]], name, estimates)


def _quantile(table: Table, keys: list[str], name: str, about: dict[str, Any]) -> pd.DataFrame:
    """Return a quantile of each group by each weight: what each value weighs, summed from below."""
    import ibis

    weights, share = _weights(table), int(name[1:])
    sums = {weight: table[weight].sum() for weight in weights}
    each = table.aggregate(by=[*keys, "x"], n=table.count(), **sums)
    below = ibis.window(group_by=keys, order_by="x", rows=(None, 0))
    whole = ibis.window(group_by=keys)
    # of whole weights these differences are exact, so that a tie is one
    over = {weight: 100 * each[weight].sum().over(below) - share * each[weight].sum().over(whole)
            for weight in weights}  # fmt: skip
    each = each.select(*keys, "x", "n", **over)
    least = {weight: each["x"].min(where=each[weight] >= 0) for weight in weights}
    middle = {weight: (least[weight] + each["x"].min(where=each[weight] > 0)) / 2
              for weight in weights}  # fmt: skip
    found = _run(each.aggregate(by=keys, n=each["n"].sum(), **middle), about["file"])
    return _rows(found[[*keys, "n"]], name, found[weights].to_numpy("float64"))


def _rows(groups: pd.DataFrame, name: str, estimates: Any) -> pd.DataFrame:
    """Return a row per group with its estimate, and one with its standard error."""
    value, replicates = estimates[:, 0], estimates[:, 1:]
    of = "total" if name == "count" else name
    rows = groups.assign(measure="population" if name == "count" else "wage", statistic=of,
                         value=value, error_of=None)  # fmt: skip
    if not replicates.shape[1]:
        return rows
    error = np.sqrt(4 * ((replicates - value[:, None]) ** 2).mean(axis=1))
    return pd.concat([rows, rows.assign(statistic="se", error_of=of, value=error)])


def _tidied(
    rows: pd.DataFrame, by: list[str], about: dict[str, Any], *, at_least: int, pay: str, note: str
) -> pd.DataFrame:
    """Return figures, in the order of their groups."""
    keys = [f"by_{key}" for key in by]
    rows = rows.sort_values(["soc", "census_code", *keys], kind="stable", ignore_index=True)
    group = pd.Series("", index=rows.index)
    for key in [key for key in by if key != "state"]:
        names = rows[f"by_{key}"].map(dict(enumerate(GROUPS[key][1]))).fillna(f"{key} not asked")
        group = group.mask(group.ne(""), group + ", ") + names
    few = rows["n"] < at_least
    figures = rows_of(
        rows.assign(
            release=about["release"], group=group, sample_size=rows["n"],
            area=rows["by_state"].map(POSTAL) if "state" in by else about["area"],
            value=rows["value"].mask(few),
            note=few.map({True: f"withheld: fewer than {at_least} persons answered", False: note}),
        ),
        pay=pay,
    )  # fmt: skip
    return tidy(
        figures.assign(file=about["file"], sha256=about["sha256"]), ordinary=SOURCE.ordinary
    )
