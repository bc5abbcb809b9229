"""Measure the store and the microdata at the size of all releases, beside pandas and DuckDB.

    python benchmarks/scale.py FOLDER [--workbooks 25] [--areas 520] [--persons 16000000]
        [--real FOLDER] [--spark PYTHON]

Makes up a workbook of all areas for each release from 2001 on, adds them and the ``--real`` ones to
a store by `hitdata.add`, asks it, and does the same with persons of a survey. ``--spark`` is a
Python that has pyspark; without one, its rows say so. What is made up is deleted at the end. Every
measurement is a process of its own; the table goes into ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.reading import LETTERS, PARTS
from benchmarks.reading import SCALE as TITLE
from hitdata.areas import POSTAL

#: Headings of the layouts: to 2010, to 2016, and since.
WAGES = ("H_MEAN A_MEAN MEAN_PRSE H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 "
         "A_MEDIAN A_PCT75 A_PCT90 ANNUAL HOURLY")  # fmt: skip
FIRST = {
    2001: "AREA ST STATE OCC_CODE OCC_TITLE GROUP TOT_EMP EMP_PRSE",
    2011: "AREA AREA_TITLE AREA_TYPE NAICS NAICS_TITLE OWN_CODE OCC_CODE OCC_TITLE GROUP TOT_EMP "
    "EMP_PRSE JOBS_1000 LOC_Q PCT_TOT",
    2017: "AREA AREA_TITLE AREA_TYPE NAICS NAICS_TITLE I_GROUP OWN_CODE OCC_CODE OCC_TITLE O_GROUP "
    "TOT_EMP EMP_PRSE JOBS_1000 LOC_QUOTIENT PCT_TOTAL",
}  # fmt: skip

#: Occupations of a workbook; one of them is asked for.
OCCUPATIONS = 800
ASKED = "53-3032"


def headings(year: int) -> list[str]:
    """Return the headings of a year's layout."""
    first = FIRST[max(start for start in FIRST if start <= year)]
    wages = WAGES.replace("PCT", "WPCT") if year < 2003 else WAGES
    if year < 2003:
        wages, first = wages.replace(" HOURLY", ""), first.replace("TITLE", "TITL")
    return f"{first} {wages}".split()


def codes() -> list[str]:
    """Return made-up occupation codes, which no release is known by, and the one asked for."""
    made = [f"{11 + 2 * (at % 21)}-{1901 + at}" for at in range(OCCUPATIONS - 2)]
    return ["00-0000", ASKED, *made]


