"""A document's own number (发文字号): in its head, its title, its properties; not one that it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.document import Document
from extract.properties import Properties, declared_values
from extract.title import Title, head_lines
from normalize.document_numbers import DocumentNumber, find_document_numbers

_AROUND = re.compile(r"[\s()（）【】\[\]\d〇○零一二三四五六七八九十年月日/.:-]*(?:签发人?[:：].*)?")
"""What may stand beside a document's number on its line: brackets, the day of issue, who signed for printing."""


def stands_alone(line: str, start: int, end: int) -> bool:
    """Whether the number in `line[start:end]` has its line to itself, but for a date."""
    return bool(_AROUND.fullmatch(line[:start]) and _AROUND.fullmatch(line[end:]))


def find_document_number(
    body: Document, title: Title | None, properties: Properties, declared: Mapping[str, str]
) -> str | None:
    """The number, its brackets 〔〕, from the head of `body` (the document without boilerplate), from the
    table of properties, or as the page declares it; None where there is none."""
    for line in head_lines(body):
        printed_line = body.line_text(line)
        in_title = title is not None and title.start <= line.start < title.end
        for text in (printed_line, "".join(printed_line.split())):
            for found in find_document_numbers(text):
                if stands_alone(text, found.start, found.end) or (in_title and _outside_quotes(text, found)):
                    return found.value
    if title and (whole := [n for n in find_document_numbers(title.text) if _outside_quotes(title.text, n)]):
        return whole[0].value
    printed = (found.value for found in properties.get("number", ()))
    for value in (*printed, *declared_values(declared, "number")):
        numbers = find_document_numbers(value)
        if numbers:
            return numbers[0].value
    return None


def _outside_quotes(text: str, number: DocumentNumber) -> bool:
    """Whether a number in a title is not that of a document named there in 《》."""
    return text.count("《", 0, number.start) == text.count("》", 0, number.start)
