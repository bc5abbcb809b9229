"""Measure how fast users' files are read: ratios to pandas' defaults, of one run.

    python benchmarks/reading.py FOLDER [--rows 410000] [--lines 6000000] [--real WORKBOOK ...]

Writes the made-up files into FOLDER (0.5 GB; kept for the next run) and a table to
``benchmarks/RESULTS.md``. Every measurement is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = (
    "AREA AREA_TITLE AREA_TYPE PRIM_STATE NAICS NAICS_TITLE I_GROUP OWN_CODE OCC_CODE OCC_TITLE "
    "O_GROUP TOT_EMP EMP_PRSE JOBS_1000 LOC_QUOTIENT PCT_TOTAL PCT_RPT H_MEAN A_MEAN MEAN_PRSE "
    "H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 ANNUAL "
    "HOURLY"
).split()

LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(f"A{c}" for c in "ABCDEF")]

#: Columns that name a row, for pandas' own way to a long table.
KEYS = HEADINGS[:11]

#: What is measured of a workbook -> the lines that do it; ``path`` is the file.
WORKBOOK = {
    "pandas.read_excel(path)": "import pandas; frame = pandas.read_excel(path)",
    "expat, no handlers": "import zipfile, xml.parsers.expat as e; "
    "e.ParserCreate().ParseFile(zipfile.ZipFile(path).open('xl/worksheets/sheet1.xml'))",
    "wide frame, first time": "from hitdata.data.reading import wide; wide(path)",
    "wide frame, again": "from hitdata.data.reading import wide; wide(path)",
    "one occupation, tidy, again": "import hitdata; hitdata.read(path, soc='29-9021')",
}

#: The same of the whole as a long table.
LONG = {
    "pandas.read_excel(path), then melt": "import pandas; frame = pandas.read_excel(path); "
    f"frame.melt(id_vars=[c for c in frame if c.upper() in {KEYS!r}])",
    "tidy table, ids and places": "import os; os.environ['HITDATA_CACHE'] = 'off'; "
    "import hitdata; hitdata.read(path)",
    "tidy table, again": "import hitdata; hitdata.read(path)",
}

#: What is measured of a flat file.
FLAT = {
    "pandas.read_csv(path, sep=tab)": "import pandas; pandas.read_csv(path, sep=chr(9))",
    "pandas.read_csv, then trimmed and typed": "import pandas\n"
    "frame = pandas.read_csv(path, sep=chr(9), dtype='str', keep_default_na=False)\n"
    "frame.columns = frame.columns.str.strip()\n"
    "frame = frame.apply(lambda column: column.str.strip())\n"
    "frame['value'] = pandas.to_numeric(frame['value'], errors='coerce')\n"
    "frame['year'] = frame['year'].astype('int16')",
    "typed frame": "from hitdata.data.reading import wide; wide(path)",
}

#: Title of what another run wrote below.
SCALE = "# A store of all releases, and the microdata"

#: Imports that a measurement does not count.
WARM = "import pandas, pyarrow.parquet, hitdata, hitdata.data.reading, hitdata.sources.oews"

#: Seconds under which a measurement is repeated, and how often; the middle one counts.
SHORT, TIMES = 3.0, 5


def main() -> None:
    """Make the files, measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=410_000)
    parser.add_argument("--lines", type=int, default=6_000_000)
    parser.add_argument("--real", type=Path, nargs="*", default=[], help="workbooks of BLS")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ["HITDATA_CACHE"] = str(options.folder / "cache")
    shutil.rmtree(options.folder / "cache", ignore_errors=True)
    book = workbook(options.folder / f"all_data_M_2024_{options.rows}.xlsx", options.rows)
    flat = flat_file(options.folder / f"oe.data.1.AllData.{options.lines}", options.lines)
    made_up = f"{options.rows:,} rows x 32 columns, made up"
    sections = [(f"{book.name}: {made_up}", measured(book, WORKBOOK)),
                (f"The same as a long table: {made_up}", measured(book, LONG))]  # fmt: skip
    for path in options.real:
        size = f"{path.stat().st_size / 1e6:.1f} MB"
        sections.append((f"{path.name}: of BLS, {size}", measured(path, WORKBOOK)))
    sections.append((f"{flat.name}: {options.lines:,} lines, made up", measured(flat, FLAT)))
    results = Path(__file__).with_name("RESULTS.md")
    _, title, rest = results.read_text(encoding="utf-8").partition(SCALE)  # benchmarks/scale.py's
    results.write_text(f"{report(sections)}\n{title}{rest}", encoding="utf-8")
    sys.stdout.write(report(sections))