def workbook(path: Path, year: int, areas: int) -> Path:
    """Write a made-up workbook of all states and other areas, with BLS's layout and marks."""
    chance, rows = np.random.default_rng(year), areas * OCCUPATIONS
    area, occupation = np.divmod(np.arange(rows), OCCUPATIONS)
    states = [code for code in POSTAL if code <= "56"]
    strings: dict[str, int] = {}

    def shared(texts: list[str], at: np.ndarray) -> pa.Array:
        numbers = np.array([strings.setdefault(text, len(strings)) for text in texts])
        return pc.binary_join_element_wise(
            ' t="s"><v>', pa.array(numbers[at]).cast(pa.string()), ""
        )

    def printed(values: np.ndarray, *marks: tuple[np.ndarray, str]) -> pa.Array:
        cells = pc.binary_join_element_wise("><v>", pa.array(values).cast(pa.string()), "")
        for where, mark in marks:
            number = strings.setdefault(mark, len(strings))
            cells = pc.if_else(pa.array(where), f' t="s"><v>{number}', cells)
        return cells

    hour = 8 + 0.3 * (year - 2001) + 0.02 * occupation[:, None] + np.arange(0, 25, 5)
    hour = (hour + chance.random((rows, 5))).round(2)
    mean = (hour[:, 2] + chance.random(rows)).round(2)
    withheld, top = chance.random(rows) < 0.05, chance.random(rows) < 0.02
    star, sharp = (withheld, "*"), (top & ~withheld, "#")
    points = ["PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90"]
    code = [states[a] if a < len(states) else f"{10180 + 20 * a}" for a in range(areas)]
    kind = ["2" if a < len(states) else "4" for a in range(areas)]
    title = [POSTAL[states[a]] if a < len(states) else f"Made-up area {a}" for a in range(areas)]
    one = np.zeros(rows, dtype=int)
    levels = ["total"] + ["detailed" if year >= 2012 else ""] * (OCCUPATIONS - 1)
    columns = {
        "AREA": shared(code, area), "ST": shared([t[:2] for t in title], area),
        "STATE": shared(title, area), "AREA_TITLE": shared(title, area),
        "AREA_TYPE": shared(kind, area), "NAICS": shared(["000000"], one),
        "NAICS_TITLE": shared(["Cross-industry"], one), "I_GROUP": shared(["cross-industry"], one),
        "OWN_CODE": shared(["1235"], one), "OCC_CODE": shared(codes(), occupation),
        "OCC_TITLE": shared([f"Made-up occupation {o}" for o in range(OCCUPATIONS)], occupation),
        "GROUP": shared(levels, occupation), "O_GROUP": shared(levels, occupation),
        "TOT_EMP": printed(chance.integers(3, 9000, rows) * 10, (chance.random(rows) < 0.05, "**")),
        "EMP_PRSE": printed(chance.uniform(0.5, 49, rows).round(1)),
        "JOBS_1000": printed(chance.uniform(0.1, 20, rows).round(3)),
        "LOC_QUOTIENT": printed(chance.uniform(0.1, 3, rows).round(2)),
        "H_MEAN": printed(mean), "A_MEAN": printed((mean * 208).round().astype(int) * 10),
        "MEAN_PRSE": printed(chance.uniform(0.2, 20, rows).round(1)),
        **{f"H_{p}": printed(hour[:, at], star, *([sharp] if at == 4 else []))
           for at, p in enumerate(points)},
        **{f"A_{p}": printed((hour[:, at] * 208).round().astype(int) * 10, star,
                             *([sharp] if at == 4 else [])) for at, p in enumerate(points)},
    }  # fmt: skip
    columns |= {"LOC_Q": columns["LOC_QUOTIENT"], "OCC_TITL": columns["OCC_TITLE"]}
    columns |= {name.replace("PCT", "WPCT"): cells for name, cells in columns.items()}
    names = headings(year)
    top_row = "".join(f'<c r="{letter}1" t="s"><v>{strings.setdefault(name, len(strings))}</v></c>'
                      for letter, name in zip(LETTERS, names, strict=False))  # fmt: skip
    numbers = pa.array(np.arange(2, rows + 2)).cast(pa.string())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.'
                       b'openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
                       + top_row.encode() + b"</row>")  # fmt: skip
            for start in range(0, rows, 40_000):
                some = slice(start, start + 40_000)
                pieces = ['<row r="', numbers[some], '">']
                for letter, name in zip(LETTERS, names, strict=False):
                    if name in columns:
                        pieces += [f'<c r="{letter}', numbers[some], '"', columns[name][some],
                                   "</v></c>"]  # fmt: skip
                cells = pc.binary_join_element_wise(*pieces, "</row>", "")
                part.write(memoryview(cells.buffers()[2]))
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        table = f'<sst xmlns="{space}" uniqueCount="{len(strings)}">{items}</sst>'
        file.writestr("xl/sharedStrings.xml", table)
        for name, content in PARTS.items():
            file.writestr(name, content.replace("All May 2024 data", f"All May {year} data"))
    return path


