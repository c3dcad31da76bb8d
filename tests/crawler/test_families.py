"""The four CMS families: their lists, pagers and documents."""

from __future__ import annotations

from pathlib import Path

from scrapy.http import HtmlResponse

from crawler import links, paging
from crawler.archive import read_captures
from crawler.sites import Columns
from tests.crawler.crawling import crawl_apart, outcomes, site_file
from tests.crawler.imitation import Imitation, document, listing, page, pager, serving

INFO = "/tabid/1034/ctl/InfoDetail/InfoID/{n}/mid/2290/Default.aspx?ContainerSrc=%5BG%5DContainers%2F_default%2FNo+Container"


def html(body: str, url: str = "http://x.cn/a/b/index.html") -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8")


def catalogue() -> Imitation:
    """An old catalogue: two pages of a list, the second reached by postback."""
    site = Imitation()
    form = (
        '<form method="post" action="/tabid/1034/Default.aspx"><input name="__VIEWSTATE" value="s{n}">'
        "<table>{rows}</table>{next}</form>"
    )
    link = "<a href=\"javascript:__doPostBack('ess$ctr445$ListG_Info$AspNetPager','2')\">下一页</a>"

    def rows(*numbers: int) -> str:
        return "".join(
            f'<tr><td><a href="{INFO.format(n=n)}">目录{n}</a></td><td>2010-01-0{n}</td></tr>'
            for n in numbers
        )

    first = page(form.format(n=1, rows=rows(1, 2), next=link))
    second = page(form.format(n=2, rows=rows(3), next=""))
    site.routes["/tabid/1034/Default.aspx"] = lambda _, request: (
        second if request.command == "POST" else first
    )
    for number in (1, 2, 3):
        path = INFO.format(n=number).partition("?")[0]
        site.routes[path] = page(
            f'<div id="ess_ctr445_ModuleContent">{document(f"目录{number}").body.decode()}</div>'
        )
    return site


def test_gkml_pages_by_postback_and_fetches_each_document(tmp_path: Path) -> None:
    with serving(catalogue()) as site:
        start = {"url": f"{site.base}/tabid/1034/Default.aspx", "family": "gkml", "column": "公开年报"}
        summary = crawl_apart([site_file(tmp_path, site.base, starts=[start])], tmp_path / "a")
    assert sorted(c.title or "" for c in read_captures(tmp_path / "a")) == ["目录1", "目录2", "目录3"]
    assert summary and summary.sites[0].complete


def test_gkml_sends_the_forms_state_with_the_postback(tmp_path: Path) -> None:
    with serving(catalogue()) as site:
        start = {"url": f"{site.base}/tabid/1034/Default.aspx", "family": "gkml", "column": "公开年报"}
        crawl_apart([site_file(tmp_path, site.base, starts=[start])], tmp_path / "a")
    posted = next(path for method, path, _ in site.log if method == "POST")
    assert "__VIEWSTATE=s1" in posted and "__EVENTARGUMENT=2" in posted


def test_dated_articles_are_found_by_their_address(tmp_path: Path) -> None:
    site = Imitation()
    article = "/customs/2026-03/05/article_{n:019}.html"
    found = "".join(f'<div><a href="{article.format(n=n)}">文章{n}</a></div>' for n in (1, 2))
    site.routes["/customs/index.html"] = page('<a href="/customs/zfxxgk/index.html">政府信息公开年报</a>')
    site.routes["/customs/zfxxgk/index.html"] = page(found + '<a href="/customs/about.html">关于</a>')
    site.routes |= {article.format(n=n): document(f"文章{n}") for n in (1, 2)}
    with serving(site):
        start = {"url": f"{site.base}/customs/index.html", "family": "dated"}
        crawl_apart([site_file(tmp_path, site.base, starts=[start])], tmp_path / "a")
    assert {c.title for c in read_captures(tmp_path / "a")} == {"文章1", "文章2"}


