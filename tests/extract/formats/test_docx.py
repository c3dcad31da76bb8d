"""Word: what is printed is read, with automatic numbers, and nothing of what was deleted."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from PIL import Image

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.word.reader import read_docx
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import applications
from tests.extract.formats.recognised import TABLE, table_marks
from tests.extract.formats.wordml import RELATIONSHIPS, W, numbered, numbering, p, package
from tests.generator.render.docx import render_docx
from tests.generator.render.grids import tables
from tests.generator.render.model import Table, in_order, read_back
from tests.generator.render.rezip import with_members

CONTEXT = Context("generated.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
def read(body: str, **parts: str) -> Reading:
    return read_docx(package(body, **parts), CONTEXT)


def blocks(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[slice(*block.span)]) for block in reading.blocks]


@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_any_grid_comes_back(table: Table) -> None:
    reading = read_docx(render_docx(["主动公开情况", table, "以上。"]), CONTEXT)
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


def test_a_standard_form_comes_back_with_its_merged_cells() -> None:
    reading = read_docx(render_docx([applications()]), CONTEXT)
    assert read_back(reading, reading.grids[0]) == in_order(applications())


def test_automatic_numbers_are_counted_out_level_by_level() -> None:
    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    body = numbered("总体情况") + numbered("主动公开", 1) + numbered("网站", 2) + numbered("微信", 2)
    body += numbered("依申请", 1) + numbered("问题") + numbered("人员", 1)
    assert [text for _, text in blocks(read(body, numbering=levels))] == [
        "一、总体情况", "（一）主动公开", "1.网站", "2.微信", "（二）依申请", "二、问题", "（一）人员",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "start", "printed"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 105, "一百〇五"),
        ("decimalEnclosedCircle", 3, "③"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("ideographTraditional", 2, "乙"),
        ("chineseLegalSimplified", 3, "叁"),
        ("bullet", 1, ""),
    ],
)
def test_numbers_are_written_as_their_format_says(form: str, start: int, printed: str) -> None:
    text = read(numbered("项"), numbering=numbering((form, "" if form == "bullet" else "%1."), start=start)).text
    assert text == (f"{printed}.项\n" if printed else "项\n")


def test_a_style_numbers_its_headings() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    reading = read(p("总体情况", '<w:pStyle w:val="1"/>'), styles=styles, numbering=numbering(("decimal", "第%1章 ")))
    assert blocks(reading) == [("heading", "第1章 总体情况")]


def test_deleted_text_is_not_text_and_inserted_text_is() -> None:
    body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    assert read(body).text == "新\n"


def test_a_deleted_row_is_no_row() -> None:
    row = "<w:tr>{}<w:tc>" + p("甲") + "</w:tc><w:tc>" + p("1") + "</w:tc></w:tr>"
    body = f"<w:tbl>{row.format('')}{row.format('<w:trPr><w:del/></w:trPr>')}</w:tbl>"
    assert len(read(body).grids[0].cells) == 2


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:r><w:txbxContent>{p('附件')}</w:txbxContent></w:r>"
    body = f"<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
    body += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert [text for _, text in blocks(read(body))] == ["正文", "附件"]


def test_a_nested_table_is_a_grid_inside_the_outer_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc>" + p("内") + "</w:tc><w:tc>" + p("2") + "</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('外')}</w:tc><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    small, large = sorted(read(body).grids, key=lambda grid: grid.span[1] - grid.span[0])
    holder = large.cells[1].span
    assert holder[0] <= small.span[0] and small.span[1] <= holder[1] + 1


def test_a_hyperlink_and_a_field_link_keep_their_urls() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="http://a.example/x.pdf" TargetMode="External"/></Relationships>'
    )
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = '<w:p><w:hyperlink r:id="r1"><w:r><w:t>附件1</w:t></w:r></w:hyperlink>' + field.format("begin")
    body += '<w:r><w:instrText> HYPERLINK "http://b.example" </w:instrText></w:r>' + field.format("separate")
    body += "<w:r><w:t>附件2</w:t></w:r>" + field.format("end") + "<w:r><w:t>完</w:t></w:r></w:p>"
    reading = read(body, rels=rels)
    assert [(reading.text[slice(*link.span)], link.url) for link in reading.links] == [
        ("附件1", "http://a.example/x.pdf"),
        ("附件2", "http://b.example"),
    ]


def test_footnotes_stand_at_the_end() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("注")}</w:footnote></w:footnotes>'
    assert read(p("正文"), footnotes=notes).text == "正文\n注\n"


def test_a_table_of_contents_is_navigation() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="9"><w:name w:val="toc 1"/></w:style></w:styles>'
    assert blocks(read(p("一、总体情况 1", '<w:pStyle w:val="9"/>'), styles=styles))[0][0] == "navigation"


def test_a_table_of_one_cell_is_a_frame_around_its_paragraphs() -> None:
    reading = read(f"<w:tbl><w:tr><w:tc>{p('甲')}{p('乙')}</w:tc></w:tr></w:tbl>")
    assert (reading.grids, blocks(reading)) == ((), [("paragraph", "甲"), ("paragraph", "乙")])


def test_a_large_picture_is_an_unread_region() -> None:
    body = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="3600000"/></wp:inline></w:drawing></w:r></w:p>'
    assert [problem.code for problem in read(body).problems] == ["unread_region"]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('<w:vertAlign w:val="superscript"/>', "12¹"),
        ('<w:vertAlign w:val="subscript"/>', "12¹"),
        ('<w:vertAlign w:val="baseline"/>', "121"),
        ('<w:position w:val="6"/>', "12¹"),
        ('<w:position w:val="0"/>', "121"),
        ("<w:strike/>", "12"),
        ('<w:dstrike w:val="true"/>', "12"),
        ('<w:strike w:val="0"/>', "121"),
    ],
)
def test_the_number_of_a_note_and_what_is_struck_out_are_no_digits_of_a_figure(properties: str, text: str) -> None:
    body = f"<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r></w:p>"
    assert read(body).text == f"{text}\n"


def test_two_numbers_in_one_cell_are_flagged() -> None:
    reading = read(f"<w:tbl><w:tr><w:tc>{p('1')}{p('2')}</w:tc><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>")
    assert [problem.code for problem in reading.problems] == ["merged_cells"]


def test_a_table_of_too_many_cells_is_an_unread_region() -> None:
    row = f"<w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('1')}</w:tc></w:tr>"
    reading = read_docx(package(f"{p('前')}<w:tbl>{row * 6}</w:tbl>"), limited(CONTEXT, cells=10))
    assert (reading.text, [problem.code for problem in reading.problems]) == ("前\n", ["unread_region"])


BOMB = limited(CONTEXT, unpacked_bytes=1_000_000)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package(p("x" * 2_000_000)), "unpacked"),
        (package(p("正文"))[:-30], "damaged zip"),
        (package("<w:p>"), "well-formed"),
        (package("<w:p>" * 400 + "</w:p>" * 400), "well-formed"),
    ],
)
def test_a_hostile_or_damaged_file_gives_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read_docx(data, BOMB)


@pytest.mark.parametrize("number", ["-1", "²", "", "nan", "9" * 5000, "99999999999"])
def test_a_number_that_is_none_ends_nothing(number: str) -> None:
    level = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    span = f'<w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr>'
    extent = f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{number}" cy="1"/></wp:inline></w:drawing></w:r></w:p>'
    table = f"<w:tbl><w:tr><w:tc>{span}{p('甲')}</w:tc><w:tc>{p('1')}</w:tc></w:tr></w:tbl>"
    levels = numbering(("upperLetter", "%1.")).replace('w:start w:val="1"', f'w:start w:val="{number}"')
    reading = read(p("项", level) + extent + table, numbering=levels)
    assert "项" in reading.text and len(reading.grids[0].cells) == 2 and len(reading.text) < 1000


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "lol">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY a SYSTEM "http://evil.example/x">'],
)
def test_entities_are_refused_and_never_replaced(entity: str) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        xml = f"<!DOCTYPE x [{entity}]><w:document {W}><w:body>{p('&a;')}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    with pytest.raises(UnreadableSource, match="document type"):
        read_docx(target.getvalue(), CONTEXT)


def test_an_archive_of_too_many_members_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="members"):
        read_docx(package(p("正文"), **{f"x{i}": "" for i in range(20)}), limited(CONTEXT, members=10))


A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
SIZE = 'cx="5400000" cy="3600000"'


def drawing(content: str) -> str:
    return f"<w:p><w:r><w:drawing><wp:inline><wp:extent {SIZE}/>{content}</wp:inline></w:drawing></w:r></w:p>"


def picture(name: str, size: str = SIZE) -> str:
    fill = f'<pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill><pic:spPr><a:xfrm><a:ext {size}/></a:xfrm></pic:spPr>'
    return f"<pic:pic {PIC} {A}>{fill}</pic:pic>"


SMALL = 'cx="54000" cy="36000"'
BOX = f"<w:txbxContent>{p('框')}{drawing(picture('x'))}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (drawing(picture("x")), 1),
        (drawing(picture("x") + picture("y")), 2),
        (drawing(picture("x") + picture("y", SMALL)), 1),
        (drawing("<chart/>"), 1),
        (f"<w:p><w:r><w:pict><v:shape {V} style='width:415pt; height:20.5cm'><v:imagedata r:id='x'/></v:shape></w:pict></w:r></w:p>", 1),
        (f"<w:p><w:r><w:pict><v:shape {V} style='width:16px;height:16px'><v:imagedata r:id='x'/></v:shape></w:pict></w:r></w:p>", 0),
        (f"<w:p><w:r><w:object><v:shape {V} style='height:5in;width:5in'><v:imagedata r:id='x'/></v:shape></w:object></w:r></w:p>", 1),
        (drawing(BOX), 1),
        (f"<w:p><w:del><w:r><w:drawing><wp:inline><wp:extent {SIZE}/></wp:inline></w:drawing></w:r></w:del></w:p>", 0),
    ],
    ids=["one", "a group", "a group with an ornament", "a chart", "of older Word", "an icon", "an embedded object", "in a text box", "deleted"],
)
def test_every_large_picture_is_reported_once(body: str, count: int) -> None:
    found = [problem for problem in read(body).problems if problem.code == "unread_region"]
    assert len(found) == count
    assert all("picture of" in problem.message for problem in found)


def test_pictures_are_read_in_their_place_and_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    target = BytesIO()
    Image.new("L", (400, 300), 255).save(target, "PNG")
    targets = "".join(f'<Relationship Id="{name}" Target="media/{name}.png"/>' for name in "xy")
    body = f"{p('前')}{drawing(picture('x') + picture('y'))}{p('后')}"
    made = package(body, rels=f'<Relationships xmlns="{RELATIONSHIPS}">{targets}</Relationships>')
    reading = read_docx(with_members(made, {f"word/media/{name}.png": target.getvalue() for name in "xy"}), CONTEXT)
    assert reading.text == f"前\n{TABLE}\n{TABLE}\n后\n"
    assert ([grid.page for grid in reading.grids], reading.recognised) == ([1, 2], (1, 2))
