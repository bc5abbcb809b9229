"""Persons of the census: weights, groups and successive-difference errors, in any year's columns.

Expected estimates and errors are those of the Python package svy 0.35 on the same made-up file
(SdrWgts, n_reps=80, variance_center="estimate"), which agrees with R's survey.
"""

import csv

import pandas as pd
import pytest

from hitdata import explain, trace, validate
from hitdata.errors import MissingExtra, SourceError, UnknownValue

ibis = pytest.importorskip("ibis")

from hitdata.microdata import persons, tabulate  # noqa: E402

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string'"),
]


def people(count=150):
    """Return made-up persons as rows of text, in the layout of 2023, with 80 replicate weights."""
    heading = [
        "RT",
        "SERIALNO",
        "SPORDER",
        "ST",
        "ADJINC",
        "PWGTP",
        "AGEP",
        "SEX",
        "SCHL",
        "ESR",
        "OCCP",
        "SOCP",
        "WKHP",
        "WKWN",
        "WAGP",
        *(f"PWGTP{r}" for r in range(1, 81)),
    ]
    rows = [heading]
    for at in range(count):
        weight = 10 + at * 37 % 211
        code, soc = (("3515", "292072"), ("3550", "2990XX"), ("0020", "111021"))[at * 7 % 5 % 3]
        pay = 0 if at % 9 == 0 else 18_000 + at * 7919 % 97_000 // 100 * 100
        rows.append(["P", f"2023HU{at:07d}", "1", ("06", "48", "56")[at % 3], "1019518",
                     weight, 17 + at * 5 % 60, 1 + at * 3 % 7 % 2, 14 + at * 4 % 11, 1, code, soc,
                     10 + at * 13 % 45, 20 + at * 17 % 33, pay,
                     *(round(weight * (1 + (at * r * r % 13 - 6) / 10)) for r in range(1, 81)),
                     ])  # fmt: skip
    return [[str(cell) for cell in row] for row in rows]


def written(path, rows):
    """Write rows as a CSV and return its path."""
    with path.open("w", newline="", encoding="ascii") as file:
        csv.writer(file).writerows(rows)
    return path


def without(rows, *names, like=None):
    """Return rows without some columns, or without those that begin as another."""
    gone = {name for name in rows[0] if like and name.startswith(like) and name != like}
    keep = [at for at, name in enumerate(rows[0]) if name not in gone.union(names)]
    return [[row[at] for at in keep] for row in rows]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The made-up file."""
    return written(tmp_path_factory.mktemp("pums") / "psam_p99.csv", people())


@pytest.fixture(scope="module")
def light(tmp_path_factory):
    """The same persons without replicate weights, of which there are many to compute with."""
    path = tmp_path_factory.mktemp("light") / "psam_p99.csv"
    return persons(written(path, without(people(), like="PWGTP")))


#: (statistic, group) -> estimate and standard error, of medical records specialists by sex.
BY_SVY = {
    ("total", "men"): (3964.0, 1362.1706390904187),
    ("total", "women"): (2932.0, 1009.0902090497162),
    ("mean", "men"): (68816.6919350925, 2652.223826621276),
    ("mean", "women"): (62049.37531219146, 6721.019615920572),
    ("p50", "men"): (70856.501, 4467.304051060416),
    ("p50", "women"): (50568.0928, 9173.311143459732),
}


@pytest.fixture(scope="module")
def by_sex(file):
    """Figures of records specialists by sex."""
    return tabulate(
        persons(file), occupation="29-2072", by="sex", statistics=["mean", "p50", "count"]
    )


@pytest.mark.parametrize(("statistic", "group"), BY_SVY)
def test_estimates_and_errors_are_those_of_svy(by_sex, statistic, group):
    """Dollars are those of the file's year: WAGP by ADJINC, as the Census Bureau asks."""
    estimate, error = BY_SVY[statistic, group]
    mine = by_sex[by_sex["coverage"].str.endswith(f", {group}")]
    value = mine.loc[mine["statistic"].eq(statistic), "value"].item()
    se = mine.loc[mine["statistic"].eq("se") & mine["error_of"].eq(statistic), "value"].item()
    assert (value, se) == (pytest.approx(estimate, rel=1e-9), pytest.approx(error, rel=1e-9))


def test_results_are_figures(by_sex):
    """They keep the table's rules, name file and hash, say whose tabulation, and are traced."""
    validate(by_sex)
    row = by_sex[by_sex["statistic"].eq("p50")].iloc[0]
    assert (row["soc"], row["soc_match"], row["unit"]) == ("29-2072", "exact", "USD/year")
    assert (row["area"], row["release"], row["file"]) == ("CA, TX, WY", "2023", "psam_p99.csv")
    assert "own tabulation" in row["note"]
    assert trace(row["figure_id"], among=by_sex).locator == "WAGP by PWGTP; 29-2072; men"
    first, second = by_sex.loc[by_sex["statistic"].eq("p50"), "figure_id"]
    assert explain(first, second, among=by_sex)


