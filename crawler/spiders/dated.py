"""Articles by date, the sites' newest generation: `/customs/YYYY-MM/DD/article_DIGITS.html`."""

from __future__ import annotations

from scrapy.http import TextResponse

from crawler import paging
from crawler.spiders.base import SiteSpider


class DatedSpider(SiteSpider):
    """Any link to a dated article is an entry."""

    name = "dated"
    family = "dated"
    entry_css = "a[href*='/article_']"
    body_css = "#easysiteText, .pubCon, .article, article"

    def next_page(self, response: TextResponse) -> str | None:
        """The pager's own link; the new generation keeps the old one's pager."""
        return paging.eportal_next(response)
