"""Whatever bytes come: an outcome, a failure with a message, never an exception."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from crawler import links, paging
from crawler.ingest.files import read_paths
from crawler.ingest.store import Found, Passed
from crawler.ingest.warcs import read_warc
from crawler.refusal import judge, judge_exchange
from crawler.sites import common_columns
from crawler.warc import Exchange, records

SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HTML = st.lists(
    st.sampled_from(
        [
            "<a href='", "'>", "</a>", "<li>", "</li>", "<ul class='conList_ul'>", "下一页", "2020-01-01", "<input ",
            "name='article_paging_list_hidden' ", "totalpage='x'", "tagname='", "http://[", "//", "?currentPage=9",
            "javascript:__doPostBack('a','2')", "<iframe src='/wps/'>", "\x00", "&#0;", "%zz", "政府信息公开年报", "<form>",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(HTML)
@SMALL
def test_links_of_any_page(text: str) -> None:
    response = HtmlResponse("http://x.cn/a/index.html", body=text.encode(), encoding="utf-8")
    found = links.entries(response, "ul.conList_ul > li") + links.attachments(response, "body")
    collect, through = links.columns(response, common_columns())
    links.viewers(response, "body")
    assert all(link.url.startswith(("http://", "https://")) for link in [*found, *collect, *through])


@given(HTML)
@SMALL
def test_pagers_of_any_page(text: str) -> None:
    response = HtmlResponse("http://x.cn/a/5f3c-2.html", body=text.encode(), encoding="utf-8")
    paging.eportal_next(response)
    paging.postback_next(response)


@given(st.integers(100, 599), st.binary(max_size=300), st.booleans())
@SMALL
def test_any_answer_has_an_outcome(status: int, body: bytes, is_html: bool) -> None:
    verdict = judge(status, {}, body, body.decode("utf-8", "ignore") if is_html else None)
    assert verdict.outcome in ("ok", "unchanged", "blocked", "soft_404", "skipped", "error")


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip", "", "x"]))
@SMALL
def test_any_coding_of_any_body_has_an_outcome(body: bytes, coding: str) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", coding))
    judge_exchange(Exchange("http://x.cn/", "", (), 200, headers, body), 1000)


WARC = records(
    Exchange("http://x.cn/", "2020-01-01T00:00:00Z", (), 200, (("A", "b"),), b"body" * 50), {}, None
)


@given(st.integers(0, len(WARC) - 1), st.binary(max_size=20), st.booleans())
@SMALL
def test_a_damaged_warc(at: int, noise: bytes, cut: bool) -> None:
    damaged = WARC[:at] + noise + (b"" if cut else WARC[at + len(noise) :])
    assert all(isinstance(item, (Found, Passed)) for item in read_warc(BytesIO(damaged), "x", "warc"))


@given(st.integers(0, 400), st.binary(max_size=20))
@SMALL
def test_a_damaged_warc_without_compression(at: int, noise: bytes) -> None:
    plain = gzip.decompress(WARC)
    damaged = plain[:at] + noise + plain[at + len(noise) :]
    assert all(isinstance(item, (Found, Passed)) for item in read_warc(BytesIO(damaged), "x", "warc"))


@pytest.mark.parametrize("name", ["x.mhtml", "x.warc.gz", "x.wacz", "x.html", "manifest.csv", "x.bin"])
@given(body=st.binary(max_size=200))
@SMALL
def test_any_file_of_any_name(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    items = list(read_paths([tmp_path]))
    assert all(isinstance(item, (Found, Passed)) for item in items)
