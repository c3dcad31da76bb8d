"""A picture that may hold a table is reported, once a page; ornaments and the way about the site are not."""

from __future__ import annotations

import pytest

from extract.readers import read


def problems(markup: str) -> list[tuple[str, object, str]]:
    found = read(f"<html><p>前</p>{markup}<p>后</p>".encode(), uri="http://x.example/a.html").problems
    return [(problem.code, problem.span, problem.message) for problem in found]


@pytest.mark.parametrize(
    "attributes",
    ["src=t.png", "src=t.png width=600 height=400", "src=t.png style='width:80%'", "src=t.png width=100%",
     f"src='data:image/png;base64,{'A' * 3000}'", "src='http://[x/t.png'"],
)  # fmt: skip
def test_a_picture_that_may_hold_a_table_is_an_unread_region_where_it_stands(attributes: str) -> None:
    ((code, span, message),) = problems(f"<div><img {attributes}></div>")
    assert (code, span) == ("unread_region", (1, 1))
    assert message.startswith("1 pictures are not read")


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=i.png width=16 height=16>",
        "<img src=i.png style='height: 30px'>",
        "<img src=rule.png width=600 height=3>",
        "<img src=logo.svg>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
        "<img>",
        "<a href=x.html><img src=t.png></a>",
        "<nav><img src=t.png></nav>",
        "<div style='display:none'><img src=t.png></div>",
    ],
)
def test_what_only_adorns_is_passed_over_by_rule(markup: str) -> None:
    assert problems(markup) == []


def test_many_pictures_are_one_problem() -> None:
    ((_, _, message),) = problems("".join(f"<p><img src='/图/{i}.jpg'></p>" for i in range(5)))
    assert message == "5 pictures are not read (0.jpg、1.jpg、2.jpg …): where one shows a table, read its file by itself"


def test_a_picture_in_a_line_leaves_the_line_whole() -> None:
    reading = read("<html><p>全年受理<img src=t.png>36件</p>".encode(), uri="a.html")
    assert reading.text == "全年受理36件"


@pytest.mark.parametrize(
    "frame", ["<iframe src='/附件/年报.pdf#page=1'></iframe>", "<embed src=%E5%B9%B4%E6%8A%A5.pdf>", "<object data='年报.pdf'><p>无</p></object>"]
)
def test_a_file_that_the_page_shows_in_a_frame_is_reported(frame: str) -> None:
    assert problems(frame) == [("unread_region", None, "the page shows 年报.pdf in a frame: read that file by itself")]


@pytest.mark.parametrize("frame", ["<iframe src=counter.html></iframe>", "<iframe></iframe>", "<div hidden><embed src=a.pdf></div>"])
def test_a_frame_of_a_page_is_passed_over(frame: str) -> None:
    assert problems(frame) == []
