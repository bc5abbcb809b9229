"""The Data Package: valid under the rules of another program, with the values of the table."""

import json

import pandas as pd
import pytest

import hitdata


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A package of one occupation, projections and withheld wages among its figures."""
    figures = hitdata.load("29-9021", release=["2024-05", "2024-34"])
    return hitdata.data_package(tmp_path_factory.mktemp("package"), figures=figures), figures


def test_frictionless_finds_it_valid(package):
    """Types, codes and keys hold, as frictionless reads them."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(package[0]))
    assert report.valid, report.flatten(["type", "note"])


def test_every_column_is_explained(package):
    """Fields are those of the codebook, with meaning and closed lists."""
    described = json.loads(package[0].read_text(encoding="utf-8"))
    assert described["$schema"].endswith("/2.0/datapackage.json")
    figures = described["resources"][0]["schema"]
    assert [field["name"] for field in figures["fields"]] == list(package[1])
    assert all(field["description"] for field in figures["fields"])
    statistic = next(field for field in figures["fields"] if field["name"] == "statistic")
    assert "p50" in statistic["constraints"]["enum"]
    assert described["sources"][0]["path"].startswith("https://")


def test_values_come_back(package):
    """A plain reader of CSV gets the same numbers, and nothing for what is missing."""
    path, figures = package
    again = pd.read_csv(path.parent / "figures.csv", dtype={"figure_id": "str"})
    assert again["figure_id"].to_list() == figures["figure_id"].to_list()
    pd.testing.assert_series_equal(again["value"], figures["value"])
