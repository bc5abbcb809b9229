"""O*NET titles: read as printed, each with the line it stands on."""

import pandas as pd
import pytest

from hitdata.errors import SourceError
from hitdata.files import File
from hitdata.sources import Options, source
from tests.sources.cuts import cut_of, cuts_of, made_up

job_titles = source("onet_titles").tables["job_titles"]


def test_a_title_keeps_its_code_and_its_line():
    """Alternate Titles.txt prints Health Information Technician under 29-2072.00, line 16160."""
    table = job_titles(*cut_of("onet_titles", file="Alternate Titles.txt")).set_index("locator")
    row = table.loc["line 16160"]
    assert row["title"] == "Health Information Technician (Health Information Tech)"
    assert (row["soc"], row["onet_soc"], row["soc_system"]) == ("29-2072", "29-2072.00", "SOC 2018")
    assert row["kind"] == "alternate title"


def test_another_file_is_refused(tmp_path):
    """A heading that O*NET's titles do not have is named."""
    cells = pd.DataFrame({"A": ["Code"], "B": ["Name"]}, dtype="str")
    with pytest.raises(SourceError, match="O\\*NET-SOC Code"):
        job_titles(made_up("titles.txt", "", cells), Options())
    path = tmp_path / "titles.txt"
    path.write_text("O*NET-SOC Code\tReported Job Title\tShown\n29-2072.00\tCoder\tY\n")
    assert not source("onet_titles").why_not(File(path))
    path.write_text("O*NET-SOC Code\tTask\n")
    assert "does not begin with O*NET-SOC Code" in source("onet_titles").why_not(File(path))


def test_the_licence_and_its_credit_are_listed():
    """CC BY asks for credit: licence, source and change stand beside each file."""
    listed = [options.original for _, options in cuts_of("onet_titles")]
    assert len(listed) == 3
    for original in listed:
        assert "CC BY 4.0" in original.licence
        assert "USDOL/ETA" in original.licence
        assert "selected" in original.note
