"""Damage by the dozen, seeded: whatever becomes of a file, it gives a record or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from extract.extract import extract_record
from extract.readers.errors import UnreadableSource
from tests.extract.formats.forms import applications, disclosure
from tests.extract.formats.wordml import linked_and_numbered
from tests.generator.mutate import mutated, mutated_archive
from tests.generator.render.docx import render_docx
from tests.generator.render.html import render_html
from tests.generator.render.ofd import render_ofd

xlsx = pytest.importorskip("tests.generator.render.xlsx", reason="XlsxWriter renders a workbook of these tests")

REPORT = ("澜州海关2023年政府信息公开工作年度报告", "收到申请12件，其中网上申请9件，占75%。", applications(), disclosure())

SOURCES: dict[str, tuple[bytes, Callable[[bytes, Random], bytes]]] = {
    "html": (render_html(REPORT), mutated),
    "docx": (render_docx(REPORT), mutated_archive),
    "lists.docx": (linked_and_numbered(), mutated_archive),
    "xlsx": (xlsx.render_xlsx({"Sheet1": applications(), "主动公开": disclosure()}), mutated_archive),
    "ofd": (render_ofd(REPORT[1:]), mutated_archive),
}


@pytest.mark.parametrize("name", SOURCES)
def test_any_damage_gives_a_record_or_its_reason(name: str) -> None:
    data, mutate = SOURCES[name]
    for seed in range(30):
        try:
            record = extract_record(mutate(data, Random(seed)), uri=f"{seed}.{name}")
        except UnreadableSource as error:
            assert error.reason and error.advice, seed
        else:
            spans = [problem.span for problem in record.problems if problem.span]
            assert all(0 <= start <= end <= len(record.text) for start, end in spans), seed
