"""ACS microdata (PUMS): pay by schooling, age, sex and hours, as hitdata tabulates it.

Publisher         U.S. Census Bureau gives out the persons; the tabulation is hitdata's own
Raw file          a table made of a file of persons by tools/tabulating.py, a line per figure
Reference period  the year of the survey; pay of the twelve months before each answer
Coverage          persons in households and group quarters who had wages or salaries
Units             nominal US dollars per year; persons, weighted

Pay is wages and salaries (WAGP), without the income of the self-employed. A figure of fewer than 50
answers is withheld. Census occupations are coarser than the SOC in places: 3550 holds health
information technologists and more, and ``soc_match`` says so. `hitdata.microdata` makes the same
rows of any file of persons.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from hitdata.errors import SourceError, UnknownValue
from hitdata.files import File
from hitdata.soc import edition_of, level_of
from hitdata.sources import Options, Source

__all__ = ["CODES", "GROUPS", "LEAST", "NAMES", "NONE", "NUMBERS", "OCCUPATIONS", "PAY", "SAID",
           "SCHOOLING_BEFORE_2008", "SOURCE", "WHO", "codes_of", "rows_of"]  # fmt: skip

#: Newest name of a column -> the names that it had before, or has in files of several years.
NAMES = {
    "STATE": ("ST",), "ADJINC": ("ADJUST",), "OCCP": ("OCCP18", "OCCP12", "OCCP10", "OCCP02"),
    "SOCP": ("SOCP18", "SOCP12", "SOCP10", "SOCP00"),
}  # fmt: skip

#: Columns of codes with leading zeros -> their width.
CODES = {"STATE": 2, "OCCP": 4}

#: Columns of numbers, beside the weights.
NUMBERS = ("AGEP", "SEX", "SCHL", "ESR", "COW", "WKHP", "WKWN", "WKW", "WAGP", "PERNP", "PINCP",
           "ADJINC")  # fmt: skip

#: What files of several years write where a code of another year stands.
NONE = ("", "N.A.", "N.A.//")

#: Least codes of schooling before 2008.
SCHOOLING_BEFORE_2008 = (1, 9, 10, 12, 13, 14, 15, 16)

#: What is known of a code of an occupation.
SAID = ["by_occupation", "census_code", "soc", "soc_match", "occupation"]

#: Answers below which a bundled figure is withheld.
LEAST = 50

#: Census occupation code of 2018 -> SOC code of the family, its title, and the Census Bureau's own
#: SOC code where that is more than the family's; from its 2018 code list.
OCCUPATIONS = {
    "0110": ("11-3021", "Computer and information systems managers", ""),
    "0350": ("11-9111", "Medical and health services managers", ""),
    "0565": ("13-1041", "Compliance officers", ""),
    "0705": ("13-1082", "Project management specialists", ""),
    "0710": ("13-1111", "Management analysts", ""),
    "1006": ("15-1211", "Computer systems analysts", ""),
    "1007": ("15-1212", "Information security analysts", ""),
    "1021": ("15-1252", "Software developers", ""),
    "1022": ("15-1253", "Software quality assurance analysts and testers", ""),
    "1050": ("15-1230", "Computer support specialists", ""),
    "1065": ("15-1242", "Database administrators and architects", "15-124X"),
    "1105": ("15-1244", "Network and computer systems administrators", ""),
    "1106": ("15-1241", "Computer network architects", ""),
    "1108": ("15-1299", "Computer occupations, all other", ""),
    "1240": ("15-2051", "Other mathematical science occupations", "15-20XX"),
    "3255": ("29-1141", "Registered nurses", ""),
    "3515": ("29-2072", "Medical records specialists", ""),
    "3550": ("29-9021", "Other healthcare practitioners and technical occupations", "29-9000"),
    "3645": ("31-9092", "Medical assistants", ""),
    "3646": ("31-9094", "Medical transcriptionists", ""),
    "5110": ("43-3021", "Billing and posting clerks", ""),
    "5730": ("43-6013", "Medical secretaries and administrative assistants", ""),
}

#: Who is counted where no group is named: by pay, and as persons.
WHO = {"wage": "wage and salary earners", "population": "persons"}

#: What persons are grouped by -> column, and the least code of each group.
GROUPS = {
    "schooling": ("SCHL", {
        "no high school diploma": 1, "high school diploma": 16, "some college": 18,
        "associate's degree": 20, "bachelor's degree": 21, "master's degree": 22,
        "professional degree": 23, "doctoral degree": 24,
    }),
    "age": ("AGEP", {"aged under 16": 0, "aged 16 to 24": 16, "aged 25 to 34": 25,
                     "aged 35 to 44": 35, "aged 45 to 54": 45, "aged 55 to 64": 55,
                     "aged 65 and over": 65}),
    "sex": ("SEX", {"men": 1, "women": 2}),
    "hours": ("FULL", {"part-time or part-year": 0, "full-time year-round": 1}),
}  # fmt: skip

#: Column of pay -> what it counts.
PAY = {"WAGP": "wages", "PERNP": "earnings"}

#: Values that a figure_id leaves out.
ORDINARY = {"industry": ["cross-industry"], "level": ["detailed"], "pay_basis": ["wages"]}

#: What the note of each figure says.
NOTE = "hitdata's own tabulation of the Census Bureau's microdata"

#: Columns of the file.
FIELDS = ["release", "area", "census_code", "group", "measure", "statistic", "value", "sample_size",
          "note"]  # fmt: skip


def codes_of(code: str, there: dict[str, set[str]], *, newest: bool) -> list[tuple[Any, ...]]:
    """Return column, code and what figures say of it, of each code that an occupation has."""
    rows: list[tuple[Any, ...]]
    if re.fullmatch(r"\d{4}", code):
        rows = [("OCCP", code, code, None, None, None if newest else f"Census occupation {code}")]
    elif not re.fullmatch(r"\d\d-\d{4}", code):
        raise UnknownValue(f"occupation {code!r}: expected SOC (29-2072) or Census code (3515)")
    elif "SOCP" in there:
        digits = code.replace("-", "")
        wider = [digits[:-n] + fill * n for n in (1, 2, 3) for fill in "XY0"]
        title = {soc: title for soc, title, _ in OCCUPATIONS.values()}.get(code, code)
        rows = [("SOCP", value, "", code, "exact" if value == digits else "broader", title)
                for value in ([digits] if digits in there["SOCP"] else wider)]  # fmt: skip
    else:
        rows = [("OCCP", census, census, None, None, None)
                for census, (soc, *_) in OCCUPATIONS.items() if soc == code and newest]  # fmt: skip
    return [row for row in rows if row[1] in there.get(row[0], ())]


def rows_of(rows: pd.DataFrame, *, pay: str = "WAGP") -> pd.DataFrame:
    """Return tabulated rows with the columns of the tidy table, without file and sha256.

    Columns: those of `FIELDS` (``group`` as in coverage, "" for all; a value that is withheld is
    missing); if there, soc, soc_match, occupation and error_of.
    """
    named = {"": ("00-0000", "All occupations", "")} | OCCUPATIONS
    known = rows["census_code"].map(lambda code: named.get(code, (None,) * 3))
    soc, title, whole = (known.str[at] for at in range(3))
    frame = pd.DataFrame({
        "release": rows["release"], "period": rows["release"].str.replace("-", "/"),
        "area": rows["area"],
        "occupation": title, "soc": soc, "measure": rows["measure"],
        "soc_match": soc.where(soc.isna(), "exact").mask(whole.fillna("").ne(""), "broader"),
        "coverage": rows["measure"].map(WHO) + rows["group"].mask(rows["group"].ne(""),
                                                                  ", " + rows["group"]),
        "statistic": rows["statistic"], "value": rows["value"],
        "sample_size": rows["sample_size"].astype("Int64"),
    })  # fmt: skip
    for name in ("soc", "soc_match", "occupation", "error_of"):
        if name in rows:
            frame[name] = rows[name].fillna(frame[name]) if name in frame else rows[name]
    coded, wage = frame["soc"].notna(), frame["measure"].eq("wage")
    of = ("; OCCP " + rows["census_code"]).where(rows["census_code"].ne(""), "")
    own = rows["census_code"].eq("") & frame["soc"].ne("00-0000")
    of += ("; " + frame["soc"].fillna("")).where(own, "")
    of += ("; " + rows["group"]).where(rows["group"].ne(""), "")
    frame["locator"] = wage.map({True: f"{pay} by PWGTP", False: "PWGTP"}) + of
    years = frame["release"].str[-4:]
    frame["soc_system"] = years.map({y: edition_of("ACS PUMS", y) for y in set(years)}).where(coded)
    frame["level"] = frame["soc"].map(level_of, na_action="ignore")
    why = "Census occupation " + rows["census_code"].replace("", "of this SOC code")
    frame["soc_match_why"] = why.mask(frame["soc"].eq("00-0000"), "all occupations").where(coded)
    frame["unit"] = wage.map({True: "USD/year", False: "persons"})
    frame["pay_basis"] = wage.map({True: PAY[pay], False: None})
    valued = frame["value"].notna()
    frame["status"] = valued.map({True: "normal", False: "not released"})
    frame["bound"] = valued.map({True: "=", False: None})
    frame["printed"] = frame["value"].map("{:.10g}".format).where(valued, "withheld")
    notes = NOTE + ("; " + rows["note"]).where(rows["note"].ne(""), "")
    return frame.assign(
        publisher="Census", source="ACS PUMS", industry="cross-industry", note=notes
    )


def _lacks(file: File) -> str:
    return "" if file.first_line == FIELDS else f"its first line is not {','.join(FIELDS)}"


def _figures(file: File, _options: Options) -> pd.DataFrame:
    rows = file.sheets[0].below(file.name, FIELDS)
    if rows.empty:
        raise SourceError(f"{file.name}: a heading without lines; expected figures")
    for name, pattern in (("release", r"20\d\d"), ("value", r"(\d+(\.\d+)?)?"),
                          ("sample_size", r"\d+"), ("measure", "wage|population"),
                          ("statistic", "mean|p\\d\\d|total")):  # fmt: skip
        bad = ~rows[name].map(lambda text, form=pattern: bool(re.fullmatch(form, text, re.ASCII)))
        if bad.any():
            line = bad.idxmax()
            raise SourceError(f"{file.name}: line {line} has {rows.loc[line, name]!r} under {name}")
    if strange := set(rows["census_code"]) - {*OCCUPATIONS, ""}:
        raise SourceError(f"{file.name}: {min(strange)!r} is not an occupation of the family")
    rows["value"] = pd.to_numeric(rows["value"].mask(rows["value"].eq("")))
    rows["sample_size"] = rows["sample_size"].astype("int64")
    return rows_of(rows)


SOURCE = Source(
    lacks=_lacks,
    kinds=("text",),
    comes="tabulated persons of the ACS are a CSV",
    figures=_figures,
    ordinary=ORDINARY,
    codes={
        "source": {"ACS PUMS": "American Community Survey, persons of the public use microdata"},
        "coverage": {
            WHO["wage"]: "persons who had wages or salaries in the twelve months before they were "
            "asked, in any number of hours and weeks; by their present or last occupation",
            WHO["population"]: "persons of any age, working or not; by their present occupation or "
            "the last of five years",
        } | {f"{who}, {group}": f"those of them who are in this group of {name}"
             for who in WHO.values() for name, (_, groups) in GROUPS.items()
             for group in [*groups, f"{name} not asked"]},
    },
)  # fmt: skip
