"""LABSTAT: OEWS as the flat files of BLS's time-series folder.

Publisher         U.S. Bureau of Labor Statistics
Raw files         oe.data.0.Current, oe.data.1.AllData; tab-separated, a line per series and year
Reference period  May of the printed year (period A01); the files hold the newest release only
Coverage          wage and salary jobs in establishments; the self-employed are excluded
Units             those of the series: jobs, percent, nominal US dollars per hour or per year

A series identifier says occupation, area, industry and datatype. Titles and the texts of
footnotes stand in ``oe.occupation`` and ``oe.footnote``; when they lie beside the data they are
read along. A dash with footnote 5 is a top-coded wage, with footnote 8 one that is not released.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.sources import KNOWN, Options, Source
from hitdata.surveys import ORDINARY
from hitdata.surveys.oews_series import figures_of
from hitdata.table.texts import categorical

__all__ = ["SOURCE"]

#: Headings of a data file, once blanks are gone.
HEADINGS = ["series_id", "year", "period", "value", "footnote_codes"]

#: First headings of the files that only explain the data.
MAPPINGS = ("area_code", "areatype_code", "datatype_code", "footnote_code", "industry_code",
            "occupation_code", "release_date", "seasonal", "sector_code", "state_code")  # fmt: skip

#: Footnote of a top-coded wage.
TOP_CODED = "5"

#: Heading that a cut puts before the others, for the line's number in the original.
NUMBER = "line"

#: What a value is, in the order of the codes below.
STATUSES = ["normal", "top-coded", "not released"]

#: Bytes read at a time: more take memory, fewer take time.
BLOCK = 1 << 23

#: A value that is not published, padded to the width of the column.
DASH = "           -"


def _lacks(file: File) -> str:
    first = _heading(file)
    if first[0] in MAPPINGS or (first[0] == "series_id" and "value" not in first):
        return f"{KNOWN} a mapping file of LABSTAT, which is read along with oe.data.* beside it"
    if first[:4] != HEADINGS[:4]:
        return f"the first line lacks the tab-separated headings {', '.join(HEADINGS)}"
    start = file.head.split("\n", 2)[1][:2] if "\n" in file.head else ""
    return "" if start in {"OE", ""} else f"series of survey {start}, not OE"


def _heading(file: File) -> list[str]:
    return [name.strip() for name in file.head.split("\n", 1)[0].split("\t")]


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return the figures of a data file, of the occupations asked for."""
    if options.original and NUMBER in _heading(file) and "value" not in _heading(file):
        return pd.DataFrame()  # the cut of a list that explains the data
    table = _some(file, options.soc, printed=True)
    if table.num_rows == 0:
        return pd.DataFrame()
    frame = table.to_pandas()
    if not (frame["period"] == "A01").all():
        bad = frame[frame["period"] != "A01"].iloc[0]
        raise SourceError(
            f"{file.name}: line {bad['line']} is of period {bad['period']!r}; expected A01"
        )
    notes = _mapping(file, "oe.footnote", "footnote_code", "footnote_text")
    titles = _mapping(file, "oe.occupation", "occupation_code", "occupation_name")
    codes = frame["footnote_codes"].astype("str").fillna("")
    texts = codes.map(lambda code: notes.get(code, "")).astype("str")
    rows = pd.DataFrame({
        "series": frame["series_id"], "year": frame["year"].astype("str"),
        "printed": frame["printed"], "codes": codes, "text": texts,
        "occupation": frame["series_id"].str[17:23].map(titles).astype("str"),
        "locator": "line " + frame["line"].astype("str"),
    })  # fmt: skip
    return figures_of(rows, file)


def _frame(file: File, options: Options) -> pd.DataFrame:
    """Return a data file as a typed frame: a row per line, the status beside the value.

    Columns: series_id, year, period, value, status, footnote_codes, line.
    """
    table = _some(file, options.soc, printed=False)
    columns: dict[str, Any] = {
        "series_id": pd.array(table["series_id"], dtype="str"),
        "year": table["year"].to_numpy(),
        "period": categorical(table["period"]),
        "value": table["value"].to_numpy(),
    }
    notes = categorical(table["footnote_codes"])
    top = pd.Series(notes.categories).map(lambda codes: TOP_CODED in codes.split(","))
    none = np.where(top.to_numpy(dtype=bool)[notes.codes], 1, 2)
    status = np.where(np.isnan(columns["value"]), none, 0).astype("int8")
    columns["status"] = pd.Categorical.from_codes(status, pd.Index(STATUSES, dtype="str"))
    columns |= {"footnote_codes": notes, "line": table["line"].to_numpy()}
    return pd.DataFrame(columns, copy=False)


