"""Any site with a list of dated links: the fallback, and the reader of a URL given on the command line."""

from __future__ import annotations

from scrapy.http import TextResponse

from crawler import links, paging
from crawler.links import Link
from crawler.spiders.base import SiteSpider


class PlainSpider(SiteSpider):
    """An entry is a list item or a table row that holds a link and a date."""

    name = "plain"
    family = "plain"
    entry_css = "li, tr"

    def entries(self, response: TextResponse) -> list[Link]:
        """The links with a date beside them."""
        return [link for link in links.entries(response, self.entry_css) if link.date]

    def next_page(self, response: TextResponse) -> str | None:
        """The link that says "next page"."""
        return paging.eportal_next(response)
