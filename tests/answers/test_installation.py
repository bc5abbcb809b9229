"""The doctor: what is installed, what is missing, and what to type."""

from importlib import metadata

import hitdata


def test_every_package_is_listed_with_its_version():
    """Versions are those that the installer knows; tables, font and cache are there."""
    found = hitdata.doctor().set_index("what")
    assert found.loc["pandas", "found"] == metadata.version("pandas")
    assert "extra" in found.loc["scipy", "kind"]
    assert {"font of charts", "bundled figures", "cache of read files"} <= set(found.index)


def test_what_is_missing_says_what_to_type(monkeypatch):
    """Without seaborn, the extra that brings it is named."""
    version = metadata.version

    def lacking(name):
        if name == "seaborn":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", lacking)
    row = hitdata.doctor().set_index("what").loc["seaborn"]
    assert (row["state"], row["remedy"]) == ("missing", "pip install 'hitdata[charts]'")
