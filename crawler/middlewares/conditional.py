"""Ask only for what changed: validators of the last good capture go out, a 304 comes back as that capture."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.resume import stored_response
from crawler.session import Session, session_of
from crawler.urls import url_key


class ConditionalMiddleware:
    """Adds If-None-Match and If-Modified-Since, and gives spiders the stored page for a 304."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConditionalMiddleware:
        """Made by Scrapy."""
        return cls(session_of(crawler))

    def process_request(self, request: Request) -> None:
        """Add the validators of the last good capture, where its body is stored."""
        if request.method != "GET":
            return
        last = self.session.archive.index.last_good(request.meta.get("key") or url_key(request.url))
        if last is None or last.body_in is None:
            return
        if last.etag:
            request.headers["If-None-Match"] = last.etag
        if last.last_modified:
            request.headers["If-Modified-Since"] = last.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        """The stored page in place of a 304."""
        if response.status != 304:
            return response
        last = self.session.archive.index.last_good(request.meta.get("key") or url_key(request.url))
        return stored_response(self.session, request, last) if last and last.body_in else response
