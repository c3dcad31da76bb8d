"""What a page links to and shows: list entries, columns by name, attachments, pictures, embedded viewers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin, urlsplit

from parsel import Selector, SelectorList
from scrapy.http import TextResponse

from crawler.sites import Columns
from crawler.urls import url_key
from normalize.pictures import address_of, may_hold_table

OFFICE = (
    "pdf",
    "doc",
    "docx",
    "wps",
    "xls",
    "xlsx",
    "et",
    "ppt",
    "pptx",
    "ofd",
    "rtf",
    "zip",
    "rar",
    "txt",
    "csv",
)
_ATTACHMENT_PATH = re.compile(r"/(?:attachDir|fileDir)/", re.IGNORECASE)
_VIEWER = re.compile(r"/wps/|weboffice|pdfjs|viewer\.html|officeapps", re.IGNORECASE)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_PICTURES = ".//img[not(ancestor::nav or ancestor::aside or ancestor::footer)]"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: absolute URL, its title or text, and the date printed beside it."""

    url: str
    title: str
    date: str | None = None


def entries(response: TextResponse, css: str) -> list[Link]:
    """The entries of a list page, each document once, in the order printed."""
    found = (_entry(response, item) for item in response.css(css))
    return _once(link for link in found if link is not None)


def _entry(response: TextResponse, item: Selector) -> Link | None:
    anchor = item.css("a[href]")[:1]
    link = _link(response, anchor)
    if link is None:
        return None
    date = _DATE.search(" ".join(item.css("::text").getall()))
    return Link(link.url, link.title, date.group() if date else None)


def columns(response: TextResponse, names: Columns) -> tuple[list[Link], list[Link]]:
    """Links that bear a column's name: those to collect, and those to look further on."""
    collect, through = [], []
    for link in _anchors(response, response.css("a[href]")):
        if any(name in link.title for name in names.never):
            continue
        if any(name in link.title for name in names.collect):
            collect.append(link)
        elif any(name in link.title for name in names.through):
            through.append(link)
    return _once(collect), _once(through)


def attachments(response: TextResponse, body_css: str) -> list[Link]:
    """Files linked from a page's body, and files of the site's attachment folders linked anywhere."""
    inside = [
        link for link in _anchors(response, _body(response, body_css).css("a[href]")) if is_file(link.url)
    ]
    outside = (
        link for link in _anchors(response, response.css("a[href]")) if _ATTACHMENT_PATH.search(link.url)
    )
    return _once([*inside, *outside])


def pictures(response: TextResponse, body_css: str) -> list[Link]:
    """Pictures of a page's body that may hold a table; not logos, icons, codes to scan, and the way about the site."""
    shown = _body(response, body_css).xpath(_PICTURES)
    return _once(link for link in (_picture(response, image) for image in shown) if link is not None)


def _picture(response: TextResponse, image: Selector) -> Link | None:
    attributes = image.attrib
    if not may_hold_table(attributes, image.xpath("ancestor::a[1]/@href").get()):
        return None
    title = attributes.get("title") or attributes.get("alt") or ""
    return _absolute(response.urljoin, address_of(attributes), title)


def viewers(response: TextResponse, body_css: str) -> list[str]:
    """Addresses of embedded viewers, which show a file that the page does not link."""
    sources = (
        _body(response, body_css).css("iframe::attr(src), embed::attr(src), object::attr(data)").getall()
    )
    return [urljoin(response.url, source) for source in sources if _VIEWER.search(source)]


def is_file(url: str) -> bool:
    """Whether a URL is an attachment: by its folder or by its office or PDF extension."""
    path = urlsplit(url).path
    return bool(_ATTACHMENT_PATH.search(path)) or path.rsplit(".", 1)[-1].lower() in OFFICE


def _body(response: TextResponse, css: str) -> SelectorList[Selector]:
    return response.css(css) or response.css("body")


def _anchors(response: TextResponse, anchors: Iterable[Selector]) -> Iterator[Link]:
    for anchor in anchors:
        link = _link(response, anchor)
        if link is not None:
            yield link


def _link(response: TextResponse, anchor: Selector | SelectorList[Selector]) -> Link | None:
    href = (anchor.xpath("@href").get() or "").strip()
    title = anchor.xpath("@title").get() or " ".join(anchor.xpath(".//text()").getall())
    return _absolute(partial(urljoin, response.url), href, title)


def _absolute(join: Callable[[str], str], address: str, title: str) -> Link | None:
    """The link to an address as printed; None where it leads to nothing on the web."""
    if not address or address.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "#")):
        return None
    try:
        url = join(_CONTROL.sub("", address))
        url_key(url)
    except ValueError:
        return None
    if urlsplit(url).scheme not in ("http", "https"):
        return None
    return Link(url, " ".join(_CONTROL.sub(" ", title).split()))


def _once(links: Iterable[Link]) -> list[Link]:
    kept: dict[str, Link] = {}
    for link in links:
        kept.setdefault(url_key(link.url), link)
    return list(kept.values())
