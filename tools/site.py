"""The pages of the site: the folder site/, the executed notebooks, and those of `tools.pages`.

It must read the same with no network, so a page that would request anything from elsewhere is a
fault; so is a link to a file that is not there.
"""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hitdata.claims.checking import CODES
from tools import pages
from tools.stage import StageError

__all__ = ["build"]


def build(folder: Path) -> None:
    """Write the pages from the build's other folders, into ``folder / "site"``."""
    from sphinx.cmd.build import build_main  # imported here: the other stages start sooner

    source, site, doctrees = folder / "site-source", folder / "site", folder / "doctrees"
    for old in [source, site, doctrees]:
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree("site", source)
    shutil.copytree(folder / "notebooks", source / "notebooks")
    for name, text in {
        "charts": pages.charts(folder / "charts"),
        "codebook": pages.codebook(folder / "tables" / "codebook.csv"),
        "codes": pages.codes(CODES),
        "sources": pages.sources(Path("data/raw/SOURCES.csv")),
    }.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    if build_main(["-q", "-W", "--keep-going", "-d", str(doctrees), str(source), str(site)]):
        raise StageError("Sphinx says above what is wrong in site/ or in a notebook.")
    for shown in ["charts", "tables"]:
        shutil.copytree(folder / shown, site / shown)
    if faults := [fault for page in sorted(site.rglob("*.html")) for fault in check(page, site)]:
        raise StageError("\n".join(faults))


def check(page: Path, site: Path) -> list[str]:
    """Return what a page would request from elsewhere, or link to in vain."""
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    name = page.relative_to(site)
    faults = [f"{name} would request {address} from the network" for address in links.requested]
    faults += [
        f"{name} links to {address}, which is not there"
        for address in links.local
        if not (page.parent / unquote(urlsplit(address).path)).exists()
    ]
    return faults


class Links(HTMLParser):
    """Collects the addresses in a page: those a browser would fetch, and those in the site."""

    def __init__(self) -> None:
        super().__init__()
        self.requested: list[str] = []
        self.local: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort the addresses in one tag; a link in the text is followed only by choice."""
        for name, address in attrs:
            if name in {"href", "src", "data", "poster"} and address:
                parts = urlsplit(address)
                if parts.netloc and tag != "a":
                    self.requested.append(address)
                elif parts.path and not (parts.scheme or parts.netloc):
                    self.local.append(address)
