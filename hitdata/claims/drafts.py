"""Drafts checked: a text, a file or quoted figures in; every claim with its verdict out.

Files are found, opened and checked claim by claim; each claim is placed at its line and column of
the file. What an author has settled stays quiet: by a comment in the line, by code, or by a
baseline of what an old draft was known to say.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from hitdata.claims.checking import CODES, check_figures, check_text
from hitdata.claims.documents import SUFFIXES, Draft, draft_of, lines_of, opened
from hitdata.errors import HitdataError, SourceError, unknown
from hitdata.table.texts import as_html

__all__ = ["Checked", "check", "checked", "checked_all", "chosen", "counted", "entries", "files_of",
           "meaning", "settings", "told", "unsettled", "write_baseline", "wrong"]  # fmt: skip

#: A comment in a line, in whatever marks its language has: ``<!-- hitdata: ignore HD102 -->``.
IGNORE = re.compile(r"hitdata:[ \t]*ignore\b(?P<codes>(?:[\s,]+HD\d+)*)")

#: The same as all that a line holds.
ALONE = re.compile(rf"(?:\W|\\n)*{IGNORE.pattern}(?:\W|\\n)*")

#: Settings of ``[tool.hitdata.check]`` in pyproject.toml -> type.
SETTINGS: dict[str, type] = {"select": list, "ignore": list, "exclude": list, "baseline": str}


@dataclass(frozen=True)
class Checked:
    """Claims with their verdicts, and the text that they stand in, if it is one text."""

    claims: pd.DataFrame
    text: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a row per claim; ``figure_id`` joins it to the tidy table."""
        return self.claims.copy()

    def to_dict(self) -> dict[str, Any]:
        """Return the claims, None where nothing is known, and how many have each verdict."""
        rows = self.claims.astype(object).where(self.claims.notna(), None)
        return {"claims": rows.to_dict("records"), "verdicts": dict(Counter(rows["verdict"]))}

    def __str__(self) -> str:
        return "\n".join([*told(self.claims), counted(self.claims)])

    def _repr_html_(self) -> str:
        parts, last = [], 0
        for claim in self.claims.itertuples() if self.text else ():
            if claim.start >= last:
                line = "wavy #b00020" if claim.code in wrong() else "solid #767676"
                told = html.escape(f"{claim.verdict}: {claim.explanation}")
                words = html.escape(self.text[claim.start : claim.end])
                style = f"text-decoration: underline {line}"
                words = f'<u style="{style}" title="{told}">{words}</u><sup>{claim.code}</sup>'
                parts += [html.escape(self.text[last : claim.start]), words]
                last = claim.end
        text = "".join([*parts, html.escape(self.text[last:])])
        table = as_html(self.claims[["quote", "code", "verdict", "explanation", "figure_id"]])
        return f'<p dir="auto" style="white-space: pre-wrap">{text}</p>\n{table}'


def check(claims: str | Path | pd.DataFrame | pd.Series, *, select: Iterable[str] = (),
          ignore: Iterable[str] = ()) -> Checked:  # fmt: skip
    """Return every claim about pay, jobs, growth and openings in a text, with its verdict.

    ``claims`` is a text; a file, named by a `pathlib.Path`; or quoted figures as rows of the tidy
    table. ``select`` and ``ignore`` are codes, beginnings of codes or verdicts: ``["HD1"]`` keeps
    what is wrong. The meaning of a code is printed by ``hitdata check --explain CODE``.

    >>> check("They have a good life.").to_frame().empty
    True
    """
    if isinstance(claims, pd.Series):
        claims = claims.to_frame().T
    if (
        isinstance(claims, str)
        and re.fullmatch(r"[^\n]{1,99}\.\w{1,8}", claims)
        and Path(claims).is_file()
    ):
        raise HitdataError(f"{claims!r} is the name of a file; pass pathlib.Path({claims!r})")
    if isinstance(claims, str):
        found, text = _placed(draft_of(claims))
    elif isinstance(claims, pd.DataFrame):
        found, text = check_figures(claims), ""
    elif isinstance(claims, Path):
        found, text = checked(claims)
    else:
        kind = type(claims).__name__
        raise HitdataError(f"check takes a text, a pathlib.Path or figures, not {kind}")
    return Checked(chosen(found, select=select, ignore=ignore), text)


