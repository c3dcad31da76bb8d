"""The demo site: pages of an invented district customs over real HTTP, on a free loopback port."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha1
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

import yaml

PAGES = Path(__file__).parent / "pages"

SHELL = """<!DOCTYPE html><html><head><meta content="0{{qcc}}" r="m">
<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=12345;$_ts.cd="demo";</script>
</head><body></body></html>"""
"""What a guarded page answers with: a script to run, and nothing to read."""

_TYPES = {".doc": "application/msword", ".txt": "text/plain"}

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title><meta name="PubDate" content="{date}"></head>
<body>
<div class="top">海关总署 海关电邮 政务新媒体 繁体版 En 无障碍</div>
<div class="easysite-bread-nav">您的位置:<a href="{root}/index.html">首页</a> &gt; 政府信息公开 &gt;
<a href="{column}/index.html">政府信息公开年报</a></div>
{main}
<div class="footer"><p>关于我们 | 联系我们 | 设为首页 | 加入收藏 | 使用帮助</p>
<p>版权所有:{name} 主办单位:{name}</p><p>联系电话:0999-8812360 地址:云泽市滨湖区海关路9号 邮编:999001</p>
<p>网站标识码:bm99990000</p></div>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers with: status, media type (with charset, where declared), body."""

    status: int
    content_type: str
    body: bytes


def answers() -> dict[str, Answer]:
    """Every path of the demo site and what it answers with."""
    site = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))
    made = {"/robots.txt": Answer(200, "text/plain", b"User-agent: *\nDisallow: /private/\n")}
    made |= {path: _html(site, "云泽海关", "", _home(site)) for path in ("/", f"{site['root']}/index.html")}
    made |= _lists(site) | {site["catalogue"]: _catalogue(site), site["articles"]: _articles(site)}
    for document in site["documents"]:
        made[_address(site, document)] = _document(site, document)
        for annex in document.get("attachments", ()):
            made[annex["path"]] = _annex(annex)
    return made


def starts(base: str) -> list[dict[str, str]]:
    """Where a crawl begins: the home page, the old catalogue, and the list of articles, a family each."""
    site = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text(encoding="utf-8"))
    return [
        {"url": f"{base}/"},
        {"url": f"{base}{site['catalogue']}", "family": "gkml", "column": "公开年报"},
        {"url": f"{base}{site['articles']}", "family": "dated", "column": "政府信息公开年报"},
    ]


