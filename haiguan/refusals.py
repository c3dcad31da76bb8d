"""Which agencies' sites refuse the crawl, and which of their pages, as the archive's index tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from crawler.archive import ArchiveError
from crawler.index import CRAWLED, Fetch, Index
from crawler.sites import SiteError, find_site
from normalize.agencies import resolve

_NEIGHBOURS = 50
"""Pages of a refusing site that are named because they were answered."""


@dataclass(frozen=True, slots=True)
class RefusingSite:
    """A site with pages whose last answer was a refusal.

    `agency` is its agency's code, the name of one without, or the site's id where it is no known
    site; `neighbours` are addresses on it that were answered.
    """

    agency: str
    pages: tuple[Fetch, ...]
    neighbours: tuple[str, ...]


def refused_agencies(archive: Path) -> set[str]:
    """Codes (names of those without) of the agencies whose site's last answer was a refusal.

    Raises ArchiveError where there is no archive.
    """
    with _index(archive) as index:
        asked = index.select(f"{CRAWLED} AND role <> 'robots' AND outcome <> 'skipped'")
        last = {fetch.site: fetch.outcome for fetch in asked}
    return {_agency(site) for site, outcome in last.items() if outcome == "blocked"}


def refusing_sites(archive: Path) -> list[RefusingSite]:
    """The sites with refused pages, by their ids; raises ArchiveError where there is no archive."""
    newest = "NOT EXISTS (SELECT 1 FROM fetches AS later WHERE later.key = fetches.key AND later.id > fetches.id)"
    with _index(archive) as index:
        refused = sorted(index.select(f"outcome = 'blocked' AND {newest}"), key=lambda fetch: fetch.site)
        return [
            RefusingSite(_agency(site), tuple(pages), tuple(_answered(index, site)))
            for site, pages in groupby(refused, key=lambda fetch: fetch.site)
        ]


def _answered(index: Index, site: str) -> Iterator[str]:
    found = index.select("site = ? AND role = 'page' AND outcome IN ('ok', 'unchanged')", site)
    return (fetch.url for fetch in islice(found, _NEIGHBOURS))


@contextmanager
def _index(archive: Path) -> Iterator[Index]:
    path = archive / "index.sqlite"
    if not path.exists():
        raise ArchiveError(f"{archive}: expected an archive that a crawl wrote, found no index.sqlite there")
    index = Index(path, read_only=True)
    try:
        yield index
    finally:
        index.close()


def _agency(site: str) -> str:
    try:
        found = find_site(site)
    except SiteError:
        return site
    listed = resolve(found.name)
    return found.code or (listed.name if listed else found.name)