#: What is asked of the store, in the words of Ibis; the same on every engine.
ONE = "frame = table.filter(table.soc == ASKED).to_pyarrow()"
REAL = """
import ibis, pandas as pd
prices = hitdata.prices()
prices = prices[prices.period.str.len().eq(4)][["period", "value"]]
base = prices.value[prices.period.eq("2024")].item()
cpi = ibis.memtable(prices.assign(factor=base / prices.value)[["period", "factor"]]
                    .rename(columns={"period": "year"}))
pairs = ibis.memtable(hitdata.crosswalk()[["soc_2010", "soc_2018"]])
medians = table.filter((table.statistic == "p50") & (table.unit == "USD/year")
                       & (table.area.length() == 2) & (table.area != "US"))
medians = medians.mutate(year=medians.release.substr(0, 4))
joined = medians.left_join(pairs, medians.soc == pairs.soc_2010).join(cpi, "year")
real = joined.mutate(real=joined.value * joined.factor,
                     code=ibis.coalesce(joined.soc_2018, joined.soc))
frame = (real.group_by(["area", "year"])
         .aggregate(median=real.real.median(), mean=real.real.mean(), codes=real.code.nunique())
         .order_by(["area", "year"]).execute())
"""

BY_HAND = {
    "one occupation": 'con = duckdb.connect(); frame = con.sql(f"select * from read_parquet('
    "'{store}/source=*/**/*.parquet', hive_partitioning=true) where soc = '{ASKED}'\")"
    ".to_arrow_table()",
    "deflated medians": "con = duckdb.connect()\n"
    "prices = hitdata.prices(); prices = prices[prices.period.str.len().eq(4)]\n"
    "base = prices.value[prices.period.eq('2024')].item()\n"
    "cpi = pd.DataFrame({'year': prices.period, 'factor': base / prices.value})\n"
    "pairs = hitdata.crosswalk()[['soc_2010', 'soc_2018']]\n"
    'frame = con.sql(f"select area, substr(release, 1, 4) as year, median(value * factor) as '
    "median, avg(value * factor) as mean, count(distinct coalesce(soc_2018, soc)) as codes from "
    "read_parquet('{store}/source=*/**/*.parquet', hive_partitioning=true, "
    "hive_types={{'release': varchar}}) left join pairs on soc = soc_2010 "
    "join cpi on cpi.year = substr(release, 1, 4) "
    "where statistic = 'p50' and unit = 'USD/year' and length(area) = 2 and area <> 'US' "
    'group by 1, 2 order by 1, 2").df()',
}
PANDAS = {
    "one occupation": "frame = pd.read_parquet(store, filters=[('soc', '==', ASKED)])",
    "deflated medians": "columns = ['soc', 'area', 'statistic', 'unit', 'value', 'release']\n"
    "frame = pd.read_parquet(store, columns=columns, filters=[('statistic', '==', 'p50'), "
    "('unit', '==', 'USD/year')])\n"
    "frame = frame[frame.area.str.len().eq(2) & frame.area.ne('US')]\n"
    "frame = frame.assign(year=frame.release.astype('str').str[:4])\n"
    "pairs = hitdata.crosswalk()[['soc_2010', 'soc_2018']]\n"
    "frame = frame.merge(pairs, how='left', left_on='soc', right_on='soc_2010')\n"
    "frame['code'] = frame.soc_2018.fillna(frame.soc)\n"
    "prices = hitdata.prices(); prices = prices[prices.period.str.len().eq(4)]\n"
    "cpi = prices.set_index('period').value\n"
    "frame['real'] = frame.value * frame.year.map(cpi['2024'] / cpi).astype(float)\n"
    "frame = frame.groupby(['area', 'year']).agg(median=('real', 'median'), mean=('real', 'mean'), "
    "codes=('code', 'nunique')).reset_index()",
}
MICRODATA = {
    "mean with error": "frame = microdata.tabulate(table, by=BY, statistics=['mean'])",
    "count with error": "frame = microdata.tabulate(table, by=BY, statistics=['count'])",
    "median without error": "frame = microdata.tabulate(table.drop(*REPLICATES), by=BY, "
    "statistics=['p50'])",
    "median with error (80 replicates)": "frame = microdata.tabulate(table, by=BY, "
    "statistics=['p50'])",
}

