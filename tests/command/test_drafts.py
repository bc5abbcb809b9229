"""The subcommands about drafts do what the library does, and their status says what was found."""

import pytest

from hitdata.command import main

#: A sentence with the right number of the May 2023 workbook, and one with that of the mean.
RIGHT = (
    "The BLS puts the median annual wage of health information technologists at $62,990 (May 2023)."
)
WRONG = RIGHT.replace("62,990", "70,260")


@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1)])
def test_the_status_of_check_says_whether_something_is_wrong(tmp_path, text, status, capsys):
    """BLS prints a median of 62,990 and a mean of 70,260: each under its own word is right."""
    draft = tmp_path / "draft.md"
    draft.write_text(text, encoding="utf-8")
    assert main(["check", str(draft)]) == status
    assert ("62,990" in capsys.readouterr().out) is bool(status)


def test_a_code_is_explained(capsys):
    """`--explain` needs no draft, and prints what a code means."""
    assert main(["check", "--explain", "HD102"]) == 0
    assert "industry" in capsys.readouterr().out


def test_without_a_key_file_fill_says_what_it_needs(tmp_path, capsys, monkeypatch):
    """`fill` looks for numbers.yml and names it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text("none", encoding="utf-8")
    assert main(["fill", "draft.md"]) == 2
    assert "numbers.yml" in capsys.readouterr().err
