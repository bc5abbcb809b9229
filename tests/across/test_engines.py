"""The same numbers from PySpark as from DuckDB, of a store and of persons: to nine digits.

They run where pyspark is (`make spark` installs it into an environment of its own) and Java 17
(Debian: ``apt-get install openjdk-17-jre-headless``); elsewhere they are skipped and say so.
"""

import shutil

import pandas as pd
import pytest

import hitdata
from hitdata import store
from tests.stores import book

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def spark():
    """A connection of Ibis to Spark in this process."""
    pytest.importorskip("pyspark", reason="pyspark is not here: `make spark` runs these tests")
    ibis = pytest.importorskip("ibis")
    if not shutil.which("java"):
        pytest.skip("Java is not here: apt-get install openjdk-17-jre-headless")
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.sql.shuffle.partitions", "2").getOrCreate())  # fmt: skip
    yield ibis.pyspark.connect(session)
    session.stop()


def near(found, expected):
    """Compare two frames of figures, whatever their order, numbers to nine digits."""
    first, second = (f.sort_values("figure_id", ignore_index=True) for f in (found, expected))
    pd.testing.assert_frame_equal(first, second, rtol=1e-9, atol=0)


def test_a_store_is_the_same_table(spark, tmp_path):
    """Every column, type and text; a query and a join give the same numbers."""
    files = [book(tmp_path, year, a_median=20 * year) for year in (2022, 2023)]
    hitdata.add(files, to=tmp_path / "store", workers=1)
    tables = [hitdata.open(tmp_path / "store", connection=c) for c in (spark, None)]
    near(*(store.tidied(table.execute()) for table in tables))
    answers = [
        table.filter(table.statistic == "p50").group_by(["release", "unit"])
        .aggregate(mean=table.value.mean(), median=table.value.median())
        .order_by(["release", "unit"]).execute() for table in tables
    ]  # fmt: skip
    pd.testing.assert_frame_equal(*answers, rtol=1e-9, atol=0)


def test_persons_give_the_same_figures(spark, tmp_path):
    """Means, quantiles, counts and their errors by 80 replicate weights."""
    from hitdata.microdata import persons, tabulate
    from tests.test_microdata import people, written

    file = written(tmp_path / "psam_p99.csv", people())
    found = [tabulate(persons(file, connection=c), occupation=["29-2072", "3550"], by="sex",
                      statistics=["mean", "p50", "count"]) for c in (spark, None)]  # fmt: skip
    near(*found)
