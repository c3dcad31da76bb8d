"""The Internet Archive: its CDX index says what it holds, `/web/TIMESTAMPid_/URL` gives the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from crawler.archive import MAX_BODY_BYTES, Archive
from crawler.ingest.fetch import Client, FetchError
from crawler.ingest.store import Found, Passed, is_left_out, target_for
from crawler.urls import url_key
from crawler.warc import Exchange

BASE = "http://web.archive.org"
_PAGE = 5000
_INDEX_BYTES = 50_000_000
_FIELDS = ("timestamp", "original", "mimetype", "statuscode")


@dataclass(frozen=True, slots=True)
class Query:
    """What to ask for: URL prefixes such as `www.customs.gov.cn/guangzhou_customs/`, and times `YYYYMMDD`."""

    prefixes: Sequence[str]
    first: str = ""
    last: str = ""


def captures(client: Client, query: Query, archive: Archive, base: str = BASE) -> Iterator[Found | Passed]:
    """The captures of the prefixes, each distinct content once; what the archive has is not asked for."""
    for prefix in query.prefixes:
        try:
            for row in _index(client, base, prefix, query):
                item = _capture(client, base, row, archive)
                if item is not None:
                    yield item
        except (FetchError, ValueError) as error:
            yield Passed(f"{base}: {prefix}", str(error))


def _index(client: Client, base: str, prefix: str, query: Query) -> Iterator[dict[str, str]]:
    """The rows of the CDX index, page after page."""
    resume = ""
    while True:
        asked = {"url": prefix, "matchType": "prefix", "output": "json", "fl": ",".join(_FIELDS),
                 "collapse": "digest", "filter": "statuscode:200", "limit": str(_PAGE),
                 "showResumeKey": "true"}  # fmt: skip
        more = {"from": query.first, "to": query.last, "resumeKey": resume}
        url = f"{base}/cdx/search/cdx?{urlencode(asked | {k: v for k, v in more.items() if v})}"
        status, _, body = client.get(url, limit=_INDEX_BYTES)
        if status != 200:
            raise FetchError(f"{url}: expected HTTP 200, found {status}")
        rows, following = parse_index(body)
        yield from rows
        if not following or following == resume:
            return
        resume = following


def parse_index(body: bytes) -> tuple[list[dict[str, str]], str]:
    """The rows of a CDX answer, and the key to go on with (empty at its end); raises ValueError."""
    table = json.loads(body or b"[]")
    if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
        raise ValueError("expected the CDX index as a JSON list of rows")
    resume = ""
    if len(table) >= 2 and table[-2] == []:
        resume = str(table[-1][0])
        table = table[:-2]
    names = [str(name) for name in table[0]] if table else []
    if table and not {"timestamp", "original"} <= set(names):
        raise ValueError(f"expected columns {', '.join(_FIELDS)}, found {', '.join(names)}")
    return [dict(zip(names, map(str, row), strict=False)) for row in table[1:]], resume


def _capture(client: Client, base: str, row: dict[str, str], archive: Archive) -> Found | Passed | None:
    url, timestamp = row["original"], row["timestamp"]
    moment = iso_time(timestamp)
    if is_left_out(row.get("mimetype")):
        return Passed(url, f"{row['mimetype']} is no document", failed=False)
    if archive.index.has(url_key(url), moment):
        return None
    address = f"{base}/web/{timestamp}id_/{url}"
    try:
        status, headers, body = client.get(address, limit=MAX_BODY_BYTES)
    except FetchError as error:
        return Passed(address, str(error))
    if status != 200:
        return Passed(address, f"expected HTTP 200, found {status}")
    kept = tuple((k.title(), v) for k, v in headers.items() if k in ("content-type", "content-encoding"))
    exchange = Exchange(url=url, retrieved_at=moment, status=200, headers=kept, body=body)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower() or None
    return Found(exchange, target_for(url, media_type, "wayback"), address)


def iso_time(timestamp: str) -> str:
    """`20200102030405` as `2020-01-02T03:04:05Z`; raises ValueError on anything else."""
    if len(timestamp) != 14 or not timestamp.isdigit():
        raise ValueError(f"expected a timestamp of 14 digits, found {timestamp!r}")
    year, rest = timestamp[:4], [timestamp[at : at + 2] for at in range(4, 14, 2)]
    return f"{year}-{rest[0]}-{rest[1]}T{rest[2]}:{rest[3]}:{rest[4]}Z"
