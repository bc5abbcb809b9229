"""A sheet of a large file as a typed wide table: what a source module makes and the cache keeps."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

__all__ = ["Wide"]


class Wide(NamedTuple):
    """One sheet: its printed cells, and what they say, a row per published row in both."""

    #: Codes of texts under the letters of a spreadsheet, and ``row``. Its metadata ``hitdata`` is
    #: JSON; ``soc`` in it says which column has the codes of occupations.
    cells: pa.Table
    #: Of each column of figures the numbers, and the codes of their statuses; None when not asked.
    figures: pa.Table | None