#: Lines before those that are measured, which are not.
BEFORE = """
import json, resource, sys, time, warnings; warnings.simplefilter("ignore")
import pandas as pd, numpy as np, pyarrow.dataset, duckdb, ibis, hitdata, hitdata.data.bundled
from hitdata import microdata, store as stores
from benchmarks.scale import ASKED, codes
store, people, engine = sys.argv[1:4]
BY, REPLICATES = ["schooling"], [f"PWGTP{r}" for r in range(1, 81)]
hitdata.prices(); connection = None
if engine == "spark":
    from pyspark.sql import SparkSession
    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "4")
               .config("spark.sql.codegen.maxFields", "500").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    connection = ibis.pyspark.connect(session)
else:
    ibis.duckdb.connect()
t = time.perf_counter()
"""
AFTER = """
t = time.perf_counter() - t
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
frame = frame if isinstance(frame, pd.DataFrame) else frame.to_pandas()
frame.to_parquet(sys.argv[4])
print(json.dumps([t, peak, len(frame)]))
"""


def measured(
    lines: str, folder: Path, name: str, *, engine: str = "duckdb", python: str = sys.executable
) -> tuple[float, float, int]:
    """Return seconds, peak megabytes and rows of a process that runs some lines."""
    code = f"{BEFORE}\n{lines}\n{AFTER}"
    arguments = [folder / "store", folder / "persons.parquet", engine, folder / f"{name}.out"]
    done = subprocess.run(  # noqa: S603 - lines written here
        [python, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-3000:]}")
    seconds, peak, rows = json.loads(done.stdout.strip().splitlines()[-1])
    sys.stderr.write(f"{name}: {seconds:.2f} s, {peak:,.0f} MB, {rows:,} rows\n")
    return seconds, peak, rows


def apart(folder: Path, one: str, other: str) -> float:
    """Return by how much two outcomes differ at most, relative to the larger number."""
    import pandas as pd

    first, second = (pd.read_parquet(folder / f"{name}.out") for name in (one, other))
    keys = [name for name in first if first[name].dtype.kind not in "fi"]
    keys = [name for name in keys if name in second and first[name].notna().all()]
    first, second = (f.sort_values(keys, ignore_index=True) for f in (first, second))
    numbers = [name for name in first.select_dtypes("number") if name in second]
    worst = 0.0
    for name in numbers:
        a, b = (f[name].to_numpy(dtype="float64", na_value=np.nan) for f in (first, second))
        if len(a) != len(b) or (np.isnan(a) != np.isnan(b)).any():
            return float("inf")
        worst = max(worst, float(np.nanmax(np.abs(a - b) / np.maximum(np.abs(a), 1e-300),
                                           initial=0)))  # fmt: skip
    return worst


def tree(process: int) -> list[int]:
    """Return a process and all that it started."""
    found = [process]
    with contextlib.suppress(OSError):  # it may have ended meanwhile
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            for child in task.read_text().split():
                found += tree(int(child))
    return found


def peak_of(command: list[str]) -> tuple[float, float]:
    """Return seconds, and the peak of the memory of a process and those that it starts, in MB."""
    began, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:  # noqa: S603
        while running.poll() is None:
            kilobytes = 0
            for process in tree(running.pid):
                try:
                    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
                except OSError:
                    continue
                kilobytes += int(rollup.partition("Pss:")[2].split()[0])
            peak = max(peak, kilobytes / 1024)
            time.sleep(0.2)
    if running.returncode:
        raise SystemExit(f"{command}: ended with {running.returncode}")
    return time.perf_counter() - began, peak


