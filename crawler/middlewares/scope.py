"""Where requests may go: the sites' own hosts, public addresses, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.session import Session, session_of
from crawler.sites import Site
from crawler.urls import is_private

_allowed_hosts: set[str] = set()
_private_addresses: dict[str, str] = {}


def let_through(sites: Iterable[Site]) -> None:
    """Let requests go to the private addresses that sites name: whoever names one wants it crawled."""
    for site in sites:
        for host in site.hosts:
            name = urlsplit(f"//{host}").hostname or host
            if is_private(name) or name == "localhost":
                _allowed_hosts.add(name)


def is_refused_host(name: str) -> bool:
    """Whether a host is a private address that no site has named."""
    return (is_private(name) or name == "localhost") and name not in _allowed_hosts


class PublicResolver(CachingThreadedResolver):
    """Resolves host names, and refuses a private address behind a public site's name."""

    def getHostByName(self, name: str, timeout: object = ()) -> Deferred[str]:
        """The address of a name; fails with DNSLookupError where it is private."""
        found: Deferred[str] = super().getHostByName(name, timeout)  # type: ignore[arg-type]
        return found.addCallback(_public, name)


def is_refused_address(name: str, address: str) -> bool:
    """Whether a host's name stands for a private address, and no site has named it."""
    return is_private(address) and name not in _allowed_hosts


def _public(address: str, name: str) -> str:
    if is_refused_address(name, address) and name not in _proxies():
        _private_addresses[name] = address  # Twisted forgets why a name was refused
        raise DNSLookupError(f"{name} resolves to the private address {address}; refused")
    return address


@cache
def _proxies() -> frozenset[str]:
    """The hosts of the proxies that the environment names, which may well be private."""
    return frozenset(urlsplit(proxy).hostname or "" for proxy in getproxies().values())


def private_address_of(name: str) -> str | None:
    """The private address for which a host's name was refused, if it was."""
    return _private_addresses.get(name)


class ScopeMiddleware:
    """Refuses requests off the sites' hosts, to private addresses, and to hosts that refuse us."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ScopeMiddleware:
        """Made by Scrapy."""
        return cls(crawler, session_of(crawler))

    def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest, which is recorded as `skipped` with its reason."""
        parts = urlparse_cached(request)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            raise IgnoreRequest(f"{parts.scheme}: is no scheme of a public page")
        if is_refused_host(host):
            raise IgnoreRequest(f"{host} is a private address")
        sites = getattr(self.crawler.spider, "sites", ())
        if sites and not any(site.has_host(request.url) for site in sites):
            raise IgnoreRequest(f"{parts.netloc} is no host of the site")
        if self.session.refuses(request.url):
            raise IgnoreRequest(f"{parts.netloc} refuses; left alone for this run")
