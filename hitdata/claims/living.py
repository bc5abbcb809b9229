"""Numbers in a draft that stay those of their release: filled in from one key file, and verified.

The key file, ``numbers.yml``, names every number once:

    records_median:
      figure: bls.oews.2025-05.us.29-2072.wage.p50.usd-year
      format: "${:,.0f}"    # Python's, around one pair of braces; else the usual one of the unit
      release: 2024-05      # the pin, or latest; else the release in the figure's identifier
      dated: true           # the text names its release, so that a newer one does not move it
      expect: "$51,140"     # the text that the author has seen; another one is refused
    gap:
      words: more than twice
      holds: managers_median > 2 * records_median

In Markdown, HTML and notebooks a number stands between two comments,
``<!-- hitdata:records_median -->$51,140<!-- /hitdata -->``. In Word it is a content control with
the tag ``hitdata:records_median``, or a bookmark named ``hitdata_records_median``. The lines
between ``# hitdata`` and ``# /hitdata`` of a YAML file or of front matter become ``name: "text"``
for every number: Quarto's ``_variables.yml``, and ``substitutions`` of MyST.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from hitdata.claims.documents import SUFFIXES, lines_of, mark
from hitdata.data.bundled import load
from hitdata.errors import InvalidFigure, SourceError, UnknownValue, unknown
from hitdata.files import container

__all__ = ["Written", "changes", "key_of", "number", "opened_key", "write"]

#: Fields of an entry in the key file.
FIELDS = ("figure", "format", "release", "dated", "expect", "words", "holds")

#: Unit -> how a number of it is usually printed; another unit's number as it is.
USUAL = {"USD/year": "${:,.0f}", "USD/hour": "${:,.2f}", "percent": "{:,.10g}%"}

#: What a bound adds to a number.
BOUNDS = {">=": "{} or more", "<=": "{} or less", "~": "about {}"}

#: A number between comments, or the lines of all numbers.
IN_TEXT = re.compile(
    r"<!--\s*hitdata:(?!\s*ignore\b)\s*(?P<name>\w+)\s*-->(?P<old>(?:(?!<!--).)*)"
    r"<!--\s*/hitdata\s*-->|^(?P<indent>[ \t]*)\# hitdata[ \t\r]*\n"
    r"(?P<block>(?:(?![ \t]*\# /hitdata)[^\n]*\n)*)(?=[ \t]*\# /hitdata\b)",
    re.MULTILINE | re.DOTALL)  # fmt: skip

#: The same in the XML of Word: a content control, or a bookmark; and the text in either.
IN_WORD = re.compile(
    r'<w:sdt>(?:(?!</?w:sdt>|<w:sdtContent>).)*?<w:tag w:val="hitdata:(?P<name>\w+)"/>'
    r'(?:(?!</?w:sdt>).)*?</w:sdt>|<w:bookmarkStart (?=[^>]*w:name="hitdata_(?P<mark>\w+)")[^>]*'
    r'w:id="(?P<id>\d+)"[^>]*/>.*?<w:bookmarkEnd [^>]*w:id="(?P=id)"[^>]*/>',
    re.DOTALL)  # fmt: skip

#: A run of text in Word, and what holds such runs.
RUN = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")

#: Parts of a Word document that hold text.
PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")

#: What begins any of these.
BEGUN = re.compile(r"<!--\s*hitdata:(?!\s*ignore\b)\s*\w*|^[ \t]*# hitdata[ \t\r]*$"
                   r'|w:(?:val="hitdata:|name="hitdata_)\w*', re.MULTILINE)  # fmt: skip

#: Files that are written anew -> what they hold but for the numbers.
NEW = {
    "_variables.yml": "# hitdata\n# /hitdata\n",
    "myst.yml": "version: 1\nproject:\n  substitutions:\n    # hitdata\n    # /hitdata\n",
}


class Written(str):
    """A figure as text, which prints itself: inline in Quarto, and in MyST under {eval}."""

    __slots__ = ()
    __repr__ = str.__str__


class Key(NamedTuple):
    """What a key file says: the text of each name, and what its author did not expect."""

    texts: dict[str, str]
    unexpected: list[str]
    moved: list[str]


def number(figure_id: str, *, format: str | None = None, release: str | None = None) -> str:
    """Return a published figure as the text that a sentence prints.

    ``format`` is Python's, around one pair of braces; the usual one of the unit unless given.
    ``release`` is another release of the same figure, or ``latest``.

    >>> number("bls.oews.2023-05.us.29-9021.wage.p50.usd-year")
    $62,990
    """
    return Written(_text(_released(figure_id, release), format))


def key_of(paths: Iterable[Path]) -> Path:
    """Return the key file in the folder of the first draft, or the nearest one above it."""
    start = next(iter(paths), Path("here")).resolve()
    for folder in start.parents:
        if (folder / "numbers.yml").is_file():
            return folder / "numbers.yml"
    raise SourceError(f"{start.parent}: no numbers.yml there or above; name the file with --key")


def opened_key(path: Path) -> Key:
    """Return the text of every name in a key file; what no longer holds; what a release moved."""
    key, now, newest = Key({}, [], []), dict[str, float](), dict[str, float]()
    entries = _entries(path)
    for name, entry in entries.items():
        if "figure" in entry:
            figure = _released(entry["figure"], entry.get("release"))
            latest = (
                figure if entry.get("dated") == "True" else _released(figure["figure_id"], "latest")
            )
            text, new = (_text(row, entry.get("format")) for row in (figure, latest))
            key.texts[name], now[name], newest[name] = text, figure["value"], latest["value"]
            was = f"{text!r} ({figure['release']})"
            if entry.get("expect", text) != text:
                key.unexpected.append(
                    f"{path}: {name}: old {entry['expect']!r} (expected), new {was}"
                )
            if new != text:
                key.moved.append(f"{path}: {name}: old {was}, new {new!r} ({latest['release']})")
    for name, entry in entries.items():
        if "holds" in entry:
            key.texts[name] = entry["words"]
            for told, numbers in ((key.unexpected, now), (key.moved, newest)):
                if not _holds(f"{path}: {name}", entry["holds"], numbers):
                    values = [f"{used} is {numbers[used]:,.10g}" for used in numbers
                              if re.search(rf"\b{used}\b", entry["holds"])]  # fmt: skip
                    told.append(
                        f"{path}: {name}: {entry['words']!r} no longer holds: {', '.join(values)}"
                    )
    return key


def changes(path: Path, texts: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return which texts of a file should be others, and the file's parts with those others."""
    found: list[str] = []
    parts = _parts(path)
    for part, text in parts.items():
        searched, here = text, lines_of(text)
        if SUFFIXES.get(path.suffix.lower()) == "markdown":  # what shows the marks is left alone
            searched = mark("fences").sub(
                lambda m: re.sub(".", " ", m[0]) if m["fence"] else m[0], text
            )
        pattern = IN_WORD if part else IN_TEXT
        if begun := BEGUN.search(pattern.sub("", searched)):
            raise SourceError(f"{path}: {begun[0].strip()!r} has no end; expected <!-- /hitdata -->"
                              " or # /hitdata, or in Word a control with text")  # fmt: skip
        pieces, last = [], 0
        for match in pattern.finditer(searched):
            place = f"{path}:{part or ':'.join(map(str, here(match.start())))}"
            filled, pairs = _filled(place, match, texts, quoted=path.suffix == ".ipynb")
            found += [
                f"{place}: {name}: old {old!r}, new {new!r}"
                for name, old, new in pairs
                if old != new
            ]
            pieces += [text[last : match.start()], filled]
            last = match.end()
        parts[part] = "".join([*pieces, text[last:]])
    return found, parts


