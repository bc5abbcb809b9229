from hitdata.cells import read_cut
from hitdata.family import CODES
from hitdata.originals import read_originals
from hitdata.sources import soc_titles


def test_codes_of_the_family_have_titles_and_definitions(raw):
    """Each code of the 2018 edition in the family has its official title and definition."""
    listed = next(o for o in read_originals(raw / "SOURCES.csv") if o.reader == "soc_titles")
    table = soc_titles.titles(read_cut(raw / listed.cut), listed).set_index("soc")
    assert set(table.index) <= CODES
    assert table.loc["29-2072", "title"] == "Medical Records Specialists"
    detailed = table[table["level"].eq("detailed")]
    assert detailed["definition"].str.len().min() > 40
