"""OFD: text objects and paths become paragraphs and grids."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from PIL import Image

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.ofd.marks import steps
from extract.readers.ofd.reader import read_ofd
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import applications
from tests.extract.formats.recognised import ROWS, table_marks
from tests.generator.render.grids import tables
from tests.generator.render.model import Table, in_order, read_back, table_of
from tests.generator.render.ofd import NAMESPACE, package, render_ofd, text_object
from tests.generator.render.rezip import rewritten, with_members

CONTEXT = Context("generated.ofd", "application/ofd")
PROSE = "本年度主动公开政府信息，其中收到申请，均在法定期限内答复，未收取费用。" * 4


def read(data: bytes, **bounds: float) -> Reading:
    return read_ofd(data, limited(CONTEXT, **bounds))


def line(text: str, y: float) -> str:
    return text_object(text, 25, 5).replace("@Y", str(y))


@given(table=tables(max_rows=5))
@settings(max_examples=60, deadline=None)
def test_any_grid_comes_back_or_is_flagged(table: Table) -> None:
    reading = read(render_ofd(["主动公开情况", table, "以上。"]))
    if not reading.problems:
        assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


def test_a_standard_form_comes_back_with_page_and_box() -> None:
    reading = read(render_ofd([applications()]))
    assert read_back(reading, reading.grids[0]) == in_order(applications())
    assert all(cell.page == 1 and cell.box for cell in reading.grids[0].cells)


def test_a_table_over_a_page_break_is_one_grid() -> None:
    table = table_of([["项目", "数量"], *[[f"第{n}项", str(n)] for n in range(60)]])
    reading = read(render_ofd([table]))
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


def test_wrapped_lines_are_paragraphs() -> None:
    assert read(render_ofd([PROSE, "二、主动公开情况"])).text == f"{PROSE}\n二、主动公开情况\n"


def test_a_matrix_scales_the_text_of_an_object() -> None:
    scaled = line("公开", 30).replace("Font=", 'CTM="2 0 0 2 0 0" Font=')
    assert read(package([scaled + line("年度", 60)])).text == "公开\n年度\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4 4 2", [4, 4, 2]), ("g 3 4", [4, 4, 4]), ("2 g 2 4 1", [2, 4, 4, 1]), ("g 999999999 4", [4] * 5), (None, [])],
)
def test_steps_are_spelled_out_and_bounded(text: str | None, expected: list[float]) -> None:
    assert steps(text, 5) == expected


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400, "nan", "²"])
def test_a_coordinate_beyond_all_paper_ends_nothing(number: str) -> None:
    wide = line("公开", 30).replace('Boundary="25.00', f'Boundary="{number}').replace("Font=", f'CTM="{number} 0 0 1 0 0" Font=')
    assert "年度" in read(package([wide + line("年度", 60)])).text


def test_a_template_is_printed_on_its_page() -> None:
    data = package([line("公文", 30), line("正文", 60)], '<ofd:TemplatePage ID="7" BaseLoc="Pages/Page_0/Content.xml"/>')
    template = b'<ofd:Template TemplateID="7"/><ofd:Content>'
    data = rewritten(data, lambda name, xml: xml.replace(b"<ofd:Content>", template) if "Page_1" in name else xml)
    assert read(data).text.split() == ["公文", "公文", "正文"]


def test_a_page_that_is_a_picture_is_an_unread_region() -> None:
    reading = read(package(['<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="9"/>']))
    assert [problem.code for problem in reading.problems] == ["unread_region"]


def test_pages_and_objects_beyond_their_limits_are_problems() -> None:
    pages = [line("甲", 30) * 20] * 3
    messages = [problem.message for problem in read(package(pages), pages=2, page_objects=10).problems]
    assert sum("drawing objects" in message for message in messages) == 2
    assert "read the first 2 of 3 pages" in messages[-1]


@pytest.mark.parametrize("path", ["../../../../etc/passwd", "/etc/passwd", "http://evil.example/x"])
def test_a_page_outside_the_archive_is_not_looked_for(path: str) -> None:
    data = package([line("甲", 30), line("乙", 30)])
    data = rewritten(data, lambda name, xml: xml.replace(b"Pages/Page_0/Content.xml", path.encode()))
    reading = read(data)
    assert (reading.text, reading.problems[0].code) == ("乙\n", "unread_region")


def test_an_archive_without_its_root_gives_its_reason() -> None:
    with pytest.raises(UnreadableSource, match=r"OFD\.xml"):
        read(package([""]).replace(b"OFD.xml", b"OFE.xml"))


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_cut_file_is_unreadable(share: float) -> None:
    data = render_ofd([applications()])
    with pytest.raises(UnreadableSource, match="zip"):
        read(data[: int(len(data) * share)])


def with_picture(text: str, data: bytes | None) -> bytes:
    """A page of text with a picture of 16 by 12 cm under it."""
    image = '<ofd:ImageObject ID="900" Boundary="20 100 160 120" ResourceID="9"/>'
    media = '<ofd:MultiMedia ID="9"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    files = {"Doc_0/DocumentRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res">{media}</ofd:Res>'.encode()}
    if data is not None:
        files["Doc_0/Res/a.png"] = data
    return with_members(package([line(text, 30) + image], "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"), files)


def test_a_table_drawn_as_a_picture_on_a_page_of_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    target = BytesIO()
    Image.new("L", (400, 300), 255).save(target, "PNG")
    reading = read(with_picture(PROSE[:40], target.getvalue()))
    assert [cell.text for cell in read_back(reading, reading.grids[0])] == [text for row in ROWS for text in row]
    assert (reading.text[:10], reading.recognised) == (PROSE[:10], (1,))


@pytest.mark.parametrize(("data", "reason"), [(None, "the file does not hold it"), (b"no picture", "a damaged picture")])
def test_a_picture_on_a_page_of_text_that_is_not_read_says_why(
    data: bytes | None, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    (problem,) = read(with_picture(PROSE[:40], data)).problems
    assert problem.message.startswith("page 1: a picture of 16 x 12 cm on it is not read: ") and reason in problem.message


def test_a_picture_under_the_text_is_its_paper_and_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    target = BytesIO()
    Image.new("L", (400, 300), 255).save(target, "PNG")
    data = with_picture(PROSE[:40], target.getvalue())
    under = rewritten(data, lambda name, xml: xml.replace(b'Boundary="20 100 160 120"', b'Boundary="0 0 210 297"'))
    reading = read(under)
    assert (reading.text.strip(), reading.grids, reading.problems) == (PROSE[:40], (), ())
