"""Saved pages and attachments: single files and folders, with a manifest of URLs where there is one."""

from __future__ import annotations

import csv
import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urljoin

from crawler.archive import MAX_BODY_BYTES
from crawler.ingest import mhtml, warcs
from crawler.ingest.store import Found, Item, Passed, is_left_out, may_be_shown, target_for
from crawler.warc import Exchange

MANIFEST = "manifest.csv"
"""In a folder: columns `file` and `url`, and, if wished, `retrieved_at`, `title`, `media_type`, `charset`."""

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_BESIDE = re.compile(r"(.+)[_.]files")
_TYPES = {".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel", ".ofd": "application/ofd"}

Entry = Mapping[str, str]


def read_paths(paths: Iterable[Path]) -> Iterator[Item]:
    """Everything in files and folders: pages, attachments, MHTML, WARC and WACZ."""
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield from read_file(path, {})


def _read_folder(folder: Path) -> Iterator[Item]:
    try:
        entries = read_manifest(folder / MANIFEST)
    except (OSError, ValueError) as error:
        yield Passed(str(folder / MANIFEST), str(error))
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or path.name.startswith(".") or name == MANIFEST:
            continue
        yield from read_file(path, entries.pop(name, {}))
    for name in entries:
        yield Passed(str(folder / name), f"the manifest {MANIFEST} names it, but there is no such file")


def read_manifest(path: Path) -> dict[str, Entry]:
    """The rows of a manifest by file name, none where there is no manifest; raises ValueError."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = {"file", "url"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(
                f"expected columns file and url, found {', '.join(rows.fieldnames or ()) or 'none'}"
            )
        return {row["file"].replace("\\", "/"): {k: v for k, v in row.items() if k and v} for row in rows}


def read_file(path: Path, entry: Entry) -> Iterator[Item]:
    """What one file gives: itself, or what it holds."""
    suffixes = "".join(path.suffixes[-2:]).lower()
    try:
        if suffixes.endswith((".warc", ".warc.gz", ".arc.gz")):
            yield from warcs.read_warc_file(path)
        elif suffixes.endswith(".wacz"):
            yield from warcs.read_wacz_file(path)
        elif suffixes.endswith((".mht", ".mhtml")):
            yield from mhtml.read_mhtml(path)
        else:
            yield _read_plain(path, entry)
    except (OSError, ValueError) as error:
        yield Passed(str(path), f"cannot be read: {error}")


def _read_plain(path: Path, entry: Entry) -> Found | Passed:
    media_type = entry.get("media_type") or media_type_of(path)
    shown = _shown_as(path) if is_left_out(media_type) else None
    if is_left_out(media_type) and shown is None:
        return Passed(str(path), f"{media_type} is no document", failed=False)
    if path.stat().st_size > MAX_BODY_BYTES:
        return Passed(str(path), f"expected at most {MAX_BODY_BYTES} bytes, found {path.stat().st_size}")
    body = path.read_bytes()
    url = entry.get("url") or shown or _saved_from(body) or path.resolve().as_uri()
    if shown is not None and not may_be_shown(url, media_type, body):
        return Passed(str(path), f"{media_type} is no document", failed=False)
    charset = entry.get("charset")
    declared = f"{media_type}; charset={charset}" if charset else media_type
    exchange = Exchange(
        url=url, retrieved_at=entry.get("retrieved_at") or _modified(path), status=200,
        headers=(("Content-Type", declared),), body=body)  # fmt: skip
    return Found(exchange, target_for(url, media_type, "file", entry.get("title")), str(path))


def media_type_of(path: Path) -> str:
    """The media type that a file's extension stands for."""
    return _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _shown_as(path: Path) -> str | None:
    """The URL under which a page saved beside a folder `NAME_files` shows a file in it; None where there is no such page."""
    beside = _BESIDE.fullmatch(path.parent.name)
    pages = [path.parent.with_name(f"{beside[1]}{ending}") for ending in (".html", ".htm")] if beside else []
    page = next((page for page in pages if page.is_file()), None)
    if page is None:
        return None
    with page.open("rb") as file:
        base = _saved_from(file.read(5000)) or page.resolve().as_uri()
    return urljoin(base, quote(f"{path.parent.name}/{path.name}"))


def _saved_from(body: bytes) -> str | None:
    found = _SAVED_FROM.search(body[:5000])
    return found[1].decode("ascii", "ignore") if found else None


def _modified(path: Path) -> str:
    moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
