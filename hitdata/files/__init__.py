"""Files: from a path to tables of text cells, the one route that every file takes.

container          the first look: what kind of file it is by its bytes, and whether it is safe
workbooks          sheets as text, read by a child process (`workbook_process`) with limited memory
text               bytes as text, text as cells under the letters and numbers of a spreadsheet
structured         JSON, pages and what their scripts hold: numbers with their place
file               one file, or one member of a zip, read when asked

A file that cannot be opened as what it is raises one `hitdata.errors.SourceError` that names it,
says what was found and what would be right.
"""

from __future__ import annotations

from hitdata.files.file import File, Sheet, hash_of, opened
from hitdata.files.text import Repaired, Reported, locators, report

__all__ = ["File", "Repaired", "Reported", "Sheet", "hash_of", "locators", "opened", "report"]
