"""The doors as the command calls them: each fills the archive and says what came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.ingest import commoncrawl, files, wayback
from crawler.ingest.fetch import Client
from crawler.ingest.store import IngestSummary, store

Progress = Callable[[str], None]


def ingest_files(
    paths: Sequence[Path], archive_dir: Path, on_progress: Progress | None = None
) -> IngestSummary:
    """Files and folders: HTML, MHTML, PDF, Word …, WARC and WACZ; raises ArchiveError."""
    return store(archive_dir, "files", lambda _: files.read_paths(paths), on_progress)


def ingest_wayback(
    query: wayback.Query,
    archive_dir: Path,
    client: Client,
    base: str = wayback.BASE,
    on_progress: Progress | None = None,
) -> IngestSummary:
    """What the Internet Archive holds of URL prefixes; raises ArchiveError."""
    return store(archive_dir, "wayback", lambda a: wayback.captures(client, query, a, base), on_progress)


def ingest_commoncrawl(
    query: commoncrawl.Query,
    archive_dir: Path,
    client: Client,
    index: str = commoncrawl.INDEX,
    data: str = commoncrawl.DATA,
    on_progress: Progress | None = None,
) -> IngestSummary:
    """What Common Crawl holds of URL prefixes; raises ArchiveError."""
    return store(
        archive_dir,
        "commoncrawl",
        lambda a: commoncrawl.captures(client, query, a, index, data),
        on_progress,
    )
