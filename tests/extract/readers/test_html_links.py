"""The anchors of a page: where their text stands and where they lead."""

import pytest

from extract.readers import read

BASE = "http://songjiang.example.gov.cn/gk/nb/index.html"


def links_of(markup, uri=BASE):
    reading = read(f"<body>{markup}</body>".encode(), uri=uri, declared_type="text/html")
    return [(reading.text[slice(*link.span)], link.url) for link in reading.links]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a.pdf", "http://songjiang.example.gov.cn/gk/nb/a.pdf"),
        ("/attachDir/2022/01/附件.doc", "http://songjiang.example.gov.cn/attachDir/2022/01/附件.doc"),
        ("../x/", "http://songjiang.example.gov.cn/gk/x/"),
        ("//other.example/x", "http://other.example/x"),
        ("?page=2", "http://songjiang.example.gov.cn/gk/nb/index.html?page=2"),
        (" http://Other.example/./a?#b ", "http://Other.example/./a?#b"),
        ("mailto:gk@example.gov.cn", "mailto:gk@example.gov.cn"),
        ("http://[half", "http://[half"),
        ("//[half", "//[half"),
    ],
)
def test_a_relative_url_is_resolved_and_an_absolute_one_left_as_printed(href, expected):
    assert links_of(f'<a href="{href}">附件</a>') == [("附件", expected)]


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", " JavaScript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", ""]
)
def test_a_url_that_leads_nowhere_is_dropped_and_its_text_kept(href):
    markup = f'<p>正文<a href="{href}">打印</a></p>'
    assert links_of(markup) == []
    assert read(f"<html>{markup}".encode(), uri=BASE).text == "正文打印"


def test_base_moves_relative_urls():
    assert links_of("<base href='/other/'><base href='/third/'><a href=x>x</a>") == [
        ("x", "http://songjiang.example.gov.cn/other/x")
    ]


@pytest.mark.parametrize("base", ["javascript:alert(1)//", "data:x", "mailto:a@b", "http://[half"])
def test_a_base_that_is_no_place_is_ignored(base):
    url = links_of(f"<base href='{base}'><a href=x>x</a>")[0][1]
    assert not url.startswith(("javascript:", "data:", "mailto:"))


def test_a_saved_page_without_an_address_resolves_against_its_path():
    assert links_of("<a href='b.doc'>x</a>", uri="saved/a.html") == [("x", "saved/b.doc")]


def test_a_link_spans_its_text_without_the_space_around():
    assert links_of("<p>见<a href=x> <b>附件</b> 一 </a>。</p><a href=y><p>二</p></a>") == [
        ("附件 一", "http://songjiang.example.gov.cn/gk/nb/x"),
        ("二", "http://songjiang.example.gov.cn/gk/nb/y"),
    ]


def test_a_link_without_text_has_an_empty_span_where_it_stands():
    reading = read(b"<html><p>ab<a href=x><img src=y></a>cd", uri=BASE)
    assert [link.span for link in reading.links] == [(2, 2)]


def test_an_anchor_without_href_is_no_link():
    assert links_of("<a name=top>x</a>") == []


def test_links_within_cells_keep_their_place():
    assert links_of("<table><tr><td>1</td><td><a href=x>附件</a></td></tr></table>")[0][0] == "附件"
