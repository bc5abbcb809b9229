"""Claims checked: how far each number of a text is from the published one, and its verdict."""

import json

import pytest

from hitdata.charts import claims_checked, files
from hitdata.errors import InvalidFigure, UnknownValue


def test_a_claim_stands_off_by_its_share(claims):
    """By hand: 70,000 is 10.7% below 78,420; 9 percent three points above 6; right is 0."""
    chart = claims_checked(claims)
    dots = sorted(float(line.get_xdata()[0]) for line in chart.axes[0].lines
                  if line.get_marker() == "o")  # fmt: skip
    assert dots == pytest.approx([(70_000 / 78_420 - 1) * 100, 0, 3])
    said = {text.get_text() for text in chart.axes[0].texts}
    assert {"−10.7%", "+3.0 points", "contradicted", "confirmed", "none"} <= said
    assert chart.hitdata.title == "One of four claims agrees with what was published"


def test_a_frame_of_figures_is_refused(figures):
    """What is needed instead is told."""
    with pytest.raises(InvalidFigure, match=r"claims of hitdata.check\(...\).to_frame\(\), not"):
        claims_checked(figures.head(3))


def test_too_many_claims_are_refused(claims):
    """Forty-one rows are too many, and none is none."""
    for many in (claims.head(0), claims.sample(41, replace=True, random_state=1)):
        with pytest.raises(UnknownValue, match="draws 1 to 40 claims"):
            claims_checked(many)


def test_its_files_name_the_figures(claims, tmp_path):
    """The sidecar lists the published figures that claims were set against."""
    paths = files.write(claims_checked(claims), tmp_path / "claims", ("html", "xlsx"))
    words = json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))
    assert "bls.oews.2024-05.us.13-1041.wage.p50.usd-year" in words["figure_ids"]
    assert all(path.stat().st_size for path in paths)