def _address(site: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    own: str = document.get("address", f"{site['column']}/{document['id']}/index.html")
    return own


def _of_generation(site: Mapping[str, Any], mark: str) -> list[tuple[str, str, str]]:
    """Address, title and date of the documents whose address has a generation's mark."""
    found = ((_address(site, d), escape(d["title"]), str(d["date"])) for d in site["documents"])
    return [entry for entry in found if mark in entry[0]]


def _catalogue(site: Mapping[str, Any]) -> Answer:
    """The list of the old catalogue, an ASP.NET form."""
    rows = "".join(f'<tr><td><a href="{a}">{t}</a></td><td>{d}</td></tr>' for a, t, d in _of_generation(site, "InfoDetail"))
    return _html(site, "公开年报", "", f'<form method="post" action="{site["catalogue"]}"><table>{rows}</table></form>')


def _articles(site: Mapping[str, Any]) -> Answer:
    """The list of the newest generation, whose documents are articles by date."""
    items = "".join(f'<div><a href="{a}">{t}</a> {d}</div>' for a, t, d in _of_generation(site, "/article_"))
    return _html(site, "政府信息公开年报", "", items)


def _html(site: Mapping[str, Any], title: str, date: str, main: str) -> Answer:
    page = _PAGE.format(title=escape(title), date=date, main=main, **site)
    return Answer(200, "text/html;charset=UTF-8", page.encode())


def _home(site: Mapping[str, Any]) -> str:
    return (
        f'<h1>{site["name"]}(演示站点,并无此单位)</h1><ul class="nav">'
        f'<li><a href="{site["column"]}/index.html">政府信息公开年报</a></li>'
        '<li><a href="/yunze_customs/900100/news/index.html">海关要闻</a></li></ul>'
    )


def _lists(site: Mapping[str, Any]) -> dict[str, Answer]:
    documents, per_page = site["documents"], site["per_page"]
    pages = [documents[at : at + per_page] for at in range(0, len(documents), per_page)]
    made = {}
    for number, page in enumerate(pages, 1):
        path = _list_address(site, number)
        items = "".join(
            f'<li><a href="{_address(site, d)}" title="{escape(d["title"])}">{escape(d["title"])}</a>'
            f"<span>{d['date']}</span></li>\n"
            for d in page
        )
        main = f'<ul class="conList_ul">\n{items}</ul>\n{_pager(site, number, len(pages))}'
        made[path] = _html(site, "政府信息公开年报", "", main)
    made[f"{site['column']}/index.html"] = made[f"{site['column']}/{site['pager']}-1.html"]
    return made


def _list_address(site: Mapping[str, Any], number: int) -> str:
    """The first pages of a list are static, the later ones come from the portal."""
    if number <= site["static_pages"]:
        return f"{site['column']}/{site['pager']}-{number}.html"
    query = {"pageId": site["page_id"], "currentPage": number, "moduleId": site["module_id"], "staticRequest": "yes"}
    return f"/eportal/ui?{urlencode(query)}"


def _pager(site: Mapping[str, Any], number: int, total: int) -> str:
    hidden = (
        f'<input type="hidden" id="eprotalCurrentPageId" value="{site["page_id"]}">'
        f'<input type="hidden" name="article_paging_list_hidden" moduleid="{site["module_id"]}" totalpage="{total}">'
    )
    link = ""
    if number < site["static_pages"]:
        following = _list_address(site, number + 1)
        call = f"queryArticleByCondition(this,'{following}')"
        link = f'<a class="pagingNormal next" onclick="{call}" tagname="{following}">下一页</a>'
    return f'<div class="paging">{hidden}<b>{number}</b>/{total} {link}</div>'


def _document(site: Mapping[str, Any], document: Mapping[str, Any]) -> Answer:
    if document.get("status") == 412:
        return Answer(412, "text/html", SHELL.encode())
    if "file" not in document:
        return Answer(404, "text/html", "<h1>404</h1>您访问的页面不存在".encode())
    text = (PAGES / document["file"]).read_text(encoding="utf-8")
    if document["file"].endswith(".txt"):
        text = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines())
    links = "".join(
        f'<p><a href="{quote(annex["path"])}">{escape(annex["title"])}{Path(annex["path"]).suffix}</a></p>\n'
        for annex in document.get("attachments", ())
    )
    body = text + (f"<p>附件:</p>\n{links}" if links else "")
    main = (
        f'<div class="easysite-news"><div class="easysite-news-title"><h2>{escape(document["title"])}</h2></div>'
        f'<div class="easysite-news-describe">发布时间:{document["date"]} 浏览次数:1024</div>'
        f'<div id="{_body_id(site, document)}">\n{body}</div><p>打印本页 关闭</p></div>'
    )
    return _html(site, document["title"], str(document["date"]), main)


def _body_id(site: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    return "ess_ctr445_ModuleContent" if "InfoDetail" in _address(site, document) else "easysiteText"


def _annex(annex: Mapping[str, Any]) -> Answer:
    text = (PAGES / annex["file"]).read_text(encoding="utf-8")
    return Answer(200, _TYPES[Path(annex["path"]).suffix], text.encode(annex.get("charset", "utf-8")))


@contextmanager
def serve(pages: Mapping[str, Answer]) -> Iterator[str]:
    """Serve answers on a free loopback port; gives the site's address, `http://127.0.0.1:PORT`."""

    class Handler(_Handler):
        answers = pages

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers: Mapping[str, Answer]

    def do_GET(self) -> None:
        """Answer with the page of the path, or 304 where the client has it."""
        path = unquote(urlsplit(self.path).path)
        answer = self.answers.get(self.path) or self.answers.get(path) or Answer(404, "text/html", b"<h1>404</h1>")
        etag = f'"{sha1(answer.body, usedforsecurity=False).hexdigest()[:16]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(304, answer.content_type, b"")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on the terminal."""
