"""The ``hitdata`` command: figures, where they come from, how to cite them, and charts.

Each subcommand is one function of the library with its options; errors of hitdata are printed as
one line and end with status 2.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hitdata
from hitdata.errors import HitdataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["main"]

#: Filters of `hitdata.load` that the command offers.
FILTERS = (
    "publisher", "source", "release", "soc", "occupation", "measure", "statistic", "unit", "area",
    "industry", "level", "coverage", "status",
)  # fmt: skip

#: Columns of a table on the screen; a file has them all.
ON_SCREEN = ["figure_id", "printed", "value", "unit", "bound", "status"]


class Subcommand(NamedTuple):
    """A subcommand: what it does, an example, its arguments and the function that runs it."""

    does: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 when hitdata refuses."""
    options = _parser().parse_args(arguments)
    warnings.showwarning = _note  # type: ignore[assignment]  # file and line help no reader
    try:
        SUBCOMMANDS[options.subcommand].run(options)
    except HitdataError as error:
        print(f"hitdata: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe has seen enough: nothing is left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hitdata",
        description="Published figures on health information technology careers, made comparable.",
        epilog="example: hitdata figures --soc 29-9021 --release latest --quoted no",
    )
    parser.add_argument("--version", action="version", version=f"hitdata {hitdata.__version__}")
    subparsers = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for name, subcommand in SUBCOMMANDS.items():
        sub = subparsers.add_parser(
            name,
            help=subcommand.does,
            description=subcommand.does[0].upper() + subcommand.does[1:] + ".",
            epilog=f"example: {subcommand.example}",
        )
        subcommand.arguments(sub)
    return parser


def _note(message: Warning | str, *_: object) -> None:
    print(f"hitdata: {message}", file=sys.stderr)


def _figures_arguments(parser: argparse.ArgumentParser) -> None:
    for name in FILTERS:
        also = "; latest for the newest of each source" if name == "release" else ""
        parser.add_argument(
            f"--{name}", nargs="+", metavar="VALUE", help=f"keep figures of this {name}{also}"
        )
    parser.add_argument(
        "--quoted",
        choices=["yes", "no", "all"],
        default="no",
        help="second-hand figures alone, none of them, or all figures",
    )
    _output_arguments(parser, "table", "csv", "json", "parquet")


def _figures(options: argparse.Namespace) -> None:
    filters = {name: getattr(options, name) for name in FILTERS}
    if filters["release"] == ["latest"]:
        filters["release"] = "latest"
    quoted = {"yes": True, "no": False, "all": None}[options.quoted]
    figures = hitdata.load(**filters, quoted=quoted)
    _write(figures, options, on_screen=ON_SCREEN)


def _trace_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("figure_id", nargs="+", help="identifier, as `hitdata figures` prints it")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def _trace(options: argparse.Namespace) -> None:
    traces = [hitdata.trace(figure_id) for figure_id in options.figure_id]
    if options.format == "json":
        import json

        print(json.dumps([way.to_dict() for way in traces], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(map(str, traces)))


def _cite_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("figure_id", nargs="+", help="identifier, as `hitdata figures` prints it")
    parser.add_argument("--style", choices=["text", "bibtex", "csl-json"], default="text")


def _cite(options: argparse.Namespace) -> None:
    print(hitdata.cite(options.figure_id, style=options.style))


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", metavar="A", help="identifier of the figure to start from")
    parser.add_argument("second", metavar="B", help="identifier of the figure to arrive at")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def _explain(options: argparse.Namespace) -> None:
    explanation = hitdata.explain(options.first, options.second)
    if options.format == "json":
        import json

        print(json.dumps(explanation.to_dict(), indent=2, ensure_ascii=False))
    else:
        print(explanation)


def _codebook_arguments(parser: argparse.ArgumentParser) -> None:
    _output_arguments(parser, "table", "csv", "json", "parquet")


def _codebook(options: argparse.Namespace) -> None:
    book = hitdata.codebook()
    _write(book, options, on_screen=["column", "code", "type", "unit", "meaning", "missing"])


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chart", nargs="*", help="names of charts; all of them unless given")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--format", nargs="+", choices=["svg", "png", "pdf"], default=["svg", "png", "pdf"]
    )


