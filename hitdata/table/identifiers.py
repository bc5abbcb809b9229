"""``figure_id``: a readable name built from every column that tells two figures apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hitdata.table.texts import coded

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Ordinary", "identifiers"]

#: Column -> values that an identifier leaves out because the product's figures ordinarily have
#: them (cross-industry, detailed, ...). Declared by each source module.
Ordinary = Mapping[str, Iterable[str]]

#: Rows that are named at a time, so that the segments of few names are in memory at once.
ROWS = 500_000

#: Columns whose texts would not say what they are of.
PREFIX = {"ownership": "own-", "error_of": "of-"}


def identifiers(frame: pd.DataFrame, ordinary: Ordinary) -> pd.Series:
    """Return the name of each figure; ``ordinary`` are the values that it leaves out."""
    # imported here: the bundled table is read without it
    import pyarrow as pa
    import pyarrow.compute as pc

    segments: list[tuple[NDArray[np.int32] | None, Any]] = []
    for column, codes, slugs in _segments(frame, ordinary):
        texts = pa.array(slugs, pa.large_string())
        # what is the same for all is written once; the unit stays, so that there is a column
        if column != "unit" and len(codes) and (codes == codes[0]).all():
            segments.append((None, texts[int(codes[0])]))
        elif column == "unit" or any(slugs):
            segments.append((codes, texts))
    chunks = []
    for start in range(0, len(frame), ROWS):
        parts = [
            texts if codes is None else texts.take(pa.array(codes[start : start + ROWS]))
            for codes, texts in segments
        ]
        chunks.append(pc.binary_join_element_wise(*parts, pa.scalar("", pa.large_string())))
    named = pa.chunked_array(chunks, pa.large_string())
    return pd.Series(pd.array(named, dtype="str"), index=frame.index)


def _segments(
    frame: pd.DataFrame, ordinary: Ordinary
) -> Iterator[tuple[str, NDArray[np.int32], list[str]]]:
    """Yield each segment, in order: a code for every row, and the slug of each code."""
    published = frame["soc_match"].eq("published").to_numpy()
    derived = {
        "experience": _years(frame),
        "projected_year": _horizon(frame),
        "quoted_by": _quoted(frame),
    }
    shown = {"soc": published, "occupation": ~published, "period": ~_same_period(frame)}
    for column in (
        "publisher", "source", "release", "area", "industry", "ownership", "soc", "occupation",
        "level", "coverage", "measure", "range_kind", "statistic", "error_of", "experience",
        "pay_basis", "period", "projected_year", "unit", "quoted_by",
    ):  # fmt: skip
        text = derived.get(column, frame.get(column))
        if text is None:
            continue
        codes, texts = coded(text)
        usual = set(ordinary.get(column, ()))
        dot = "" if column == "publisher" else "."
        slugs = ["" if t in usual else dot + _slug(PREFIX.get(column, "") + t) for t in texts]
        hidden = (codes < 0) | ~shown[column] if column in shown else codes < 0
        nothing = ".undated" if column == "release" else ""
        yield column, np.where(hidden, len(slugs), codes).astype("int32"), [*slugs, nothing]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _years(frame: pd.DataFrame) -> pd.Series | None:
    least, most = frame["experience_min"], frame["experience_max"]
    if least.isna().all():
        return None
    upto = most.map("{:g}".format).where(most.notna(), "up")
    return ("exp-" + least.map("{:g}".format) + "-" + upto).where(least.notna()).astype("str")


def _horizon(frame: pd.DataFrame) -> pd.Series | None:
    """Name the projected year only where neither release nor period already does."""
    known = frame["release"].notna() | frame["period"].notna() | frame["projected_year"].isna()
    if known.all():
        return None
    return ("by-" + frame["projected_year"].astype("str")).where(~known).astype("str")


def _quoted(frame: pd.DataFrame) -> pd.Series | None:
    """Name the line as well: a guide prints some figures twice."""
    if frame["quoted_by"].isna().all():
        return None
    return frame["quoted_by"].astype("str") + "-" + frame["locator"]


def _same_period(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell where the period is the release, which is named already."""
    periods, period_texts = coded(frame["period"])
    releases, release_texts = coded(frame["release"])
    # a missing text has code -1, which takes the last: equal to nothing
    same = np.zeros((len(period_texts) + 1, len(release_texts) + 1), dtype=bool)
    same[:-1, :-1] = np.equal.outer(period_texts.to_numpy(object), release_texts.to_numpy(object))
    return same[periods, releases]
