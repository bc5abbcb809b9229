"""O*NET titles: read as printed, each with the line it stands on."""

import pandas as pd
import pytest

from hitdata.cells import read_cut
from hitdata.errors import SourceError
from hitdata.originals import read_originals
from hitdata.sources.onet_titles import cut, job_titles


def original(raw, file):
    return next(o for o in read_originals(raw / "SOURCES.csv") if o.file == file)


def test_a_title_keeps_its_code_and_its_line(raw):
    """Alternate Titles.txt prints Health Information Technician under 29-2072.00, line 16160."""
    listed = original(raw, "Alternate Titles.txt")
    table = job_titles(read_cut(raw / listed.cut), listed).set_index("locator")
    row = table.loc["line 16160"]
    assert row["title"] == "Health Information Technician (Health Information Tech)"
    assert (row["soc"], row["onet_soc"], row["soc_system"]) == ("29-2072", "29-2072.00", "SOC 2018")
    assert row["kind"] == "alternate title"


def test_a_cut_keeps_the_family_and_its_competitors():
    """Titles of the codes, their twins elsewhere, and health information elsewhere; no others."""
    rows = [
        ("O*NET-SOC Code", "Alternate Title"),
        ("29-2072.00", "Coder"),
        ("43-9999.00", "coder"),
        ("21-1099.00", "Health Information Provider"),
        ("51-4072.00", "Injection Molder"),
    ]
    cells = pd.DataFrame(rows, columns=["A", "B"], index=range(1, 6), dtype="str")
    assert cut(cells, frozenset({"29-2072"})).index.to_list() == [1, 2, 3, 4]


def test_another_file_is_refused(raw):
    """A heading that O*NET's titles do not have is named."""
    cells = pd.DataFrame({"A": ["Code"], "B": ["Name"]}, dtype="str")
    with pytest.raises(SourceError, match="O\\*NET-SOC Code"):
        job_titles(cells, original(raw, "Alternate Titles.txt"))


def test_the_licence_and_its_credit_are_listed(raw):
    """CC BY asks for credit: licence, source and change stand beside each file."""
    for listed in read_originals(raw / "SOURCES.csv"):
        if listed.reader == "onet_titles":
            assert "CC BY 4.0" in listed.licence
            assert "USDOL/ETA" in listed.licence
            assert "selected" in listed.note
