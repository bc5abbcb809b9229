"""References: what to print beside a figure, and what its columns and codes mean.

`cite` gives one reference for each original that figures stand in. A conversion is by whoever made
it, from the publisher's data; a reference says how our copy came about wherever it is not the file
as published. `codebook` tells the table: columns and closed lists from `hitdata.table.schema`, the
codes of growing lists (publisher, source, coverage, ...) from the sources that bring them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pandas as pd

from hitdata.data.bundled import area_titles, industry_titles, load, originals
from hitdata.errors import UnknownValue, unknown
from hitdata.sources import names, source
from hitdata.table.schema import CODE_SOURCES, CODES, COLUMNS, DTYPES, columns_of

__all__ = ["STYLES", "cite", "codebook"]

#: Publisher -> the name that a reference gives it.
AUTHORS = {"BLS": "U.S. Bureau of Labor Statistics", "Census": "U.S. Census Bureau"}

#: Characters that LaTeX reads as commands.
LATEX = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"})


#: Columns of `codebook`.
FIELDS = ["column", "code", "type", "unit", "meaning", "missing", "source"]


def cite(figures: str | Iterable[str] | pd.DataFrame, *, style: str = "text") -> str:
    """Return references for figures, given as identifiers or as rows of the tidy table.

    ``style`` is ``text`` (a reference per line), ``bibtex`` or ``csl-json``. Figures of one
    original share a reference; its note names the cells, up to eight of them.

    >>> print(cite("bls.oews.2023-05.us.29-9021.wage.p50.usd-year"))
    U.S. Bureau of Labor Statistics. May 2023 National Occupational Employment and Wage Estimates \
