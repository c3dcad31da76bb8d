"""An HTML page's text is what a browser shows, a block a line."""

import pytest

from extract.readers import read
from extract.readers.html import elements


def read_page(markup, uri="http://songjiang.example.gov.cn/a/b.html"):
    return read(markup.encode(), uri=uri, declared_type="text/html")


def lines_of(markup):
    reading = read_page(markup)
    return [(reading.text[slice(*block.span)], block.kind) for block in reading.blocks]


def text_of(markup):
    return read_page(markup).text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<p>一\n<p>二", "一\n二"),
        ("一<br>二<br/>三", "一\n二\n三"),
        ("<div><div>一</div></div><div></div>\n<div>二</div>", "一\n二"),
        ("<p>  全年 \n\t 受理  </p>", "全年 受理"),
        ("<p>全年<b> 受理</b> <i> 36 </i>件</p>", "全年 受理 36 件"),
        ("<p><span>商</span><span>业</span><span>企</span><span>业</span></p>", "商业企业"),
        ("<span>商</span>\n<span>业</span>", "商 业"),
        ("<p>&nbsp;&nbsp;海&nbsp;关</p>", "\xa0\xa0海\xa0关"),
        ("<p>　　海关</p>", "　　海关"),
        ("<p>一</p><p>&nbsp;</p><p> </p><p>二</p>", "一\n二"),
        ("&lt;10%&gt; &amp; &#20154;&#x6b21;&times;", "<10%> & 人次×"),
        ("<p>AT&T &bogus; &", "AT&T &bogus; &"),
        ("<dl><dt>电话<dd>12360</dl>", "电话\n12360"),
        ("一<hr>二", "一\n二"),
        ("<pre>a  b\n\n  c</pre>d", "a  b\n  c\nd"),
        ("<center>一</center>二<address>三</address>", "一\n二\n三"),
        ("10<sup>2</sup>m<sub>n</sub>", "10²mn"),
        ("36<sup><a href=#1>1</a></sup>件", "36¹件"),
        ("<sup>1<span hidden><sup>2</sup></span></sup>3", "¹3"),
        ("<o:p>一</o:p><st1:date>二</st1:date>", "一二"),
        ("一<wbr>二", "一二"),
        ("<label>字号:</label><select><option>大<option>小</select>", "字号:\n大\n小"),
    ],
)
def test_text_is_laid_out_as_a_browser_does(markup, expected):
    assert text_of(f"<body>{markup}</body>") == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>x</p>'</script>",
        "<style>p{}</style>",
        "<noscript>x</noscript>",
        "<template><p>x</p></template>",
        "<p hidden>x</p>",
        "<del>x</del>",
        "<s>x</s>",
        "<strike><b>x</b></strike>",
        "<span style='text-decoration: underline line-through'>x</span>",
        "<span style='font-size:0'>x</span>",
        "<span style='color:red;font-size: 0px;'>x</span>",
        "<div style='color:red; DISPLAY : none'><p>x<b>x</b></p></div>",
        "<span style='visibility:hidden'>x</span>",
        "<input type=hidden value=x>",
        "<textarea>x</textarea>",
        "<!-- x --><!--[if IE]><p>x</p><![endif]-->",
        "<?php x ?>",
        "<svg><title>x</title><text>x</text></svg>",
        "<iframe src=x>x</iframe><object>x</object><video>x</video><canvas>x</canvas>",
        "<dialog>x</dialog>",
        "<datalist><option>x</datalist>",
        "<math><annotation>x</annotation></math>",
    ],
)
def test_what_no_reader_sees_leaves_nothing(hidden):
    assert text_of(f"<body>一{hidden}二</body>") == "一二"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<p style='display:block'>x</p>", "x"),
        ("<p style='--display:none'>x</p>", "x"),
        ("<body style='display:none'>x</body>", "x"),
        ("<dialog open>x</dialog>", "x"),
        ("<![if !IE]>x<![endif]>", "x"),
        ("<math><mi>x</mi></math>", "x"),
        ("<details><summary>x</summary>y</details>", "x\ny"),
    ],
)
def test_what_a_reader_sees_stays(shown, expected):
    assert text_of(f"<html>{shown}") == expected


def test_ruby_annotations_are_no_text():
    assert text_of("<p><ruby>海<rp>(</rp><rt>hǎi</rt><rp>)</rp>关<rt>guān</rt></ruby></p>") == "海关"


