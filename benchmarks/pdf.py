"""PDF reports: time beside pdfplumber's own text and tables in the same run, and memory over many.

    python -m benchmarks.pdf [--files 1000] [REPORT.pdf ...]

The report is generated (six pages, three tables), and so are the thousand, each another one; further
reports may be named.  The baseline calls extract_text and extract_tables on every page, in turn with
ours, and the least processor time of each counts.  Memory is the resident set after the 50th file and at the end.
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
from tests.generator.publish import publish
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


def seconds(function: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    function()
    return time.process_time() - start


def compare(name: str, data: bytes) -> None:
    """Print how long a report takes, and how long pdfplumber does, in turn."""
    runs = [(seconds(lambda: read_pdf(data, CONTEXT)), seconds(lambda: plumber(data))) for _ in range(TRIES)]
    ours, theirs = (min(times) for times in zip(*runs, strict=True))
    print(f"{name}: {ours * 1000:.0f} ms, pdfplumber {theirs * 1000:.0f} ms: {theirs / ours:.1f} times as fast")


def resident_mb() -> float:
    """The resident set of this process, in MiB."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000, help="how many PDFs to read for the memory (1000)")
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT.pdf", help="other reports to time")
    chosen = parser.parse_args()
    files, data = chosen.files, render_pdf(six_page_report())
    compare("a report", data)
    for path in chosen.reports:
        compare(path.name, path.read_bytes())
    published = [publish("pdf", seed).data for seed in range(files)]
    for report in published[:WARM]:
        read_pdf(report, CONTEXT)
    before = resident_mb()
    for report in published[WARM:]:
        read_pdf(report, CONTEXT)
    print(f"memory: {before:.1f} MiB after {WARM} files, {resident_mb():.1f} MiB after {files}")


if __name__ == "__main__":
    main()
