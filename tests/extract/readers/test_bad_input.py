"""Bad files by the dozen: each has an outcome that says what to do, and the run goes on."""

from pathlib import Path

import pytest

from extract.isolated import Failure, run_isolated
from extract.limits import MIB, Limits
from extract.readers import read

REPORT = "松江海關2021年政府信息公開工作年度報告。\n本年度受理申請36件。\n"
LIMITS = Limits(seconds=20, max_bytes=2 * MIB)

FILES = {
    "good.txt": REPORT.encode(),
    "empty.txt": b"",
    "program.txt": b"\x7fELF" + bytes(range(256)) * 40,
    "noise.txt": bytes(range(256)) * 40,
    "gb18030.txt": REPORT.encode("gb18030"),
    "big5.txt": REPORT.encode("big5"),
    "utf16.txt": REPORT.encode("utf-16"),
    "lost.txt": REPORT.encode().replace("年度".encode(), b"\xff\xff", 1),
    "deep.html": b"<div>" * 100_000 + REPORT.encode() + b"</div>" * 100_000,
    "large.html": b"<html>" + b"<p>12345</p>" * (100 * MIB // 12),
    "error.pdf": b"<!DOCTYPE html><html><h1>404 Not Found</h1></html>",
    "numbers.txt": "36件，".encode() * 1_000_000,
    "last.txt": REPORT.encode(),
}

EXPECTED = {
    "good.txt": [],
    "empty.txt": ["empty_source"],
    "program.txt": "unreadable",
    "noise.txt": "unreadable",
    "gb18030.txt": ["charset_mismatch"],
    "big5.txt": ["charset_mismatch"],
    "utf16.txt": ["charset_mismatch"],
    "lost.txt": ["lossy_mojibake"],
    "deep.html": [],
    "large.html": ["unread_region"],
    "error.pdf": "unreadable",
    "numbers.txt": ["unread_region"],
    "last.txt": [],
}


def problems_of(path):
    """In a worker: the codes of the problems that reading a file gives."""
    reading = read(Path(path).read_bytes(), uri=path, declared_charset="utf-8", limits=LIMITS)
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_bad_file_has_its_outcome_and_the_run_goes_on(tmp_path, workers):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in FILES]
    outcomes = list(run_isolated(problems_of, paths, workers=workers, limits=LIMITS))
    kinds = [outcome.kind if isinstance(outcome, Failure) else outcome for outcome in outcomes]
    assert dict(zip(FILES, kinds, strict=True)) == EXPECTED
    for failure in (outcome for outcome in outcomes if isinstance(outcome, Failure)):
        assert failure.uri in paths and failure.reason and failure.advice
