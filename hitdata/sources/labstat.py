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

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.errors import SourceError
from hitdata.observations import empty
from hitdata.sources.bls_api import figures_of

__all__ = ["EXAMPLE", "read_document", "why_not", "wide"]

#: What users bring, for the list of what can be read.
EXAMPLE = "oe.data.0.Current or oe.data.1.AllData, with oe.occupation and oe.footnote beside it"

#: Headings of a data file, once blanks are gone.
HEADINGS = ["series_id", "year", "period", "value", "footnote_codes"]

#: First headings of the files that only explain the data.
MAPPINGS = ("area_code", "areatype_code", "datatype_code", "footnote_code", "industry_code",
            "occupation_code", "release_date", "seasonal", "sector_code", "state_code")  # fmt: skip

#: Bytes read at a time.
BLOCK = 1 << 24


def why_not(document: Document) -> str:
    """Return why a document is no data file of LABSTAT, or nothing when it is."""
    if document.kind != "text":
        return f"a {document.kind} file; LABSTAT files are tab-separated text"
    first = [text.strip() for text in document.head.split("\n", 1)[0].split("\t")]
    if first[0] in MAPPINGS or (first[0] == "series_id" and "value" not in first):
        return "explains the figures of oe.data.*, and holds none itself"
    if first[:4] != HEADINGS[:4]:
        return f"the first line is not {', '.join(HEADINGS)} parted by tabs"
    start = document.head.split("\n", 2)[1][:2] if "\n" in document.head else ""
    return "" if start in {"OE", ""} else f"series of survey {start}, not OE"


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return the figures of a data file, of the occupations asked for."""
    table = wide(document, soc=asked.soc, printed=True)
    if table.num_rows == 0:
        return empty()
    frame = table.to_pandas()
    if not (frame["period"] == "A01").all():
        bad = frame[frame["period"] != "A01"].iloc[0]
        raise SourceError(
            f"{document.name}: line {bad['line']} is of period {bad['period']!r}; expected A01"
        )
    notes = _mapping(document.beside, "oe.footnote", "footnote_code", "footnote_text")
    titles = _mapping(document.beside, "oe.occupation", "occupation_code", "occupation_name")
    codes = frame["footnote_codes"].astype("str").fillna("")
    texts = codes.map(lambda code: notes.get(code, "")).astype("str")
    rows = pd.DataFrame({
        "series": frame["series_id"], "year": frame["year"].astype("str"),
        "printed": frame["printed"], "codes": codes, "text": texts,
        "occupation": frame["series_id"].str[17:23].map(titles).astype("str"),
        "locator": "line " + frame["line"].astype("str"),
    })  # fmt: skip
    return figures_of(rows, document)


def wide(
    document: Document, *, soc: frozenset[str] | None = None, printed: bool = False
) -> pa.Table:
    """Return a data file as a typed table: a row per line, trimmed, the value as a number.

    Columns: series_id, year, period, value, footnote_codes, line; ``printed`` on demand.
    """
    wanted = None if soc is None else pa.array([code.replace("-", "") for code in sorted(soc)])
    line, parts = 2, []
    try:
        for batch in _batches(document, printed=printed):
            typed = _typed(batch, line)
            line += batch.num_rows
            if wanted is not None:
                found = pc.utf8_slice_codeunits(typed["series_id"], 17, 23)
                typed = typed.filter(pc.is_in(found, value_set=wanted))
            parts.append(typed)
    except pa.ArrowInvalid as error:
        raise SourceError(
            f"{document.name}: near line {line} is no line of {len(HEADINGS)} fields, a year and a "
            f"number ({str(error)[:160]})"
        ) from error
    if line == 2:
        raise SourceError(f"{document.name}: headings without lines; expected figures")
    return pa.concat_tables(parts).unify_dictionaries()


def _batches(document: Document, *, printed: bool) -> pyarrow.csv.CSVStreamingReader:
    names = [name.strip() for name in document.head.split("\n", 1)[0].split("\t")]
    columns = dict.fromkeys(names, pa.string()) | {"year": pa.int16()}
    if not printed:
        columns["value"] = pa.float64()
    return pyarrow.csv.open_csv(
        document.path,
        read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, block_size=BLOCK),
        parse_options=pyarrow.csv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=columns,
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
            # a dash is padded to the width of the column
            null_values=["", *(" " * width + "-" for width in range(31))],
        ),
    )


def _typed(batch: pa.RecordBatch, line: int) -> pa.Table:
    columns = {"series_id": pc.ascii_trim_whitespace(batch["series_id"]), "year": batch["year"]}
    for name in ("period", "footnote_codes"):
        if name in batch.schema.names:
            text = batch[name].dictionary_encode()
            trimmed = pc.ascii_trim_whitespace(text.dictionary)
            columns[name] = pa.DictionaryArray.from_arrays(text.indices, trimmed)
        else:
            columns[name] = pa.array([""] * batch.num_rows).dictionary_encode()
    value = batch["value"]
    if value.type == pa.string():
        columns["printed"] = value
        value = pc.ascii_trim_whitespace(value)
        none = pc.is_in(value, value_set=pa.array(["-", ""]))
        value = pc.if_else(none, None, value).cast(pa.float64())
    columns["value"] = value
    columns["line"] = pa.array(np.arange(line, line + batch.num_rows, dtype="int32"))
    return pa.table(columns)


def _mapping(folder: Path, name: str, code: str, text: str) -> dict[str, str]:
    """Return code -> text of a mapping file beside the data; nothing when it is not there."""
    path = folder / name
    if not path.is_file():
        return {}
    table = pd.read_csv(path, sep="\t", dtype="str", keep_default_na=False, encoding="latin-1",
                        index_col=False)  # fmt: skip
    if code not in table or text not in table:
        return {}
    return dict(zip(table[code].str.strip(), table[text].str.strip(), strict=True))