def write(path: Path, parts: dict[str, str]) -> None:
    """Write a file with its new parts; of a Word document the old one is kept beside it."""
    if "" in parts:
        path.write_bytes(parts[""].encode())
        return
    backup = path.with_name(f"{path.name}.bak")
    shutil.copy2(path, backup)
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, parts.get(info.filename) or old.read(info))


def _entries(path: Path) -> dict[str, dict[str, str]]:
    import yaml

    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = {str(name): {field: str(value) for field, value in entry.items()}
                   for name, entry in read.items()}  # fmt: skip
    except (OSError, ValueError, AttributeError, RecursionError, yaml.YAMLError) as error:
        raise SourceError(f"{path}: not a key file ({error}); expected names and fields") from error
    for name, entry in entries.items():
        for field in set(entry) - set(FIELDS):
            raise unknown(f"{path}: {name}: field", field, FIELDS)
        if not name.isidentifier() or not ("figure" in entry or {"words", "holds"} <= set(entry)):
            raise SourceError(f"{path}: {name}: expected a name of letters, digits and _, and "
                              "below it a figure, or words and what holds of them")  # fmt: skip
    return entries


def _released(figure_id: str, release: str | None) -> pd.Series:
    """Return a figure, in another release if one is named: its identifier with other years."""
    figure = load(figure_id=figure_id).iloc[0]
    if release in {None, figure["release"]}:
        return figure
    terms = figure[["publisher", "source", "soc"]].dropna().to_dict()
    among = load(**terms, quoted=False).dropna(subset="release")
    releases = sorted(among["release"].unique(), reverse=True)
    for wanted in releases if release == "latest" else [release]:
        rows = among[among["release"].eq(wanted)]
        old, new = ([str(years["base_year"]), str(years["projected_year"])]
                    for years in (figure, rows[["base_year", "projected_year"]].min()))  # fmt: skip
        parts = {
            figure["release"]: wanted,
            "-".join(old): "-".join(new),
            **dict(zip(old, new, strict=True)),
        }
        same = rows["figure_id"].eq(
            ".".join(parts.get(part, part) for part in figure_id.split("."))
        )
        if same.any():
            return rows[same].iloc[0]
    if release == "latest":
        return figure
    raise UnknownValue(f"{figure_id}: not in release {release!r}; known are {', '.join(releases)}")


