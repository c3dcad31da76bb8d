"""A line of one piece repeated, as a broken export prints it, takes time as its length and not as its square."""

from __future__ import annotations

import time

import pytest

from extract.extract import extract_record

PIECES = [
    "36", "公", "36，", "1.", "2023年", "（", "《", "“", " ", "\t", "5%", "一", "一、", "万", "收到申请36件", "-", "—", "_", "1/", "a",
    "http://", "a@", "：", "３", "|", "1 ", "1,234,", "2023-", "第", "其中", "、", "附件", "12月", "（一）", "同比增长", "海关", "〔", "&nbsp;",
]  # fmt: skip


def seconds(piece: str, length: int) -> float:
    """Processor time that the record of so many characters takes."""
    start = time.process_time()
    extract_record((piece * (length // len(piece))).encode(), uri="a.txt")
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_line_takes_about_four_times_the_time(piece: str) -> None:
    seconds(piece, 100)
    short = max(seconds(piece, 3_000), 0.02)
    assert min(seconds(piece, 12_000) for _ in range(2)) < 10 * short
