"""Which agencies' sites refuse the crawl, as the archive's index tells."""

from __future__ import annotations

from pathlib import Path

from crawler.archive import ArchiveError
from crawler.index import CRAWLED, Index
from crawler.sites import SiteError, find_site


def refused_agencies(archive: Path) -> set[str]:
    """Codes (names of those without) of the agencies whose site's last answer was a refusal.

    Raises ArchiveError where there is no archive.
    """
    path = archive / "index.sqlite"
    if not path.exists():
        raise ArchiveError(f"{archive}: expected an archive that a crawl wrote, found no index.sqlite there")
    index = Index(path, read_only=True)
    try:
        asked = index.select(f"{CRAWLED} AND role <> 'robots' AND outcome <> 'skipped'")
        last = {fetch.site: fetch.outcome for fetch in asked}
    finally:
        index.close()
    return {_agency(site) for site, outcome in last.items() if outcome == "blocked"}


def _agency(site: str) -> str:
    try:
        found = find_site(site)
    except SiteError:
        return site
    return found.code or found.name
