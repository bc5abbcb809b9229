"""Build the site: executed notebooks, exported charts, tidy tables, and the pages of them all.

    python -m tools.building

Everything lands under build/, the same bytes on every run.  The first three stages need nothing
of each other and share the processors; the pages come last, because they show them.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path

from tools import notebooks, site
from tools.stage import Stage, StageError, fail, files_in, overlap, run

BUILD = Path("build")
CHARTS, NOTEBOOKS, TABLES = BUILD / "charts", BUILD / "notebooks", BUILD / "tables"

#: The command line, of the environment this runs in.
HITDATA = Path(sys.executable).with_name("hitdata")


def main() -> None:
    """Run the stages."""
    parser = argparse.ArgumentParser(description="Build the site, under build/.")
    parser.add_argument("--jobs", type=int, default=2, help="steps at a time")
    jobs = parser.parse_args().jobs

    for folder in [CHARTS, TABLES]:
        shutil.rmtree(folder, ignore_errors=True)
    for folder in [CHARTS, NOTEBOOKS, TABLES]:
        folder.mkdir(parents=True, exist_ok=True)
    executed = notebooks.steps(NOTEBOOKS, keep=True)
    tables = [
        # as CSV the whole table takes 240 MB, and few spreadsheets open it
        partial(table, "national", "figures", "--area", "US", "--industry", "cross-industry"),
        partial(table, "figures", "figures", "--quoted", "all", form="parquet"),
        partial(table, "codebook", "codebook"),
    ]
    # embedding fonts in pdf takes as long as both other formats, so it is a step of its own
    charts = [partial(export, "svg", "png"), partial(export, "pdf")]
    overlap({CHARTS: charts, NOTEBOOKS: executed, TABLES: tables}, jobs=jobs)
    stage = Stage("site")
    try:
        site.build(BUILD)
    except StageError as error:
        fail("site", str(error))
    stage.finish(f"{files_in(BUILD / 'site')}; open {BUILD}/site/index.html")


def export(*formats: str) -> None:
    """Write every chart in some formats."""
    run(HITDATA, "export", "-o", CHARTS, "--format", *formats)


def table(name: str, *asked: str, form: str = "csv") -> None:
    """Write what the command line prints when it is asked, under a name."""
    run(HITDATA, *asked, "--format", form, "-o", TABLES / f"{name}.{form}")


if __name__ == "__main__":
    main()
