"""Common Crawl: an index a crawl says where each record lies, which is then read by its byte range."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from crawler.archive import MAX_BODY_BYTES, Archive
from crawler.ingest.fetch import Client, FetchError
from crawler.ingest.store import Item, Passed, is_left_out
from crawler.ingest.warcs import read_warc
from crawler.ingest.wayback import iso_time
from crawler.urls import url_key

INDEX = "https://index.commoncrawl.org"
DATA = "https://data.commoncrawl.org"
_INDEX_BYTES = 50_000_000
_MAX_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """What to ask for: URL prefixes, and crawls such as `CC-MAIN-2024-10`."""

    prefixes: Sequence[str]
    crawls: Sequence[str]


def captures(
    client: Client, query: Query, archive: Archive, index: str = INDEX, data: str = DATA
) -> Iterator[Item]:
    """The records of the prefixes in the crawls; what the archive has is not asked for."""
    for crawl in query.crawls:
        for prefix in query.prefixes:
            try:
                for hit in _index(client, f"{index}/{crawl}-index", prefix):
                    yield from _capture(client, data, hit, archive)
            except (FetchError, ValueError, KeyError) as error:
                yield Passed(f"{index}/{crawl}: {prefix}", str(error))


def _index(client: Client, address: str, prefix: str) -> Iterator[dict[str, str]]:
    """The hits of a prefix, page after page; none where the index answers 404, as it does then."""
    for page in range(_MAX_PAGES):
        asked = {"url": f"{prefix}*", "output": "json", "filter": "=status:200", "page": page}
        url = f"{address}?{urlencode(asked)}"
        status, _, body = client.get(url, limit=_INDEX_BYTES)
        if status in (400, 404):
            return
        if status != 200:
            raise FetchError(f"{url}: expected HTTP 200, found {status}")
        lines = body.splitlines()
        if not lines:
            return
        yield from (json.loads(line) for line in lines)


def _capture(client: Client, data: str, hit: dict[str, str], archive: Archive) -> Iterator[Item]:
    if is_left_out(hit.get("mime-detected") or hit.get("mime")):
        yield Passed(hit["url"], "no document", failed=False)
        return
    if archive.index.has(url_key(hit["url"]), iso_time(hit["timestamp"])):
        return
    address = f"{data}/{hit['filename']}"
    first, length = int(hit["offset"]), int(hit["length"])
    try:
        status, _, body = client.get(address, limit=MAX_BODY_BYTES, first_byte=first, length=length)
    except FetchError as error:
        yield Passed(address, str(error))
        return
    if status != 206 or len(body) != length:
        yield Passed(
            address,
            f"expected {length} bytes from {first} (HTTP 206), found HTTP {status}, {len(body)} bytes",
        )
        return
    yield from read_warc(BytesIO(body), address, "commoncrawl")