def test_a_quantile_is_the_least_value_that_reaches_the_share(tmp_path):
    """Of weights 1, 1, 2: half is reached exactly at 20, so the middle to 30; 25 % at 10 and 20."""
    rows = without(people(4), like="PWGTP")
    at = {name: rows[0].index(name) for name in ("WAGP", "PWGTP", "ADJINC")}
    values = {"10": "1", "20": "1", "30": "2", "0": "9"}
    for row, (pay, weight) in zip(rows[1:], values.items(), strict=True):
        row[at["WAGP"]], row[at["PWGTP"]], row[at["ADJINC"]] = pay, weight, "1000000"
    found = tabulate(persons(written(tmp_path / "p.csv", rows)), statistics=["p25", "p50", "p75"])
    assert found["value"].to_list() == [15, 25, 30]
    assert found["sample_size"].to_list() == [3, 3, 3]


def test_without_replicate_weights_the_figures_say_so(light):
    """No error is made up, and the note says why there is none."""
    found = tabulate(light, occupation="3515")
    assert set(found["statistic"]) == {"mean", "p50", "total"}
    assert found["note"].str.contains("no standard error: the file has no replicate weights").all()


def lower(rows):
    return [[name.lower() for name in rows[0]], *rows[1:]]


def renamed(names, **cells):
    """Return a change of the heading, and of all cells of a column."""

    def change(rows):
        heading = [names.get(name, name) for name in rows[0]]
        made = [[cells.get(name, lambda text: text)(cell)
                 for name, cell in zip(rows[0], row, strict=True)] for row in rows[1:]]  # fmt: skip
        return [heading, *made]

    return change


