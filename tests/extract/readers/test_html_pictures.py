"""A table that a picture of a page shows is read in its place; a picture that is not read is reported, with its address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from extract.limits import FormatLimits, Limits
from extract.model import Reading
from extract.readers import read
from extract.readers.layout.marks import PageMarks
from tests.extract.formats.recognised import TABLE, table_marks, text_marks
from tests.generator.render.model import read_back


def picture(size: tuple[int, int] = (400, 300), kind: str = "PNG", grey: int = 255) -> bytes:
    """An empty picture; what `recognised` finds on it is invented."""
    target = BytesIO()
    Image.new("L", size, grey).save(target, kind)
    return target.getvalue()


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], PageMarks]], None]:
    """Have the recogniser find what a function says of a picture's number."""

    def find(marks: Callable[[int], PageMarks]) -> None:
        monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: marks(number))

    find(table_marks)
    return find


def data_address(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{' ' * 2000}{b64encode(data).decode()}"


PATIENT = Limits(seconds=600)


def page(markup: str, limits: Limits = PATIENT, **at_hand: bytes) -> Reading:
    stored = {f"http://x.example/g/{name}.png": data for name, data in at_hand.items()}
    source = f"<html><p>前</p>{markup}<p>后</p>".encode()
    return read(source, uri="http://x.example/g/a.html", limits=limits, pictures=stored.get)


def problems(markup: str, **at_hand: bytes) -> list[tuple[str, object, str]]:
    return [(problem.code, problem.span, problem.message) for problem in page(markup, **at_hand).problems]


@pytest.mark.usefixtures("recognised")
class TestRead:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
    def test_a_picture_in_the_page_itself_is_read_in_its_place(self, kind: str) -> None:
        reading = page(f"<p><img src='{data_address(picture(kind=kind), kind.lower())}'></p>")
        assert reading.text == f"前\n{TABLE}\n后"
        assert [(c.row, c.column, c.text) for c in read_back(reading, reading.grids[0])][2:4] == [(1, 0, "行政规范性文件"), (1, 1, "3")]

    def test_a_picture_at_hand_is_read_by_its_full_address(self) -> None:
        assert page("<img src='./t.png'>", t=picture()).text == f"前\n{TABLE}\n后"

    def test_its_cells_know_page_and_box_in_the_picture(self) -> None:
        grid = page("<img src=t.png>", t=picture()).grids[0]
        assert (grid.page, grid.cells[0].page, grid.cells[0].box) == (1, 1, (20, 20, 120, 40))

    def test_the_picture_is_named_and_its_figures_count_as_recognised(self) -> None:
        reading = page("<img src=t.png>", t=picture())
        (problem,) = reading.problems
        assert (problem.code, problem.span, reading.recognised) == ("low_confidence", (2, 2), (1,))
        assert problem.message == "page 1 is the picture http://x.example/g/t.png, read by OCR: compare its figures with it"

    def test_pictures_that_follow_each_other_are_pages_of_one_table(self) -> None:
        reading = page("<p><img src=t.png></p><p><img src=u.png></p>", t=picture(), u=picture((401, 300)))
        assert reading.recognised == (1, 2)
        assert reading.text.count("行政规范性文件") == 2

    def test_blocks_links_and_grids_after_a_picture_move_with_their_text(self) -> None:
        after = "<p><a href=/x.pdf>附件</a></p><table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
        reading = page(f"<img src=t.png>{after}", t=picture())
        assert [reading.text[slice(*link.span)] for link in reading.links] == ["附件"]
        assert [c.text for c in read_back(reading, reading.grids[1])] == ["甲", "1", "乙", "2"]
        spans = [block.span for block in reading.blocks]
        assert spans == sorted(spans) and all(reading.text[slice(*span)].strip() for span in spans)

    def test_a_picture_within_a_line_stands_after_the_line(self) -> None:
        assert page("<p>受理<img src=t.png>36件</p>", t=picture()).text == f"前\n受理36件\n{TABLE}\n后"

    def test_a_picture_in_a_cell_stands_after_it_and_leaves_the_table_whole(self) -> None:
        markup = "<table><tr><td>说明<td>见图<img src=t.png><tr><td>合计<td>15</table>"
        reading = page(markup, t=picture())
        assert [c.text for c in read_back(reading, reading.grids[0])] == ["说明", "见图", "合计", "15"]
        assert reading.text[slice(*reading.grids[1].span)].strip() == TABLE

    def test_a_picture_shown_twice_is_read_once(self) -> None:
        assert page("<img src=t.png><p>中</p><img src=/g/t.png>", t=picture()).text == f"前\n{TABLE}\n中\n后"

    def test_a_picture_linked_to_its_own_file_is_read(self) -> None:
        assert TABLE in page("<a href=t.png><img src=t.png></a>", t=picture()).text

    def test_a_page_that_is_nothing_but_a_picture_is_not_empty(self) -> None:
        reading = read(b"<img src=t.png>", uri="http://x.example/g/a.html", declared_type="text/html", pictures=lambda _: picture())
        assert (reading.text, [p.code for p in reading.problems]) == (TABLE, ["low_confidence"])

    def test_a_scanned_page_of_text_is_read(self, recognised: Callable[..., None]) -> None:
        line = "本年度主动公开政府信息均在法定期限内答复未收取费用"
        recognised(lambda number: text_marks(number, *[line] * 5))
        assert page("<img src=t.png>", t=picture()).text.count(line) == 5

    @pytest.mark.parametrize("image", [picture((119, 400)), picture((400, 47))])
    def test_a_picture_that_turns_out_small_is_an_ornament(self, image: bytes) -> None:
        assert problems("<img src=t.png>", t=image) == []

    def test_a_picture_that_says_nothing_leaves_nothing(self, recognised: Callable[..., None]) -> None:
        recognised(lambda number: text_marks(number, "澜州海关"))
        assert problems("<img src=t.png>", t=picture()) == []


@pytest.mark.usefixtures("recognised")
class TestNotRead:
    def test_a_picture_that_is_not_at_hand_is_named_where_it_stands(self) -> None:
        ((code, span, message),) = problems("<div><img src=t.png></div>")
        assert (code, span) == ("unread_region", (1, 1))
        assert message == (
            "1 pictures are not read (http://x.example/g/t.png): not at hand; crawl the page again with its pictures, "
            "or put them beside the saved page; where it shows a table, read its file by itself"
        )

    def test_many_pictures_are_one_problem(self) -> None:
        ((_, _, message),) = problems("".join(f"<p><img src='/图/{i}.jpg'></p>" for i in range(5)))
        assert message.startswith("5 pictures are not read (http://x.example/图/0.jpg、")
        assert "2.jpg …)" in message and "3.jpg" not in message

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            (data_address(picture()[:40] + b"\0" * 3000), "a damaged picture"),
            (data_address(b"%PDF-1.4" + b"x" * 3000), "a damaged picture"),
            (f"data:image/png;base64,{'A' * 3001}", "a data: address that is cut short or broken"),
            (f"data:image/png,{'%41' * 3000}", "a damaged picture"),
            (data_address(picture((500, 400), grey=60)), "a photograph, or darker than print"),
        ],
    )
    def test_a_broken_or_dark_picture_says_why(self, source: str, reason: str) -> None:
        ((code, span, message),) = problems(f"<img src='{source}'>")
        assert (code, span) == ("unread_region", (1, 1))
        assert message.startswith("1 pictures are not read (in the page itself): ") and reason in message

    def test_a_giant_picture_is_refused_before_it_is_unpacked(self) -> None:
        limits = Limits(seconds=600, formats=FormatLimits(image_pixels=100_000))
        assert "a picture of 400 x 300 pixels" in page("<img src=t.png>", limits, t=picture()).problems[0].message

    def test_a_poster_is_reported(self, recognised: Callable[..., None]) -> None:
        recognised(lambda number: text_marks(number, *["一图读懂年度报告"] * 9))
        assert "it shows text and no table" in problems("<img src=t.png>", t=picture())[0][2]

    def test_a_texture_is_reported(self, recognised: Callable[..., None]) -> None:
        recognised(lambda number: PageMarks(number, 300, 225, complaints=("5000 places that look like text",)))
        assert "5000 places" in problems("<img src=t.png>", t=picture())[0][2]

    def test_pictures_beyond_the_ceiling_are_counted(self) -> None:
        limits = Limits(seconds=600, formats=FormatLimits(pictures=2))
        images = {name: picture((400 + i, 300)) for i, name in enumerate("abcde")}
        reading = page("".join(f"<p>{name}</p><img src={name}.png>" for name in images), limits, **images)
        message = reading.problems[-3].message
        assert message.startswith("3 pictures are not read (http://x.example/g/c.png、")
        assert message.endswith("only the first 2 of a document are; raise the limit pictures")
        assert reading.recognised == (1, 2)

    def test_pictures_for_which_there_is_no_time_are_counted(self) -> None:
        reading = page("<img src=t.png><img src=u.png>", Limits(seconds=0), t=picture(), u=picture())
        assert "raise the limit seconds (--timeout)" in reading.problems[0].message

    def test_without_the_extra_the_problem_names_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: None)
        assert "haiguan[ocr]" in problems("<img src=t.png>", t=picture())[0][2]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=i.png width=16 height=16>",
        "<img src=logo.png>",
        "<img>",
        "<a href=x.html><img src=t.png></a>",
        "<nav><img src=t.png></nav>",
        "<div style='display:none'><img src=t.png></div>",
    ],
)
def test_what_only_adorns_is_passed_over_by_rule(markup: str) -> None:
    assert problems(markup) == []


@pytest.mark.parametrize(
    "frame", ["<iframe src='/附件/年报.pdf#page=1'></iframe>", "<embed src=%E5%B9%B4%E6%8A%A5.pdf>", "<object data='年报.pdf'><p>无</p></object>"]
)
def test_a_file_that_the_page_shows_in_a_frame_is_reported(frame: str) -> None:
    assert problems(frame) == [("unread_region", None, "the page shows 年报.pdf in a frame: read that file by itself")]


@pytest.mark.parametrize("frame", ["<iframe src=counter.html></iframe>", "<iframe></iframe>", "<div hidden><embed src=a.pdf></div>"])
def test_a_frame_of_a_page_is_passed_over(frame: str) -> None:
    assert problems(frame) == []
