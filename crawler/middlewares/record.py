"""Nearest the network: every exchange, and every one that failed, goes into the archive."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.archive import ArchiveError, Target, now
from crawler.index import Fetch
from crawler.middlewares.scope import private_address_of
from crawler.refusal import Verdict, judge_exchange
from crawler.session import session_of, stop_crawl
from crawler.urls import url_key
from crawler.warc import Exchange, Headers

logger = logging.getLogger(__name__)

_UNSAID = {
    "DownloadCancelledError": "the body grows past {limit} bytes",
    "ResponseDataLossError": "the connection ended before the body was whole",
}
"""What Scrapy's errors mean that say nothing themselves."""


def target_of(request: Request) -> Target:
    """What a request is for; the ones that no spider made are for robots.txt."""
    target = request.meta.get("target")
    return target if isinstance(target, Target) else Target(urlparse_cached(request).netloc, "robots")


class RecordMiddleware:
    """Archives answers and failures; lets refusals and missing pages go no further."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session = session_of(crawler)
        self.limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecordMiddleware:
        """Made by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Store the answer; raises IgnoreRequest where it is a refusal or a page that is not there."""
        if "replayed" in response.flags:
            return response
        exchange = _exchange(request, response)
        verdict = self._judge(request, exchange)
        target = target_of(request)
        if "playwright" in response.flags:
            target = replace(target, source="browser")
        self._record(exchange, target, verdict)
        if verdict.outcome == "soft_404" or (response.status == 200 and verdict.outcome != "ok"):
            raise IgnoreRequest(verdict.note or verdict.outcome)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note a request that was not sent (`skipped`) or that failed on the way (`error`)."""
        if request.meta.get("recorded"):
            return
        verdict = self._verdict(request, exception)
        sent = () if verdict.outcome == "skipped" else _headers(request)
        exchange = Exchange(request.url, now(), sent, key=request.meta.get("key"))
        if verdict.outcome == "skipped" and self._noted(exchange):
            return
        self._record(exchange, target_of(request), verdict)

    def _verdict(self, request: Request, exception: Exception) -> Verdict:
        if isinstance(exception, IgnoreRequest):
            return Verdict("skipped", str(exception))
        host = urlparse_cached(request).hostname or ""
        if private := private_address_of(host):
            return Verdict("skipped", f"{host} stands for the private address {private}")
        name = type(exception).__name__
        said = str(exception) or _UNSAID.get(name, "no reason given").format(limit=self.limit)
        return Verdict("error", f"{name}: {said}")

    def _noted(self, exchange: Exchange) -> bool:
        key = exchange.key or url_key(exchange.url)
        return self.session.archive.index.of_run(self.session.run, key) is not None

    def _judge(self, request: Request, exchange: Exchange) -> Verdict:
        verdict = judge_exchange(exchange, self.limit)
        if verdict.outcome == "skipped" and target_of(request).role == "page" and _sent_home(exchange):
            return Verdict("soft_404", "redirects to the home page")
        return verdict

    def _record(self, exchange: Exchange, target: Target, verdict: Verdict) -> Fetch | None:
        try:
            return self.session.record(exchange, target, verdict.outcome, verdict.note)
        except ArchiveError as error:
            self.session.failure = error
            logger.error("%s", error)
            stop_crawl(self.crawler, "archive_failed")
            raise IgnoreRequest(str(error)) from error


def _exchange(request: Request, response: Response) -> Exchange:
    headers = tuple(
        (key.decode("latin-1"), value.decode("latin-1"))
        for key, values in response.headers.items()
        for value in values
    )
    return Exchange(
        url=request.url, retrieved_at=now(), request_headers=_headers(request), status=response.status,
        headers=headers, body=response.body, posted=request.body, key=request.meta.get("key"),
    )  # fmt: skip


def _headers(request: Request) -> Headers:
    return tuple(
        (key.decode("latin-1"), value.decode("latin-1"))
        for key, values in request.headers.items()
        for value in values
    )


def _sent_home(exchange: Exchange) -> bool:
    """Whether a redirect leads from a document to the root of a host, as many sites answer for what is gone."""
    try:
        there = urljoin(exchange.url, exchange.header("Location") or "")
        return urlsplit(there).path in ("", "/", "/index.html") and url_key(there) != url_key(exchange.url)
    except ValueError:
        return False
