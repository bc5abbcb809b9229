"""Errors say what was found and what would be right, and form one tree."""

import sys

import pytest

import hitdata
from hitdata.errors import HitdataError, MissingExtra, UnknownValue, needs, unknown


@pytest.mark.parametrize(
    ("value", "known", "hint"),
    [
        ("payscale", ["BLS", "Payscale"], "did you mean 'Payscale'?"),
        ("zzz", ["BLS", "Census"], "known are 'BLS', 'Census'"),
        ("zzz", [f"{n:03}" for n in range(20)], "20 are known, from '000' to '019'"),
    ],
)
def test_an_unknown_value_is_answered_with_near_ones(value, known, hint):
    """The error says what was asked for and what would be right."""
    assert str(unknown("publisher", value, known)) == (f"publisher {value!r} is not known; {hint}")


def test_the_errors_form_one_tree():
    """One except clause catches all that hitdata raises; a wrong value is a ValueError too."""
    assert issubclass(UnknownValue, HitdataError)
    assert issubclass(UnknownValue, ValueError)


@pytest.fixture
def _no_lxml(monkeypatch):
    """An installation without the extra: lxml is found nowhere."""

    class Nowhere:
        def find_spec(self, name, *_):
            if name.partition(".")[0] == "lxml":
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    for name in [name for name in sys.modules if name.partition(".")[0] == "lxml"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Nowhere(), *sys.meta_path])


@pytest.mark.usefixtures("_no_lxml")
def test_a_package_that_is_not_there_names_its_extra():
    """The message names the package and the command that installs it; ImportError catches it."""
    with pytest.raises(ImportError) as caught, needs("pages"):
        import lxml.html  # noqa: F401
    told = "this needs lxml, which is not installed: pip install 'hitdata[pages]'"
    assert (str(caught.value), caught.value.name) == (told, "lxml")
    assert isinstance(caught.value, HitdataError)


def test_a_part_of_a_package_that_is_not_there_is_named_in_full():
    """An old release may lack a part that ours uses: the message does not say all is lacking."""
    with pytest.raises(MissingExtra, match=r"this needs json\.no_such_part, which"), needs("pages"):
        import json.no_such_part  # noqa: F401


@pytest.mark.parametrize("error", [ModuleNotFoundError("x", name="hitdata.no_such"), OSError("x")])
def test_other_errors_pass_through(error):
    """A fault of ours or of the package is not told as one of the installation."""
    with pytest.raises(type(error)) as caught, needs("pages"):
        raise error
    assert caught.value is error


@pytest.mark.usefixtures("_no_lxml")
def test_of_two_extras_the_inner_one_is_named():
    """Charts need curves: whoever lacks both is told of the one that was looked for first."""
    with pytest.raises(MissingExtra, match=r"hitdata\[pages\]"), needs("charts"), needs("pages"):
        import lxml  # noqa: F401


@pytest.mark.usefixtures("_no_lxml")
def test_a_saved_page_without_its_parser_names_the_extra(tmp_path):
    """Who reads a page without the extra is told what to install, not that the page is broken."""
    page = tmp_path / "page.html"
    page.write_text("<html><body>a page</body></html>", encoding="utf-8")
    with pytest.raises(
        MissingExtra, match=r"page\.html needs lxml, .* pip install 'hitdata\[pages\]'"
    ):
        hitdata.read(page)
