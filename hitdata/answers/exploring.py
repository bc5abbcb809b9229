"""Exploring: one page with its data inside, and the same questions in a notebook.

The page is a single file: no server, no request, no library; it opens from a mail or a disk. What
it shows are published figures, each with its trace; what it computes (dollars of another year) it
says. The notebook's controls ask `hitdata.report`.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
from pathlib import Path
from typing import Any

import pandas as pd

from hitdata.answers.reporting import STATISTICS, report
from hitdata.data.bundled import load, originals, prices
from hitdata.data.naming import name, title
from hitdata.discrepancy import discrepancies
from hitdata.errors import HitdataError
from hitdata.provenance.tracing import caveats
from hitdata.soc import FAMILY
from hitdata.surveys import HEAPED, METHODS

__all__ = ["explore", "explorer"]

#: Columns in which few texts occur often.
CODED = ("publisher", "source", "release", "quoted_by", "soc", "area", "industry", "measure",
         "statistic", "unit", "period", "bound", "status", "file", "sha256")  # fmt: skip

#: Columns that the page holds row by row.
PLAIN = ("figure_id", "printed", "locator")

#: What decides which caveats concern a figure.
CONCERNS = ["source", "release", "quoted_by", "origin", "soc_match", "soc_system", "period",
            "statistic", "status", "industry", "measure", "unit", "coverage", "note"]  # fmt: skip


def explorer(path: str | Path, *, figures: pd.DataFrame | None = None) -> Path:
    """Write the explorer page: choose occupation, place, source, release and dollars; return it.

    ``figures`` (None: the bundled ones: annual wages of the newest release everywhere, of the
    nation since 2000, projections, and what others say) are put into the page, compressed, with
    their places, licences and caveats. It is one file of HTML that asks for no other.

    >>> from tempfile import mkdtemp
    >>> page = explorer(Path(mkdtemp()) / "explorer.html", figures=load("29-9021", area="US"))
    >>> "where?" in page.read_text(encoding="utf-8")
    True
    """
    rows = (_chosen() if figures is None else figures).reset_index(drop=True)
    packed = gzip.compress(json.dumps(_data(rows), separators=(",", ":")).encode(), mtime=0)
    page = Path(__file__).with_name("explorer.html").read_text(encoding="utf-8")
    whole = page.replace(">DATA<", f">{base64.b64encode(packed).decode()}<")
    Path(path).write_text(whole, encoding="utf-8", newline="")
    return Path(path)


def explore(soc: str | int, *, area: str | int = "US") -> Any:
    """Return controls for a notebook: occupation, place, wage and dollars, with the answer below.

    The controls begin with ``soc`` and ``area``, and the answer is that of `hitdata.report`. They
    need ipywidgets, which Jupyter brings; without it that report is returned, which shows itself.

    >>> explore("registered nurses", area="Texas")  # doctest: +SKIP
    """
    first = report(soc, area=area)
    try:
        import ipywidgets
    except ModuleNotFoundError:
        return first
    held = load(source="OEWS", statistic="p50", industry="cross-industry", unit="USD/year")
    held = held[held["release"].eq(held["release"].max())]
    areas = pd.Series(held["area"].unique()).sort_values(key=lambda codes: codes.map(_order))
    codes = sorted({*held["soc"], first.code})
    years = [period for period in prices()["period"] if len(period) == 4]
    options = {
        "soc": [(title("soc", code), code) for code in codes],
        "area": [(name("area", code), code) for code in areas],
        "dollars": [("of each period", None), *reversed(years)],
    }
    chosen = {"soc": first.code, "area": first.area, "dollars": None}
    controls: dict[str, Any] = {
        field: ipywidgets.Dropdown(options=values, value=chosen[field], description=field)
        for field, values in options.items()
    }
    controls["wage"] = ipywidgets.FloatText(description="your wage")
    # HTML, not an output area: what runs a notebook without a browser loses that one's messages
    answer = ipywidgets.HTML()

    def answered(_: object = None) -> None:
        asked: dict[str, Any] = {
            field: control.value or None for field, control in controls.items()
        }
        try:
            answer.value = report(**asked)._repr_html_()
        except HitdataError as error:
            answer.value = f"<p>{html.escape(str(error))}</p>"

    for control in controls.values():
        control.observe(answered, "value")
    answered()
    return ipywidgets.VBox([*controls.values(), answer])


def _chosen() -> pd.DataFrame:
    """Return what the page holds of the bundled figures."""
    rows = load(quoted=None, measure=["wage", "employment change", "employment"])
    own, wages = rows["quoted_by"].isna(), rows["source"].eq("OEWS")
    annual = wages & own & rows["unit"].eq("USD/year") & rows["statistic"].isin(STATISTICS)
    whole, nation = rows["industry"].eq("cross-industry"), rows["area"].eq("US")
    new = rows["release"].eq(rows.loc[annual, "release"].max())
    sector = (
        rows["industry"].str.fullmatch(r"NAICS (\d\d(-\d\d)?|622000)").fillna(False).astype(bool)
    )
    return rows[annual & (whole & (new | nation) | nation & sector & new) | ~own | own & ~wages]


def _data(rows: pd.DataFrame) -> dict[str, Any]:
    """Return what the page reads: columns, names of codes, prices, originals, caveats, reasons."""
    coded = {}
    for column in CODED:
        at, of = pd.factorize(rows[column].fillna("").astype("str"))
        coded[column] = {"of": list(of), "at": at.tolist()}
    kinds, index = [], []
    for number, (_, same) in enumerate(rows.groupby(CONCERNS, dropna=False, sort=False)):
        kinds.append(caveats(same.iloc[0]))
        index.append(pd.Series(number, index=same.index))
    wages = rows[rows["measure"].eq("wage")]
    apart = discrepancies(wages[wages["area"].eq("US")]) if len(wages) else pd.DataFrame()
    listed = originals().drop_duplicates("sha256").set_index("sha256")
    listed = listed.loc[
        listed.index.isin(rows["sha256"]), ["title", "page", "licence", "retrieved"]
    ]
    # the page opens with the occupation that others speak of most
    newest = rows[rows["release"].eq(rows["release"].max())]["soc"]
    spoken = rows.loc[rows["quoted_by"].notna() & rows["soc"].isin(newest), "soc"].value_counts()
    return {
        "coded": coded,
        **{column: rows[column].fillna("").tolist() for column in PLAIN},
        **{column: rows[column].astype(object).where(rows[column].notna(), None).tolist()
           for column in ("value", "threshold")},
        "names": {column: {code: name(column, code) for code in coded[column]["of"] if (code and
                           name(column, code) != code) or code == "US"}
                  for column in ("soc", "area", "industry")},
        "prices": prices().drop_duplicates("period").set_index("period")["value"].to_dict(),
        "originals": listed.to_dict("index"), "caveats": kinds,
        "caveat": pd.concat(index).sort_index().tolist() if index else [],
        "why": {} if apart.empty else apart.dropna(subset=["reasons"]).query("reasons != ''")
        .drop_duplicates("figure_id").set_index("figure_id")["reasons"].to_dict(),
        "groups": {code: list(codes) for codes in FAMILY.values() for code in codes
                   if codes != FAMILY["comparison lines"]},
        "method": min(METHODS), "heaped": list(HEAPED),
        "first": [*spoken.index, *rows["soc"].dropna(), ""][0],
    }  # fmt: skip


def _order(area: str) -> tuple[int, str]:
    """Return what sorts areas: the nation, states by name, others by name."""
    return (0 if area == "US" else 1 if len(area) == 2 else 2), name("area", area)
