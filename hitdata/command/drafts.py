"""The subcommands about drafts: check, fill and mcp."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hitdata.errors import HitdataError

__all__ = ["check", "check_arguments", "fill", "fill_arguments", "mcp"]


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `hitdata check` takes."""

    def codes(text: str) -> list[str]:
        return text.split(",")

    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="drafts, folders or patterns; - is standard input")
    formats = ["text", "json", "markdown", "sarif", "github", "claimreview"]
    add("--format", choices=formats, default="text", help="text and github leave out what is right")
    add("-o", "--output", type=Path, metavar="FILE", help="write there")
    add("--select", type=codes, metavar="CODES", help="report only these: HD1,unclear")
    add("--ignore", type=codes, metavar="CODES", help="do not report these")
    add("--baseline", type=Path, metavar="FILE", help="do not report the claims listed in it")
    add("--update-baseline", action="store_true", help="write all present claims into the baseline")
    add("--stdin-name", default="", metavar="NAME", help="name of what - reads, such as draft.md")
    add("--explain", metavar="CODE", help="say what a code means, such as HD102; or all")


def check(options: argparse.Namespace) -> int:
    """Check the claims of drafts and print the verdicts; return 1 where something is wrong."""
    from hitdata.claims import drafts, reports

    if options.explain:
        print(drafts.meaning(options.explain))
        return 0
    if not options.files:
        raise HitdataError("name what to check: hitdata check FILE, or - for standard input")
    given = {name: getattr(options, name) for name in ("select", "ignore", "baseline")}
    asked = drafts.settings(Path.cwd()) | {name: value for name, value in given.items() if value}
    paths = list(drafts.files_of(options.files, exclude=asked.get("exclude", [])))
    found, failed = drafts.checked_all(paths, name=options.stdin_name)
    found = drafts.chosen(found, select=asked.get("select", ()), ignore=asked.get("ignore", ()))
    if options.update_baseline and "baseline" not in asked:
        raise HitdataError("name the file to write with --baseline FILE")
    if options.update_baseline:
        drafts.write_baseline(found, Path(asked["baseline"]))
        print(f"hitdata: {asked['baseline']} lists {drafts.counted(found)}", file=sys.stderr)
    if "baseline" in asked:
        found = drafts.unsettled(found, Path(asked["baseline"]))
    right = found["verdict"].str.startswith("confirmed") & (asked.get("select") is None)
    shown = found[~right] if options.format in {"text", "github"} else found
    text = reports.FORMATS[options.format](shown.reset_index(drop=True))
    if options.output:
        options.output.write_text(text, encoding="utf-8", newline="")
    else:
        sys.stdout.write(text)
    for message in [*failed, drafts.counted(found)]:
        print(f"hitdata: {message}", file=sys.stderr)
    return 2 if failed else int(found["code"].isin(drafts.wrong()).any())


def fill_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `hitdata fill` takes."""
    add = parser.add_argument
    add("files", nargs="*", type=Path, metavar="FILE", help="drafts, _variables.yml or myst.yml")
    add("--key", type=Path, metavar="FILE", help="names and figures; else the nearest numbers.yml")
    add("--verify", action="store_true", help="edit nothing; status 1 where a number has moved")
    add("--dry-run", action="store_true", help="show what would be written")


def fill(options: argparse.Namespace) -> int:
    """Write numbers into drafts, or verify those that are there; return 1 where one moved."""
    from hitdata.claims import living

    key = living.opened_key(options.key or living.key_of(options.files))
    found = [(path, *living.changes(path, key.texts)) for path in options.files]
    told = [*key.unexpected, *key.moved * options.verify]
    changed = [change for _, changes, _ in found for change in changes]
    print(*told, *changed, sep="\n", end="\n" * bool(told or changed))
    if options.verify or key.unexpected:
        return int(bool(told or changed))
    for path, changes, parts in found:
        if changes and not options.dry_run:
            living.write(path, parts)
    return 0


def mcp(_: argparse.Namespace) -> None:
    """Serve the library to assistants."""
    from hitdata.claims.assistants import server

    server().run()
