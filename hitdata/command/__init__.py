"""The ``hitdata`` command: figures, where they come from, how to cite them, and charts.

Each subcommand is one function of the library with its options; errors of hitdata are printed as
one line and end with status 2.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import hitdata
from hitdata.command import drafts
from hitdata.command.output import output_arguments, write
from hitdata.errors import HitdataError, needs
from hitdata.table.schema import FILTERS

__all__ = ["main"]

#: Columns of a table on the screen; a file has them all.
ON_SCREEN = ["figure_id", "printed", "value", "unit", "bound", "status"]


class Subcommand(NamedTuple):
    """A subcommand: what it does, an example, its arguments and the function that runs it."""

    does: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int | None]


class Completion(argparse.Action):
    """Prints the completion of a shell, made of the parser itself by shtab."""

    def __call__(self, parser: argparse.ArgumentParser, *values: Any) -> None:
        with needs("shell", what="--print-completion"):
            import shtab

        print(shtab.complete(parser, shell=values[1]))
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 1 when something is found wrong, or 2 when hitdata refuses."""
    options = _parser().parse_args(arguments)
    warnings.showwarning = _note  # type: ignore[assignment]  # file and line help no reader
    said = logging.StreamHandler(sys.stderr)  # how names were read
    said.setFormatter(logging.Formatter("hitdata: %(message)s"))
    logger = logging.getLogger("hitdata")
    logger.handlers, level = [said], logger.level
    logger.setLevel(logging.INFO)
    try:
        return SUBCOMMANDS[options.subcommand].run(options) or 0
    except HitdataError as error:
        print(f"hitdata: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe has seen enough: nothing is left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"hitdata: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    finally:
        logger.handlers = []
        logger.setLevel(level)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hitdata",
        description="Published figures on health information technology careers, made comparable.",
        epilog="example: hitdata figures --soc 29-9021 --release latest --quoted no",
    )
    parser.add_argument("--version", action="version", version=f"hitdata {hitdata.__version__}")
    parser.add_argument("--print-completion", action=Completion, choices=["bash", "zsh", "tcsh"],
                        help="print what a shell needs to complete this command")  # fmt: skip
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


def _filter_arguments(parser: argparse.ArgumentParser, *, quoted: str | None = "no") -> None:
    for name in FILTERS:
        also = "; latest for the newest of each source" if name == "release" else ""
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            nargs="+",
            metavar="VALUE",
            help=f"keep figures of this {name}, by code or by name{also}",
        )
    parser.add_argument(
        "--quoted",
        choices=["yes", "no", "all"],
        default=quoted,
        help="second-hand figures alone, none of them, or all figures",
    )


def _filters(options: argparse.Namespace) -> dict[str, Any]:
    """Return the filters asked for, as `hitdata.load` takes them."""
    asked = {name: getattr(options, name, None) for name in (*FILTERS, "quoted")}
    asked = {name: values for name, values in asked.items() if values is not None}
    if asked.get("release") == ["latest"]:
        asked["release"] = "latest"
    return asked


def _figures_arguments(parser: argparse.ArgumentParser) -> None:
    _filter_arguments(parser)
    output_arguments(parser, "table", "csv", "json", "parquet", "xlsx")


def _figures(options: argparse.Namespace) -> None:
    write(hitdata.load(**_filters(options)), options, on_screen=ON_SCREEN)


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="as it is printed: 105850, 105,850, 105.85K or 8.7%%")
    _figures_arguments(parser)


def _find(options: argparse.Namespace) -> None:
    asked = _filters(options)
    quoted = {"yes": True, "no": False, "all": None}[asked.pop("quoted")]
    found = hitdata.find(options.number, quoted=quoted, **asked)
    write(found, options, on_screen=ON_SCREEN)


