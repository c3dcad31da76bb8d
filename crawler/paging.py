"""The pages of a list: what each CMS family prints as its pager.  Each gives the pages that follow."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urljoin

from scrapy.http import FormRequest, Request, TextResponse

from crawler.urls import query_value, url_key

_STATIC = re.compile(r"(?P<prefix>[^'\"]*?)-(?P<number>\d+)\.html$")
_POSTBACK = re.compile(r"__doPostBack\('(?P<target>[^']+)','(?P<argument>[^']*)'\)")
_NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁")


def eportal_next(response: TextResponse) -> str | None:
    """The page after this one: the pager's own link, static or dynamic, else one made from its module.

    The static prefix is read from the pager's `tagname`, never made from the module's id.
    """
    for anchor in response.css("a[tagname], a[onclick*=queryArticleByCondition]"):
        if _says_next(" ".join(anchor.css("::text").getall())):
            address = anchor.attrib.get("tagname") or _quoted(anchor.attrib.get("onclick", ""))
            if address:
                return urljoin(response.url, address)
    return linked_next(response) or _dynamic_next(response)


def _quoted(onclick: str) -> str | None:
    found = re.search(r"'([^']+)'", onclick)
    return found[1] if found else None


def _says_next(text: str) -> bool:
    return any(word in text for word in _NEXT_WORDS)


def _dynamic_next(response: TextResponse) -> str | None:
    paging = response.css("input[name=article_paging_list_hidden]")
    page_id = response.css("#eprotalCurrentPageId::attr(value)").get() or query_value(response.url, "pageId")
    module, total = paging.attrib.get("moduleid"), paging.attrib.get("totalpage", "")
    current = page_number(response)
    if not (page_id and module and total.isdigit() and current < int(total)):
        return None
    query = {"pageId": page_id, "currentPage": current + 1, "moduleId": module, "staticRequest": "yes"}
    return urljoin(response.url, f"/eportal/ui?{urlencode(query)}")


def page_number(response: TextResponse) -> int:
    """Which page of its list this one is, from its URL; the first is 1."""
    current = query_value(response.url, "currentPage")
    if current and current.isdigit():
        return int(current)
    static = _STATIC.search(response.url)
    return int(static["number"]) if static else 1


def linked_next(response: TextResponse) -> str | None:
    """The address of a plain link that says "next page"."""
    for anchor in response.css("a[href]"):
        href = anchor.attrib["href"].strip()
        if _says_next(" ".join(anchor.css("::text").getall())) and not href.lower().startswith(
            ("javascript:", "#")
        ):
            return urljoin(response.url, href)
    return None


def postback_next(response: TextResponse) -> Request | None:
    """The ASP.NET form that asks for the next page, as a request, or None."""
    for anchor in response.css("a[href*=__doPostBack]"):
        call = _POSTBACK.search(anchor.attrib["href"])
        if call and _says_next(" ".join(anchor.css("::text").getall())):
            fields = {"__EVENTTARGET": call["target"], "__EVENTARGUMENT": call["argument"]}
            request = FormRequest.from_response(response, formdata=fields, dont_click=True)
            key = f"{url_key(response.url)} POST {call['target']} {call['argument']}"
            return request.replace(meta={"key": key})
    return None