def persons(path: Path, count: int) -> Path:
    """Write made-up persons with 80 replicate weights."""
    chance, writer, done = np.random.default_rng(1), None, 0
    while done < count:
        rows = min(1_000_000, count - done)
        weight = chance.integers(1, 250, rows)
        pay = np.round(np.exp(chance.normal(10.6, 0.8, rows)), -2)
        columns = {
            "SERIALNO": pa.repeat(f"2024HU{done // 1_000_000:07d}", rows),
            "STATE": pa.array(sorted(c for c in POSTAL if c <= "56")).take(
                pa.array(chance.integers(0, 51, rows))),
            "AGEP": chance.integers(0, 96, rows), "SEX": chance.integers(1, 3, rows),
            "SCHL": chance.integers(1, 25, rows), "OCCP": pa.array(["3515", "3550", "0020"]).take(
                pa.array(chance.integers(0, 3, rows))),
            "WKHP": chance.integers(1, 61, rows), "WKWN": chance.integers(1, 53, rows),
            "WAGP": np.where(chance.random(rows) < 0.4, 0, pay).astype("int32"),
            "PWGTP": weight.astype("int16"),
        }  # fmt: skip
        for replicate in range(1, 81):
            factor = chance.choice(np.array([0.29, 1.0, 1.71], dtype="float32"), rows)
            columns[f"PWGTP{replicate}"] = np.round(weight * factor).astype("int16")
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd",
                                            compression_level=1)  # fmt: skip
        writer.write_table(table, row_group_size=131_072)
        done += rows
    if writer:
        writer.close()
    return path