def _text(figure: pd.Series, form: str | None) -> str:
    bounded = figure["bound"] == ">=" and pd.isna(figure["value"])
    value = figure["threshold" if bounded else "value"]
    if pd.isna(value):
        raise InvalidFigure(f"{figure['figure_id']}: {figure['status']}: no number to print")
    form = form or USUAL.get(figure["unit"], "{:,.10g}")
    try:
        if re.fullmatch(r"[^{}]*\{(?::[^{}]*)?\}[^{}]*", form):
            return BOUNDS.get(figure["bound"], "{}").format(form.format(value))
        problem = "braces"
    except ValueError as error:
        problem = str(error)
    raise SourceError(f"format {form!r}: {problem}; expected one pair of braces, as in ${{:,.0f}}")


def _holds(place: str, assertion: str, numbers: dict[str, float]) -> bool:
    """Return whether an assertion such as ``a > 2 * b`` is true of numbers; nothing else runs."""
    names, problem = set(re.findall(r"[A-Za-z_]\w*", assertion)), None
    strange = re.search(r"[^\w\s.+*/()<>=-]|[A-Za-z_]\w*\s*[(.]|\*\*", assertion)
    if names and not strange and re.fullmatch(r"[^<>=]+(?:[<>]=?[^<>=]+)+", assertion):
        try:
            used = {name: numbers[name] for name in names}
            return bool(pd.eval(assertion, local_dict=used, engine="python"))
        except (SyntaxError, ValueError, TypeError, LookupError, ArithmeticError,
                NotImplementedError, RecursionError) as error:  # fmt: skip
            problem = error
    raise SourceError(f"{place}: holds: {assertion!r}; expected, as in a > 2 * b, a comparison of "
                      "names that have figures") from problem  # fmt: skip


def _filled(place: str, match: re.Match[str], texts: dict[str, str], *, quoted: bool) -> tuple[
    str, list[tuple[str, str, str]]]:  # fmt: skip
    """Return a marked place as it should read, and each name in it with its old and new text."""
    whole, group = match[0], match.groupdict()
    in_json = {name: json.dumps(text, ensure_ascii=False) for name, text in texts.items()}
    if group.get("block") is not None:
        lines = [f"{group['indent']}{name}: {text}\n" for name, text in in_json.items()]
        old = dict(re.findall(r'^[ \t]*(\w+): *"?(.*?)"?[ \t\r]*$', group["block"], re.MULTILINE))
        pairs = [
            (name, old.get(name, ""), in_json.get(name, "")[1:-1]) for name in {**in_json, **old}
        ]
        return whole[: len(whole) - len(group["block"])] + "".join(lines), pairs
    name = group["name"] or group.get("mark")
    if name not in texts:
        raise unknown(f"{place}: name", name, texts)
    if "old" in group:
        text = in_json[name][1:-1] if quoted else texts[name]
        start, end = (at - match.start() for at in match.span("old"))
        return f"{whole[:start]}{text}{whole[end:]}", [(name, group["old"], text)]
    runs = "".join(run[2] for run in RUN.finditer(whole))
    if not runs:
        raise SourceError(f"{place}: {name}: no text to replace there; type a number first")
    left = iter([html.escape(texts[name], quote=False)])
    filled = RUN.sub(lambda run: run[1] + next(left, ""), whole).replace("<w:showingPlcHdr/>", "")
    return filled, [(name, html.unescape(runs), texts[name])]


def _parts(path: Path) -> dict[str, str]:
    """Return the texts in a file that may hold numbers: itself, or the parts of a Word document."""
    try:
        if path.suffix.lower() == ".docx":
            container.safe_workbook(path)
            with zipfile.ZipFile(path) as file:
                names = filter(PARTS.fullmatch, file.namelist())
                return {name: file.read(name).decode() for name in names}
        text = path.read_bytes().decode() if path.exists() or path.name not in NEW else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); expected a file in UTF-8") from error
    if path.name not in NEW or IN_TEXT.search(text):
        return {"": text}
    if text and path.name != "_variables.yml":
        raise SourceError(f"{path}: put the lines '# hitdata' and '# /hitdata' under substitutions")
    return {"": text + "\n" * (text[-1:] not in {"", "\n"}) + NEW[path.name]}