def test_families_of_one_site_fetch_a_shared_document_once(tmp_path: Path) -> None:
    site = Imitation()
    shared = "/customs/2026-03/05/article_2026030512000000001.html"
    site.routes["/e/index.html"] = listing([(shared, "共同", "2026-03-05")])
    site.routes["/d/index.html"] = page(f'<a href="{shared}">共同</a>')
    site.routes[shared] = document("共同")
    with serving(site):
        starts = [
            {"url": f"{site.base}/e/index.html", "family": "eportal", "column": "年报"},
            {"url": f"{site.base}/d/index.html", "family": "dated", "column": "年报"},
        ]
        crawl_apart([site_file(tmp_path, site.base, starts=starts)], tmp_path / "a")
    assert site.asked("article_") == 1
    assert outcomes(tmp_path / "a")[shared.lstrip("/")] == "ok"


class TestPaging:
    def test_the_static_prefix_is_read_from_the_tagname(self) -> None:
        assert (
            paging.eportal_next(html(pager("/a/b/08654b53-2.html", 9))) == "http://x.cn/a/b/08654b53-2.html"
        )

    def test_the_onclick_serves_where_there_is_no_tagname(self) -> None:
        link = """<a onclick="queryArticleByCondition(this,'/a/PREFIX-3.html')">下一页</a>"""
        assert paging.eportal_next(html(link)) == "http://x.cn/a/PREFIX-3.html"

    def test_without_a_link_the_dynamic_address_is_made_from_the_hidden_fields(self) -> None:
        following = paging.eportal_next(html(pager(None, 4), "http://x.cn/a/08654b53-3.html"))
        assert following == (
            "http://x.cn/eportal/ui?pageId=900111&currentPage=4&moduleId=5f3c9a1e0d2b4c6d8e9f0a1b2c3d4e5f&staticRequest=yes"
        )

    def test_the_last_page_has_no_next(self) -> None:
        assert (
            paging.eportal_next(html(pager(None, 3), "http://x.cn/eportal/ui?pageId=1&currentPage=3")) is None
        )

    def test_a_plain_link_is_followed_and_a_script_is_not(self) -> None:
        assert paging.linked_next(html('<a href="p2.html">下一页</a>')) == "http://x.cn/a/b/p2.html"
        assert paging.linked_next(html('<a href="javascript:void(0)">下一页</a>')) is None

    def test_a_page_without_a_pager_has_no_next(self) -> None:
        assert (
            paging.eportal_next(html("<p>正文</p>")) is None
            and paging.postback_next(html("<p>正文</p>")) is None
        )


class TestLinks:
    def test_entries_have_title_and_date_in_the_order_printed(self) -> None:
        body = (
            '<ul class="l"><li><a href="1.html" title="全称的标题">全称…</a><span>2020/1/2</span></li>'
            '<li><a href="2.html"> 第二\n条 </a><span>[2020-01-01]</span></li><li>无链接</li></ul>'
        )
        assert links.entries(html(body), "ul.l > li") == [
            links.Link("http://x.cn/a/b/1.html", "全称的标题", "2020/1/2"),
            links.Link("http://x.cn/a/b/2.html", "第二 条", "2020-01-01"),
        ]

    def test_columns_are_told_apart_by_name(self) -> None:
        names = Columns(collect=("公开年报",), through=("政务公开",), never=("意见箱",))
        body = '<a href="1">信息公开年报</a><a href="2">政务公开</a><a href="3">政务公开意见箱</a><a href="4">要闻</a>'
        collect, through = links.columns(html(body), names)
        assert [link.url[-1] for link in collect] == ["1"] and [link.url[-1] for link in through] == ["2"]

    def test_attachments_are_found_by_folder_and_by_extension(self) -> None:
        body = (
            '<div id="easysiteText"><a href="/f/x.docx">甲</a><a href="/page.html">乙</a></div>'
            '<a href="/eportal/attachDir/customs/2020/01/1.pdf">丙</a><a href="/help.pdf">帮助</a>'
        )
        assert [link.title for link in links.attachments(html(body), "#easysiteText")] == ["甲", "丙"]

    def test_viewers_are_found_in_frames(self) -> None:
        body = '<div id="t"><iframe src="/wps/weboffice/s/1"></iframe><iframe src="/video/1"></iframe></div>'
        assert links.viewers(html(body), "#t") == ["http://x.cn/wps/weboffice/s/1"]