def main() -> None:
    """Make everything up, measure, and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbooks", type=int, default=25)
    parser.add_argument("--areas", type=int, default=556)
    parser.add_argument("--persons", type=int, default=16_000_000)
    parser.add_argument("--real", type=Path, help="a folder of BLS's workbooks")
    parser.add_argument("--spark", help="a Python that has pyspark")
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    (options.folder / "books").mkdir(parents=True)
    os.environ["HITDATA_CACHE"] = "off"
    lines = [
        TITLE, "",
        (f"One run of `make bench-scale` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, "
         f"Python {sys.version.split()[0]}, pandas {version('pandas')}, pyarrow "
         f"{version('pyarrow')}, Ibis {version('ibis-framework')}, DuckDB {version('duckdb')}. "
         "Each measurement is a process of its own. Imports and the start of Spark take no part in "
         "the time, but in the memory. Peak memory is the resident set; of adding, the sum over "
         "all processes of their own memory and their part of what they share; of PySpark, that of "
         'Python alone, not of Java. "Apart" is the largest relative difference of any number from '
         "that in the first line of the same question."), "",
        ("To repeat it: `make bench-scale HITDATA_DOWNLOADS=...` (about 40 minutes, 6 GB below "
         "`build/`, deleted at the end); `make spark` first gives it PySpark."), "",
        *adding(options), *asking(options), *tabulating(options),
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    results = Path(__file__).with_name("RESULTS.md")
    before = results.read_text(encoding="utf-8").partition(TITLE)[0].rstrip()
    results.write_text(f"{before}\n\n{text}", encoding="utf-8")
    sys.stdout.write(text)
    shutil.rmtree(options.folder)


def adding(options: argparse.Namespace) -> list[str]:
    """Make workbooks up and add them, and real ones, to a store."""
    from hitdata import store

    folder = options.folder
    began = time.perf_counter()
    for year in range(2001, 2001 + options.workbooks):
        workbook(folder / "books" / f"all_data_M_{year}.xlsx", year, options.areas)
    size = sum(path.stat().st_size for path in (folder / "books").iterdir()) / 1e6
    sys.stderr.write(f"workbooks: {time.perf_counter() - began:.0f} s, {size:,.0f} MB\n")
    command = [sys.executable, "-W", "ignore", "-c",
               "import sys, hitdata.command; sys.exit(hitdata.command.main())", "store", "add",
               str(folder / "books"), *([str(options.real)] if options.real else []),
               "--to", str(folder / "store")]  # fmt: skip
    seconds, peak = peak_of(command)
    held = store.contents(folder / "store")
    figures, books = held["figures"].sum() - held["shared"].sum(), len(held)
    sys.stderr.write(f"store: {seconds:.0f} s, {peak:,.0f} MB, {figures:,} figures\n")
    again, _ = peak_of(command)
    shutil.rmtree(folder / "books")
    return [
        "## Adding", "",
        (f"{options.workbooks} made-up .xlsx workbooks of {options.areas} areas and {OCCUPATIONS} "
         f"occupations, May 2001 to {2000 + options.workbooks}, in the layouts of their years "
         f"({size:,.0f} MB), and {books - options.workbooks} files of BLS; every one of them is "
         "read by the readers that read a user's."), "",
        "| what | seconds | peak MB | figures |", "|---|---|---|---|",
        f"| `hitdata store add`, {books} files | {seconds:,.0f} | {peak:,.0f} | {figures:,} |",
        f"| the same again: all are there | {again:,.1f} | | |", "",
        f"On disk: {held['megabytes'].sum():,.0f} MB of Parquet.", "",
    ]  # fmt: skip


def asking(options: argparse.Namespace) -> list[str]:
    """Ask the store on every engine."""
    opened = "table = hitdata.open(store, connection=connection)\n"
    counted = "frame = pd.DataFrame({'n': [table.count().execute()]})"
    seconds, peak, _ = measured(opened + counted, options.folder, "count")
    lines = [
        "## Asking",
        "",
        "| what | engine | seconds | peak MB | rows | apart |",
        "|---|---|---|---|---|---|",
        f"| all, counted | hitdata.open on DuckDB | {seconds:.2f} | {peak:,.0f} | 1 | |",
    ]
    for name, asked in (("one occupation", ONE), ("deflated medians", REAL)):
        runs = {"hitdata.open on DuckDB": (opened + asked, "duckdb", sys.executable)}
        if options.spark:
            runs["hitdata.open on PySpark"] = (opened + asked, "spark", options.spark)
        runs["DuckDB by hand"] = (BY_HAND[name], "duckdb", sys.executable)
        runs["pandas on the same Parquet"] = (PANDAS[name], "duckdb", sys.executable)
        if name == "one occupation":
            tidy = "frame = stores.tidied(table.filter(table.soc == ASKED))"
            runs["the same, as a tidy frame"] = (opened + tidy, "duckdb", sys.executable)
            code = "frame = stores.found(store, {'soc': [ASKED]}, quoted=None)"
            runs["pyarrow, as hitdata.load"] = (code, "duckdb", sys.executable)
        lines += rows_of(name, runs, options.folder)
    return [*lines, ""]


def tabulating(options: argparse.Namespace) -> list[str]:
    """Make persons up and tabulate them."""
    file = persons(options.folder / "persons.parquet", options.persons)
    lines = ["## Microdata", "",
             (f"{options.persons:,} made-up persons with 80 replicate weights (Parquet, "
              f"{file.stat().st_size / 1e6:,.0f} MB), by schooling in 8 groups."), "",
             "| what | engine | seconds | peak MB | rows | apart |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    opened = "table = microdata.persons(people, connection=connection)\n"
    for name, tabulated in MICRODATA.items():
        runs = {"DuckDB": (opened + tabulated, "duckdb", sys.executable)}
        if options.spark and "80 replicates" not in name:
            runs["PySpark"] = (opened + tabulated, "spark", options.spark)
        lines += rows_of(name, runs, options.folder)
    return lines


def rows_of(name: str, runs: dict[str, tuple[str, str, str]], folder: Path) -> list[str]:
    """Return a line of the table for each engine; the first is what the others are held against."""
    lines = []
    outs = []
    for engine, (code, kind, python) in runs.items():
        outs.append(f"{name}, {engine}".replace(" ", "_"))
        seconds, peak, rows = measured(code, folder, outs[-1], engine=kind, python=python)
        differ = f"{apart(folder, outs[0], outs[-1]):.0e}" if len(outs) > 1 else ""
        lines.append(f"| {name} | {engine} | {seconds:.2f} | {peak:,.0f} | {rows:,} | {differ} |")
    return lines


if __name__ == "__main__":
    main()
