"""Own figures: what a user typed from a page, in nine fields.

Publisher         whoever the user names; the figures are the user's transcription
Raw files         CSV or YAML with publisher, occupation, statistic, value, unit, pay basis, period,
                  quoted from, note; a row, or an entry of a list, per figure
Reference period  where the user states one: 2023-05, 2022 or 2022/2032
Coverage          not stated
Units             USD/year, USD/hour, jobs, persons, percent

A statistic is mean, median, average, p10 to p90, low, high, total or percent. A value may be
printed as a bound: ~48,000, >=150,000, 150,000+. Such figures are user-supplied: they are not
redistributable, and their note says so.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from hitdata.documents import Document
from hitdata.documents.asked import Asked
from hitdata.documents.texts import refuse_overfull
from hitdata.errors import SourceError
from hitdata.observations import empty, tidy
from hitdata.schema import CODES as CLOSED
from hitdata.schema import PERIOD

__all__ = ["CODES", "EXAMPLE", "FIELDS", "read_document", "why_not"]

#: The nine fields; those with a star may be empty.
FIELDS = ("publisher", "occupation", "statistic", "value", "unit", "pay basis*", "period*",
          "quoted from*", "note*")  # fmt: skip

#: What users bring, for the list of what can be read.
EXAMPLE = "figures.csv or figures.yaml with the fields " + ", ".join(FIELDS).replace("*", "")

#: Values of the growing code lists that this product brings.
CODES = {"source": {"own figures": "figures that a user typed from a page"}}

#: Values that a figure_id leaves out.
ORDINARY: dict[str, list[str]] = {}

#: Unit -> (measure, statistics that it can have; None for any of pay).
UNITS = {
    "USD/year": ("wage", None),
    "USD/hour": ("wage", None),
    "jobs": ("employment", {"total"}),
    "persons": ("employment", {"total"}),
    "percent": ("employment change", {"percent"}),
}

PAY = {"mean", "average", "p10", "p25", "p50", "p75", "p90", "low", "high"}

#: A value and what it says of itself.
VALUE = re.compile(
    r"(?P<bound>~|≈|about |approximately |around |>=|≥|over |at least |<=|≤|up to |under )?\s*"
    r"-?\$?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<k>[kK])?(?P<plus>\+)?%?",
    re.ASCII,
)
BOUNDS = {"~": "~", "≈": "~", "about": "~", "approximately": "~", "around": "~", ">=": ">=",
          "≥": ">=", "over": ">=", "at least": ">=", "<=": "<=", "≤": "<=", "up to": "<=",
          "under": "<="}  # fmt: skip


def why_not(document: Document) -> str:
    """Return why a document has not the nine fields, or nothing when it has."""
    if document.kind not in {"text", "json"}:
        return f"a {document.kind} file; own figures are CSV or YAML"
    if _is_yaml(document):
        return ""
    first = document.head.lstrip("\ufeff").split("\n", 1)[0]
    names = {_field(text) for text in re.split(r"[,;\t]", first)}
    missing = [name for name in _NAMES[:5] if name not in names]
    return f"no heading {', '.join(missing)} in its first line" if missing else ""


def read_document(document: Document, asked: Asked) -> pd.DataFrame:
    """Return the user's figures, each checked; figures without a code pass no filter by code."""
    rows = list(_entries(document) if _is_yaml(document) else _lines(document))
    if not rows:
        raise SourceError(f"{document.name}: fields without figures; expected one or more")
    figures = [_figure(fields, place, document, asked) for place, fields in rows]
    return tidy(pd.DataFrame(figures), ordinary=ORDINARY) if asked.soc is None else empty()


_NAMES = [name.rstrip("*") for name in FIELDS]


def _field(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text.strip().strip('"').lower())


def _is_yaml(document: Document) -> bool:
    return bool(re.search(r"(?m)^[ \t]*(- )?publisher:", document.head))