def wrong() -> set[str]:
    """Return the codes of what is wrong, for which the command ends with status 1."""
    bad = ("wrong-", "contradicted", "outdated")
    return {code for code, (verdict, *_) in CODES.items() if verdict.startswith(bad)}


def checked(path: Path, *, name: str = "") -> tuple[pd.DataFrame, str]:
    """Return the claims of a file (-: standard input) by their places in it, and its text."""
    piped = str(path) == "-"
    name = name if piped and name else str(path)
    try:
        draft = opened(name, sys.stdin.buffer.read() if piped else path.read_bytes())
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror})") from error
    return _placed(draft)


def only(found: pd.DataFrame, keep: Iterable[bool]) -> pd.DataFrame:
    """Return the rows for which ``keep`` holds, numbered anew."""
    return found[pd.Series(list(keep), index=found.index, dtype=bool)].reset_index(drop=True)


def chosen(found: pd.DataFrame, *, select: Iterable[str], ignore: Iterable[str]) -> pd.DataFrame:
    """Return the claims whose code or verdict is selected, by its beginning, and not ignored."""
    known = [*CODES, *(verdict for verdict, *_ in CODES.values())]
    select, ignore = ([of] if isinstance(of, str) else list(of) for of in (select, ignore))
    for word in (*select, *ignore):
        if not any(name.startswith(word) for name in known):
            raise unknown("code", word, known)

    def named(claim: tuple[str, str], words: Iterable[str]) -> bool:
        return any(name.startswith(word) for name in claim for word in words)

    claims = zip(found["code"], found["verdict"], strict=True)
    return only(found, [named(c, select or [""]) and not named(c, ignore) for c in claims])


def told(found: pd.DataFrame) -> list[str]:
    """Return a line per claim, as compilers and linters print it, and what to write instead."""
    lines = []
    for claim in found.astype(object).where(found.notna(), "").itertuples():
        place = f"{claim.file}:{claim.line}:{claim.column}: ".lstrip(":")
        words = f"{claim.code} {claim.quote}: {claim.explanation or claim.verdict}"
        lines.append(place + " ".join(words.split()))
        if claim.code in wrong() and claim.suggestion:
            lines.append(f"    write: {' '.join(claim.suggestion.split())}")
    return lines


def counted(found: pd.DataFrame) -> str:
    """Return how many claims there are, and how many have each verdict."""
    counts = Counter(found["verdict"]).most_common()
    verdicts = ", ".join(f"{count} {name}" for name, count in counts)
    return f"{len(found)} claim{'s' * (len(found) != 1)}{': ' * bool(verdicts)}{verdicts}"


def files_of(paths: Iterable[str], *, exclude: Iterable[str] = ()) -> Iterator[Path]:
    """Yield the files that paths name: files, folders with all drafts below them, or patterns."""
    for name in paths:
        path, found = Path(name), [Path(name)]
        if path.is_dir():
            found = [file for file in sorted(path.rglob("*"))
                     if file.suffix.lower() in SUFFIXES and file.is_file()
                     and not re.search(r"(?:^|/)\.", file.relative_to(path).as_posix())
                     ]  # fmt: skip
        elif re.search(r"[*?\[]", name) and not path.exists():
            anchor = Path(path.anchor)
            found = sorted(anchor.glob(str(path.relative_to(anchor))))
        if not found:
            raise SourceError(f"{name}: no draft there; looked for {', '.join(SUFFIXES)}")
        yield from (file for file in found if not any(file.match(mask) for mask in exclude))


