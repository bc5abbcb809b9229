"""The waist: what one row of the tidy table says, column by column and code by code.

One row is one published figure. The columns and the closed code lists below are declared here
and nowhere else: `hitdata.table.validate` enforces them, `hitdata.codebook` prints them. Lists
that grow with a new publisher (publisher, source, coverage, ...) are declared by the source that
brings them.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CODES", "CODE_SOURCES", "COLUMNS", "CONTRACT", "DTYPES", "KEY", "PERIOD", "Column"]


class Column(NamedTuple):
    """A column of the tidy table: its type, what it means, when it may be missing, its model."""

    name: str
    dtype: str
    meaning: str
    missing: str = "never"
    unit: str = ""
    source: str = "hitdata"


#: The public contract, in this order; nothing here is renamed.
CONTRACT = (
    Column("figure_id", "str", "readable identifier, unique and the same on every build"),
    Column(
        "publisher",
        "str",
        "the body that published the figure, or the guide that states it",
        source="SDMX data provider",
    ),
    Column(
        "source",
        "str",
        "the product it was published in: OEWS, EP, ACS, a salary page",
        source="SDMX dataflow",
    ),
    Column("release", "str", "edition of the product: 2023-05, 2022-32", "undated page or guide"),
    Column("origin", "str", "whose number it is when the publisher restates another's", "its own"),
    Column("quoted_by", "str", "the guide or page that prints the figure", "primary figure"),
    Column("occupation", "str", "occupation or job title as printed", "none stated"),
    Column("soc", "str", "Standard Occupational Classification code", "no code fits", source="SOC"),
    Column("soc_system", "str", "edition of the SOC that the code belongs to", "no code"),
    Column("soc_match", "str", "how the printed occupation relates to the code", "no code"),
    Column("level", "str", "level of the code in the SOC", "no code", source="BLS o_group"),
    Column("area", "str", "US, a postal or other code, or as printed", source="SDMX REF_AREA"),
    Column("industry", "str", "cross-industry, or the code with its system", "not stated"),
    Column("ownership", "str", "owners covered", "not printed", source="BLS own_code"),
    Column("coverage", "str", "who is counted", "not stated"),
    Column("measure", "str", "what is measured", source="BLS oe.datatype"),
    Column("statistic", "str", "how it is summarized", source="BLS oe.datatype"),
    Column("pay_basis", "str", "which pay a wage counts", "no wage, or not stated"),
    Column("unit", "str", "unit of value and threshold", source="SDMX UNIT_MEASURE"),
    Column("printed", "str", "the text as published, marks and padding included"),
    Column(
        "value",
        "float64",
        "the published number",
        "status is not normal",
        "see `unit`",
        "SDMX OBS_VALUE",
    ),
    Column("bound", "str", "what the print says the value is", "no number printed"),
    Column(
        "threshold",
        "float64",
        "bound of a top-coded or withheld value in that release",
        "none applies",
        "see `unit`",
        "BLS field descriptions of each release",
    ),
    Column("status", "str", "normal, or why there is no value", source="SDMX OBS_STATUS"),
    Column(
        "period",
        "str",
        "what the figure is about: 2023-05, 2022 or 2022/2032",
        "not stated",
        "month, year or range",
        "SDMX TIME_PERIOD",
    ),
    Column(
        "base_year",
        "Int64",
        "first year of a projection",
        "no projection, or not stated",
        "year",
        "BLS EP",
    ),
    Column(
        "projected_year",
        "Int64",
        "last year of a projection",
        "no projection, or not stated",
        "year",
        "BLS EP",
    ),
    Column("experience_min", "float64", "least experience", "not by experience", "years"),
    Column("experience_max", "float64", "most experience", "not by experience, or open", "years"),
    Column("sample_size", "Int64", "answers behind the figure", "not published", "answers"),
    Column("file", "str", "name of the original the figure was read from"),
    Column("locator", "str", "sheet and cell, line and field, or line of the guide"),
)

#: Columns added to the contract.
ADDED = (
    Column("error_of", "str", "the statistic that an rse or moe90 belongs to", "no error"),
    Column("range_kind", "str", "what kind of range a low or high ends", "no range"),
    Column("period_start", "datetime64[ms]", "first day of the period", "period not stated", "day"),
    Column("period_end", "datetime64[ms]", "last day of the period", "period not stated", "day"),
    Column("soc_match_why", "str", "why this code, when it was not published", "published code"),
    Column("origin_why", "str", "how the origin is known", "no other origin"),
    Column("note", "str", "what a reader must know of this one figure", "nothing"),
    Column("sha256", "str", "hash of the original, so that a changed file is noticed"),
)

COLUMNS = CONTRACT + ADDED

#: Column -> dtype, enforced on every frame that leaves the library.
DTYPES = {column.name: column.dtype for column in COLUMNS}

#: What tells two figures apart; a key that occurs twice is an error.
KEY = (
    "publisher", "source", "release", "quoted_by", "occupation", "soc", "level", "area",
    "industry", "ownership", "coverage", "measure", "statistic", "error_of", "range_kind",
    "pay_basis", "unit", "period", "base_year", "projected_year", "experience_min",
    "experience_max",
)  # fmt: skip

#: A month, a year, or a range of either.
PERIOD = r"\d{4}(-(0[1-9]|1[0-2]))?(/\d{4}(-(0[1-9]|1[0-2]))?)?"

#: Where the codes of a closed list come from.
CODE_SOURCES = {
    "soc_system": "BLS, OEWS and EP technical notes of each release",
    "soc_match": "hitdata; relations as in SKOS: exact, narrower, broader, related",
    "level": "BLS, o_group of OEWS",
    "measure": "BLS, oe.datatype of OEWS and headings of EP",
    "statistic": "BLS, oe.datatype of OEWS; Census, variables of the ACS",
    "unit": "hitdata",
    "bound": "hitdata",
    "status": "BLS, marks of OEWS and EP",
    "range_kind": "hitdata",
}

#: Closed lists: column -> code -> meaning.
CODES: dict[str, dict[str, str]] = {
    "soc_system": {
        "SOC 2000": "2000 SOC; OEWS 2000 to 2009",
        "SOC 2000/2010 hybrid": "OEWS May 2010 and 2011: 2010 SOC where it could be told, with "
        "codes of its own (15-1150, 15-1179) where not",
        "SOC 2010": "2010 SOC; OEWS 2012 to 2018, EP 2012-22 to 2018-28",
        "SOC 2010/2018 hybrid": "OEWS May 2019 and 2020, EP 2019-29 and 2020-30: 2018 SOC with "
        "codes of its own (29-2098, 29-9098, 15-1256) where two editions overlap",
        "SOC 2018": "2018 SOC; OEWS from May 2021, EP from 2021-31",
    },
    "soc_match": {
        "published": "the publisher prints this code",
        "exact": "the printed occupation is this code's",
        "narrower": "the printed occupation is one part of the code",
        "broader": "the printed occupation holds the code and more",
        "related": "overlaps the code; neither holds the other",
    },
    "level": {
        "total": "all occupations",
        "major": "SOC major group, xx-0000",
        "minor": "SOC minor group",
        "broad": "SOC broad occupation",
        "detailed": "SOC detailed occupation, or the finest line that the product prints",
    },
    "measure": {
        "wage": "pay for work; which pay, `pay_basis` says",
        "employment": "jobs (BLS) or persons (ACS) held at the period; `coverage` says whose",
        "employment change": "projected less base employment, as a number or in percent of base",
        "openings": "occupational openings, annual average: growth plus separations (exits and "
        "transfers), the concept of EP since 2016-26",
        "openings, ten-year total": "job openings due to growth and replacement needs over ten "
        "years, the concept of EP until 2014-24; not ten times the annual average",
        "employment share": "the occupation's part of all jobs in the area or industry",
        "self-employed share": "self-employed part of the occupation's jobs",
        "jobs per 1,000": "jobs in the occupation per 1,000 jobs in the area",
        "location quotient": "jobs per 1,000 in the area over jobs per 1,000 in the nation",
        "reporting establishments": "part of the industry's establishments that report it",
        "data breaches": "breaches reported by HIPAA-regulated entities",
        "study time": "months of study that a guide gives for a step",
        "wage difference": "pay less the pay of other people or another time; `note` says which",
    },
    "statistic": {
        "mean": "arithmetic mean",
        "p10": "10th percentile",
        "p25": "25th percentile",
        "p50": "median",
        "p75": "75th percentile",
        "p90": "90th percentile",
        "average": "printed as average without saying mean or median; never taken for either",
        "unstated": "a number for which no statistic is printed, not even average",
        "low": "lower end of a printed range; `range_kind` says of what",
        "high": "upper end of a printed range; `range_kind` says of what",
        "total": "count or sum",
        "percent": "part of a whole, or change in percent of the base",
        "ratio": "quotient of two rates",
        "rse": "relative standard error in percent of the statistic in `error_of`",
        "moe90": "half-width of the 90 % interval of the statistic in `error_of`, in its unit",
    },
    "unit": {
        "USD/year": "US dollars a year, nominal",
        "USD/hour": "US dollars an hour, nominal",
        "USD/week": "US dollars a week, nominal",
        "USD/month": "US dollars a month, nominal",
        "jobs": "jobs; thousands are resolved on reading",
        "persons": "persons (ACS)",
        "percent": "percent",
        "jobs per 1,000 jobs": "jobs per 1,000 jobs",
        "ratio": "no unit",
        "breaches": "reported breaches",
        "months": "months",
        "years": "years",
    },
    "bound": {
        "=": "printed as a plain number",
        "~": "printed as approximate: approximately, around, estimated",
        ">=": "printed as this or more: over, 150,000+, top-coded",
        "<=": "printed as this or less",
    },
    "status": {
        "normal": "a number is published",
        "top-coded": "published only as at or above `threshold`",
        "bottom-coded": "published only as below `threshold`",
        "not released": "BLS does not release the estimate (* or **, N/A, dash)",
        "not applicable": "no such wage exists: hourly pay of an annual-only occupation, or annual "
        "pay of an hourly-only one",
        "withheld or top-coded": "blank in a conversion that lost which of the two it was",
    },
    "range_kind": {
        "typical": "printed as the typical or usual range",
        "most": "printed as where most fall",
        "entry": "printed for entry level",
        "mid-career": "printed for mid-career",
        "senior": "printed for senior, lead or experienced people",
        "average": "a range that averages fall in",
        "duration": "a range of months",
        "unstated": "a range of which the print says no more",
    },
}