def _entries(document: Document) -> Any:
    """Yield the entries of a YAML text, from its nodes: a mapping loses a field said twice."""
    import yaml

    try:
        found = yaml.compose(document.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise SourceError(f"{document.name}: not YAML that can be read ({said})") from None
    entries = found.value if isinstance(found, yaml.SequenceNode) else [found]
    for number, entry in enumerate(entries, start=1):
        place = f"entry {number}"
        pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
        if not pairs or not all(isinstance(n, yaml.ScalarNode) for pair in pairs for n in pair):
            raise SourceError(f"{document.name}: {place} is no mapping of fields to texts")
        names = [_field(name.value) for name, _ in pairs]
        _refuse_twice(names, f"{document.name}: {place}")
        yield place, dict(zip(names, (text.value.strip() for _, text in pairs), strict=True))


def _lines(document: Document) -> Any:
    sheet = document.sheets[0]
    names = [_field(text) for text in sheet.cells.iloc[0]]
    _refuse_twice(names, f"{document.name}: the heading")
    sheet.refuse_cut_lines(sheet.cells.index[1:], sheet.cells.index[0], document.name)
    refuse_overfull(sheet.cells, sheet.cells.index[0], document.name)
    for line, cells in zip(sheet.cells.index[1:], sheet.cells.iloc[1:].to_numpy(), strict=True):
        if any(text.strip() for text in cells):
            yield f"line {line}", dict(zip(names, (text.strip() for text in cells), strict=True))


def _refuse_twice(names: list[str], place: str) -> None:
    if twice := {name for name in names if name and names.count(name) > 1}:
        raise SourceError(f"{place} has the field {min(twice)!r} twice; expected it once")


def _figure(
    fields: dict[str, str], place: str, document: Document, asked: Asked
) -> dict[str, object]:
    where = f"{document.name}: {place}"
    if unknown := set(fields) - set(_NAMES) - {""}:
        raise SourceError(f"{where} has a field {min(unknown)!r}; expected {', '.join(_NAMES)}")
    if lacking := [name for name in _NAMES[:5] if not fields.get(name)]:
        raise SourceError(f"{where} says nothing under {', '.join(lacking)}")
    statistic = fields["statistic"].lower().replace("median", "p50")
    measure, allowed = UNITS.get(fields["unit"], ("", set()))
    if not measure:
        raise SourceError(f"{where}: unit {fields['unit']!r}; expected {', '.join(UNITS)}")
    allowed = PAY if allowed is None else allowed
    if statistic not in allowed or statistic not in CLOSED["statistic"]:
        raise SourceError(
            f"{where}: statistic {fields['statistic']!r} of {fields['unit']}; expected "
            f"{', '.join(sorted(allowed))}"
        )
    period = fields.get("period") or asked.period
    if period and not re.fullmatch(PERIOD, period):
        raise SourceError(f"{where}: period {period!r}; expected 2023-05, 2022 or 2022/2032")
    years = (
        re.fullmatch(r"(\d{4})/(\d{4})", period or "") if measure == "employment change" else None
    )
    return {
        "publisher": fields["publisher"], "source": "own figures", "area": "US",
        "occupation": fields["occupation"], "measure": measure, "statistic": statistic,
        "unit": fields["unit"], "pay_basis": fields.get("pay basis") or None,
        "period": period or None, "quoted_by": fields.get("quoted from") or None,
        "base_year": int(years[1]) if years else None,
        "projected_year": int(years[2]) if years else None, "status": "normal",
        "note": "; ".join(filter(None, ["user-supplied, not redistributable", fields.get("note")])),
        "file": document.name, "sha256": document.sha256, "locator": place,
    } | _value(fields["value"], measure, fields["unit"], where)  # fmt: skip


def _value(text: str, measure: str, unit: str, where: str) -> dict[str, object]:
    match = VALUE.fullmatch(text)
    foreign = {"$": measure != "wage", "%": unit != "percent"}
    if not match or any(mark in text and other for mark, other in foreign.items()):
        raise SourceError(
            f"{where}: value {text!r}; expected a number of {unit} such as 48,780 or ~48,000"
        )
    number = float(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
    number = -number if re.search(r"-\$?\d", text) else number
    possible = {"wage": 0 < number < 1e8, "employment": 0 <= number < 1e9,
                "employment change": -100 <= number <= 1000}  # fmt: skip
    if not possible[measure]:
        raise SourceError(f"{where}: value {text!r} cannot be a {measure}")
    word = (match["bound"] or "").strip()
    bound = ">=" if match["plus"] else BOUNDS.get(word, "=")
    return {"printed": text, "value": number, "bound": bound}
