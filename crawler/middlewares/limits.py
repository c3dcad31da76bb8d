"""How much and when: a ceiling of requests a run and a site, a nightly window, Retry-After."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.middlewares.record import target_of
from crawler.session import Session, session_of, stop_crawl

logger = logging.getLogger(__name__)


class LimitsMiddleware:
    """Stops the run at its ceiling or at the end of its window, and waits where a host says so."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session
        self.ceiling = crawler.settings.getint("REQUESTS_CEILING")
        self.window = parse_window(crawler.settings.get("CRAWL_WINDOW"))
        self.longest_wait = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self.sent: Counter[str] = Counter()
        self.not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LimitsMiddleware:
        """Made by Scrapy."""
        return cls(crawler, session_of(crawler))

    async def process_request(self, request: Request) -> None:
        """Wait for a host's Retry-After; raises IgnoreRequest where the run must stop."""
        if self.session.stopped:
            self._refuse(request, self.session.stopped)
        if self.ceiling and sum(self.sent.values()) >= self.ceiling:
            self._stop(request, f"the run's ceiling of {self.ceiling} requests is reached")
        if self.window and not in_window(datetime.now().time(), self.window):
            self._stop(request, "the nightly window is over")
        site = target_of(request).site
        most = next((s.limits.requests for s in getattr(self.crawler.spider, "sites", ()) if s.id == site), 0)
        if most and self.sent[site] >= most:
            self.session.cut_short.add(site)
            raise IgnoreRequest(f"the site's limit of {most} requests is reached")
        self.sent[site] += 1
        wait = self.not_before.get(urlparse_cached(request).netloc, 0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a Retry-After, to be waited for before the host's next request."""
        wait = retry_after(response, datetime.now(UTC))
        if wait is not None and response.status in (429, 503) and "replayed" not in response.flags:
            until = asyncio.get_running_loop().time() + min(wait, self.longest_wait)
            self.not_before[urlparse_cached(request).netloc] = until
        return response

    def _stop(self, request: Request, reason: str) -> None:
        self.session.stopped = reason
        logger.warning("Stopping: %s; the next start of this command goes on from here", reason)
        stop_crawl(self.crawler, "stopped")
        self._refuse(request, reason)

    def _refuse(self, request: Request, reason: str) -> None:
        request.meta["recorded"] = True  # asked for again when the run goes on
        raise IgnoreRequest(reason)


def parse_window(text: str | None) -> tuple[time, time] | None:
    """`22:00-06:00` as two times of day, or None; raises ValueError on anything else."""
    if not text:
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as error:
        raise ValueError(f"window: expected HH:MM-HH:MM, found {text!r}") from error
    return start, end


def in_window(moment: time, window: tuple[time, time]) -> bool:
    """Whether a time of day lies in a window, which may go past midnight."""
    start, end = window
    return start <= moment < end if start <= end else moment >= start or moment < end


def retry_after(response: Response, moment: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait, or None where there is none to be read."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - moment).total_seconds())
    except (TypeError, ValueError):
        return None
