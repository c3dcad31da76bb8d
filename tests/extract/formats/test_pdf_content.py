"""The quick lexer of content streams reads what pdfminer's own reads, or leaves the stream to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream

from extract.readers.pdf.content import QuickInterpreter, Unlexed

UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def calls(interpreter: type[PDFPageInterpreter], *contents: bytes) -> list[tuple[Any, ...]]:
    """What the interpreter has its device draw, tag and show for content streams."""
    seen: list[tuple[Any, ...]] = []

    class Device(PDFPageAggregator):
        def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
            seen.append(("path", gstate.scolor, gstate.ncolor, gstate.linewidth, self.ctm, stroke, fill, evenodd, path))

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            seen.append(("tag", tag, props))

        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            seen.append(("text", list(seq), textstate.fontsize, textstate.matrix, textstate.charspace))

    manager = PDFResourceManager()
    streams = [PDFStream({}, content) for content in contents]
    for number, stream in enumerate(streams, start=1):
        stream.set_objid(number, 0)
    interpreter(manager, Device(manager)).render_contents({}, streams, UNMOVED)
    return seen


numbers = st.one_of(
    st.integers(-999, 9999).map(lambda n: b"%d" % n),
    st.floats(-999, 999).map(lambda x: f"{x:.3f}".encode()),
    st.sampled_from([b".5", b"-.25", b"+3", b"4."]),
)
strings = st.one_of(
    st.binary(max_size=6).map(lambda data: b"<" + data.hex().encode() + b">"),
    st.text("ab 12\\()\n", max_size=6).map(
        lambda text: b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    ),
    st.sampled_from([rb"(\053\7)", rb"(a(b)c)", rb"(\q)", b"(\\\n)", b"(\r\n)", b"<4 1>", b"<414>"]),
)
names = st.sampled_from([b"/F1", b"/P", b"/A#20B", b"/"])
lists = st.lists(st.one_of(strings, numbers), max_size=4).map(lambda items: b"[" + b"".join(items) + b"]")
steps = st.one_of(
    st.tuples(numbers, numbers, numbers, numbers, st.just(b"re f")),
    st.tuples(numbers, numbers, st.just(b"m"), numbers, numbers, st.just(b"l S")),
    st.tuples(numbers, numbers, numbers, st.sampled_from([b"rg", b"RG", b"G", b"w", b"cm"])),
    st.tuples(names, numbers, st.just(b"Tf")),
    st.tuples(strings, st.sampled_from([b"Tj", b"'"])),
    st.tuples(lists, st.just(b"TJ")),
    st.tuples(numbers, numbers, strings, st.just(b'"')),
    st.tuples(names, st.just(b"<</MCID"), numbers, st.just(b"/L/X>>BDC")),
    st.sampled_from([(b"q",), (b"Q",), (b"BT",), (b"ET",), (b"EMC",), (b"T*",), (b"% note\n",), (b"true",), (b"xx",)]),
)
streams = st.lists(steps, max_size=12).map(lambda found: b"\n".join(b" ".join(step) for step in found))


@given(streams, streams)
def test_a_stream_is_read_as_pdfminer_reads_it_or_left_to_it(first: bytes, second: bytes) -> None:
    try:
        quick = calls(QuickInterpreter, first, second)
    except Unlexed:
        return
    assert quick == calls(PDFPageInterpreter, first, second)


@pytest.mark.parametrize(
    "content",
    [
        b"q 1 0 0 1 0 0 cm 70 178 175.5 -20.4 re S Q",
        b"BT /F1 10.5 Tf 1 0 0 1 90 700.25 Tm [<0102> -250.5 (a\\)b)] TJ ET",
        b"/P <</MCID 3 /Lang (zh)>> BDC 0 0 m 10 0 l S EMC",
        b"(\\101\\n) Tj .5 g 1 2 ' -3 w",
    ],
)
def test_the_streams_of_common_writers_are_read_quickly(content: bytes) -> None:
    assert calls(QuickInterpreter, content) == calls(PDFPageInterpreter, content)


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        b"% a comment\n0 0 m",
        b"(a(b)c) Tj",
        rb"(\q) Tj",
        b"[1 0 0 m]",
        b"] TJ",
        b"<< 1 2 >> BDC",
        b"<414> Tj",
        b"(cut",
        b"12abc w",
    ],
)
def test_a_stream_that_is_not_plain_is_left_to_pdfminer(content: bytes) -> None:
    with pytest.raises(Unlexed):
        calls(QuickInterpreter, content)


def test_content_of_many_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.pdf.content.MAX_CONTENT", 10)
    with pytest.raises(OverflowError, match="12 bytes"):
        calls(QuickInterpreter, b"0 0 10 10 re")
