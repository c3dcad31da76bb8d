"""Which pictures of a page may hold a table, by what its markup says of them."""

from __future__ import annotations

import pytest

from normalize.pictures import address_of, may_hold_table


@pytest.mark.parametrize(
    "attributes",
    [
        {"src": "W020230101.png"},
        {"src": "/图/表1.jpg", "width": "600", "height": "400"},
        {"src": "t.png", "style": "width:80%"},
        {"src": "t.png", "width": "100%"},
        {"src": "t.png", "width": "640", "height": "97"},
        {"src": "shareholders.png"},
        {"src": "outline.png"},
        {"src": "/logo/2023/t.png"},
        {"src": "http://[x/t.png"},
        {"src": f"data:image/png;base64,{'A' * 3000}"},
        {"src": "spacer.gif", "data-src": "t.png"},
    ],
)
def test_a_picture_of_unknown_or_ample_size_may_hold_a_table(attributes: dict[str, str]) -> None:
    assert may_hold_table(attributes)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"src": "t.png", "width": "16"},
        {"src": "t.png", "style": "height: 30px"},
        {"src": "rule.png", "width": "600", "height": "3"},
        {"src": "seal.svg"},
        {"src": "data:image/gif;base64,R0lGODlhAQABAAAAACw="},
        {"src": "/img/site-logo.png"},
        {"src": "/img/logo2.png"},
        {"src": "icon_print.gif"},
        {"src": "wx_share.jpg"},
        {"src": "/ewm.png?v=2"},
        {"src": "海关总署公众号二维码.jpg"},
        {"src": "%E4%BA%8C%E7%BB%B4%E7%A0%81.jpg"},
    ],
)
def test_what_is_small_or_named_as_an_ornament_holds_none(attributes: dict[str, str]) -> None:
    assert not may_hold_table(attributes)


@pytest.mark.parametrize(("href", "shown"), [("/a.html", False), ("", False), ("/2023/W020.png", True), ("t.JPG?x=1", True)])
def test_a_picture_in_a_link_shows_the_way_unless_the_link_leads_to_a_picture(href: str, shown: bool) -> None:
    assert may_hold_table({"src": "t.png"}, href) == shown


def test_a_picture_that_loads_when_scrolled_to_is_known_by_its_own_address() -> None:
    assert address_of({"src": "loading.gif", "data-original": " t.png "}) == "t.png"
