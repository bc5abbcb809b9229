"""How the command gives a table away: on the screen, as CSV or JSON, as a Parquet file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hitdata.errors import HitdataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["output_arguments", "write"]


def output_arguments(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the options that say in which format, the first by default, and where to write."""
    parser.add_argument("--format", choices=formats, default=formats[0])
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there")


def write(frame: pd.DataFrame, options: argparse.Namespace, *, on_screen: list[str]) -> None:
    """Write a frame in the format asked for; a table has the columns that a screen can hold."""
    if options.format == "parquet":
        if options.output is None:
            raise HitdataError("parquet is no text: name a file with -o FILE")
        frame.to_parquet(options.output, index=False)
        return
    forms: dict[str, Callable[[], str]] = {
        "csv": lambda: frame.to_csv(index=False, lineterminator="\n"),
        "json": lambda: frame.to_json(orient="records", indent=1, date_format="iso") + "\n",
        "table": lambda: _screen(frame[on_screen]),
    }
    text = forms[options.format]()
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="")


def _screen(frame: pd.DataFrame) -> str:
    from tabulate import tabulate

    if frame.empty:
        return "no figure passes these filters\n"
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
