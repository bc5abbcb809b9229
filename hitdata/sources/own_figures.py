"""Own figures: what a user typed from a page, in up to eleven fields.

Publisher         whoever the user names; the figures are the user's transcription
Raw files         CSV or YAML with publisher, occupation, statistic, value, unit, pay basis, period,
                  quoted from, note, area, soc; a row, or an entry of a list, per figure
Reference period  where the user states one: 2023-05, 2022 or 2022/2032
Coverage          not stated
Units             USD/year, USD/hour, jobs, persons, percent

A statistic is mean, median, average, p10 to p90, low, high, total or percent. A value may be
printed as a bound: ~48,000, >=150,000, 150,000+. An area is US, a state's postal code or a name; a
figure without one has the area ``not stated``. Such figures are user-supplied: they are not
redistributable, and their note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from hitdata.areas import NATION
from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.soc import EDITIONS, PROGRAMS, edition_of, level_of
from hitdata.sources import Options, Source
from hitdata.table.schema import PERIOD

__all__ = ["SOURCE"]

#: The fields.
FIELDS = ["publisher", "occupation", "statistic", "value", "unit", "pay basis", "period",
          "quoted from", "note", "area", "soc"]  # fmt: skip

#: Fields that must not be empty.
NEEDED = FIELDS[:5]

#: Statistics of pay.
PAY = ["average", "high", "low", "mean", "p10", "p25", "p50", "p75", "p90"]

#: Unit -> (measure, statistics that it can have).
UNITS = {
    "USD/year": ("wage", PAY),
    "USD/hour": ("wage", PAY),
    "jobs": ("employment", ["total"]),
    "persons": ("employment", ["total"]),
    "percent": ("employment change", ["percent"]),
}

#: A value and what it says of itself.
VALUE = re.compile(
    r"(?:(?P<about>~|≈|about |approximately |around )|(?P<least>>=|≥|over |at least )|"
    r"(?P<most><=|≤|up to |under ))?\s*"
    r"(?P<minus>-)?\$?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<k>[kK])?(?P<plus>\+)?%?",
    re.ASCII,
)


def _lacks(file: File) -> str:
    names = {_field(text) for text in file.first_line}
    missing = [name for name in NEEDED if name not in names]
    if not missing or _is_yaml(file):
        return ""
    return f"no heading {', '.join(missing)} in its first line"


def _figures(file: File, options: Options) -> pd.DataFrame:
    """Return the user's figures, each checked; those without a code pass no filter by code."""
    rows = [_figure(fields, place, file.name, options.period)
            for place, fields in (_entries(file) if _is_yaml(file) else _lines(file))]  # fmt: skip
    if not rows:
        raise SourceError(f"{file.name}: fields without figures; expected one or more")
    return pd.DataFrame(rows).assign(source="own figures", status="normal")


def _field(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text.strip().strip('"').lower())


def _is_yaml(file: File) -> bool:
    return bool(re.search(r"(?m)^[ \t]*(- )?publisher:", file.head))


