"""robots.txt as RFC 9309 says: 4xx allows everything, 5xx and no answer forbid everything."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response, TextResponse
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

_ALLOW = b"User-agent: *\nAllow: /\n"
_FORBID = b"User-agent: *\nDisallow: /\n"


class Rfc9309RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, which takes any answer's body for rules, corrected by the answer's status."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=_FORBID)
        elif response.status >= 400 or _is_page(response):
            response = response.replace(body=_ALLOW)
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        waiting = self._parsers[netloc]
        assert isinstance(waiting, Deferred)
        rules: RobotParser = build_from_crawler(self._parserimpl, self.crawler, _FORBID)
        self._parsers[netloc] = rules
        waiting.callback(rules)


def _is_page(response: Response) -> bool:
    return isinstance(response, TextResponse) and response.body[:200].lstrip().lower().startswith(b"<")
