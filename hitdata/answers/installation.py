"""What is installed: versions, extras, fonts, tables and cache, and what is missing."""

from __future__ import annotations

import platform
import re
from importlib import metadata

import pandas as pd

import hitdata
from hitdata.data import bundled
from hitdata.errors import HitdataError
from hitdata.store import kept

__all__ = ["doctor"]


def doctor() -> pd.DataFrame:
    """Return a row per thing that hitdata needs or can use.

    Columns: what, kind (python, package, extra, font, tables, cache), found (version or place),
    state (ok, missing, out of date) and remedy (what to type, where something is missing). A
    package belongs to the extra that `pip install 'hitdata[extra]'` brings it with.

    >>> doctor().set_index("what").loc["pandas", "state"]
    'ok'
    """
    rows: list[tuple[str, ...]] = [("Python", "python", platform.python_version(), "ok", ""),
            ("hitdata", "package", hitdata.__version__, "ok", "")]  # fmt: skip
    extras: dict[str, list[str]] = {}
    for asked in metadata.requires("hitdata") or []:
        if named := re.match(r"([\w.-]+)(?:.*extra == ['\"](\w+)['\"])?", asked):
            extras.setdefault(named[1], []).extend(filter(None, [named[2]]))
    extras.pop("hitdata", None)
    rows += [_package(name, [e for e in of if e != "all"]) for name, of in extras.items()]
    rows += [_font(), _tables(), ("cache of read files", "cache", str(kept.folder() or ""),
                                  "ok" if kept.folder() else "off", "")]  # fmt: skip
    late = bundled.stale()
    rows += [(str(row["product"]), "release", str(row["release"]), f"newer one due {row['due']}",
              "") for row in late.to_dict("records")]  # fmt: skip
    return pd.DataFrame(rows, columns=["what", "kind", "found", "state", "remedy"], dtype="str")


def _package(name: str, extras: list[str]) -> tuple[str, ...]:
    kind = f"extra {', '.join(sorted(extras))}" if extras else "package"
    try:
        return name, kind, metadata.version(name), "ok", ""
    except metadata.PackageNotFoundError:
        wanted = f"hitdata[{min(extras, key=len)}]" if extras else name
        return name, kind, "", "missing", f"pip install '{wanted}'"


def _font() -> tuple[str, ...]:
    try:
        from hitdata.charts.style import FALLBACK, font

        family = font().family
    except HitdataError as error:
        return "font of charts", "font", "", "missing", str(error)
    state = "fallback" if family == FALLBACK else "ok"
    return "font of charts", "font", family, state, ""


def _tables() -> tuple[str, ...]:
    try:
        count = bundled.figures_file().metadata.num_rows
    except HitdataError as error:
        return "bundled figures", "tables", "", "missing", str(error)
    return "bundled figures", "tables", f"{count:,} in {bundled.FOLDER}", "ok", ""