def _package_arguments(parser: argparse.ArgumentParser) -> None:
    _filter_arguments(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")


def _package(options: argparse.Namespace) -> None:
    print(hitdata.data_package(options.output, figures=hitdata.load(**_filters(options))))


def _explorer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")


def _explorer(options: argparse.Namespace) -> None:
    print(hitdata.explorer(options.output))


def _diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", help="a release, such as 2024-05, 'May 2024' or 2023-33")
    parser.add_argument("after", help="a later release of the same source")
    _figures_arguments(parser)


def _diff(options: argparse.Namespace) -> None:
    asked = {name: values for name, values in _filters(options).items() if name != "release"}
    found = hitdata.diff(options.before, options.after, **asked)
    write(found, options, on_screen=["what", "soc", "area", "industry", "measure", "statistic",
                                      "unit", "before", "after", "percent", "became"])  # fmt: skip


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("soc", help="an occupation, by code or by title")
    parser.add_argument("--area", default="US", help="nation (default), state or metropolitan area")
    parser.add_argument("--industry", default="cross-industry", help="by code or by name")
    parser.add_argument("--wage", type=float, help="say where this wage stands, dollars a year")
    parser.add_argument("--dollars", metavar="YEAR", help="wages in the prices of a year or month")
    written = "write .html or .md with charts, or .csv; without it, Markdown is printed"
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=written)


def _report(options: argparse.Namespace) -> None:
    names = ("area", "industry", "wage", "dollars")
    found = hitdata.report(options.soc, **{name: getattr(options, name) for name in names})
    path = options.output
    forms: dict[str, Callable[[], str]] = {
        ".html": found.to_html,
        ".md": lambda: found.to_markdown(folder=path.with_suffix("")),
        ".csv": lambda: found.to_frame().to_csv(index=False, lineterminator="\n"),
    }
    if path is None:
        print(found)
    elif path.suffix in forms:
        path.write_text(forms[path.suffix](), encoding="utf-8", newline="")
    else:
        raise HitdataError(f"{path}: unknown format {path.suffix!r}; use {', '.join(forms)}")


def _doctor_arguments(parser: argparse.ArgumentParser) -> None:
    output_arguments(parser, "table", "csv", "json")


def _doctor(options: argparse.Namespace) -> None:
    found = hitdata.doctor()
    write(found, options, on_screen=list(found))


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
    output_arguments(parser, "table", "csv", "json", "parquet", "xlsx")


def _codebook(options: argparse.Namespace) -> None:
    book = hitdata.codebook()
    write(book, options, on_screen=["column", "code", "type", "unit", "meaning", "missing"])


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    formats = ["svg", "png", "pdf", "html", "xlsx", "csv", "json"]
    parser.add_argument("chart", nargs="*", help="names of charts; all of them unless given")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--format", nargs="+", choices=formats, default=["svg", "png", "pdf"])
    parser.add_argument("--title", help="your headline; the computed one stays in the data")
    parser.add_argument(
        "--size",
        default="page",
        help="column (85 mm), page (178 mm), card (1200x675), square (1080x1080), pixels such as "
        "1600x900, or millimeters such as 120mm (default: page)",
    )
    parser.add_argument(
        "--theme",
        metavar="FILE",
        help="light, dark, grayscale, or a file with your font and colors",
    )
    parser.add_argument(
        "--file", nargs="+", metavar="FILE", help="your own downloads, beside what is bundled"
    )
    parser.add_argument("--wage", type=float, help="the wage of wage_position, in dollars a year")
    _filter_arguments(parser, quoted=None)


def _export(options: argparse.Namespace) -> None:
    from hitdata.charts import export

    filters = _filters(options)
    if options.file:
        filters["extra"] = hitdata.read(options.file, soc=options.soc)
    own = {"wage": options.wage} if options.wage is not None else {}
    for path in export(
        options.output,
        charts=options.chart or None,
        formats=options.format,
        # without filters all of the bundle, what guides quote included: each chart chooses
        figures=hitdata.load(**{"quoted": None, **filters}) if filters else None,
        title=options.title,
        size=options.size,
        theme=options.theme,
        **own,
    ):
        print(path)


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="FILE", help="files, folders or zips")
    parser.add_argument("--as", dest="as_", metavar="SOURCE", help="see `hitdata sources`")
    parser.add_argument("--period", help="release of files that do not state it, such as 2009-05")
    parser.add_argument("--soc", nargs="+", metavar="CODE", help="keep these occupations")
    lacking = "accept incomplete tables silently, or refuse them (default: warn)"
    parser.add_argument("--partial", action=argparse.BooleanOptionalAction, help=lacking)
    output_arguments(parser, "table", "csv", "json", "parquet", "xlsx")


def _read(options: argparse.Namespace) -> None:
    asked = {name: getattr(options, name) for name in ("as_", "period", "soc", "partial")}
    write(hitdata.read(options.paths, **asked), options, on_screen=ON_SCREEN)


