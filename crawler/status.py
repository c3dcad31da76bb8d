"""How the sites stand: what the archive holds of each, and when it was last complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.index import Index
from crawler.sites import Site, all_sites


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site: `last_complete` and `last_tried` are runs' starting moments, None where there was none."""

    site: Site
    documents: int
    last_complete: str | None
    last_tried: str | None


def gone_documents(archive: Path) -> frozenset[str]:
    """The addresses of documents that an archive holds and their sites no longer have."""
    path = archive / "index.sqlite"
    if not path.exists():
        return frozenset()
    index = Index(path, read_only=True)
    try:
        return frozenset(index.gone())
    finally:
        index.close()


def site_statuses(archive: Path) -> Iterator[SiteStatus]:
    """Every known site, and what an archive (which may not exist yet) holds of it."""
    path = archive / "index.sqlite"
    if not path.exists():
        for site in all_sites().values():
            yield SiteStatus(site, 0, None, None)
        return
    index = Index(path, read_only=True)
    try:
        for site in all_sites().values():
            complete, tried = index.last_moments(site.id)
            yield SiteStatus(site, index.documents(site.id), complete, tried)
    finally:
        index.close()
