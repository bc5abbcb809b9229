"""The figures of a store: each once, the same as `read` gives, and the same from every engine."""

import shutil
import warnings

import pandas as pd
import pytest

import hitdata
from hitdata import store
from hitdata.errors import HitdataError, MissingExtra, SourceError, UnknownValue
from tests.stores import book

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture
def books(tmp_path):
    """Workbooks of May 2022 and May 2023, with other wages."""
    (folder := tmp_path / "books").mkdir()
    return [book(folder, 2022, a_median=40_000), book(folder, 2023, a_median=50_000)]


@pytest.fixture
def place(tmp_path):
    """Where a store is to be made."""
    return tmp_path / "store"


def by_id(figures: pd.DataFrame) -> pd.DataFrame:
    return figures.sort_values("figure_id", ignore_index=True)


@pytest.fixture
def filled(books, place):
    """A store of both workbooks."""
    hitdata.add(books, to=place, workers=1)
    return place


def test_a_store_holds_what_read_reads(books, filled):
    """Every column, type and text, missing ones too, comes back as the readers gave them."""
    wanted = {"soc": ["29-2072", "29-9021", "00-0000"]}
    found = store.found(filled, wanted, quoted=False)
    pd.testing.assert_frame_equal(by_id(found), by_id(hitdata.read(books)))


def test_load_takes_figures_of_a_store(tmp_path, place):
    """They join the bundled ones and pass the same filters, `latest` and as many as asked for."""
    abilene = {"area": "10180", "area_type": "4", "prim_state": "TX", "area_title": "Abilene, TX"}
    hitdata.add([book(tmp_path, year, **abilene) for year in (2022, 2023)], to=place, workers=1)
    at = {"soc": "29-9021", "statistic": "p50", "unit": "USD/year", "source": "OEWS"}
    both = hitdata.load(store=place, release=["2022-05", "2025-05"], area="CBSA 10180", **at)
    assert both["file"].to_list()[-1] == "national_M2022_dl.xlsx"
    assert set(hitdata.load(store=place, **at, area="CBSA 10180")["release"]) > {"2022-05"}
    assert hitdata.load(store=place, figure_id=both["figure_id"].iloc[-1])["value"].item() == 48_780


def test_a_number_that_contradicts_the_bundle_is_refused(tmp_path, place):
    """Two prints of one figure are not chosen from in silence."""
    hitdata.add(book(tmp_path, 2023), to=place)
    with pytest.raises(HitdataError, match=r"'1230' in .*, but '34430' in"):
        hitdata.load(store=place, soc="29-9021", release="2023-05")


def test_a_figure_that_two_files_print_is_held_once(tmp_path, books, place):
    """The second file adds what is new in it; the first cannot go while it holds for both."""
    (more := tmp_path / "more").mkdir()
    wider = book(more, 2022, codes=("29-2072", "29-9021", "11-9111"), a_median=40_000)
    done = hitdata.add([books[0], wider], to=place, workers=1)
    one = len(hitdata.read(books[0]))
    assert done["shared"].to_list() == [0, one]
    ids = store.found(place, {}, quoted=None)["figure_id"]
    assert ids.is_unique
    assert len(ids) == len(hitdata.read(wider))
    first = store.contents(place)["sha256"][0]
    with pytest.raises(HitdataError, match="as well; remove both"):
        store.remove(first, store=place)
    assert len(store.remove(list(store.contents(place)["sha256"]), store=place)) == 2
    assert store.contents(place).empty


def test_files_that_contradict_each_other_are_refused(tmp_path, books, place):
    """The message names figure, cell, both numbers and both files, and the first file stays."""
    (more := tmp_path / "more").mkdir()
    other = book(more, 2022, codes=("29-2072", "29-9021", "11-9111"), a_median=41_000)
    hitdata.add(books[0], to=place)
    with pytest.raises(SourceError, match=r"p50\.usd-year is '41000' at .*, but 40,000 in natio"):
        hitdata.add(other, to=place)
    assert len(store.contents(place)) == 1


def test_the_same_bytes_are_added_once(books, filled):
    """Under whatever name: the content decides."""
    again = books[0].with_name("another_name_M2022.xlsx")
    shutil.copy(books[0], again)
    assert hitdata.add([again, books[1]], to=filled)["outcome"].eq("already there").all()
    assert len(store.contents(filled)) == 2