SAME = {
    "lower case": lower,
    "STATE since 2023": renamed({"ST": "STATE"}),
    "SOCP12 and OCCP12 of several years": renamed({"SOCP": "SOCP12", "OCCP": "OCCP12"}),
    "SOCP10 empty beside SOCP12": lambda rows: [
        [*row, "SOCP10" if at == 0 else "N.A.//"]
        for at, row in enumerate(renamed({"SOCP": "SOCP12"})(rows))
    ],
    "codes without their zeros": renamed({}, ST=lambda t: t.lstrip("0"),
                                         OCCP=lambda t: t.lstrip("0")),
    "numbers padded and with a point": renamed({}, WAGP=lambda t: f" {t}.0",
                                               SCHL=lambda t: f"0{t}"),
    "weights in another order": lambda rows: [row[::-1] for row in rows],
    "weeks as a category to 2018": renamed({"WKWN": "WKW"},
                                           WKWN=lambda t: "1" if int(t) >= 50 else "3"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_columns_of_every_year_are_understood(tmp_path, light, name):
    """Other names, zeros and orders: the same figures, by group and state, to the last digit."""
    asked = {"occupation": "29-2072", "by": ["hours"], "statistics": ["mean", "p50", "count"]}
    changed = persons(written(tmp_path / "p.csv", SAME[name](without(people(), like="PWGTP"))))
    same = ["figure_id", "value", "sample_size", "area"]
    pd.testing.assert_frame_equal(tabulate(changed, **asked)[same], tabulate(light, **asked)[same])


def test_parquet_and_several_files_are_read(tmp_path, file, light):
    """A national file comes in two parts; Parquet holds codes as numbers."""
    frame = pd.read_csv(file).drop(columns=[f"PWGTP{r}" for r in range(1, 81)])
    for name, some in (("a", frame.iloc[:70]), ("b", frame.iloc[70:])):
        some.to_parquet(tmp_path / f"{name}.parquet", index=False)
    both = persons([tmp_path / "a.parquet", tmp_path / "b.parquet"])
    found, expected = (tabulate(t, by="state", statistics=["mean", "p50", "count"])
                       for t in (both, light))  # fmt: skip
    pd.testing.assert_series_equal(found["value"], expected["value"])
    assert set(found["area"]) == {"CA", "TX", "WY"}
    assert set(found["file"]) == {"a.parquet-b.parquet"}


def test_an_occupation_that_is_part_of_a_code_is_called_broader(light):
    """29-9021 has no code of its own in the survey: 2990XX holds it and others."""
    found = tabulate(light, occupation=["29-9021", "29-2072"], statistics="count")
    matches = found.drop_duplicates("soc").set_index("soc")["soc_match"].to_dict()
    assert matches == {"29-2072": "exact", "29-9021": "broader"}


def test_small_cells_are_withheld_with_the_reason(light):
    """The count of answers stays, the number goes."""
    found = tabulate(light, occupation="29-2072", by="schooling", at_least=8, statistics="p50")
    few = found["sample_size"] < 8
    assert few.any()
    assert (found["value"].isna() == few).all()
    assert found.loc[few, "note"].str.contains("withheld: fewer than 8 persons answered").all()
    assert set(found.loc[few, "status"]) == {"not released"}


def test_schooling_before_2008_had_other_codes(tmp_path):
    """13 was a bachelor's degree, as 21 is since; SERIALNO said no year, so the name does."""
    rows = renamed({}, SCHL=lambda _: "13", SERIALNO=lambda t: t[6:])(
        without(people(60), like="PWGTP")
    )
    found = tabulate(persons(written(tmp_path / "ss06pus.csv", rows)), by="schooling",
                     statistics="count")  # fmt: skip
    assert set(found["coverage"]) == {"persons, bachelor's degree"}
    assert set(found["release"]) == {"2006"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [({"occupation": "29-9999"}, "nobody is coded 29-9999"),
     ({"occupation": "clerk"}, "expected SOC"),
     ({"by": "race"}, "by 'race' is not known"),
     ({"statistics": "mode"}, "statistic 'mode' is not known"),
     ({"pay": "PINCP"}, "pay 'PINCP' is not known")],
)  # fmt: skip
def test_what_cannot_be_asked_is_named(light, asked, message):
    """With what could be."""
    with pytest.raises(UnknownValue, match=message):
        tabulate(light, **asked)


@pytest.mark.parametrize(
    ("change", "message"),
    [(lambda rows: without(rows, "PWGTP"), "no column PWGTP"),
     (lambda rows: without(rows, "WAGP"), "no column WAGP"),
     (lambda rows: without(rows, "SCHL"), "no column SCHL"),
     (renamed({}, WAGP=lambda _: "much"), "cannot be tabulated"),
     (renamed({}, SERIALNO=lambda t: t[8:]), "say which with release="),
     (lambda _: [["no", "persons"], ["1", "2"]], "no column PWGTP")],
)  # fmt: skip
def test_a_file_that_lacks_something_is_named(tmp_path, change, message):
    """A renamed or damaged column is an error that names file and column."""
    path = written(tmp_path / "p.csv", change(without(people(9), like="PWGTP")))
    with pytest.raises(SourceError, match=message) as error:
        tabulate(persons(path), by="schooling")
    assert "p.csv" in str(error.value)


def test_another_file_is_refused(tmp_path):
    """No file, and a zip."""
    with pytest.raises(SourceError, match="cannot be read as persons"):
        persons(tmp_path / "nothing.csv")
    (zipped := tmp_path / "csv_pwy.zip").write_bytes(b"PK\3\4 no table")
    with pytest.raises(SourceError, match=r"csv_pwy\.zip: .*unzip it|no column PWGTP"):
        persons(zipped)


def test_it_says_what_it_needs(monkeypatch, file):
    """Without the extra, the error names it."""
    monkeypatch.setitem(__import__("sys").modules, "ibis", None)
    with pytest.raises(MissingExtra, match=r"hitdata\[scale\]"):
        persons(file)


@pytest.fixture(scope="module")
def real(download_folders):
    """The 2.7 million persons of 2024, where they are at hand."""
    for folder in download_folders:
        for path in folder.rglob("acs_2024_1year_persons_49.parquet"):
            return persons(path)
    pytest.skip("no persons of 2024 below HITDATA_DOWNLOADS")


def test_persons_sum_to_the_published_population(real):
    """Wyoming had 587,618 inhabitants on 1 July 2024 (Census Bureau); 49 states are not the US."""
    found = tabulate(real, by="state", statistics="count").set_index("area")["value"]
    assert (found["WY"], len(found), found.sum()) == (587_618, 49, 269_388_896)
    whole = tabulate(real, statistics="count")
    assert whole["area"].item() == "US without CA, TX"


def test_full_time_medians_stand_beside_those_of_the_published_tables(real, figures):
    """Six years after the last bundled table, pay is higher, by as much as wages rose at most."""
    asked = {"29-1141": 3255, "29-2072": 3515, "11-9111": 350, "13-1041": 565, "15-1212": 1007}
    found = tabulate(real, occupation=list(asked), by="hours", statistics="p50")
    full = found[found["coverage"].str.endswith("full-time year-round")].set_index("soc")["value"]
    acs = figures[figures["source"].eq("ACS") & figures["release"].eq("2018")
                  & figures["statistic"].eq("p50")
                  & figures["coverage"].eq("full-time year-round workers")]  # fmt: skip
    published = acs.drop_duplicates("soc").set_index("soc")["value"]
    ratio = (full / published).dropna()
    assert len(ratio) == len(asked)
    assert ratio.between(1.05, 1.6).all(), ratio
