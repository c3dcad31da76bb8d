"""The narrative part: documents of 5,000 characters a second on one core, and whether it is linear in length.

    python -m benchmarks.narrative [--seconds 5]

The texts are lines of the evaluation corpus's open half, which is all numbers, between lines of the prose
that fills a report (prose.txt), so that they are as dense as real reports: 30 to 40 statistics in 5,000
characters.  Processor time is measured, without the reading of files; machines are noisy, so the best of
several rounds counts, and spaCy's own blank Chinese pipeline with a sentencizer, over the same texts in
the same run, is the baseline.  Long texts are held against as many characters in short ones: a ratio,
which no machine moves.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

import spacy
from spacy.language import Language

from benchmarks.evaluation.sources import ROOT
from extract.checks import narrative_checks
from extract.narrative.metrics import metric_of
from extract.narrative.pipeline import Narrative, read_narrative
from extract.narrative.relations import settled_scopes

PROSE = Path(__file__).with_name("prose.txt")
CHARACTERS = 5_000
COUNT = 40
TARGET = 60
"""Documents a second, at least."""
TARGET_RATIO = 1.2
"""What the characters of one long text may cost, at most, of what they cost in short ones."""
Work = Callable[[str], object]


def texts(count: int, characters: int = CHARACTERS) -> list[str]:
    """`count` texts of `characters` each, made of whole lines; no two begin alike."""
    lines = _lines()
    return [_filled(lines, characters) for _ in range(count)]


def _lines() -> Iterator[str]:
    """A line of the corpus, then two of prose, for ever."""
    paths = sorted((ROOT / "open" / "docs").glob("*.txt"))
    numbers = cycle(line for path in paths for line in path.read_text("utf-8").splitlines() if "。" in line)
    prose_lines = PROSE.read_text("utf-8").splitlines()
    others = cycle(prose_lines[len(prose_lines) // 2 :] + prose_lines)
    for prose in cycle(prose_lines):
        yield next(numbers)
        yield prose
        yield next(others)


def _filled(lines: Iterator[str], characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += next(lines) + "\n"
    return text[:characters]


def statistics_of(text: str) -> int:
    """How many statistics a text holds."""
    return len(read_narrative(text)._.haiguan.findings)


def narrative(text: str) -> int:
    """All that the narrative part does with a clean text; the number of statistics keeps the work honest."""
    found: Narrative = read_narrative(text, topic="信息公开")._.haiguan
    ids = [f"s{i}" for i in range(len(found.findings))]
    checks = list(narrative_checks(found, ids))
    scopes = settled_scopes(found.findings, found.breakdowns)
    codes = [metric_of(f.label, s, f.number.unit, f.relation) for f, s in zip(found.findings, scopes, strict=True)]
    return len(checks) + len(codes)


@cache
def _blank() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    return nlp


def spacy_blank(text: str) -> int:
    """The baseline: spaCy's tokens and sentences."""
    return sum(1 for _ in _blank()(text).sents)


def paces(jobs: Sequence[tuple[Work, Sequence[str]]], seconds: float) -> list[float]:
    """Processor seconds of each job over its texts: the best of several rounds, three at least, the jobs in turn."""
    best, rounds, until = [float("inf")] * len(jobs), 0, time.perf_counter() + seconds * len(jobs)
    while rounds < 3 or time.perf_counter() < until:
        rounds += 1
        for i, (work, docs) in enumerate(jobs):
            gc.collect()
            began = time.process_time()
            for text in docs:
                work(text)
            best[i] = min(best[i], time.process_time() - began)
    return best


def length_ratio(characters: int) -> float:
    """What one text of so many characters costs, over what they cost in texts of 5,000."""
    short = texts(characters // CHARACTERS)
    long, apart = paces([(narrative, ["".join(short)]), (narrative, short)], 0)
    return long / apart


def baseline_ratio(count: int, seconds: float = 0) -> tuple[float, float]:
    """Processor seconds a text, and over those that spaCy's blank pipeline takes for it."""
    docs = texts(count)
    ours, baseline = paces([(narrative, docs), (spacy_blank, docs)], seconds)
    return ours / count, ours / baseline


def main() -> int:
    """Measure and print; exit code 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each measurement runs")
    parser.add_argument("--length", type=int, default=5_000_000, help="characters of the long text")
    args = parser.parse_args()
    statistics = sum(map(statistics_of, texts(COUNT))) / COUNT
    pace, ratio = baseline_ratio(COUNT, args.seconds)
    print(f"{1 / pace:.0f} documents of {CHARACTERS} characters, {statistics:.0f} statistics each, a second on one core (target: {TARGET})")
    print(f"spaCy's blank zh pipeline with a sentencizer: {ratio / pace:.0f} a second; ours takes {ratio:.2f} of its time")
    length = length_ratio(args.length)
    print(f"one text of {args.length} characters: {length:.2f} of their cost in texts of {CHARACTERS} (target: at most {TARGET_RATIO})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
