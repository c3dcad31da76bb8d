"""A page that a browser saved as one file is read as the page."""

import pytest

from extract.readers import UnreadableSource, read

PAGE = "<html><head><title>年报</title></head><body><p>受理36件</p><a href='/x.pdf'>附件</a></body></html>"


def archive(part_headers, body, kind="multipart/related"):
    head = f'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: {kind};\r\n\tboundary="b"\r\n\r\n'
    image = b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    return head.encode() + image + f"--b\r\n{part_headers}\r\n\r\n".encode() + body + b"\r\n--b--\r\n"


def quoted_printable(text, charset="utf-8"):
    return "".join(f"={byte:02X}" for byte in text.encode(charset)).encode()


def test_the_html_part_is_read_and_its_address_is_the_base():
    headers = (
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: http://songjiang.example.gov.cn/gk/index.html"
    )
    reading = read(archive(headers, quoted_printable(PAGE)), uri="saved.mht")
    assert (reading.text, reading.media_type) == ("受理36件\n附件", "multipart/related")
    assert [link.url for link in reading.links] == ["http://songjiang.example.gov.cn/x.pdf"]
    assert reading.metadata["title"] == "年报"
    assert reading.problems == ()


def test_the_charset_of_the_part_counts_as_declared():
    headers = 'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable'
    reading = read(archive(headers, quoted_printable(PAGE, "gb18030")), uri="a.mht")
    assert (reading.text, reading.problems) == ("受理36件\n附件", ())


def test_an_eight_bit_part_is_read():
    reading = read(
        archive("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", PAGE.encode()),
        uri="a.mhtml",
    )
    assert reading.text == "受理36件\n附件"


def test_an_archive_without_a_page_is_refused():
    with pytest.raises(UnreadableSource, match="without an HTML part"):
        read(archive("Content-Type: text/css", b"p{}"), uri="a.mht")


def test_parts_nested_without_end_are_refused():
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
    for depth in range(3000):
        data += b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (depth, depth + 1)
    with pytest.raises(UnreadableSource):
        read(data, uri="a.mht")


def test_a_broken_encoding_gives_what_can_be_read():
    headers = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64"
    assert read(archive(headers, b"PGh0bWw+eA=!!"), uri="a.mht").media_type == "multipart/related"


@pytest.mark.parametrize(
    ("source", "name"),
    [("/t.png", "Content-Location: http://x.example/t.png"), ("cid:t.1@x", "Content-ID: <t.1@x>"), ("/other.png", "Content-ID: <1>")],
)
def test_the_pictures_saved_with_a_page_are_those_it_shows(monkeypatch, source, name):
    asked = []
    monkeypatch.setattr("extract.readers.ocr.pictures.PictureReader.layout", lambda self, data: asked.append(data))
    page = f"Content-Type: text/html\r\nContent-Location: http://x.example/a.html\r\n\r\n<p>x<img src='{source}'>"
    data = archive(page + f"\r\n--b\r\nContent-Type: image/png\r\n{name}", b"saved")
    read(data, uri="a.mht", pictures={"http://x.example/other.png": b"beside"}.get)
    assert asked == [b"beside" if "other" in source else b"saved"]
