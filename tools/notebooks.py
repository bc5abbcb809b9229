"""Execute the notebooks: a source such as notebooks/01_name.py becomes an .ipynb with its outputs.

The same source gives the same bytes on every run: cell ids and metadata are fixed, times are not
recorded, and the kernel sees no setting of the user's.  What would differ between two machines, or
would reach a reader as noise, is a fault and stops the run; so is a chart that did not show.

    python -m tools.notebooks

rewrites the committed .ipynb files beside their sources.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tools.stage import StageError, overlap

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["FOLDER", "digest", "execute", "steps", "without_images", "write"]

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"

#: What a notebook's outputs depend on, besides its own source.
INPUTS = ["data", "hitdata", "requirements.lock", "tools/notebooks.py"]

METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}

KERNEL_OPTIONS = [
    "--HistoryManager.enabled=False",  # kernels that run side by side would share one database
    "--InteractiveShell.colors=nocolor",  # an error is read in a log,
    "--InteractiveShell.xmode=Plain",  # where pages of surrounding code would bury it
    "--IPKernelApp.log_level=40",  # a warning on encryption, though nothing leaves the machine
]


def steps(folder: Path, *, keep: bool = False) -> list[Callable[[], str]]:
    """Return a call per notebook that writes it, executed, into a folder.

    With ``keep``, a notebook already there stays if nothing that it depends on has changed.
    """
    for executed in folder.glob("*.ipynb"):
        if not (FOLDER / f"{executed.stem}.py").exists():
            executed.unlink()  # its source is gone
    inputs = digest() if keep else ""
    return [partial(write, source, folder, inputs) for source in sorted(FOLDER.glob("*.py"))]


def without_images(text: str) -> str:
    """Return an executed notebook without the bytes of its images, only their kinds.

    The same chart has other bytes under another processor or release of matplotlib.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for kind, shown in output.get("data", {}).items():
                if kind.startswith("image/"):
                    output["data"][kind] = ""
                elif kind == "text/html":
                    whole = "".join(shown)
                    output["data"][kind] = re.sub(r"(?s)<svg\b.*?</svg>", "<svg></svg>", whole)
    return json.dumps(notebook, indent=1)


def write(source: Path, folder: Path, inputs: str) -> str:
    """Execute a notebook into a folder, unless it was with these very inputs."""
    target, record = folder / f"{source.stem}.ipynb", folder.parent / "inputs" / source.stem
    inputs = inputs and f"{inputs} {hashlib.sha256(source.read_bytes()).hexdigest()}"
    if inputs and target.exists() and record.exists() and record.read_text("utf-8") == inputs:
        return "unchanged"
    target.write_text(execute(source), encoding="utf-8", newline="\n")
    if inputs:
        record.parent.mkdir(exist_ok=True)
        record.write_text(inputs, encoding="utf-8")
    return "executed"


def execute(source: Path) -> str:
    """Return the text of the executed notebook."""
    # Imported here: these take two seconds, in which the other stages can already run.
    import jupytext
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        cell["metadata"].pop("lines_to_next_cell", None)  # jupytext's own note on blank lines
    notebook.metadata = nbformat.from_dict(METADATA)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        extra_arguments=KERNEL_OPTIONS,
        timeout=300,
        record_timing=False,
        coalesce_streams=True,  # or one print may arrive in two pieces
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(source.parent)}},
    )
    try:
        client.execute(env=kernel_environment())
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise StageError(f"{failed_cell(source, notebook)}\n{error}") from None
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            without_address(output)
            without_controls(output)
            if fault := fault_of(output):
                raise StageError(f"{cell_name(source, number)} {fault}\n{cell.source}")
    return nbformat.writes(notebook, version=4) + "\n"


def digest() -> str:
    """Return a hash of everything that every notebook depends on."""
    total = hashlib.sha256(sys.version.encode())
    for name in INPUTS:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
                total.update(path.read_bytes())
    return total.hexdigest()


def kernel_environment() -> dict[str, str]:
    """Return the process environment without what would change an output."""
    kept = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    own = Path(sys.prefix, "share")
    return kept | {
        "IPYTHONDIR": str(own / "ipython"),  # no start-up files of the user's
        "MPLCONFIGDIR": str(own / "matplotlib"),  # no matplotlibrc of the user's
        "PYTHONHASHSEED": "0",
    }


def without_address(output: dict) -> None:
    """Take the address out of an object's plain text where readers see its HTML instead."""
    data = output.get("data", {})
    if "text/html" in data:
        data["text/plain"] = re.sub(r" at 0x[0-9a-f]+>", ">", data.get("text/plain", ""))


def without_controls(output: dict) -> None:
    """Put a sentence in the place of controls, which only a running kernel can show."""
    data = output.get("data", {})
    if any("jupyter.widget" in kind for kind in data):
        data.clear()
        data["text/markdown"] = "*Controls appear here while the notebook runs.*"


def fault_of(output: dict) -> str:
    """Return why an output cannot be published; an empty string if it can."""
    data = output.get("data", {})
    text = output.get("text", "") + "".join(data.get(kind, "") for kind in data if "text" in kind)
    if output.get("name") == "stderr":
        return f"writes to stderr: {text.strip()}"
    if re.search(r" at 0x[0-9a-f]+>", text):
        return "prints an object's address, which differs on every run"
    if str(ROOT) in text:
        return "prints a path of this machine"
    if data.get("text/plain", "").startswith("<Figure") and not any(
        "image/" in kind for kind in data
    ):
        return "shows a chart as text only; begin the notebook with %matplotlib inline"
    return ""


def failed_cell(source: Path, notebook: NotebookNode) -> str:
    """Return which cell holds the error."""
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"{cell_name(source, number)} failed"
    return f"{source.name} failed"


def cell_name(source: Path, number: int) -> str:
    """Return how messages name a cell, text cells counted."""
    return f"{source.parent.name}/{source.name}, cell {number},"


def main() -> None:
    """Rewrite the committed notebooks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    folder = FOLDER.relative_to(Path.cwd())
    overlap({folder: steps(folder)}, jobs=asked.jobs)


if __name__ == "__main__":
    main()