def _export(options: argparse.Namespace) -> None:
    from hitdata.charts import export

    for path in export(options.output, charts=options.chart or None, formats=options.format):
        print(path)


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="FILE", help="files, folders or zips")
    parser.add_argument("--as", dest="as_", metavar="SOURCE", help="see `hitdata sources`")
    parser.add_argument("--period", help="release of files that do not state it, such as 2009-05")
    parser.add_argument("--soc", nargs="+", metavar="CODE", help="keep these occupations")
    lacking = "accept incomplete tables silently, or refuse them (default: warn)"
    parser.add_argument("--partial", action=argparse.BooleanOptionalAction, help=lacking)
    _output_arguments(parser, "table", "csv", "json", "parquet")


def _read(options: argparse.Namespace) -> None:
    asked = {name: getattr(options, name) for name in ("as_", "period", "soc", "partial")}
    _write(hitdata.read(options.paths, **asked), options, on_screen=ON_SCREEN)


def _sources_arguments(parser: argparse.ArgumentParser) -> None:
    late = "list the bundled products of which a newer release was due"
    parser.add_argument("--stale", action="store_true", help=late)
    _output_arguments(parser, "table", "csv", "json", "parquet")


def _sources(options: argparse.Namespace) -> None:
    frame = hitdata.stale() if options.stale else hitdata.readable()
    _write(frame, options, on_screen=list(frame))


def _output_arguments(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the options that say in which format, the first by default, and where to write."""
    parser.add_argument("--format", choices=formats, default=formats[0])
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there")


def _write(frame: pd.DataFrame, options: argparse.Namespace, *, on_screen: list[str]) -> None:
    """Write a frame in the format asked for; a table has the columns that a screen can hold."""
    if options.format == "parquet":
        if options.output is None:
            raise HitdataError("Parquet is binary: pass -o FILE")
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


#: Name -> subcommand, in the order in which help lists them.
SUBCOMMANDS = {
    "figures": Subcommand(
        "print published figures, filtered",
        "hitdata figures --soc 29-2072 --measure wage --statistic p50 --format csv",
        _figures_arguments,
        _figures,
    ),
    "read": Subcommand(
        "read figures from your own files into the same table",
        "hitdata read oesm24nat.zip --soc 29-9021 --format csv -o figures.csv",
        _read_arguments,
        _read,
    ),
    "sources": Subcommand(
        "list what can be read, or what is out of date in the bundle",
        "hitdata sources --stale",
        _sources_arguments,
        _sources,
    ),
    "trace": Subcommand(
        "lead a figure back to its file, sheet and cell",
        "hitdata trace bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
        _trace_arguments,
        _trace,
    ),
    "cite": Subcommand(
        "print references for figures",
        "hitdata cite bls.oews.2023-05.us.29-9021.wage.p50.usd-year --style bibtex",
        _cite_arguments,
        _cite,
    ),
    "explain": Subcommand(
        "explain the gap between two figures, step by step",
        "hitdata explain bls.oews.2023-05.us.29-2072.wage.p50.usd-year "
        "bls.oews.2023-05.us.29-9021.wage.p50.usd-year",
        _explain_arguments,
        _explain,
    ),
    "codebook": Subcommand(
        "print every column and code with its meaning",
        "hitdata codebook --format csv -o codebook.csv",
        _codebook_arguments,
        _codebook,
    ),
    "export": Subcommand(
        "write charts with the data behind them, source line and alt text",
        "hitdata export wage_ranges -o charts --format svg png",
        _export_arguments,
        _export,
    ),
}
