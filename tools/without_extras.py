"""A plugin of pytest: what fails for want of an extra is skipped, and says which.

    python -m pytest -p tools.without_extras

For an environment without extras.  Elsewhere such an error is a fault, and stays one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from hitdata import errors

__all__ = ["pytest_runtest_call", "pytest_runtest_setup"]

#: What the test under way was told: a test may expect another error, and see this one instead.
_told: list[str] = []


class _MissingExtra(errors.MissingExtra):
    def __init__(self, message: str, *, name: str | None = None) -> None:
        super().__init__(message, name=name)
        _told.append(message)


errors.MissingExtra = _MissingExtra  # type: ignore[assignment,misc]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    """Skip a test whose fixtures need an extra."""
    with _skipped():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Skip a test that needs an extra."""
    with _skipped():
        return (yield)


@contextmanager
def _skipped() -> Iterator[None]:
    _told.clear()
    try:
        yield
    except (Exception, pytest.fail.Exception):
        if _told:
            pytest.skip(_told[0])
        raise
