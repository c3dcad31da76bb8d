"""The old disclosure catalogue, an ASP.NET portal: documents by InfoID, lists paged by postback."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import TextResponse

from crawler import paging
from crawler.spiders.base import SiteSpider


class GkmlSpider(SiteSpider):
    """Documents `/tabid/N/ctl/InfoDetail/InfoID/M/…`; the next list page is a form."""

    name = "gkml"
    family = "gkml"
    entry_css = "a[href*='InfoID'], a[href*='infoid']"
    body_css = "#ess_ctr445_ModuleContent, [id$=ModuleContent]"

    def next_page(self, response: TextResponse) -> str | Request | None:
        """The pager's postback, or a plain link."""
        return paging.postback_next(response) or paging.linked_next(response)
