"""Bands: as wide as hidden figures were off, where they were hidden, and a sentence for each."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hitdata.distribution import bands, curve, fit, mean_bands, share_bands
from hitdata.distribution.calibration import CASES
from hitdata.errors import InvalidFigure

FIGURES = {"p10": 35_080.0, "p25": 39_620.0, "p75": 61_960.0, "p90": 77_810.0, "mean": 53_690.0}
WIDEST = 15.8 * 1.61


def wage(figures=FIGURES, **key):
    """The curve of one wage with ``key`` in its index, as `points` makes it."""
    names = {"source": "OEWS", "area": "US", **key}
    index = pd.MultiIndex.from_tuples([tuple(names.values())], names=list(names))
    return fit(pd.DataFrame([figures], index=index))


BY_SECTOR = {"release": "2024-05", "industry": "NAICS 62"}


def test_a_band_is_as_wide_as_its_kind_was_off():
    """A median by sector, May 2024, of a mean known to 0.4 %: the table's 4.4 % to either side."""
    band = bands(wage(**BY_SECTOR), [0.5], rse=0.4).iloc[0]
    assert band["percent"] == 4.4
    assert band["low"] == pytest.approx(band["value"] * 0.956)
    assert band["high"] == pytest.approx(band["value"] * 1.044)


@pytest.mark.parametrize(
    ("rse", "percent"), [(0.9, 4.4), (1, 4.6), (3.9, 7.1), (4, 9.5), (8, 15.8), (np.nan, 15.8)]
)
def test_the_less_precise_the_wider(rse, percent):
    """The relative standard error picks the class; an error that is not known, the last one."""
    assert bands(wage(**BY_SECTOR), [0.5], rse=rse)["percent"].item() == percent


def test_every_case_is_wider_where_means_are_less_precise():
    """In no case did hidden figures of less precise rows come out better."""
    assert all(list(case.percent) == sorted(case.percent) for case in CASES)


@pytest.mark.parametrize(
    ("key", "percent"),
    [
        (BY_SECTOR, 15.8),
        ({"release": "2024-05", "industry": "cross-industry"}, 15.8 * 1.06),
        ({"release": "2021-05", "industry": "NAICS 62"}, 15.8 * 1.61),
        ({"release": "2015-05", "industry": "NAICS 62"}, 15.8),
        ({"release": "2024-05", "industry": "NAICS 62", "area": "NY"}, WIDEST),
        ({}, WIDEST),
    ],
)
def test_bands_widen_where_they_were_found_too_narrow(key, percent):
    """Each era has its factor; a state, or a release that is not known, the largest of them."""
    assert bands(wage(**key), [0.5])["percent"].item() == pytest.approx(percent)


def test_a_release_can_be_named():
    """Curves without an index of their own take the release that the caller names."""
    single = curve({k: v for k, v in FIGURES.items() if k != "mean"}, mean=FIGURES["mean"])
    assert bands(single, [0.5])["percent"].item() == pytest.approx(WIDEST)
    named = bands(single, [0.5], release="2024-05")["percent"].item()
    assert named == pytest.approx(15.8 * 1.06)


@pytest.mark.parametrize(
    ("figures", "share", "why"),
    [
        ({"p25": 40.0, "p75": 60.0}, 0.25, "Published."),
        ({"p50": 50.0}, 0.6, "No band: these figures alone do not give a curve."),
        (
            {"p25": 40.0, "p75": 60.0},
            0.95,
            "No band: no published figure was hidden this far from others.",
        ),
        (
            {"p25": 40.0, "p75": 60.0},
            0.05,
            "No band: no published figure was hidden this far from others.",
        ),
        (
            {"p10": 40.0, "p25": 60.0},
            0.5,
            "No band: no published figure was hidden this far from others.",
        ),
        ({"p25": 40.0, "p50": 60.0, "p75_threshold": 70.0}, 0.8, "No band: above a top code"),
    ],
)
def test_no_band_where_nothing_could_be_hidden(figures, share, why):
    """Beyond p10 and p90, above a top code and from a single figure there is none, and why."""
    band = bands(wage(figures, **BY_SECTOR), [share]).iloc[0]
    assert why in band["sentence"]
    assert band[["low", "high", "percent"]].isna().all()


def test_other_publishers_have_no_band():
    """What was hidden from OEWS says nothing of a salary site, however many figures it prints."""
    band = bands(wage(source="Payscale"), [0.5]).iloc[0]
    assert "nothing about this publisher" in band["sentence"]
    assert np.isnan(band["high"])


def test_a_wider_gap_has_the_band_of_a_wider_gap():
    """With p10 and p90 alone, the median is off by 10.4 %; with p25 and p75 alone, by 5.0 %."""
    ends = bands(wage({"p10": 30.0, "p90": 90.0}, **BY_SECTOR), [0.5], rse=0.5)
    middle = bands(wage({"p25": 40.0, "p75": 65.0}, **BY_SECTOR), [0.5], rse=0.5)
    assert (ends["percent"].item(), middle["percent"].item()) == (10.4, 5.0)


def test_a_band_ends_at_what_is_proved():
    """Between p50 and p75, one percent apart, no band reaches beyond them."""
    close = wage({"p25": 40.0, "p50": 60.0, "p75": 60.6, "p90": 80.0}, **BY_SECTOR)
    band = bands(close, [0.6], rse=20).iloc[0]
    assert (band["low"], band["high"]) == (60.0, 60.6)


