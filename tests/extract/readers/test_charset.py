"""Bytes become the characters that were written, whatever was declared."""

import time

import pytest

from extract.readers.charset import LABELS, decode, meta_charset, unmarked_utf16

SIMPLIFIED = "松江海关2021年政府信息公开工作年度报告。\n本年度受理申请36件,办结33件。\n"
TRADITIONAL = "松江海關2021年政府信息公開工作年度報告。\n本年度受理申請36件,辦結33件。\n"


def codes(decoded):
    return [problem.code for problem in decoded.problems]


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED + "㐂𠀀", "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL + "㗎", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("plain ASCII\n", "ascii", "utf-8"),
        ("ASCII without a mark\r\n", "utf-16-le", "utf-16-le"),
    ],
)
def test_the_bytes_alone_tell_the_charset(text, encoding, charset):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.charset, decoded.problems) == (text, charset, ())


@pytest.mark.parametrize("bom", ["utf-16-le", "utf-16-be"])
def test_a_utf16_mark_is_consumed(bom):
    decoded = decode(("\ufeff" + SIMPLIFIED).encode(bom))
    assert (decoded.text, decoded.charset) == (SIMPLIFIED, "utf-16")


def test_a_utf8_mark_stays_as_python_leaves_it():
    data = SIMPLIFIED.encode("utf-8-sig")
    assert decode(data).text == data.decode("utf-8") == "\ufeff" + SIMPLIFIED


@pytest.mark.parametrize("word", ["海关", "总署", "春节", "公告"])
def test_one_word_of_gb2312_is_enough_where_it_is_declared(word):
    assert decode(word.encode("gb2312"), declared=["gb2312"]).text == word


@pytest.mark.parametrize("word", ["海關", "總署", "年報", "公告"])
def test_one_word_of_big5_is_enough_where_it_is_declared(word):
    assert decode(word.encode("big5"), declared=["big5"]).text == word


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("gb18030", "utf-8"),
        ("gb18030", "big5"),
        ("gb18030", "iso-8859-1"),
        ("gb18030", "windows-1252"),
        ("utf-8", "gb2312"),
        ("utf-8", "big5"),
        ("utf-8", "utf-16"),
        ("utf-8", "no-such-charset"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "gbk"),
    ],
)
def test_a_wrong_declaration_is_overruled_and_reported(encoding, label):
    decoded = decode(SIMPLIFIED.encode(encoding), declared=[label])
    assert decoded.text == SIMPLIFIED
    assert codes(decoded) == ["charset_mismatch"]
    assert label in decoded.problems[0].message and decoded.charset in decoded.problems[0].message


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", ' "gb18030" '),
        ("utf-8", "UTF8"),
        ("utf-16", "utf-16le"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_a_label_that_means_the_same_charset_is_no_mismatch(encoding, label):
    decoded = decode(SIMPLIFIED.encode(encoding), declared=[label])
    assert (decoded.text, decoded.problems) == (SIMPLIFIED, ())


def test_every_label_names_a_codec_of_python():
    assert all("x".encode(name) for name in LABELS)


def test_a_text_of_ascii_alone_contradicts_no_declaration():
    assert decode(b"12360", declared=["gb2312", "windows-1252"]).problems == ()


def test_each_wrong_declaration_is_named_once():
    decoded = decode(SIMPLIFIED.encode(), declared=["gbk", "gbk", "utf-8", "big5"])
    assert [problem.message.split()[2].rstrip(",") for problem in decoded.problems] == ["gbk", "big5"]


def test_a_broken_byte_in_utf8_costs_its_place_and_nothing_else():
    data = bytearray(SIMPLIFIED.encode())
    data[1] = 0x41
    decoded = decode(bytes(data))
    assert decoded.charset == "utf-8"
    assert decoded.text.endswith(SIMPLIFIED[1:])
    assert set(codes(decoded)) == {"lossy_mojibake"}
    assert all(set(decoded.text[slice(*p.span)]).pop() == "\ufffd" for p in decoded.problems)


def test_a_broken_byte_in_gb18030_is_marked_where_it_stands():
    data = SIMPLIFIED.encode("gb18030").replace("年度".encode("gb18030"), b"\xff\xff", 1)
    decoded = decode(data)
    assert decoded.charset == "gb18030"
    assert codes(decoded) == ["lossy_mojibake"]
    start, end = decoded.problems[0].span
    assert decoded.text[:start] == SIMPLIFIED[: SIMPLIFIED.index("年度")]
    assert set(decoded.text[start:end]) == {"\ufffd"}


def test_a_character_cut_in_two_at_the_end_is_lost_only_where_the_data_is_whole():
    data = SIMPLIFIED.strip().encode() + "海".encode()[:2]
    assert codes(decode(data)) == ["lossy_mojibake"]
    assert decode(data, whole=False).text == SIMPLIFIED.strip()
    assert decode(data, whole=False).problems == ()


def test_a_replacement_character_that_the_file_itself_holds_is_no_loss_of_ours():
    assert decode("海\ufffd关的报告".encode()).problems == ()


def test_thousands_of_losses_are_summed_up():
    decoded = decode(("海关的年度报告" + "\ufffd").encode().replace(b"\xef\xbf\xbd", b"\xff") * 5000)
    assert len(decoded.problems) == 1001
    assert decoded.problems[-1].span[1] == len(decoded.text)


def test_bytes_that_look_like_no_chinese_are_doubted():
    decoded = decode("Žluťoučký kůň úpěl ďábelské ódy".encode("cp1250"))
    assert "charset_mismatch" in codes(decoded)


def test_a_declared_western_charset_holds_where_nothing_speaks_against_it():
    assert decode("un café crème".encode("latin-1"), declared=["iso-8859-1"]).text == "un café crème"


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xfe", b"\x80", b"\0", b"\0\0\0", b"\xfe\xff\xd8"])
def test_the_shortest_inputs_are_decoded(data):
    assert isinstance(decode(data).text, str)


@pytest.mark.parametrize("data", ["海关".encode("gb18030"), b"GIF89a", b"\0\1\2\3" * 50, b""])
def test_what_is_no_utf16_is_not_taken_for_it(data):
    assert unmarked_utf16(data) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<meta charset=gbk>", "gbk"),
        (b'<META CHARSET = "GB2312" />', "GB2312"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
        (b"<meta name=author content=x><meta charset='big5'>", "big5"),
        (b"<p>charset=gbk</p>", None),
        (b"x" * 10_000 + b"<meta charset=gbk>", None),
    ],
)
def test_the_first_meta_names_the_charset(head, expected):
    assert meta_charset(head) == expected


def test_clean_utf8_is_decoded_without_a_detector():
    data = SIMPLIFIED.encode() * 20_000
    start = time.process_time()
    decode(data)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("label", ["utf-16", "ucs-2", "utf-16le"])
def test_wide_characters_declared_without_a_mark_are_decoded_whatever_they_are(label):
    assert decode(b"\x00\x81", declared=[label]).text