(OEWS). File national_M2023_dl.xlsx, national_M2023_dl!AB606. \
https://www.bls.gov/oes/tables.htm (retrieved 2026-11).
    """
    if style not in STYLES:
        raise unknown("style", style, STYLES)
    rows = _rows(figures)
    listed = originals().drop_duplicates("sha256").set_index("sha256")
    references = []
    for sha256, group in rows.groupby("sha256", sort=False):
        known = listed.loc[sha256].to_dict() if sha256 in listed.index else {}
        references.append(_reference(group, known))
    return STYLES[style](references)


def codebook(*, table: str = "figures") -> pd.DataFrame:
    """Return a row per column and per code: column, code, type, unit, meaning, missing, source.

    A row without ``code`` describes the column; ``missing`` says what a missing value means. Of a
    reference ``table`` (prices, crosswalk, parities, ...): column, type, unit and meaning.

    >>> book = codebook().set_index(["column", "code"])
    >>> book.loc[("statistic", "p50"), "meaning"]
    'median'
    >>> book.loc[("publisher", "BLS"), "source"]
    'hitdata.sources.ep, hitdata.sources.oews'
    """
    if table != "figures":
        listed = pd.DataFrame(columns_of(table), dtype="str").iloc[:, :4]
        return listed.set_axis(["column", "type", "unit", "meaning"], axis=1)
    codes = _codes()
    rows: list[tuple[str, ...]] = []
    for column in COLUMNS:
        rows.append(
            (column.name, "", column.dtype, column.unit, column.meaning, column.missing,
             column.source)
        )  # fmt: skip
        rows += [(column.name, code, "", "", *entry) for code, entry in
                 codes.get(column.name, {}).items()]  # fmt: skip
    return pd.DataFrame(rows, columns=FIELDS, dtype="str")


def _rows(figures: str | Iterable[str] | pd.DataFrame) -> pd.DataFrame:
    if isinstance(figures, pd.DataFrame):
        if lacking := {"file", "locator", "sha256", "publisher", "quoted_by"} - set(figures):
            raise unknown("column", min(lacking), DTYPES)
        return figures
    if figures is None:
        raise UnknownValue("cite(None): expected figures as identifiers or as rows of the table")
    return load(figure_id=figures)


def _reference(group: pd.DataFrame, original: dict[str, str]) -> dict[str, str]:
    """Return the parts of a reference: author, title, edition, file, places, page, retrieved."""
    first = group.iloc[0]
    quoted = isinstance(first["quoted_by"], str)
    publisher = first["quoted_by"] if quoted else first["publisher"]
    places = list(dict.fromkeys(group["locator"]))
    author, copy = AUTHORS.get(publisher, publisher), original.get("copy", "as published")
    if copy == "converted":
        author = f"Unnamed converter, from data of the {author}"
    more = f" and {len(places) - 8} more" if len(places) > 8 else ""
    return {
        "key": re.sub(r"[^a-z0-9]+", "-", f"{publisher} {first['file']}".lower()).strip("-"),
        "author": author,
        "title": original.get("title") or first["file"],
        "file": first["file"],
        "places": ", ".join(places[:8]) + more,
        "page": original.get("page", ""),
        "retrieved": original.get("retrieved", ""),
        # an edition names what figures are about; when it was published is not in our originals
        "edition": original.get("release", ""),
        "copy": "; ".join(filter(None, (f"{copy} copy", original.get("note"))))
        if copy in {"converted", "re-saved"}
        else "",
        "quoting": ", ".join(sorted(set(group["publisher"]) - {publisher})) if quoted else "",
    }


def _sentence(part: dict[str, str]) -> str:
    title = part["title"] if part["title"] != part["author"] else "Career guide"
    quoting = f" (quoting {part['quoting']})" if part["quoting"] else ""
    page = f" {part['page']}" if part["page"] else ""
    retrieved = f" (retrieved {part['retrieved']})" if part["retrieved"] else ""
    return (
        f"{part['author']}. {title}{quoting}. File {part['file']}, {part['places']}."
        f"{page}{retrieved}"
        + "." * bool(page or retrieved)
        + f" [{part['copy']}]" * bool(part["copy"])
    )


def _note(part: dict[str, str]) -> str:
    quoting = f"quoting {part['quoting']}" if part["quoting"] else ""
    place = f"File {part['file']}, {part['places']}"
    return "; ".join(filter(None, (place, quoting, part["copy"])))


def _entry(part: dict[str, str]) -> str:
    note = _note(part)
    fields = {
        "author": "{" + part["author"].translate(LATEX) + "}",
        "title": part["title"].translate(LATEX),
        "edition": part["edition"],
        "url": part["page"],
        "urldate": part["retrieved"],
        "note": note.translate(LATEX),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{part['key']},", *lines, "}"])


def _item(part: dict[str, str]) -> dict[str, object]:
    note = _note(part)
    accessed = [int(number) for number in part["retrieved"].split("-") if number]
    item: dict[str, object] = {
        "id": part["key"],
        "type": "dataset",
        "author": [{"literal": part["author"]}],
        "title": part["title"],
        "note": note,
    }
    if part["edition"]:
        item["version"] = part["edition"]
    if accessed:
        item["accessed"] = {"date-parts": [accessed]}
    if part["page"]:
        item["URL"] = part["page"]
    return item


#: Style -> what writes it.
STYLES = {
    "text": lambda references: "\n".join(map(_sentence, references)),
    "bibtex": lambda references: "\n\n".join(map(_entry, references)),
    "csl-json": lambda references: json.dumps(
        [*map(_item, references)], indent=2, ensure_ascii=False
    ),
}


def _codes() -> dict[str, dict[str, tuple[str, str, str]]]:
    """Return column -> code -> (meaning, "", where the code comes from)."""
    found = {
        column: {code: (meaning, "", CODE_SOURCES[column]) for code, meaning in codes.items()}
        for column, codes in CODES.items()
    }
    for name in names():
        module = f"hitdata.sources.{name}"
        for column, codes in source(name).codes.items():
            for code, meaning in codes.items():
                known = found.setdefault(column, {}).get(code)
                brought = f"{known[2]}, {module}" if known else module
                found[column][code] = (known[0] if known else meaning, "", brought)
    for column, table in (("area", area_titles()), ("industry", industry_titles())):
        lines = zip(table[column], table["title"], table["file"], strict=True)
        titled = {code: (title, "", f"BLS, {file} of OEWS") for code, title, file in lines}
        found[column] = titled | found.get(column, {})
    return found
