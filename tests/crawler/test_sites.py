"""Sites as data: every real site's file is sound, and a wrong file says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.sites import SiteError, all_sites, common_columns, find_site, load_site, site_of_url
from crawler.spiders.dated import DatedSpider
from crawler.spiders.eportal import EportalSpider
from crawler.spiders.gkml import GkmlSpider
from crawler.spiders.plain import PlainSpider

SPIDERS = {spider.family: spider for spider in (EportalSpider, GkmlSpider, DatedSpider, PlainSpider)}
CODES = [
    "0100",
    "0200",
    "0400",
    "0500",
    "0600",
    "0700",
    "0800",
    "0900",
    "1500",
    "1900",
    "2200",
    "2300",
    "2900",
    "3100",
    "3300",
    "3500",
    "3700",
    "4000",
    "4200",
    "4300",
    "4600",
    "4700",
    "4900",
    "5100",
    "5200",
    "5300",
    "5700",
    "6000",
    "6400",
    "6700",
    "6800",
    "7200",
    "7900",
    "8000",
    "8300",
    "8600",
    "8800",
    "9000",
    "9400",
    "9500",
    "9600",
    "9700",
]


def test_headquarters_and_all_districts_are_there() -> None:
    codes = [site.code for site in all_sites().values() if site.code]
    assert sorted(codes) == CODES
    assert [site.id for site in all_sites().values() if site.code is None] == ["customs"]


@pytest.mark.parametrize("name", all_sites())
def test_every_site_can_be_crawled_by_the_spiders_of_its_families(name: str) -> None:
    site = all_sites()[name]
    for family in site.families:
        assert SPIDERS[family](sites=[site]).sites == (site,)


@pytest.mark.parametrize("name", all_sites())
def test_every_start_is_on_a_host_of_its_site_and_plain_http(name: str) -> None:
    site = all_sites()[name]
    for start in site.starts:
        assert site.has_host(start.url) and start.url.startswith("http://")


def test_nothing_is_called_verified_that_was_not_seen_live() -> None:
    assert {site.verified for site in all_sites().values()} == {"never"}
    assert all(site.evidence for site in all_sites().values())


@pytest.mark.parametrize("name", ["guangzhou", "广州海关", "5100"])
def test_a_site_is_found_by_id_name_and_code(name: str) -> None:
    assert find_site(name).id == "guangzhou"


def test_an_unknown_site_says_what_was_expected() -> None:
    with pytest.raises(SiteError, match="临海海关: no such site; expected a name such as"):
        find_site("临海海关")


def test_offices_that_share_a_host_are_told_apart_by_path() -> None:
    guangzhou = find_site("guangzhou")
    assert guangzhou.owns("http://www.customs.gov.cn/guangzhou_customs/1/index.html")
    assert not guangzhou.owns("http://www.customs.gov.cn/tianjin_customs/1/index.html")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "name: x\nhosts: [x.cn]\nstarts: [{url: 'ftp://x.cn'}]\nverified: never",
            "starts.0.url: .*http or https",
        ),
        ("name: x\nhosts: [X.cn]\nstarts: [{url: 'http://x.cn'}]\nverified: never", "hosts: .*lower case"),
        ("name: x\nhosts: []\nstarts: [{url: 'http://x.cn'}]\nverified: never", "hosts"),
        ("name: x\nhosts: [x.cn]\nverified: never", "starts: Field required"),
        (
            "name: x\nhost: x.cn\nhosts: [x.cn]\nstarts: [{url: 'http://x.cn'}]\nverified: never",
            "host: Extra",
        ),
        ("- a list", "expected keys and values, found list"),
        ("name: [", "not YAML"),
    ],
)
def test_a_wrong_file_names_itself_and_the_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SiteError, match=f"{path}.*{message}"):
        load_site(path)


def test_a_url_makes_a_site_of_its_host() -> None:
    site = site_of_url("http://x.cn:8080/a/index.html")
    assert site.has_host("http://x.cn:8080/b") and not site.has_host("http://y.cn/")


def test_column_names_do_not_contradict_each_other() -> None:
    names = common_columns()
    assert not set(names.collect) & set(names.through)
