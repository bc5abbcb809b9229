"""The one tidy table: a row per published figure.

schema        its columns and the codes of its closed lists: the contract, with the columns of the
              reference tables beside it
rules         `tidy` puts figures into it, `validate` refuses what breaks a rule
identifiers   ``figure_id``: a readable name built from all that tells two figures apart
texts         columns in which few texts occur often, understood once for each text
"""

from __future__ import annotations

from hitdata.table.identifiers import Ordinary
from hitdata.table.rules import combine, empty, tidy, validate

__all__ = ["Ordinary", "combine", "empty", "tidy", "validate"]