def settings(folder: Path) -> dict[str, Any]:
    """Return ``[tool.hitdata.check]`` of the nearest pyproject.toml at or above a folder."""
    files = [place / "pyproject.toml" for place in (folder, *folder.parents)]
    file = next(filter(Path.is_file, files), None)
    try:
        read: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
    except ValueError as error:
        raise SourceError(f"{file}: not TOML ({error})") from error
    found = read.get("tool", {}).get("hitdata", {}).get("check", {})
    for name, value in found.items():
        if name not in SETTINGS:
            raise unknown(f"{file}: [tool.hitdata.check]: setting", name, SETTINGS)
        if not isinstance(value, SETTINGS[name]):
            raise SourceError(f"{file}: {name} = {value!r}; expected a {SETTINGS[name].__name__}")
    return found


def unsettled(found: pd.DataFrame, baseline: Path) -> pd.DataFrame:
    """Return the claims that a baseline does not list, or not as often as they occur."""
    try:
        known = Counter(tuple(entry) for entry in json.loads(baseline.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise SourceError(f"{baseline}: there is no such file; add --update-baseline") from error
    except (ValueError, TypeError) as error:
        raise SourceError(f"{baseline}: not a baseline ({error}); write it again") from error
    keep = []
    for entry in entries(found):
        keep.append(known[entry] == 0)
        known[entry] -= known[entry] > 0
    return only(found, keep)


def write_baseline(found: pd.DataFrame, baseline: Path) -> None:
    """Write what is known of these drafts; lines do not count, so that text may move."""
    rows = sorted(entries(found))
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    baseline.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def entries(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return file, code and words of each claim, by which it is known again."""
    claims = found[["file", "code", "quote"]].itertuples(index=False)
    return [(Path(file).as_posix(), code, " ".join(quote.split())) for file, code, quote in claims]


def meaning(code: str) -> str:
    """Return what a code means, or every code where ``all`` is asked for."""
    if code != "all" and not any(code in {name, verdict} for name, (verdict, *_) in CODES.items()):
        raise unknown("code", code, [*CODES, *(verdict for verdict, *_ in CODES.values())])
    return "\n\n".join(
        f"{name} {verdict}: {short}{'.' * bool(long)}\n{long}".strip()
        for name, (verdict, short, long) in CODES.items() if code in {name, verdict, "all"}
    )  # fmt: skip


def checked_all(paths: list[Path], *, name: str = "") -> tuple[pd.DataFrame, list[str]]:
    """Return the claims of many drafts, and what kept any of them from being read."""
    from tqdm import tqdm

    tables, failed = [check_text("")], []
    quiet = None if paths[1:] else True
    for path in tqdm(paths, desc="checking", unit="file", leave=False, disable=quiet):
        try:
            tables.append(checked(path, name=name)[0])
        except HitdataError as error:
            failed.append(str(error))
    return pd.concat(tables, ignore_index=True), failed


def _placed(draft: Draft) -> tuple[pd.DataFrame, str]:
    """Return the claims of a draft by their places in it, and its own text."""
    found, here = check_text(draft.read.text, file=draft.name), lines_of(draft.source)
    spans = [draft.span(*ends) for ends in zip(found["start"], found["end"], strict=True)]
    found = only(found, [span is not None for span in spans])
    columns = ["line", "column", "start", "end"]
    places = [(*here(span[0]), *span) for span in spans if span]
    found[columns] = pd.DataFrame(places, columns=columns, dtype="int64")
    quiet: dict[int, list[str]] = {}
    for number, line in enumerate(draft.source.split("\n"), start=1):
        if comment := IGNORE.search(line):
            # a comment that has a line of its own is about the next one
            quiet[number + bool(ALONE.fullmatch(line))] = re.findall(r"HD\d+", comment["codes"])
    kept = [line not in quiet or (bool(quiet[line]) and code not in quiet[line])
            for line, code in zip(found["line"], found["code"], strict=True)]  # fmt: skip
    return only(found, kept), draft.source
