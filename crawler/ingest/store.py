"""What every door gives, and how it gets into the archive: once, with its outcome, whatever else fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from crawler import warc
from crawler.archive import MAX_BODY_BYTES, Archive, Target, now
from crawler.links import is_file
from crawler.refusal import judge_exchange
from crawler.session import new_run
from crawler.sites import site_id_of
from crawler.urls import url_key
from crawler.warc import Exchange
from normalize.pictures import may_hold_table

PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LEFT_OUT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript",
             "application/x-javascript", "application/font", "application/json")  # fmt: skip
_PICTURES = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "bmp", "webp", "tiff"))
FEWEST_BYTES = 2_000
"""Of a picture of a table."""


@dataclass(frozen=True, slots=True)
class Found:
    """One document that a door gives; `file` names where it lay, for messages."""

    exchange: Exchange
    target: Target
    file: str


@dataclass(frozen=True, slots=True)
class Again:
    """A payload that an earlier record holds: that of `url` at `retrieved_at`.  `exchange` has no body of its own."""

    exchange: Exchange
    file: str
    url: str
    retrieved_at: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that a door could not give (`failed`) or leaves out, and why."""

    what: str
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What came in.  `known` was in the archive already; `refused` are stored challenge pages."""

    run: str
    new: int
    known: int
    refused: int
    left_out: int
    failures: tuple[Passed, ...]


Item = Found | Again | Passed
"""What a door gives."""


def target_for(url: str, media_type: str | None, source: str, title: str | None = None) -> Target:
    """What something is by its URL and type: a page, a picture that pages show, or an attachment."""
    if media_type in _PICTURES:
        return Target(site_id_of(url), "picture", title, source=source)
    attachment = is_file(url) or (media_type is not None and media_type not in PAGE_TYPES)
    return Target(site_id_of(url), "attachment" if attachment else "page", title, source=source)


def is_left_out(media_type: str | None) -> bool:
    """Whether a media type is that of a page's furniture, which is no document."""
    return media_type is not None and media_type.startswith(_LEFT_OUT)


def may_be_shown(url: str, media_type: str | None, body: bytes) -> bool:
    """Whether it is a picture that a page may show a table in: by its type, its name and its bytes, which an icon has few of."""
    return media_type in _PICTURES and len(body) >= FEWEST_BYTES and may_hold_table({"src": url})


def store(
    archive_dir: Path,
    door: str,
    found: Callable[[Archive], Iterable[Item]],
    on_progress: Callable[[str], None] | None = None,
) -> IngestSummary:
    """Put all that a door gives into the archive, as one run; raises ArchiveError.

    What is there already, from the same time and with the same bytes, is not stored again: an
    ingest that was interrupted is simply started again.
    """
    archive = Archive(archive_dir)
    try:
        run = new_run(archive, "ingest", f"ingest:{door}")
        counts = {"new": 0, "known": 0, "refused": 0, "left_out": 0}
        failures = []
        for given in found(archive):
            item = _resolved(archive, given) if isinstance(given, Again) else given
            if isinstance(item, Passed):
                counts["left_out"] += not item.failed
                failures += [item] if item.failed else []
            else:
                counts[_add(archive, run, item)] += 1
            if on_progress is not None:
                on_progress(item.what if isinstance(item, Passed) else item.exchange.url)
        archive.index.finish_run(run, now(), "complete")
        return IngestSummary(run, **counts, failures=tuple(failures))
    finally:
        archive.close()


def _resolved(archive: Archive, again: Again) -> Found | Passed:
    """The document whose payload came earlier, under its own URL and time."""
    fetch = archive.index.at(url_key(again.url), again.retrieved_at)
    if fetch is None:
        what = f"{again.file}: {again.exchange.url}"
        return Passed(what, "a revisit of a record that did not come in", failed=False)
    stored = archive.load(fetch)
    own = again.exchange
    exchange = replace(stored, url=own.url, retrieved_at=own.retrieved_at, headers=own.headers or stored.headers)
    return Found(exchange, target_for(own.url, fetch.media_type, "warc"), again.file)


def _add(archive: Archive, run: str, item: Found) -> str:
    key, digest = url_key(item.exchange.url), warc.digest(item.exchange.body)
    if archive.index.has(key, item.exchange.retrieved_at, digest):
        return "known"
    verdict = judge_exchange(item.exchange, MAX_BODY_BYTES)
    note = "; ".join(filter(None, (verdict.note, f"from {item.file}")))
    fetch = archive.add(run, item.exchange, item.target, verdict.outcome, note)
    if fetch.outcome == "unchanged":
        return "known"
    return "new" if fetch.outcome == "ok" else "refused"
