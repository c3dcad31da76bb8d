"""The CMS of the customs sites since about 2015: numbered columns, static and dynamic list pages."""

from __future__ import annotations

from scrapy.http import TextResponse

from crawler import paging
from crawler.spiders.base import SiteSpider


class EportalSpider(SiteSpider):
    """Lists `/{site}/{root}/{column}/index.html`, then `PREFIX-n.html`, then `/eportal/ui?…`."""

    name = "eportal"
    family = "eportal"
    entry_css = "ul.conList_ul > li, ul.conList_ull > li, ul.govpushinfo150203 > li"
    body_css = "#easysiteText"

    def next_page(self, response: TextResponse) -> str | None:
        """The pager's own link, or the dynamic address made from the page's hidden fields."""
        return paging.eportal_next(response)
