"""Content streams lexed by one regular expression: pdfminer's own lexer is two thirds of pdfplumber's time.

Only plain streams are taken: on an inline image, a comment, nested parentheses or anything else that is
rare in a page of a table, `Unlexed` is raised and the page goes to pdfminer's own lexer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT

from extract.limits import MIB

_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)"  # a string without parentheses of its own
    rb"|<[0-9A-Fa-f\s]*>|<<|>>|[\[\]]"
    rb"|/?[^\s\x00\[\]<>(){}/%]+"  # a name, a number, an operator
    rb"|[^\s\x00]",
    re.DOTALL,
)
_NUMBER = re.compile(rb"[+-]?(?:\d+(\.\d*)?|(\.\d+))")
_NAME = re.compile(rb"/[!-~]+")
_ESCAPE = re.compile(rb"\\([0-3]?[0-7]{1,2}|[nrtbf()\\])", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INLINE_IMAGE = {b"BI", b"ID", b"EI"}

MAX_CONTENT = 4 * MIB
"""Bytes of a content stream, unpacked, that no page of a report comes near."""


class Unlexed(ValueError):
    """A stream that is left to pdfminer's own lexer."""


class QuickInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter of a page with a quicker lexer; what the operators do is pdfminer's."""

    def execute(self, streams: Sequence[object]) -> None:
        """Run the operators of the streams; raises Unlexed on one that is not plain."""
        found = [stream_value(stream) for stream in streams]
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        if len(self.stream_ids) < len(found) or self.stream_ids & self.parent_stream_ids:
            raise Unlexed("a stream that contains itself")
        content = b"\n".join(stream.get_data() for stream in found)
        if len(content) > MAX_CONTENT:
            raise OverflowError(f"{len(content)} bytes of content on one page")
        outer: list[list[Any]] = []
        operands: list[Any] = self.argstack
        for token in _TOKEN.findall(content):
            operator = _OPERATORS.get(token)
            if operator is not None:
                if outer:
                    raise Unlexed(f"{token!r} inside a list")
                method, count = operator
                arguments = operands[-count:] if count else []
                del operands[len(operands) - len(arguments) :]
                if len(arguments) == count:  # else too few, and pdfminer does nothing
                    method(self, *arguments)
                operands = self.argstack
            elif token in _OPEN:
                outer.append(operands)
                operands = []
            elif token in _CLOSE:
                if not outer:
                    raise Unlexed(f"{token!r} closes nothing")
                inner, operands = operands, outer.pop()
                operands.append(inner if token == b"]" else _dictionary(inner))
            else:
                operands.append(_operand(token))


_OPEN, _CLOSE = {b"[", b"<<"}, {b"]", b">>"}


def _operators() -> dict[bytes, tuple[Callable[..., None], int]]:
    """pdfminer's methods by the operator that each carries out, and how many operands it takes."""
    spelt = {"_q": "'", "_w": '"'}
    found = {}
    for name in dir(PDFPageInterpreter):
        if name.startswith("do_"):
            method = getattr(PDFPageInterpreter, name)
            operator = spelt.get(name[3:], name[3:].replace("_a", "*")).encode()
            found[operator] = (method, method.__code__.co_argcount - 1)
    return {operator: how for operator, how in found.items() if operator not in _INLINE_IMAGE}


_OPERATORS = _operators()


@lru_cache(maxsize=4096)
def _operand(token: bytes) -> object:
    """A number, a name or a string."""
    if number := _NUMBER.fullmatch(token):
        return int(token) if number.lastindex is None else float(token)
    if _NAME.fullmatch(token) and b"#" not in token:
        return LIT(token[1:].decode("ascii"))
    if token[:1] == b"(" and token[-1:] == b")" and len(token) > 1:
        return _string(token[1:-1])
    if token[:1] == b"<" and token[-1:] == b">":
        digits = b"".join(token[1:-1].split())
        if len(digits) % 2 == 0:
            return bytes.fromhex(digits.decode("ascii"))
    raise Unlexed(f"{token[:40]!r} is neither an operator nor a plain operand")


def _string(inside: bytes) -> bytes:
    if b"\\" not in inside:
        return inside
    if b"\\" in _ESCAPE.sub(b"", inside):
        raise Unlexed("a string with a rare escape")
    return _ESCAPE.sub(_unescaped, inside)


def _unescaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes((int(sign, 8),)) if sign.isdigit() else _ESCAPED.get(sign, sign)


def _dictionary(inner: list[Any]) -> dict[str, Any]:
    """Names and values in turn, as the properties of marked content are given."""
    names = [name.name for name in inner[::2] if hasattr(name, "name")]
    if len(names) * 2 != len(inner):
        raise Unlexed("a dictionary whose keys are not names")
    return dict(zip(names, inner[1::2], strict=True))
