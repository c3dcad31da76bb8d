"""URLs: one key for all the spellings of an address, and what an address may not be."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, urljoin, urlsplit

from w3lib.url import canonicalize_url, safe_url_string

_CATALOGUE = re.compile(r"/tabid/(\d+)/.*?/?infoid/(\d+)", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|aspx|jsp)$", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def url_key(url: str) -> str:
    """The same string for every spelling of one address: `host[:port]/path[?query]`.

    Scheme, fragment, session id, order of the query, dot segments, case of percent escapes and
    `index.html` make no difference; a document of the old catalogue is its tabid and InfoID.
    """
    url = _SESSION.sub("", safe_url_string(url.strip()))
    path = re.sub(r"/{2,}", "/", urlsplit(url).path) or "/"
    canonical = canonicalize_url(urljoin(url, path) + _query(url))
    parts = urlsplit(canonical)
    host = _host(canonical)
    catalogue = _CATALOGUE.search(parts.path)
    if catalogue:
        return f"{host}/tabid/{catalogue[1]}/InfoID/{catalogue[2]}"
    path = _INDEX.sub("/", parts.path) or "/"
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")


def _query(url: str) -> str:
    query = urlsplit(url).query
    return f"?{query}" if query else ""


def _host(url: str) -> str:
    """Host in lower case, with its port where it is not the scheme's own."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    return host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}"


def is_private(address: str) -> bool:
    """Whether an IP address is one that no public site has (loopback, private, link local …)."""
    try:
        return not ip_address(address.strip("[]")).is_global
    except ValueError:
        return False


def query_value(url: str, name: str) -> str | None:
    """The first value of a query's parameter, or None."""
    return next((value for key, value in parse_qsl(urlsplit(url).query) if key == name), None)
