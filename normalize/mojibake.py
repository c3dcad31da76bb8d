"""Damaged characters: repaired where exactly one reading fits, marked in any case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from normalize import gbk_shift, pinyin
from normalize.aligned import AlignedText, Edit
from normalize.patterns import HANZI
from normalize.repair import Repair
from normalize.script import simplified

_SUSPECT = re.compile("[?？\ufffd\ue000-\uf8ff]|\\(cid:")
_LOST = re.compile(
    rf"\ufffd+|(?<=[{HANZI}])\?{{2,}}(?=[{HANZI}])"
    rf"|[?？][(（]?(?P<gloss>[{pinyin.LETTERS}]{{1,9}})[)）]"
    "|[\ue000-\uf8ff\U000f0000-\U0010ffff]+|(?:\\(cid:\\d{1,6}\\) ?)+"
)
_MOST = 500
"""So many damaged places of one text are tried; more only a hostile text has."""


def repair_mojibake(source: AlignedText, traditional: bool) -> tuple[AlignedText, list[Repair]]:
    """The text with shifted GBK bytes put right where one reading fits, and what was damaged.

    A repaired place gives two repairs, `lossy_mojibake` and `repaired_mojibake`; one that cannot
    be read, a lost character, a private-use character or a glyph number gives the first alone.
    """
    if not _SUSPECT.search(source.text):
        return source, []
    edits = list(_readings(source.text)) if traditional else []
    repairs = [repair for edit in edits for repair in _repaired(source, edit)]
    repairs += _lost(source, {at for start, end, _ in edits for at in range(start, end)})
    return source.replace(edit for edit in edits if edit[2]), sorted(repairs, key=lambda r: (r.start, r.code))


def _readings(text: str) -> Iterator[Edit]:
    """Each shifted run with its one reading, or with "" where it is damaged beyond reading."""
    repeated: frozenset[str] | None = None
    for damage in islice(gbk_shift.DAMAGE.finditer(text), _MOST):
        if repeated is None:
            plain = simplified(text)
            counts = Counter(map(str.__add__, plain, plain[1:]))
            repeated = frozenset(pair for pair, count in counts.items() if count > 1)
        found = gbk_shift.readings(damage, repeated)
        if len(found) == 1:
            yield damage.start(), damage.end(), found.pop()
        elif damage["last"].islower():
            yield damage.start(), damage.end(), ""


def _repaired(source: AlignedText, edit: Edit) -> Iterator[Repair]:
    start, end, reading = edit
    printed, span = source.text[start:end], source.source_span(start, end)
    if not reading:
        yield Repair("lossy_mojibake", *span, f"{printed}: bytes were lost here, and no single reading fits")
        return
    yield Repair("lossy_mojibake", *span, f"{printed}: a byte was lost here")
    yield Repair("repaired_mojibake", *span, f"{printed} became {reading}, the only reading that fits")


def _lost(source: AlignedText, done: set[int]) -> Iterator[Repair]:
    for m in _LOST.finditer(source.text):
        if m.start() in done or (m["gloss"] and not pinyin.has_mark(m["gloss"])):
            continue
        yield Repair(
            "lossy_mojibake", *source.source_span(*m.span()), f"{m.group()!a}: characters were lost here"
        )