def _occupations(file: File, options: Options) -> pd.Series:
    """Return how many lines each occupation has, by its code."""
    series = _some(file, options.soc, printed=False)["series_id"]
    digits = pc.utf8_slice_codeunits(series, 17, 23).value_counts()
    codes = pd.Series(digits.field("values").to_pandas())
    return pd.Series(digits.field("counts").to_numpy(), codes.str[:2] + "-" + codes.str[2:])


def _some(file: File, soc: frozenset[str] | None, *, printed: bool) -> pa.Table:
    """Return the lines of some occupations (None: all), read a block at a time.

    Columns: series_id, year, period, value, footnote_codes, line; ``printed`` texts on demand.
    """
    wanted = None if soc is None else pa.array([code.replace("-", "") for code in sorted(soc)])
    line, parts = 2, []
    try:
        for batch in pyarrow.csv.open_csv(file.stream(), **_options(file, printed=printed)):
            typed = _typed(pa.Table.from_batches([batch]), line)
            line += batch.num_rows
            if wanted is not None:
                found = pc.utf8_slice_codeunits(typed["series_id"], 17, 23)
                typed = typed.filter(pc.is_in(found.cast(pa.string()), value_set=wanted))
            parts.append(typed)
    except pa.ArrowInvalid as error:
        raise SourceError(
            f"{file.name}: near line {line}, expected lines of {len(HEADINGS)} fields with a year "
            f"and a number ({str(error)[:160]})"
        ) from error
    if line == 2:
        raise SourceError(f"{file.name}: headings without lines; expected figures")
    return pa.concat_tables(parts).unify_dictionaries()


def _options(file: File, *, printed: bool) -> dict[str, Any]:
    names = _heading(file)
    columns = dict.fromkeys(names, pa.string()) | {"year": pa.int16(), NUMBER: pa.int32()}
    columns["value"] = pa.string() if printed else pa.float64()
    return {
        "read_options": pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, block_size=BLOCK),
        "parse_options": pyarrow.csv.ParseOptions(delimiter="\t", quote_char=False),
        "convert_options": pyarrow.csv.ConvertOptions(
            column_types=columns,
            # twice as fast; what is not ASCII is refused below
            check_utf8=False,
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
            null_values=["", "-", DASH],
        ),
    }


def _typed(read: pa.Table, line: int) -> pa.Table:
    columns = {"series_id": None, "year": read["year"]}
    number = read[NUMBER] if NUMBER in read.column_names else None
    for name in ("period", "footnote_codes"):
        columns[name] = _few(read[name]) if name in read.column_names else \
            pa.array([""] * len(read)).dictionary_encode()  # fmt: skip
    _refuse_others(read["series_id"])
    columns["series_id"] = pc.ascii_trim_whitespace(read["series_id"])
    value = read["value"]
    if value.type == pa.string():
        columns["printed"] = value
        value = pc.ascii_trim_whitespace(value)
        none = pc.is_in(value, value_set=pa.array(["-", ""]))
        value = pc.if_else(none, None, value).cast(pa.float64())
    if pc.any(pc.invert(pc.is_finite(value))).as_py():
        raise pa.ArrowInvalid("nan or inf, which no file of BLS prints")
    columns["value"] = value
    columns["line"] = number if number is not None else \
        pa.array(np.arange(line, line + len(columns["year"]), dtype="int32"))  # fmt: skip
    return pa.table(columns)


def _few(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return trimmed texts, of which there are few, as codes."""
    coded = texts.combine_chunks().dictionary_encode()
    _refuse_others(coded.dictionary)
    trimmed = pc.ascii_trim_whitespace(coded.dictionary)
    return pa.chunked_array([pa.DictionaryArray.from_arrays(coded.indices, trimmed)])


def _refuse_others(texts: pa.Array | pa.ChunkedArray) -> None:
    """Refuse what is not ASCII, as no file of BLS's time-series folder is."""
    plain = pc.string_is_ascii(texts)
    if not pc.all(plain).as_py():
        at = pc.index(plain, False).as_py()
        raw = texts[at].cast(pa.binary()).as_py()
        raise pa.ArrowInvalid(f"the bytes {raw[:40]!r} are not ASCII")


def _mapping(file: File, name: str, code: str, text: str) -> dict[str, str]:
    """Return code -> text of a mapping file beside the data; nothing when it is not there."""
    companion = file.companion(name)
    if companion is None or not {code, text} <= set(companion.first_line):
        return {}
    table = companion.sheets[0].below(companion.name)
    return dict(zip(table[code].str.strip(), table[text].str.strip(), strict=True))


SOURCE = Source(
    kinds=("text",),
    comes="LABSTAT files are tab-separated text",
    lacks=_lacks,
    figures=_figures,
    ordinary=ORDINARY,
    example="oe.data.0.Current or oe.data.1.AllData, with oe.occupation and oe.footnote beside it",
    frame=_frame,
    occupations=_occupations,
)
