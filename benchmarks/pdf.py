"""PDF reports: time beside pdfplumber's own text and tables in the same run, and memory over many.

    python -m benchmarks.pdf [--files 1000]

The report is generated (six pages, three tables); the baseline calls extract_text and extract_tables
on every page.  Memory is the resident set after the 50th file and at the end.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber

from extract.readers.context import Context
from extract.readers.pdf.reader import read_pdf
from tests.extract.formats.forms import six_page_report
from tests.generator.render.pdf import render_pdf

CONTEXT = Context("report.pdf", "application/pdf")
WARM = 50
TRIES = 5


def plumber(data: bytes) -> None:
    """The baseline: all text and all tables of every page."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


def best(function: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def resident_mb() -> float:
    """The resident set of this process, in MiB."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000, help="how many PDFs to read for the memory (1000)")
    files = parser.parse_args().files
    data = render_pdf(six_page_report())
    ours, theirs = best(lambda: read_pdf(data, CONTEXT)), best(lambda: plumber(data))
    print(f"a report: {ours * 1000:.0f} ms, pdfplumber {theirs * 1000:.0f} ms: {theirs / ours:.1f} times as fast")
    for _ in range(WARM):
        read_pdf(data, CONTEXT)
    before = resident_mb()
    for _ in range(files - WARM):
        read_pdf(data, CONTEXT)
    print(f"memory: {before:.1f} MiB after {WARM} files, {resident_mb():.1f} MiB after {files}")


if __name__ == "__main__":
    main()
