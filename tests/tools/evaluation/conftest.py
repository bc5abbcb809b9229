"""Whole workbooks of the downloads, read once."""

import pytest

from tools.evaluation.releases import find, read


@pytest.fixture(scope="session")
def workbook(downloads):
    """Read a workbook of the downloads by kind and release."""
    books = {book[:2]: book for book in find(downloads)}
    return lambda kind, release: read(books[kind, release])


@pytest.fixture(scope="session")
def sectors(workbook):
    """Every wage by sector of May 2024."""
    return workbook("natsector", "2024-05")
