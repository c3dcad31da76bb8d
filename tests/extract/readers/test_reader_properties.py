"""What holds for any bytes and any page."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.readers import UnreadableSource, read
from extract.readers.charset import decode
from extract.readers.sniff import HTML, MHTML, SIGNATURES, TEXT, sniff

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\t\r\n\f\x85")
HAN = st.text(
    st.sampled_from("海关政府信息公开年度报告受理申请件0123456789，。、\n"), min_size=4, max_size=200
)

BEGINNINGS = (
    b"",
    b"<html>",
    b"<html><table><tr><td>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n",
)

SPANS = st.sampled_from(
    ["", " rowspan=2", " colspan=2", " rowspan=0", " colspan=65534 rowspan=65534", " colspan=3 rowspan=3"]
)
PIECES = st.sampled_from(["", " ", "\n", "&nbsp;", "一", "受理 36 件", "&lt;b&gt;", "\x00", "a  b"])


def element(name, content, attributes=""):
    return f"<{name}{attributes}>{content}</{name}>"


def wrapped(children):
    inner = st.lists(children, max_size=4).map("".join)
    row = st.lists(st.builds(element, st.sampled_from(["td", "th"]), children, SPANS), max_size=4).map(
        "".join
    )
    table = st.lists(row.map(lambda cells: element("tr", cells)), max_size=4).map("".join)
    return st.one_of(
        st.builds(
            element,
            st.sampled_from(["p", "div", "h2", "li", "nav", "a href='x'", "b", "pre", "ul", "span"]),
            inner,
        ),
        table.map(lambda rows: element("table", rows)),
        inner.map(lambda text: text + "<br>"),
        inner.map(lambda text: f"<p style='display:none'>{text}</p>"),
        row.map(lambda cells: element("table", cells)),
    )


PAGES = st.lists(st.recursive(PIECES, wrapped, max_leaves=30), max_size=5).map(
    lambda parts: f"<html>{''.join(parts)}</html>"
)


def assert_sound(reading):
    """Blocks in order, apart and inside the text; grids and links inside it; every span forward."""
    end = 0
    for block in reading.blocks:
        assert end <= block.span[0] < block.span[1] <= len(reading.text)
        end = block.span[1]
    for grid in reading.grids:
        for cell in grid.cells:
            assert grid.span[0] <= cell.span[0] <= cell.span[1] <= grid.span[1] <= len(reading.text)
    for link in reading.links:
        assert 0 <= link.span[0] <= link.span[1] <= len(reading.text)
    for problem in reading.problems:
        assert problem.span is None or 0 <= problem.span[0] <= problem.span[1] <= len(reading.text)


@given(
    st.sampled_from(BEGINNINGS),
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/plain", "x"]),
)
@settings(deadline=None)
def test_any_bytes_of_text_or_html_give_a_sound_reading_or_are_refused(beginning, data, declared):
    try:
        assume(sniff(beginning + data, declared_type=declared) in (TEXT, HTML, MHTML))
        reading = read(beginning + data, uri="a.bin", declared_type=declared, declared_charset="gbk")
    except UnreadableSource as refusal:
        assert refusal.reason and refusal.advice
    else:
        assert_sound(reading)


@given(st.sampled_from([b"", *(signature for signature, _ in SIGNATURES)]), st.binary(max_size=300))
def test_any_bytes_have_a_type_or_are_refused(signature, data):
    try:
        assert "/" in sniff(signature + data)
    except UnreadableSource as refusal:
        assert refusal.reason and refusal.advice


@given(st.text(CHARACTERS))
@settings(deadline=None)
def test_any_text_survives_as_utf8(text):
    reading = read(("标题：" + text).encode(), uri="a.txt")
    assert reading.text == "标题：" + text
    assert_sound(reading)


@given(
    HAN, st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.sampled_from([None, "utf-8", "gb2312", "big5"])
)
@settings(deadline=None)
def test_a_chinese_text_survives_any_charset_and_any_declaration_that_the_bytes_refute(
    text, encoding, declared
):
    text = "松江海关2021年政府信息公开工作年度报告\n" + text
    assert decode(text.encode(encoding), declared=[declared] if declared else []).text == text


@given(st.binary(max_size=300), st.lists(st.text(max_size=10), max_size=2))
def test_any_bytes_and_labels_are_decoded(data, labels):
    decoded = decode(data, declared=labels)
    for problem in decoded.problems:
        assert problem.span is None or set(decoded.text[slice(*problem.span)]) == {"\ufffd"}


@given(PAGES)
@settings(deadline=None)
def test_any_page_gives_lines_in_order(markup):
    reading = read(markup.encode(), uri="http://x.example/a")
    assert_sound(reading)
    for block in reading.blocks:
        line = reading.text[slice(*block.span)]
        assert "\n" not in line and line.strip()
        assert block.span[0] == 0 or reading.text[block.span[0] - 1] in "\n\t"
        assert block.span[1] == len(reading.text) or reading.text[block.span[1]] in "\n\t"


@given(PAGES)
@settings(deadline=None)
def test_the_cells_of_any_grid_tile_it_without_overlap(markup):
    for grid in read(markup.encode(), uri="http://x.example/a").grids:
        places = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(places) == len(set(places))
        assert len({(cell.row, cell.column) for cell in grid.cells}) == len(grid.cells)


@given(PAGES)
@settings(deadline=None)
def test_reading_a_page_twice_gives_the_same(markup):
    assert read(markup.encode(), uri="a.html") == read(markup.encode(), uri="a.html")
