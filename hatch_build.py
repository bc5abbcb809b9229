"""Build the bundled tables from data/raw before they are packed.

The tables are derived, so they are not under version control; a wheel without them could not
answer one question.  As in the Makefile, they are built when there are none or when something they
come from is newer: a build beside running tests must not rewrite what those read.
"""

import os
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What the tables come from.
SOURCES = [
    "data/raw/**/*",
    "tools/bundle.py",
    "hitdata/*.py",
    *(f"hitdata/{package}/**/*.py" for package in ("sources", "files", "table")),
]


class BundledTables(BuildHookInterface):
    """Run ``tools.bundle`` from the source tree that is being packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the tables; hatchling calls this before it collects files."""
        root = Path(self.root)
        tables = [path.stat().st_mtime for path in root.glob("hitdata/data/tables/*.parquet")]
        sources = [path.stat().st_mtime for path in chain.from_iterable(map(root.glob, SOURCES))]
        if tables and min(tables) >= max(sources):
            return
        # In a process of its own: the frontend's may hold another hitdata, or none at all.
        subprocess.run(
            [sys.executable, "-m", "tools.bundle"],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root)},
            check=True,
        )
