"""Selection: what fits is drawn whole, what is too much is narrowed by one rule, or refused."""

import pandas as pd
import pytest

import hitdata
from hitdata.charts.selection import GUIDES, chosen, needed, quotes
from hitdata.errors import InvalidFigure, UnknownValue

#: A chart that shows p50 of one release, area and industry, of up to three codes.
WANTED, DEFAULT, MOST = {"statistic": "p50"}, {"soc": ("A", "B")}, 3


def table(*rows, **same):
    """Return figures: code, release, area and, if it is quoted, the guide."""
    found = pd.DataFrame(
        [(*row, None)[:4] for row in rows], columns=["soc", "release", "area", "quoted_by"]
    )
    found = found.assign(industry="cross-industry", statistic="p50", **same)
    return found.assign(figure_id=[f"{number:03}" for number in range(len(found))])


def draws(frame, **options):
    """Return what the chart draws, as code, release and area."""
    found = chosen(frame, "a chart", WANTED, DEFAULT, most=MOST, **options)
    return found[["soc", "release", "area"]].agg(" ".join, axis=1).tolist()


def test_what_fits_is_drawn_whole():
    """Other codes than the default ones, another area, an old release: nothing is dropped."""
    frame = table(("C", "2003", "CA"), ("D", "2003", "CA"), ("A", "2003", "CA"))
    assert draws(frame) == ["C 2003 CA", "D 2003 CA", "A 2003 CA"]


def test_what_is_not_wanted_is_left_out():
    """A frame is first narrowed to what the chart is about."""
    frame = table(("C", "2003", "CA"), ("D", "2003", "CA"))
    frame.loc[1, "statistic"] = "mean"
    assert draws(frame) == ["C 2003 CA"]


def test_too_much_is_narrowed_to_the_default():
    """Of two releases, areas and four codes: the newest, the nation, and the default codes."""
    frame = table(*((soc, release, area) for soc in "ABCD" for release in ("2003", "2004")
                    for area in ("US", "CA")))  # fmt: skip
    assert draws(frame) == ["A 2004 US", "B 2004 US"]


def test_codes_beyond_the_limit_are_narrowed_as_well():
    """Four codes are too many for this chart, though all else fits."""
    assert draws(table(*((soc, "2003", "CA") for soc in "ABCD"))) == ["A 2003 CA", "B 2003 CA"]


def test_a_default_that_the_frame_lacks_narrows_nothing():
    """Without B the codes that are there are kept, and without the nation the one area."""
    frame = table(("A", "2003", "CA"), ("A", "2004", "CA"), ("C", "2004", "CA"))
    assert draws(frame) == ["A 2004 CA", "C 2004 CA"]


def test_quotes_give_way_to_published_figures():
    """What a guide quotes is no mark among published figures; alone it is drawn."""
    frame = table(("A", "2003", "US", "a guide"), ("B", "2003", "US"))
    assert draws(frame) == ["B 2003 US"]
    assert draws(frame.iloc[:1]) == ["A 2003 US"]


def test_every_release_is_drawn_where_a_chart_shows_them():
    """A chart of many releases is not narrowed to the newest one."""
    frame = table(("A", "2003", "US"), ("A", "2004", "US"), ("A", "2004", "CA"))
    found = draws(frame, one=("area",), each=("soc", "release"))
    assert found == ["A 2003 US", "A 2004 US"]


def test_what_is_still_too_much_is_refused():
    """Two states, or two published figures for one mark: no one of them is picked."""
    states = table(("A", "2003", "CA"), ("A", "2003", "NY"))
    with pytest.raises(UnknownValue, match=r"a chart shows one area at a time; .* CA, NY"):
        draws(states, one=["area"])
    twins = table(("A", "2003", "US"), ("A", "2003", "US"))
    with pytest.raises(UnknownValue, match=r"and release and statistic; .* '000' and '001'"):
        draws(twins)
    many = table(*((soc, "2003", "CA") for soc in "WXYZ"))
    with pytest.raises(UnknownValue, match=r"draws up to 3 rows or lines, .* this frame has 4"):
        draws(many)


def test_releases_are_rows_where_nothing_else_differs():
    """Three releases of one code are three rows; of two codes the newest release is drawn."""
    releases = [("A", release, "CA") for release in ("2003", "2004", "2005")]
    assert draws(table(*releases)) == ["A 2003 CA", "A 2004 CA", "A 2005 CA"]
    assert draws(table(*releases, ("B", "2005", "CA"))) == ["A 2005 CA", "B 2005 CA"]


def test_what_is_missing_is_said():
    """A frame without such figures, or without a column, is refused by their names."""
    frame = table(("A", "2003", "US"))
    with pytest.raises(UnknownValue, match="a chart needs figures with statistic p10 or p90"):
        needed(frame, "a chart", {"statistic": ("p90", "p10")})
    with pytest.raises(InvalidFigure, match="a chart needs the column measure, unit"):
        needed(frame, "a chart", {"measure": "wage", "unit": "USD/year"})


def test_quotes_of_many_guides_are_narrowed_to_two():
    """Of a table of 176 guides the two first ones are drawn; of others a few must be chosen."""
    figures = hitdata.load(quoted=True)
    assert figures["quoted_by"].nunique() > 100
    assert set(quotes(figures, "a chart")["quoted_by"]) == set(GUIDES)
    few = figures[figures["quoted_by"].isin(figures["quoted_by"].dropna().unique()[:5])]
    assert quotes(few, "a chart")["quoted_by"].nunique() == 5
    with pytest.raises(UnknownValue, match="up to 6 guides quote; this frame has 174"):
        quotes(figures[~figures["quoted_by"].isin(GUIDES)], "a chart")