def test_open_is_the_whole_table(books, filled):
    """By way of DuckDB: the columns of the tidy table in its order, every figure, its types."""
    pytest.importorskip("ibis")
    table = hitdata.open(filled)
    assert list(table.columns) == list(hitdata.read(books[0]))
    back = store.tidied(table.execute())
    pd.testing.assert_frame_equal(by_id(back), by_id(hitdata.read(books)))


def test_analyses_take_what_an_engine_gives(filled):
    """Filtered by DuckDB, typed by `tidied`: such figures are cited, compared and traced."""
    pytest.importorskip("ibis")
    table = hitdata.open(filled)
    mine = table.filter((table.soc == "29-9021") & (table.statistic == "p50"))
    figures = store.tidied(mine.execute())
    first, second = figures.loc[figures["unit"].eq("USD/year"), "figure_id"]
    assert hitdata.trace(first, among=figures).file == "national_M2022_dl.xlsx"
    gap = hitdata.explain(first, second, among=figures)
    assert "period" in {part.step for part in gap.parts}


def test_open_says_what_it_needs(filled, monkeypatch):
    """Without the extra, the error names it."""
    monkeypatch.setitem(__import__("sys").modules, "ibis", None)
    with pytest.raises(MissingExtra, match=r"hitdata\[scale\]"):
        hitdata.open(filled)


def test_codes_of_folders_come_back_as_they_were(place):
    """A source with odd letters, a release that is missing or a year: text, never a number."""
    bundled = hitdata.load(publisher="Census", statistic="moe90").head(4)
    odd = bundled.assign(source=["a/b & c, 50% = ü", "ACS", "ACS", "ACS"])
    odd["release"] = pd.array(["2018", "2018-05-01", None, "1e5"], dtype="str")
    folder = store.Folder(place, make=True)
    with folder.aside() as aside:
        draft = store.Draft(folder, {"key": "0" * 40, "file": "odd", "sha256": "0"}, aside)
        draft.add(odd)
        with folder.alone():
            folder.put(*draft.finish(), aside)
    pd.testing.assert_frame_equal(by_id(store.found(place, {}, quoted=None)), by_id(odd))
    pytest.importorskip("ibis")
    back = store.tidied(hitdata.open(place).execute())
    pd.testing.assert_frame_equal(by_id(back), by_id(odd))


def test_too_many_figures_are_refused(filled, monkeypatch):
    """Rather than filling the memory, `load` says how many there are and what to do."""
    monkeypatch.setattr(store, "MOST", 10)
    with pytest.raises(HitdataError, match=r"filter further, or use hitdata\.open"):
        hitdata.load(store=filled)


def test_what_is_not_there_is_said(filled, tmp_path):
    """A folder that is no store, a file that it does not hold, a value that no figure has."""
    with pytest.raises(SourceError, match="not a store"):
        hitdata.open(tmp_path)
    with pytest.raises(UnknownValue, match=r"national_M2022_dl\.xlsx"):
        store.remove("national_M2021_dl.xlsx", store=filled)
    with pytest.raises(UnknownValue, match="soc '99-9999'"):
        hitdata.load(store=filled, soc="99-9999")


@pytest.mark.parametrize("damage", [lambda held: held[:-9], lambda held: held[:40] + b"\0" +
                                    held[41:], lambda _: None])  # fmt: skip
def test_a_damaged_file_is_named(filled, damage):
    """One that was cut, changed or taken away: no figure of it is given, and the others stay."""
    path = min(filled.rglob("*.parquet"))
    whole = path.read_bytes()
    path.unlink()
    if (left := damage(whole)) is not None:
        path.write_bytes(left)
    for asked in (lambda: hitdata.load(store=filled, soc="29-9021"), lambda: hitdata.open(filled)):
        with pytest.raises(SourceError, match=r"national_M2022_dl\.xlsx: `hitdata store remove"):
            asked()
    assert store.contents(filled)["damage"].ne("").to_list() == [True, False]
    store.remove("national_M2022_dl.xlsx", store=filled)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert len(hitdata.load(store=filled, soc="29-9021", release="2023-05", area="GU")) == 0
