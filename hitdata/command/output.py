"""How a subcommand prints a frame: on the screen, or as CSV, JSON, Parquet or XLSX."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import hitdata
from hitdata.errors import HitdataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["output_arguments", "write"]

#: Format -> the ending of its files.
ENDINGS = {"csv": ".csv", "json": ".json", "parquet": ".parquet", "table": ".txt",
           "xlsx": ".xlsx"}  # fmt: skip


def output_arguments(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the options that say in which format, the first by default, and where to write."""
    by_name = "by default as the ending of FILE says, else %(metavar)s"
    parser.add_argument("--format", choices=formats, help=by_name, metavar="|".join(formats))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there")


def write(frame: pd.DataFrame, options: argparse.Namespace, *, on_screen: list[str]) -> None:
    """Write a frame in the format asked for; a table has the columns that a screen can hold."""
    forms: dict[str, Callable[[], str]] = {
        "csv": lambda: frame.to_csv(index=False, lineterminator="\n"),
        "json": lambda: frame.to_json(orient="records", indent=1, date_format="iso") + "\n",
        "table": lambda: _screen(frame[on_screen]),
    }
    name, path = _format(options), options.output
    if name == "parquet":
        frame.to_parquet(path, index=False)
    elif name == "xlsx":
        from hitdata.answers.titled import sheets

        sheets(path, {"Figures": frame, "Codebook": hitdata.codebook()})
    elif path is None:
        sys.stdout.write(forms[name]())
    else:
        path.write_text(forms[name](), encoding="utf-8", newline="")


def _format(options: argparse.Namespace) -> str:
    """Return the format that is asked for by name or by the ending of a file, never against it."""
    path, asked = options.output, options.format
    if path is None:
        if asked in {"parquet", "xlsx"}:
            raise HitdataError(f"{asked.capitalize()} is binary: pass -o FILE")
        return asked or "table"
    ending = {"txt": "table"}.get(path.suffix[1:].lower(), path.suffix[1:].lower())
    if asked is None and ending not in ENDINGS:
        raise HitdataError(
            f"{path}: unknown format {path.suffix!r}; pass --format, or end the name in "
            f"{', '.join(ENDINGS.values())}"
        )
    if asked and ending in ENDINGS and ending != asked:
        raise HitdataError(f"{path}: --format {asked} writes another format than {path.suffix}")
    return asked or ending


def _screen(frame: pd.DataFrame) -> str:
    from tabulate import tabulate

    if frame.empty:
        return "no row passes\n"
    rows = frame.astype(object).where(frame.notna(), None)
    # a printed 62990 is text and stays as printed; only values are set as numbers
    texts = [name for name, dtype in frame.dtypes.items() if dtype == "str"]
    table = tabulate(
        rows.to_numpy().tolist(),
        headers=list(frame),
        tablefmt="plain",
        floatfmt=",.10g",
        disable_numparse=[list(frame).index(name) for name in texts],
        maxcolwidths=[60 if name == "meaning" else None for name in frame],
    )
    return f"{table}\n"
