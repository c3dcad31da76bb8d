"""What all CMS families share: from a site's starts to columns, lists, documents and attachments."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse

from crawler import links
from crawler.archive import Target
from crawler.index import Fetch
from crawler.links import Link
from crawler.middlewares.scope import let_through
from crawler.session import ColumnProbe, Session, session_of
from crawler.sites import Columns, Site, Start, all_sites, common_columns, find_site
from crawler.urls import url_key

DISCOVERY_DEPTH = 3
QUIET_PAGES = 1
"""Known list pages that are read past the newest before an incremental run stops: the overlap."""

MOST_PICTURES = 50
"""Pictures of one page that are asked for: a report has a few, a gallery hundreds."""

DOCUMENT_TEXT = 50
"""Characters of body from which a column without entries is a document in its own right."""

Callback = Callable[..., Any]


class SiteSpider(scrapy.Spider):
    """Crawls sites of one family.  A family says what its list entries and bodies look like, and how it pages."""

    family: ClassVar[str]
    entry_css: ClassVar[str]
    body_css: ClassVar[str] = "body"
    session: Session

    def __init__(self, sites: str | Sequence[Site] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sites = _sites(sites, self.family)
        self._asked_for_unlisted = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        """Made by Scrapy; joins the crawler's session."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.session = session_of(crawler, spider.sites)
        let_through(spider.sites)
        crawler.signals.connect(spider.ask_for_unlisted, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The starts of every site that this run has not completed, and what failed last time."""
        for site in self.sites:
            if self.session.finished(site.id):
                continue
            for start in site.starts:
                if start.family == self.family:
                    yield self._start(site, start)
            for fetch in self.session.unsettled(site.id):
                yield self._again(site, fetch)

    def _start(self, site: Site, start: Start) -> Request:
        if start.document:
            self.session.discovery(site.id).columns[url_key(start.url)] = "documents named"
            return self._document(site, Link(start.url, ""), None, None)
        if start.column is None:
            return self._ask(start.url, Target(site.id, "list"), self.parse_root, site=site, depth=1)
        self.session.discovery(site.id).columns[url_key(start.url)] = start.column
        target = Target(site.id, "list", title=start.column or None)
        return self._ask(start.url, target, self.parse_list, site=site, seen=set())

    def ask_for_unlisted(self) -> None:
        """When a sweep has read all lists: ask, once, for the known documents that none of them names."""
        if self._asked_for_unlisted or self.session.stopped or self.session.on_column is not None:
            return
        self._asked_for_unlisted = True
        mine = [site for site in self.sites if site.families[-1] == self.family]
        requests = [self._again(site, fetch) for site in mine for fetch in self.session.unlisted(site.id)]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    # pages

    def parse_root(self, response: Response, site: Site, depth: int) -> Iterator[Request]:
        """Find columns by their names on a home page, a disclosure root, or a page on the way."""
        discovery = self.session.discovery(site.id)
        discovery.pages.append(response.url)
        if not isinstance(response, TextResponse):
            return
        names = common_columns()
        collect, through = links.columns(response, _with_own(names, site))
        for link in filter(self._is_column(site), collect):
            discovery.columns.setdefault(url_key(link.url), link.title)
            target = Target(site.id, "list", link.title, response.url)
            yield self._ask(link.url, target, self.parse_list, site=site, seen=set())
        if depth < DISCOVERY_DEPTH:
            for link in filter(self._is_column(site), through):
                target = Target(site.id, "list", link.title, response.url)
                yield self._ask(link.url, target, self.parse_root, site=site, depth=depth + 1)

    def parse_list(
        self, response: Response, site: Site, seen: set[str], page: int = 1, quiet: int = 0
    ) -> Iterator[Request]:
        """Ask for the new documents of a list page, and for the page after it.

        Priorities keep one list page ahead of its documents, so that few requests wait however long a list is.
        """
        if not isinstance(response, TextResponse):
            return
        found = [link for link in self.entries(response) if self._is_document(site, link)]
        if self.session.on_column is not None:
            self._report_column(response, found)
            return
        if not found:
            yield from self._parse_no_list(response, site)
            return
        unseen = [link for link in found if url_key(link.url) not in seen]
        seen.update(url_key(link.url) for link in unseen)
        for position, link in enumerate(found, 1):
            if link in unseen and not self.session.known(site.id, link.url):
                yield self._document(site, link, response.url, position).replace(priority=-page)
        settled = all(self.session.settled(site.id, link.url) for link in unseen)
        quiet = quiet + 1 if settled and self.session.mode(site.id) == "incremental" else 0
        if unseen and quiet <= QUIET_PAGES:
            yield from self._next_page(response, site, seen, page + 1, quiet)

    def _report_column(self, response: TextResponse, found: list[Link]) -> None:
        following = self.next_page(response)
        address = following.url if isinstance(following, Request) else following
        column = ColumnProbe(response.meta["target"].title or "", response.url, len(found), address)
        assert self.session.on_column is not None
        self.session.on_column(column)

    def _parse_no_list(self, response: TextResponse, site: Site) -> Iterator[Request]:
        """A column that is no list: columns below it, or a document in its own right."""
        yield from self.parse_root(response, site, DISCOVERY_DEPTH)
        body = " ".join(response.css(self.body_css).xpath("string()").getall())
        if len(body.strip()) >= DOCUMENT_TEXT:
            asked: Target = response.meta["target"]
            self.session.note_page(response.url, replace(asked, role="page"))
            yield from self.parse_document(response, site)

    def _next_page(
        self, response: TextResponse, site: Site, seen: set[str], page: int, quiet: int
    ) -> Iterator[Request]:
        following = self.next_page(response)
        if following is None:
            return
        request = following if isinstance(following, Request) else Request(following)
        target = Target(site.id, "list", response.meta["target"].title, response.url)
        if page > site.limits.list_pages:
            limit = f"the site's limit of {site.limits.list_pages} pages a list is reached"
            self.session.note_left_out(request.url, target, limit)
            return
        yield request.replace(
            callback=self.parse_list,
            cb_kwargs={"site": site, "seen": seen, "page": page, "quiet": quiet},
            meta=request.meta | {"target": target},
            priority=1 - page,
        )

    def parse_document(self, response: Response, site: Site) -> Iterator[Request]:
        """Ask for the attachments and pictures of a document; note viewers that show a file without a link to it."""
        if not isinstance(response, TextResponse):
            return
        pictures = links.pictures(response, self.body_css)
        shown = {url_key(link.url) for link in pictures}
        attached = [link for link in links.attachments(response, self.body_css) if url_key(link.url) not in shown]
        for position, link in enumerate(attached, 1):
            target = Target(site.id, "attachment", link.title, response.url, position)
            yield self._ask(link.url, target, self.parse_attachment)
        for position, link in enumerate(pictures, 1):
            target = Target(site.id, "picture", link.title, response.url, position)
            if position > MOST_PICTURES:
                self.session.note_left_out(link.url, target, f"the page shows more than {MOST_PICTURES} pictures")
            else:
                yield self._ask(link.url, target, self.parse_attachment)
        for position, url in enumerate(links.viewers(response, self.body_css), 1):
            target = Target(site.id, "attachment", None, response.url, position)
            self.session.note_left_out(url, target, "embedded viewer: the page links no file")

    def parse_attachment(self, response: Response) -> None:
        """Nothing more to do: the archive has it."""

    # what a family adds

    def entries(self, response: TextResponse) -> list[Link]:
        """The documents that a list page names."""
        return links.entries(response, self.entry_css)

    def next_page(self, response: TextResponse) -> str | Request | None:
        """The list page after this one: its URL, or a request where a URL is not enough."""
        raise NotImplementedError

    # requests

    def _document(self, site: Site, link: Link, referrer: str | None, position: int | None) -> Request:
        if links.is_file(link.url):
            target = Target(site.id, "attachment", link.title, referrer, position)
            return self._ask(link.url, target, self.parse_attachment)
        target = Target(site.id, "page", link.title, referrer, position)
        return self._ask(link.url, target, self.parse_document, site=site)

    def _again(self, site: Site, fetch: Fetch) -> Request:
        target = Target(site.id, fetch.role, fetch.title, fetch.referrer, fetch.position)
        if fetch.role in ("attachment", "picture"):
            return self._ask(fetch.url, target, self.parse_attachment)
        return self._ask(fetch.url, target, self.parse_document, site=site)

    def _ask(self, url: str, target: Target, callback: Callback, **cb_kwargs: Any) -> Request:
        return Request(url, callback=callback, cb_kwargs=cb_kwargs, meta={"target": target})

    def _is_column(self, site: Site) -> Callable[[Link], bool]:
        return lambda link: site.owns(link.url) and not links.is_file(link.url)

    def _is_document(self, site: Site, link: Link) -> bool:
        return site.owns(link.url) or (site.has_host(link.url) and links.is_file(link.url))


def _sites(sites: str | Sequence[Site], family: str) -> tuple[Site, ...]:
    if not isinstance(sites, str):
        return tuple(sites)
    if sites:
        return tuple(find_site(name) for name in sites.split(","))
    return tuple(site for site in all_sites().values() if family in site.families)


def _with_own(names: Columns, site: Site) -> Columns:
    return names.model_copy(update={"collect": (*site.columns, *names.collect)})