def _entries(file: File) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the entries of a YAML text, from its nodes: a mapping loses a field said twice."""
    import yaml

    try:
        found = yaml.compose(file.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise SourceError(f"{file.name}: not YAML that can be read ({said})") from None
    entries = found.value if isinstance(found, yaml.SequenceNode) else [found]
    for number, entry in enumerate(entries, start=1):
        place = f"entry {number}"
        pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
        if not pairs or not all(isinstance(n, yaml.ScalarNode) for pair in pairs for n in pair):
            raise SourceError(f"{file.name}: {place} is not a list of fields with texts")
        names, texts = ([node.value for node in nodes] for nodes in zip(*pairs, strict=True))
        yield place, _fields(names, texts, f"{file.name}: {place}")


def _lines(file: File) -> Iterator[tuple[str, dict[str, str]]]:
    table = file.sheets[0].below(file.name)
    for line, cells in zip(table.index, table.to_numpy(), strict=True):
        if any(text.strip() for text in cells):
            yield f"line {line}", _fields(table, cells, f"{file.name}: the heading")


def _fields(headings: Iterable[str], texts: Iterable[str], place: str) -> dict[str, str]:
    names = [_field(text) for text in headings]
    if twice := {name for name in names if name and names.count(name) > 1}:
        raise SourceError(f"{place} has the field {min(twice)!r} twice; expected it once")
    return dict(zip(names, (text.strip() for text in texts), strict=True))


def _figure(fields: dict[str, str], place: str, file: str, period: str | None) -> dict[str, Any]:
    where = f"{file}: {place}"
    if unknown := set(fields) - {*FIELDS, ""}:
        raise SourceError(f"{where} has a field {min(unknown)!r}; expected {', '.join(FIELDS)}")
    if lacking := [name for name in NEEDED if not fields.get(name)]:
        raise SourceError(f"{where} has nothing under {', '.join(lacking)}")
    unit = fields["unit"]
    if unit not in UNITS:
        raise SourceError(f"{where}: unit {unit!r}; expected {', '.join(UNITS)}")
    measure, allowed = UNITS[unit]
    statistic = fields["statistic"].lower().replace("median", "p50")
    if statistic not in allowed:
        raise SourceError(f"{where}: statistic {fields['statistic']!r} of {unit}; expected "
                          f"{', '.join(allowed)}")  # fmt: skip
    period = fields.get("period") or period
    if period and not re.fullmatch(PERIOD, period):
        raise SourceError(f"{where}: period {period!r}; expected 2023-05, 2022 or 2022/2032")
    years = re.fullmatch(r"(\d{4})/(\d{4})", period or "")
    base, projected = years.groups() if years and unit == "percent" else (None, None)
    area = fields.get("area") or "not stated"
    return _coded(fields.get("soc"), period, where) | {
        "area": "US" if area.lower() in NATION else area,
        "publisher": fields["publisher"], "occupation": fields["occupation"], "measure": measure,
        "statistic": statistic, "unit": unit, "pay_basis": fields.get("pay basis") or None,
        "period": period or None, "quoted_by": fields.get("quoted from") or None,
        "base_year": base and int(base), "projected_year": projected and int(projected),
        "note": "; ".join(filter(None, ["user-supplied, not redistributable", fields.get("note")])),
        "locator": place,
    } | _value(fields["value"], measure, unit, where)  # fmt: skip


def _coded(soc: str | None, period: str | None, where: str) -> dict[str, Any]:
    """Return a typed code, of the edition that BLS used in the figure's period, else the newest."""
    if not soc:
        return {}
    if not re.fullmatch(r"\d\d-\d{4}", soc, re.ASCII):
        raise SourceError(f"{where}: soc {soc!r}; expected a code such as 29-2072")
    dated = bool(period) and int(str(period)[:4]) >= min(PROGRAMS["OEWS"])
    return {"soc": soc, "level": level_of(soc), "soc_match": "exact",
            "soc_system": edition_of("OEWS", str(period)) if dated else EDITIONS[-1],
            "soc_match_why": "the code that the user typed"}  # fmt: skip


def _value(text: str, measure: str, unit: str, where: str) -> dict[str, Any]:
    match = VALUE.fullmatch(text)
    foreign = {"$": measure != "wage", "%": unit != "percent"}
    if not match or any(mark in text and other for mark, other in foreign.items()):
        raise SourceError(
            f"{where}: value {text!r}; expected a number of {unit} such as 48,780 or ~48,000"
        )
    number = float(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
    number = -number if match["minus"] else number
    possible = {"wage": 0 < number < 1e8, "employment": 0 <= number < 1e9,
                "employment change": -100 <= number <= 1000}  # fmt: skip
    if not possible[measure]:
        raise SourceError(f"{where}: value {text!r} cannot be a {measure}")
    marks = {">=": match["plus"] or match["least"], "~": match["about"], "<=": match["most"]}
    bound = next((bound for bound, mark in marks.items() if mark), "=")
    return {"printed": text, "value": number, "bound": bound}


SOURCE = Source(
    kinds=("text", "json"), comes="own figures are CSV or YAML", lacks=_lacks, figures=_figures,
    codes={"source": {"own figures": "figures that a user typed from a page"}},
    example="figures.csv or figures.yaml with the fields " + ", ".join(FIELDS),
)  # fmt: skip
