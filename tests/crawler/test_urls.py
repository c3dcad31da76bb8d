"""url_key: one key for all the spellings of an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import is_private, query_value, url_key

SPELLINGS = {
    "www.customs.gov.cn/customs/302249/": [
        "http://www.customs.gov.cn/customs/302249/index.html",
        "https://www.customs.gov.cn/customs/302249/",
        "HTTP://WWW.customs.gov.cn:80/customs/./x/../302249/index.html#top",
        "http://www.customs.gov.cn//customs/302249/index.html;jsessionid=0A1B",
    ],
    "gkml.customs.gov.cn/tabid/1034/InfoID/4711": [
        "http://gkml.customs.gov.cn/tabid/1034/ctl/InfoDetail/InfoID/4711/mid/2290/Default.aspx?ContainerSrc=%5BG%5DContainers%2F_default%2FNo+Container",
        "http://gkml.customs.gov.cn/tabid/1034/ctl/InfoDetail/InfoID/4711/mid/2290/Default.aspx?ContainerSrc=%5bG%5dContainers%2f_default%2fNo%20Container",
        "http://gkml.customs.gov.cn/Tabid/1034/ctl/InfoDetail/infoid/4711/Default.aspx",
    ],
    "x.cn/a/%E9%99%84%E4%BB%B6.pdf": ["http://x.cn/a/附件.pdf", "http://x.cn/a/%e9%99%84%e4%bb%b6.pdf"],
    "x.cn/ui?a=1&b=2": ["http://x.cn/ui?b=2&a=1", "http://x.cn/ui?a=1&b=2#c"],
    "127.0.0.1:8080/": ["http://127.0.0.1:8080", "http://127.0.0.1:8080/index.html"],
}


@pytest.mark.parametrize(("key", "url"), [(key, url) for key, urls in SPELLINGS.items() for url in urls])
def test_all_spellings_have_one_key(key: str, url: str) -> None:
    assert url_key(url) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.cn/a/1/index.html", "http://x.cn/a/2/index.html"),
        ("http://x.cn/ui?currentPage=1", "http://x.cn/ui?currentPage=2"),
        ("http://gz.x.cn/a", "http://bj.x.cn/a"),
        ("http://x.cn/tabid/1034/InfoID/1", "http://x.cn/tabid/1057/InfoID/1"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_a_key_of_any_path_is_stable_under_asking_for_it(path: str) -> None:
    try:
        key = url_key("http://x.cn/" + path)
    except ValueError:
        return
    assert url_key("http://" + key) == key


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "[::1]", "0.0.0.0"]
)
def test_private_addresses_are_known(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "www.customs.gov.cn", ""])
def test_names_and_public_addresses_are_not_private(address: str) -> None:
    assert not is_private(address)


def test_query_value_gives_the_first_value_or_none() -> None:
    assert query_value("http://x/ui?pageId=12&pageId=13", "pageId") == "12"
    assert query_value("http://x/ui", "pageId") is None
