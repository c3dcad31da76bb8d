"""One request for all spellings of a URL: Scrapy's duplicates filter by the archive's key."""

from __future__ import annotations

from hashlib import sha1

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.urls import url_key


def request_key(request: Request) -> str:
    """The method, and the key under which the archive holds the answer."""
    return f"{request.method} {request.meta.get('key') or url_key(request.url)}"


class KeyFingerprinter:
    """Two requests are the same where the archive would hold them under the same key."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeyFingerprinter:
        """Made by Scrapy."""
        return cls()

    def fingerprint(self, request: Request) -> bytes:
        """A digest of the request's key."""
        return sha1(request_key(request).encode(), usedforsecurity=False).digest()
