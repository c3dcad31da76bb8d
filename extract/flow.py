"""The running text that the narrative part reads: without tables and headings, its lines whole.

A page of print breaks its lines and spaces its characters where no sentence ends and no word;
here they are joined, and every character still remembers where in the source it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from normalize.aligned import AlignedText, Edit
from normalize.patterns import HANZI

SHORTEST, LONGEST = 20, 80
"""Characters of a line that is broken because it is full."""
FULL = 0.75
"""How much of the longest broken line a full line has at least."""

_ENDED = re.compile(r"[。！？!?；;：:][”」』\"）)]?$")
_OPENS = re.compile(r"[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第.{1,3}[章条节]|附件|[—●■◆·*※]")
_STRAY = re.compile(rf"(?<=[{HANZI}]) (?=[{HANZI}])")
_COUNTED = re.compile(rf"\d *[{HANZI}]{{1,3}}$")
_SENTENCE = re.compile("[，,。]")


def running_text(source: AlignedText, left_out: Iterable[tuple[int, int]] = ()) -> AlignedText:
    """`source` with the ranges turned into line breaks, wrapped lines and spaced words joined."""
    text = source.replace(_blanks(left_out))
    joined = text.replace(_wraps(text.text))
    return joined.replace(_strays(joined.text))


def _blanks(ranges: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    at = 0
    for start, end in sorted(ranges):
        if end > max(start, at):
            yield max(start, at), end, "\n" * (end - max(start, at))
            at = end


def _wraps(text: str) -> Iterator[Edit]:
    """The line breaks inside paragraphs: behind full lines, up to one that ends a sentence."""
    lines = [m.span() for m in re.finditer("[^\n]+", text)]
    open_ended = [e - s for s, e in lines if e - s <= LONGEST and not _ENDED.search(text[s:e].rstrip())]
    full = max(SHORTEST, FULL * max(open_ended, default=0))
    run: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(lines):
        if run and (start != run[-1][1] + 1 or _OPENS.match(text[start:end].lstrip())):
            run = []
        run.append((start, end))
        if _ENDED.search(text[start:end].rstrip()) or not full <= end - start <= LONGEST:
            if "。" in text[start:end] or _ENDED.search(text[start:end].rstrip()):
                yield from _joints(text, run)
            run = []
        elif i + 1 == len(lines):
            run = []


def _joints(text: str, run: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that join the lines of a run, with the spaces about their breaks."""
    for (above, end), (start, below) in pairwise(run):
        before, behind = text[above:end], text[start:below]
        yield above + len(before.rstrip()), below - len(behind.lstrip()), ""


def _strays(text: str) -> Iterator[Edit]:
    """Spaces inside the words of sentences; not one that stands for a comma behind a number's unit."""
    for line in re.finditer("[^\n]+", text):
        if " " not in line.group() or not _SENTENCE.search(line.group()):
            continue
        for space in _STRAY.finditer(text, *line.span()):
            if not _COUNTED.search(text[max(line.start(), space.start() - 6) : space.start()]):
                yield space.start(), space.end(), ""
