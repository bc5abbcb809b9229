"""From a number back to the figures that print it: 105,850, $170,190 or 8.7%."""

from __future__ import annotations

import re
import warnings
from typing import Any

import pandas as pd

from hitdata.data.bundled import NothingFound, figures_file, load
from hitdata.errors import UnknownValue
from hitdata.table import empty

__all__ = ["find"]


def find(number: str | float, *, quoted: bool | None = False, **filters: Any) -> pd.DataFrame:
    """Return every bundled figure that prints a number, or whose value it is.

    ``number`` is written as people write it: 105850, "$105,850", "105.85K", "8.7%". A dollar sign
    keeps wages, a percent sign percents; ``quoted`` and the other filters are those of
    `hitdata.load`, whose columns the result has. Where nothing prints the number, a warning of kind
    `NothingFound` names the nearest values.

    >>> find("$170,190", release="2023-05", statistic="median")["industry"].unique().tolist()
    ['NAICS 55']
    """
    said = re.fullmatch(r"\s*(\$?)\s*([-+−]?[\d,]*\.?\d+)\s*([kK]|%| ?percent)?\s*", str(number))
    if not said:
        raise UnknownValue(
            f"{number!r} is not a number; expected one such as 105850, $105,850, 8.7%"
        )
    kind = "USD" if said[1] else "percent" if said[3] not in {None, "k", "K"} else ""
    digits = said[2].replace(",", "").replace("−", "-")
    value = float(digits) * (1000 if said[3] in {"k", "K"} else 1)
    ids, near = _printing(digits, value, kind)
    with warnings.catch_warnings(action="ignore", category=NothingFound):
        found = load(figure_id=ids, **filters) if ids else empty()
    if quoted is not None:
        found = found[found["quoted_by"].notna() == quoted].reset_index(drop=True)
    if found.empty:
        nearest = f"no figure prints {number}; the nearest are {', '.join(near)}"
        outside = f"{len(ids):,} figures print {number}, but none of them passes these filters"
        warnings.warn(outside if ids else nearest, NothingFound, stacklevel=2)
    return found


def _printing(digits: str, value: float, kind: str) -> tuple[list[str], list[str]]:
    """Return the identifiers of figures of a kind of unit that print digits, and near values."""
    import pyarrow.compute as pc

    table = figures_file().read(columns=["figure_id", "printed", "value", "unit"])
    table = table.filter(pc.match_substring(table["unit"], kind))
    plain = pc.replace_substring_regex(table["printed"], r"[$,%\s]", "")
    hits = pc.or_kleene(pc.equal(plain, digits), pc.equal(table["value"], value))
    values = pd.Series(pc.unique(table["value"]).to_numpy(zero_copy_only=False)).dropna()
    near = values[(values - value).abs().sort_values().index[:3]]
    return table.filter(hits)["figure_id"].to_pylist(), [f"{value:,.10g}" for value in near]
