"""What a .doc says of its own text, and what is signalled where a conversion has less."""

from __future__ import annotations

import struct
from contextlib import suppress
from random import Random

import pytest

from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.word import legacy
from extract.readers.word.binary import NotADoc, read_doc
from tests.extract.formats.compound import compound
from tests.extract.formats.wordml import p, package
from tests.generator.mutate import mutated

DOC = Context("a.doc", "application/msword")


def doc(text: str, flags: int = 0, compressed: str = "") -> bytes:
    """A .doc of two pieces, `text` and the Latin `compressed`, as small as [MS-DOC] allows."""
    length = len(text) + len(compressed)
    pieces = struct.pack("<III", 0, len(text), length)
    pieces += struct.pack("<HIH", 0, 1024, 0) + struct.pack("<HIH", 0, 0x40000000 | 2 * 3072, 0)
    table = (b"\x02" + struct.pack("<I", len(pieces)) + pieces).ljust(4096, b"\0")
    main = bytearray(4096)
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<i", main, 0x4C, length)
    struct.pack_into("<II", main, 0x01A2, 0, 5 + len(pieces))
    main[1024 : 1024 + 2 * len(text)] = text.encode("utf-16-le")
    main[3072 : 3072 + len(compressed)] = compressed.encode("cp1252")
    return compound({"WordDocument": bytes(main[:4096]), "0Table": table})


def converted(monkeypatch: pytest.MonkeyPatch, body: str, data: bytes) -> list[str]:
    """The problems of reading a .doc that LibreOffice turns into a .docx of such a body."""
    monkeypatch.setattr(legacy.shutil, "which", lambda _: "soffice")
    monkeypatch.setattr(legacy, "_converted", lambda *_: package(body))
    return [problem.message for problem in legacy.read_legacy_word(data, DOC).problems]


def test_the_text_is_put_together_from_its_pieces() -> None:
    assert read_doc(doc("项目\x0736\x07\x07", compressed="caf\xe9\r")).text == "项目\x0736\x07\x07caf\xe9\r"


def test_the_instructions_of_fields_are_no_text() -> None:
    assert read_doc(doc("共\x13 PAGE \x14 3 \x15页\x13 TC x \x15。")).text == "共 3 页。"


def test_an_encrypted_file_is_refused_before_it_is_converted() -> None:
    with pytest.raises(UnreadableSource, match="encrypted with a password"):
        legacy._printed(doc("", flags=0x0100))


@pytest.mark.parametrize("data", [b"", b"{\\rtf1}", doc("甲")[:600], doc("甲").replace(b"\xec\xa5", b"\0\0", 1)])
def test_what_is_no_doc_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotADoc):
        read_doc(data)


def test_no_damage_is_worse_than_no_doc() -> None:
    for seed in range(200):
        with suppress(NotADoc):
            read_doc(mutated(doc("项目\x0736\x07\x07"), Random(seed)))


TABLE = "项目\x07数量\x07\x07公告\x0736\x07\x07通知\x074\x07\x07"
ROWS = "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("项目", "数量"), ("公告", "36"), ("通知", "4")))


COMPARE = ": compare its tables with the file"


def test_a_conversion_that_drops_one_of_two_grids_is_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = "".join(map(p, ("项目", "数量", "公告", "36", "通知", "4")))
    found = converted(monkeypatch, f"<w:tbl>{ROWS}</w:tbl>{flat}", doc(TABLE + TABLE))
    assert found == [f"the file holds tables (18 marks of cells), the conversion fewer (9){COMPARE}"]


def test_merged_cells_and_a_frame_around_text_are_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    merged = "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge{start}/></w:tcPr>{p('甲')}</w:tc><w:tc>{p('1')}</w:tc></w:tr>"
        for start in (' w:val="restart"', "", "", "", "", "")
    )
    frame = f"<w:tbl><w:tr><w:tc>{p('附注')}</w:tc></w:tr></w:tbl>"
    assert converted(monkeypatch, f"<w:tbl>{merged}</w:tbl>{frame}", doc("甲\x071\x07\x07" + "\x071\x07\x07" * 5 + "附注\x07\x07")) == []


def test_a_conversion_that_keeps_all_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    assert converted(monkeypatch, f"<w:tbl>{ROWS}</w:tbl>", doc(TABLE)) == []


def test_a_conversion_that_drops_the_grid_is_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = "".join(map(p, ("项目", "数量", "公告", "36", "通知", "4")))
    assert converted(monkeypatch, flat, doc(TABLE)) == [f"the file holds tables (9 marks of cells), the conversion none{COMPARE}"]


def test_a_conversion_that_drops_text_is_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    assert converted(monkeypatch, p("公告"), doc("公告36通知4项目")) == ["the conversion kept 2 of the file's 9 characters and figures"]


def test_the_cells_of_rich_text_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rtf = rb"{\rtf1 " + rb"\cell" * 9 + rb"}"
    assert converted(monkeypatch, p("36"), rtf) == [f"the file holds tables (9 marks of cells), the conversion none{COMPARE}"]
