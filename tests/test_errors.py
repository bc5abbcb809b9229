import pytest

from hitdata.errors import HitdataError, UnknownValue, unknown


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