def test_the_sentence_says_what_was_found():
    """At home it names the release, the percent and how many it held in rows as precise."""
    said = bands(wage(**BY_SECTOR), [0.5], rse=0.4)["sentence"].item()
    assert said == (
        "Interpolated, not published. In OEWS by sector, May 2024, at least 88% of hidden "
        "published values fell within ±4.4% of the estimated wage, among wages whose mean has a "
        "standard error of 0 to 1%."
    )
    assert "least precise rows" in bands(wage(**BY_SECTOR), [0.5])["sentence"].item()
    era = bands(wage(release="2023-05"), [0.5], rse=0.4)["sentence"].item()
    assert "In OEWS since May 2022, at least 90%" in era
    upper = wage({"p25": 40.0, "p50": 50.0, "p75": 65.0}, **BY_SECTOR)
    assert bands(upper, [0.85])["sentence"].item().startswith("Extrapolated, not published.")


@pytest.mark.parametrize(
    ("rse", "held", "precision"),
    [(1.5, 86, "1 to 2%"), (3, 88, "2 to 4%"), (9, 84, "8% or more")],
)
def test_a_sentence_claims_no_more_than_its_class_held(rse, held, precision):
    """p75 with the mean held 86.7 % between 1 and 2 % of standard error: 86 is said, not 90."""
    said = bands(wage({**FIGURES, "p50": 48_780.0, "p90": 77_810.0}, **BY_SECTOR), [0.6], rse=rse)
    assert f"at least {held}% of hidden" in said["sentence"].item()
    assert said["sentence"].item().endswith(f"a standard error of {precision}.")


def test_beside_a_share_the_percent_is_said_to_be_of_the_wage():
    """±4.9 beside a share is no points: the sentence says of what, in another word than shares."""
    said = share_bands(wage(**BY_SECTOR), 50_000, rse=0.4)
    percent = said["percent"].item()
    assert f"±{percent:.1f}% of the estimated wage" in said["sentence"].item()
    assert f"wages {percent:.1f}% lower and higher than this one" in said["sentence"].item()


def test_a_share_outside_the_percentiles_is_marked():
    """Below p10 and above p90 shares are extrapolated; none is 0 or 100 percent."""
    lines = [10_000, 36_000, 39_620, 60_000, 90_000, 400_000]
    found = share_bands(wage(**BY_SECTOR), lines, rse=0.4)
    assert found["rests_on"].tolist() == [
        "extrapolated", "interpolated", "published", "interpolated", "extrapolated", "extrapolated"
    ]  # fmt: skip
    outside = found["rests_on"].eq("extrapolated")
    assert found.loc[outside, "shown"].str.endswith("(extrapolated)").all()
    assert found["shown"].iloc[[0, 2, -1]].tolist() == [
        ">99% (extrapolated)", "75%", "<1% (extrapolated)"
    ]  # fmt: skip
    assert found.loc[outside, "sentence"].str.startswith("Extrapolated, not published.").all()
    coded = wage({"p25": 40.0, "p50": 60.0, "p75_threshold": 70.0}, **BY_SECTOR)
    assert share_bands(coded, 90.0)["shown"].item() == "not known"


def test_a_mean_that_was_not_published_has_a_band():
    """From five percentiles by sector the mean is within 2.1 %; a published one needs no band."""
    five = {"p50": 48_780.0, **FIGURES}
    band = mean_bands(wage({k: v for k, v in five.items() if k != "mean"}, **BY_SECTOR), rse=0.4)
    assert band["percent"].item() == 2.1
    assert band["high"].item() == pytest.approx(band["value"].item() * 1.021)
    assert mean_bands(wage(five, **BY_SECTOR))["sentence"].item() == "Published."


def test_a_share_and_a_wage_are_one_question():
    """The band of a share holds 1/2 exactly where the band of the median holds the wage."""
    oews = pd.read_csv(Path(__file__).parent / "data" / "oews_2025.csv").iloc[::8]
    curves = fit(oews.drop(columns="p50"))
    median = bands(curves, [0.5], rse=0.5)
    inside = median["low"].le(oews["p50"]) & median["high"].ge(oews["p50"])
    shares = pd.concat(
        share_bands(fit(row.drop(columns="p50")), [row["p50"].item()], rse=0.5)
        for _, row in oews.groupby(oews.index)
    )
    held = shares["low"].le(0.5 + 1e-9) & shares["high"].ge(0.5 - 1e-9)
    assert 0 < inside.mean() < 1
    assert (held.to_numpy() == inside.to_numpy()).all()


def test_one_number_is_asked_as_a_list_of_one():
    """A share or wage alone gives the row that a list with only it gives."""
    known = wage(**BY_SECTOR)
    for ask, number in ((bands, 0.5), (share_bands, 50_000)):
        pd.testing.assert_frame_equal(ask(known, number), ask(known, [number]))


def test_no_curves_have_no_bands():
    """A frame without rows is answered by frames without rows, errors or not."""
    none = fit(pd.DataFrame({"p25": [], "p75": []}))
    for rse in (None, 0.4, pd.Series([], dtype=float, index=none.published.index)):
        found = (
            bands(none, [0.5], rse=rse),
            share_bands(none, 9.0, rse=rse),
            mean_bands(none, rse=rse),
        )
        assert [len(table) for table in found] == [0, 0, 0]


def test_standard_errors_belong_to_curves():
    """A Series of standard errors has the index of the curves; another is refused."""
    two = fit(pd.DataFrame({"p25": [40.0, 41.0], "p75": [60.0, 61.0]}))
    percents = bands(two, [0.5], rse=pd.Series([0.5, 9.0]), release="2024-05")["percent"]
    assert percents.iloc[0] < percents.iloc[1]
    with pytest.raises(InvalidFigure, match="rse"):
        bands(two, [0.5], rse=pd.Series([0.5, 9.0], index=[7, 8]))