def test_headings_and_list_items_are_named():
    markup = "<h1>报告</h1><h2>一、<br>总体</h2><ul><li>甲<li><p>乙</p></ul><p>丙</p>"
    assert lines_of(markup) == [
        ("报告", "heading"),
        ("一、", "heading"),
        ("总体", "heading"),
        ("甲", "list_item"),
        ("乙", "list_item"),
        ("丙", "paragraph"),
    ]


@pytest.mark.parametrize(
    "navigation",
    [
        "<nav><h2>x</h2></nav>",
        "<header>x</header>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<div role=navigation>x</div>",
        "<div role=contentinfo>x</div>",
        "<div class='easysite-bread-nav'>x</div>",
        "<ul class='nav breadcrumb'><li>x</ul>",
        "<div class='position'>x</div>",
        "<span class='crumbs'>x</span>",
        "<table class='position'><tr><td>x</table>",
    ],
)
def test_navigation_is_named_where_the_format_marks_it(navigation):
    assert lines_of(f"<p>正文</p>{navigation}") == [("正文", "paragraph"), ("x", "navigation")]


@pytest.mark.parametrize(
    "element",
    [
        "<div class='nav'>x</div>",
        "<div class='position-relative'>x</div>",
        "<div id='footer'>x</div>",
        "<article><header>x</header></article>",
        "<main><footer>x</footer></main>",
    ],
)
def test_navigation_is_never_guessed(element):
    assert lines_of(f"{element}<p>y</p>")[0][1] == "paragraph"


def test_a_long_text_is_no_trail_whatever_its_class():
    assert lines_of(f"<div class=position>{'正文' * 200}</div>")[0][1] == "paragraph"


def test_a_page_that_is_navigation_throughout_is_not_marked_at_all():
    assert lines_of("<header><h1>报告</h1><p>正文") == [("报告", "paragraph"), ("正文", "paragraph")]


def test_metadata_is_taken_from_the_head():
    reading = read_page(
        """<!DOCTYPE html><html lang=zh-CN><head><title> 年度
        报告 </title><meta name=PubDate content='2022-01-20 10:00'><meta name="ArticleTitle" content="报告">
        <meta name=SiteName content=松江海关><meta property=og:type content=article><meta name=empty content=>
        <meta name=pubdate content=later><link rel=canonical href='/c.html'></head><body>x"""
    )
    assert reading.metadata == {
        "charset": "utf-8",
        "lang": "zh-CN",
        "title": "年度 报告",
        "meta.pubdate": "2022-01-20 10:00",
        "meta.articletitle": "报告",
        "meta.sitename": "松江海关",
        "meta.og:type": "article",
        "canonical": "http://songjiang.example.gov.cn/c.html",
    }
    assert reading.text == "x"


def test_the_meta_charset_counts_as_declared():
    markup = "<html><meta charset=utf-8><p>松江海关政府信息公开工作年度报告"
    reading = read(markup.encode("gb18030"), uri="a.html")
    assert reading.text == "松江海关政府信息公开工作年度报告"
    assert [problem.code for problem in reading.problems] == ["charset_mismatch"]


def test_lost_bytes_are_marked_where_the_visible_text_shows_them():
    markup = "<html><script>海X</script><p>松江海关</p><p>年度X报告</p>".encode().replace(b"X", b"\xff")
    reading = read(markup, uri="a.html")
    assert [(problem.code, problem.span) for problem in reading.problems] == [("lossy_mojibake", (7, 8))]
    assert reading.text == "松江海关\n年度\ufffd报告"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_page_reads_the_same_in_every_charset(encoding):
    markup = "<html><title>松江海关</title><p>政府信息公开工作年度报告，全年受理36件</p></html>"
    assert read(markup.encode(encoding), uri="a.html").text == "政府信息公开工作年度报告，全年受理36件"


def test_a_page_without_text_says_so():
    reading = read_page("<html><script>$_ts=1</script><body></body></html>")
    assert reading.text == ""
    assert [problem.code for problem in reading.problems] == ["empty_source"]


def test_xhtml_is_read_as_html():
    markup = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>一</p><br/>二</html>'
    assert text_of(markup) == "一\n二"


def test_a_list_of_elements_that_is_none_is_refused_by_name(tmp_path, monkeypatch):
    bad = tmp_path / "elements.toml"
    bad.write_text('blocks = ["p", 3]')
    monkeypatch.setattr(elements, "_FILE", bad)
    with pytest.raises(ValueError, match=r"elements.toml: blocks must be a list of names"):
        elements._lists()