def _sources_arguments(parser: argparse.ArgumentParser) -> None:
    late = "list the bundled products of which a newer release was due"
    parser.add_argument("--stale", action="store_true", help=late)
    output_arguments(parser, "table", "csv", "json", "parquet", "xlsx")


def _sources(options: argparse.Namespace) -> None:
    frame = hitdata.stale() if options.stale else hitdata.readable()
    write(frame, options, on_screen=list(frame))


def _store_arguments(parser: argparse.ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    added = tasks.add_parser("add", help="add every figure of files, folders or zips")
    added.add_argument("paths", nargs="+", metavar="FILE", help="files, folders or zips")
    added.add_argument("--as", dest="as_", metavar="SOURCE", help="see `hitdata sources`")
    added.add_argument("--period", help="release of files that do not state it, such as 2009-05")
    added.add_argument("--workers", type=int, metavar="N", help="processes (default: one a core)")
    removed = tasks.add_parser("remove", help="take files out, by name or by start of their sha256")
    removed.add_argument("paths", nargs="+", metavar="FILE")
    listed = tasks.add_parser("list", help="list the files that it holds, and what is damaged")
    listed.add_argument("store", nargs="?", metavar="DIR", help="folder or s3:// address")
    for task, preposition in ((added, "--to"), (removed, "--from"), (listed, "--in")):
        task.add_argument(
            preposition, dest="place" if task is listed else "store", metavar="DIR",
            required=task is not listed, help="folder or s3:// address of the store",
        )  # fmt: skip
        output_arguments(task, "table", "csv", "json", "parquet")


def _store(options: argparse.Namespace) -> None:
    from hitdata import store

    if options.task == "add":
        asked = {name: getattr(options, name) for name in ("as_", "period", "workers")}
        frame = hitdata.add(options.paths, to=options.store, **asked)
    elif options.task == "remove":
        frame = store.remove(options.paths, store=options.store)
    elif place := options.store or options.place:
        frame = store.contents(place)
    else:
        raise HitdataError("say which store: `hitdata store list DIR`")
    shown = ["file", "outcome", "releases", "figures", "shared", "megabytes", "damage", "why"]
    write(frame, options, on_screen=[name for name in shown if name in frame])


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
    "report": Subcommand(
        "say what an occupation pays, to whom and where, how it grows, which number to use",
        "hitdata report 'computer systems analyst' --area California --wage 105000 -o report.html",
        _report_arguments,
        _report,
    ),
    "find": Subcommand(
        "find every figure that prints a number",
        "hitdata find 105850 --area California",
        _find_arguments,
        _find,
    ),
    "diff": Subcommand(
        "list what moved, was withheld, re-coded or revised between two releases",
        "hitdata diff 2024-05 2025-05 --area US --statistic median --unit annual",
        _diff_arguments,
        _diff,
    ),
    "package": Subcommand(
        "write figures as a Data Package of CSV files for R, Stata and SQL",
        "hitdata package --soc 29-9021 -o package",
        _package_arguments,
        _package,
    ),
    "explorer": Subcommand(
        "write one page with the figures inside, to explore without a server",
        "hitdata explorer -o explorer.html",
        _explorer_arguments,
        _explorer,
    ),
    "doctor": Subcommand(
        "say what is installed and what is missing",
        "hitdata doctor",
        _doctor_arguments,
        _doctor,
    ),
    "store": Subcommand(
        "keep the figures of many files in a folder, for `hitdata.open`",
        "hitdata store add downloads --to releases",
        _store_arguments,
        _store,
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
        "hitdata export wage_ranges -o charts --soc 29-9021 --area CA TX --size card --format png",
        _export_arguments,
        _export,
    ),
    "check": Subcommand(
        "check what drafts say about pay, jobs and growth; status 1 when something is wrong",
        "hitdata check draft.md --format github --ignore HD3",
        drafts.check_arguments,
        drafts.check,
    ),
    "fill": Subcommand(
        "write the numbers of a key file into drafts, or verify those that are there",
        "hitdata fill draft.md --verify",
        drafts.fill_arguments,
        drafts.fill,
    ),
    "mcp": Subcommand(
        "serve load, trace, cite, explain and check to assistants (Model Context Protocol, stdio)",
        "hitdata mcp",
        lambda _: None,
        drafts.mcp,
    ),
}
