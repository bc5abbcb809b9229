"""Documents: a user's file, looked at before anything trusts it.

container   the first look: what kind of file it is by its bytes, and whether opening it is safe
workbooks   sheets as text, read in a child process under a memory limit
texts       bytes as text, and text as cells
scripts     JSON inside a page's scripts
document    one file, or one member of a zip, with its sheets, text, JSON or page, read when asked

A file that cannot be opened as what it is raises one `hitdata.errors.SourceError` that names it,
says what was found and what would be right.
"""

from __future__ import annotations

from hitdata.documents.document import Document as Document
from hitdata.documents.document import Sheet as Sheet
from hitdata.documents.document import documents as documents
from hitdata.documents.texts import Repaired as Repaired
from hitdata.documents.texts import Reported as Reported

__all__ = ["Document", "Repaired", "Reported", "Sheet", "documents"]