def measured(path: Path, code: dict[str, str]) -> list[tuple[str, float, float]]:
    """Return name, seconds and peak megabytes of each measurement of a file."""
    results = []
    for name, lines in code.items():
        if name.startswith("expat") and path.suffix != ".xlsx":
            continue
        runs = [once(path, lines)]
        if runs[0][0] < SHORT and "first" not in name:
            runs += [once(path, lines) for _ in range(TIMES - 1)]
        elif runs[0][0] < SHORT:
            for _ in range(TIMES - 1):
                shutil.rmtree(os.environ["HITDATA_CACHE"], ignore_errors=True)
                runs.append(once(path, lines))
        seconds = sorted(run[0] for run in runs)[len(runs) // 2]
        peak = max(run[1] for run in runs)
        sys.stderr.write(f"{path.name}: {name}: {seconds:.3f} s, {peak:,.0f} MB\n")
        results.append((name, seconds, peak))
    return results


def once(path: Path, lines: str) -> tuple[float, float]:
    """Return seconds and peak megabytes of a process that runs some lines, imports not counted."""
    code = (
        f"import resource, time, json, warnings; {WARM}; warnings.simplefilter('ignore')\n"
        f"path = {str(path)!r}; t = time.perf_counter()\n{lines}\n"
        "t = time.perf_counter() - t\n"
        "peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, "
        "resource.RUSAGE_CHILDREN))\nprint(json.dumps([t, peak / 1024]))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{path}: {done.stderr[-2000:]}")
    seconds, peak = json.loads(done.stdout.strip().splitlines()[-1])
    return seconds, peak


def report(sections: list[tuple[str, list[tuple[str, float, float]]]]) -> str:
    """Return the table as Markdown; the ratio is to the first line of its section."""
    lines = [
        "# How fast files are read", "",
        (f"One run of `make bench` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, Python "
         f"{sys.version.split()[0]}, pandas {version('pandas')}, pyarrow {version('pyarrow')}, "
         f"fastexcel {version('fastexcel')}. Imports are not counted. Peak memory is that of the "
         f"process or of its child, whichever is larger. What takes less than {SHORT:.0f} seconds "
         f"is done {TIMES} times, and the middle one counts. \"Times as fast\" is to the first "
         "line of each table."), "",
        ("Times of another machine mean little; the ratios hold. To repeat it: `make bench "
         "HITDATA_DOWNLOADS=...` (8 minutes, 0.5 GB below `build/`)."), "",
    ]  # fmt: skip
    for title, results in sections:
        lines += [f"## {title}", "", "| what | seconds | times as fast | peak MB |",
                  "|---|---|---|---|"]  # fmt: skip
        first = results[0][1]
        for name, seconds, peak in results:
            times = first / seconds
            shown = f"{times:,.0f}" if times > 20 else f"{times:.{1 if times >= 1 else 2}f}"
            time_ = f"{seconds:.3f}" if seconds < 1 else f"{seconds:.1f}"
            lines.append(f"| {name} | {time_} | {shown} | {peak:,.0f} |")
        lines.append("")
    return "\n".join(lines)


def workbook(path: Path, rows: int) -> Path:
    """Write a made-up all-data workbook: BLS's layout and marks, shared strings."""
    if path.exists():
        return path
    chance = random.Random(1)  # noqa: S311 - repeatable, nothing secret
    strings: dict[str, int] = {}

    def text(letter: str, row: int, value: str) -> str:
        return f'<c r="{letter}{row}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'

    def cell(letter: str, row: int, value: object) -> str:
        if isinstance(value, str):
            return text(letter, row, value) if value else ""
        return f'<c r="{letter}{row}"><v>{value}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.'
                       b'openxmlformats.org/spreadsheetml/2006/main"><sheetData>')  # fmt: skip
            for row in range(1, rows + 2):
                values = HEADINGS if row == 1 else figures(chance, row - 2)
                cells = "".join(map(cell, LETTERS, [row] * 32, values))
                part.write(f'<row r="{row}">{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(value)}</t></si>" for value in strings)
        main_ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        file.writestr("xl/sharedStrings.xml",
                      f'<sst {main_ns} uniqueCount="{len(strings)}">{items}</sst>')  # fmt: skip
        for name, content in PARTS.items():
            file.writestr(name, content)
    return path


def figures(chance: random.Random, number: int) -> list[object]:
    """Return a made-up row: an area's occupation, with marks as often as in the real ones."""
    area, occupation = divmod(number, 800)
    code = "00-0000" if occupation == 0 else f"{11 + occupation % 40:02d}-{1011 + occupation}"
    code = "29-9021" if occupation == 5 else code
    level = "total" if occupation == 0 else "detailed"
    hour: list[object] = [
        round(12 + 0.02 * occupation + step + chance.random(), 2) for step in range(0, 25, 5)
    ]
    # a year's pay is 2,080 hours', rounded to ten
    year: list[object] = [round(wage * 208) * 10 for wage in hour]
    mean = round(20 + chance.random(), 2)
    if chance.random() < 0.05:
        hour, year = ["*"] * 5, ["*"] * 5
    elif chance.random() < 0.02:
        hour[4], year[4] = "#", "#"
    return [
        f"{10000 + area}", f"Made-up area {area}, XX", "4", "XX", "000000", "Cross-industry",
        "cross-industry", "1235", code, f"Made-up occupation {occupation}", level,
        "**" if chance.random() < 0.05 else chance.randrange(30, 90_000, 10),
        round(chance.uniform(0.5, 49), 1), round(chance.uniform(0.1, 20), 3),
        round(chance.uniform(0.1, 3), 2), "", "", mean, round(mean * 208) * 10,
        round(chance.uniform(0.2, 20), 1),
        *hour, *year, "", "",
    ]  # fmt: skip


def flat_file(path: Path, lines: int) -> Path:
    """Write a made-up data file of LABSTAT."""
    if path.exists():
        return path
    with path.open("w", encoding="ascii") as file:
        file.write("series_id                     \tyear\tperiod\t       value\tfootnote_codes\n")
        for number in range(lines):
            rest, kind = divmod(number, 17)
            area, occupation = divmod(rest, 800)
            value, note = ("-", "5") if number % 50 == 0 else (str(20_000 + number % 90_000), "")
            series = f"OEUM{area:07d}000000{290_000 + occupation}{kind + 1:02d}"
            file.write(f"{series:<30}\t2024\tA01\t{value:>12}\t{note}\n")
    return path


PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxml'
    'formats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-office'
    'document.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" Content'
    'Type="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>",
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="All May 2024 data" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.'
    'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.'
    'xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
