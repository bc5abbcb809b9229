"""For assistants: a server of the Model Context Protocol, so that a number comes with its cell.

It runs over standard input and output, needs no network, and reads nothing but the bundled tables.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import hitdata
from hitdata.errors import HitdataError, needs

__all__ = ["server"]

#: What an assistant is told of a figure in a list; `trace` tells the rest.
TOLD = ["figure_id", "printed", "value", "unit", "bound", "status", "occupation", "soc", "measure",
        "statistic", "period", "release", "area", "industry", "file", "locator"]  # fmt: skip

#: What an assistant is told when it connects.
INSTRUCTIONS = """Published wages and job projections. Quote a number only as `load` or `trace` \
returns it, with its release and cell (file and locator). `check` a sentence before you send it."""


def server() -> Any:
    """Return the server with its tools load, trace, cite, explain and check."""
    with needs("mcp", what="`hitdata mcp`"):
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError

    def refusing(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def answer(**options: Any) -> Any:
            try:
                return function(**options)
            except HitdataError as error:
                raise ToolError(str(error)) from error

        return answer

    serving = MCPServer("hitdata", version=hitdata.__version__, instructions=INSTRUCTIONS)
    for tool in (load, trace, cite, explain, check):
        serving.tool()(refusing(tool))
    return serving


#: What a filter takes.
Terms = str | list[str] | None


def load(*, soc: Terms = None, release: str | None = None, source: Terms = None,
         measure: Terms = None, statistic: Terms = None, unit: Terms = None, area: Terms = None,
         industry: Terms = None, limit: int = 50) -> dict[str, Any]:  # fmt: skip
    """Find published figures by SOC code, release ("latest" is one) and other terms.

    Areas are US and postal codes; industry is cross-industry for OEWS as a whole. `found` counts
    all figures that pass, of which `limit` are listed.
    """
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter("always")
        found = hitdata.load(soc=soc, release=release, source=source, measure=measure, area=area,
                             statistic=statistic, unit=unit, industry=industry,
                             quoted=False)  # fmt: skip
    rows = found[TOLD].head(limit).astype(object)
    figures = rows.where(rows.notna(), None).to_dict("records")
    return {"found": len(found), "notes": [str(n.message) for n in notes], "figures": figures}


def trace(figure_id: str) -> dict[str, Any]:
    """Lead a figure back to its file, sheet and cell, with page, licence and caveats."""
    return hitdata.trace(figure_id).to_dict()


def cite(figure_ids: list[str], *, style: str = "text") -> str:
    """Return references for figures; style is text, bibtex or csl-json."""
    return hitdata.cite(figure_ids, style=style)


def explain(first: str, second: str) -> dict[str, Any]:
    """Explain the gap between two figures, named by figure_id, step by step."""
    return hitdata.explain(first, second).to_dict()


def check(text: str) -> dict[str, Any]:
    """Check what a text says about pay, jobs and growth: verdict, figure and correction."""
    return hitdata.check(text).to_dict()
