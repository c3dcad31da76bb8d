"""A message instead of a file is a failure with its reason; so is what is known and not read."""

from __future__ import annotations

import pytest

from extract.readers import UnreadableSource, read
from extract.readers.refused import LONGEST_MESSAGE

REPORT = "<html><title>2023年年报</title>" + "<p>全年依法公开政府信息。</p>" * 60
SKINNED = "<html><title>404 页面不存在</title>" + "<p>首页 政务公开 办事服务 互动交流</p>" * 60


def codes(markup: str, uri: str) -> list[str]:
    return [problem.code for problem in read(markup.encode(), uri=uri).problems]


@pytest.mark.parametrize("ending", ["pdf", "doc", "docx", "xls", "xlsx", "ofd", "zip", "jpg"])
@pytest.mark.parametrize(
    "markup", ["<html><title>404 Not Found</title><h1>nginx</h1>", SKINNED, '{"code": 500, "msg": "文件不存在"}']
)
def test_an_error_page_under_a_files_name_is_a_failure_that_quotes_it(ending: str, markup: str) -> None:
    with pytest.raises(UnreadableSource, match=r"declared as .* a message in text/(html|plain): .*(404|不存在)"):
        read(markup.encode(), uri=f"http://x.example/a.{ending}")


def test_what_the_server_declared_counts_too() -> None:
    with pytest.raises(UnreadableSource, match="declared as application/pdf"):
        read(b"<html><body>Forbidden</body></html>", uri="http://x.example/show?id=3", declared_type="application/pdf")


@pytest.mark.parametrize(
    "markup", [REPORT, "<html><table><tr><td>公告<td>36<tr><td>通知<td>4</table>"], ids=["a report", "a table"]
)
def test_a_page_with_content_under_a_files_name_is_read_and_the_name_is_a_problem(markup: str) -> None:
    assert "type_mismatch" in codes(markup, "http://x.example/a.xls")


def test_a_short_page_under_its_own_name_is_read() -> None:
    assert codes("<html><p>404 件</p>", "http://x.example/a.html") == []
    assert len(REPORT) > LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<?xml version="1.0"?><feed/>', "an XML file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, "no document is found"),
        (b"Rar!\x1a\x07\0", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x7fELF", "no reader for application/x-elf"),
    ],
)
def test_what_is_known_and_not_read_says_why_and_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        read(data, uri="http://x.example/a")
    assert refusal.value.advice


def test_an_encrypted_office_file_is_said_to_be_encrypted() -> None:
    name = b"\0\0" + "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    with pytest.raises(UnreadableSource, match="encrypted with a password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + name, uri="http://x.example/a.docx")
