"""A run that was interrupted goes on: what it has fetched already is answered from the archive."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.index import Fetch
from crawler.refusal import REDIRECTS
from crawler.session import Session, session_of
from crawler.urls import url_key
from crawler.warc import Exchange


def stored_response(session: Session, request: Request, fetch: Fetch) -> Response:
    """A fetch's stored answer as the response to a request, flagged `replayed`."""
    exchange = session.archive.load(fetch)
    headers = _headers(exchange)
    kind = responsetypes.from_args(headers=headers, url=request.url, body=exchange.body)
    return kind(request.url, status=exchange.status or 0, headers=headers, body=exchange.body,
                flags=["replayed"], request=request)  # fmt: skip


def _headers(exchange: Exchange) -> Headers:
    headers = Headers()
    for key, value in exchange.headers:
        headers.appendlist(key, value)
    return headers


class ResumeMiddleware:
    """Answers a request from this run's own captures, so that none is made twice."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ResumeMiddleware:
        """Made by Scrapy."""
        return cls(session_of(crawler))

    def process_request(self, request: Request) -> Response | None:
        """The stored answer, or None; raises IgnoreRequest for what this run was refused or did not find."""
        key = request.meta.get("key") or url_key(request.url)
        fetch = self.session.archive.index.of_run(self.session.run, key)
        if fetch is None or (fetch.outcome == "error" and fetch.status not in (404, 410)):
            return None
        if fetch.outcome in ("ok", "unchanged") or fetch.status in REDIRECTS:
            return stored_response(self.session, request, fetch)
        if fetch.outcome == "skipped":
            return None
        request.meta["recorded"] = True
        raise IgnoreRequest(f"{fetch.outcome} earlier in this run")
