"""Time limits: how long, for whom, to do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.narrative.lexicon import compiled
from extract.narrative.numbers import LIMIT, WINDOW, Number
from extract.narrative.scopes import office_alone
from extract.narrative.sentences import clause_end, clause_start

WRITTEN = {"天": "日", "自然日": "日"}


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline in offsets of the clean text; `unit` is 工作日, 日, 月, 年, 小时 or 分钟."""

    start: int
    end: int
    value: int | float
    unit: str
    action: str | None
    actor: str | None


def find_limits(text: str, numbers: Sequence[Number]) -> list[Limit]:
    """The time limits among the numbers of a clean text, in order."""
    return [_limit(text, n) for n in numbers if n.kind == LIMIT]


def _limit(text: str, n: Number) -> Limit:
    behind = compiled("{limits_behind}").match(text, n.tail)
    end = behind.end() if behind else n.tail
    floor = max(max(text.rfind(c, max(0, n.start - WINDOW), n.start) for c in "\n。；") + 1, n.start - WINDOW, 0)
    opening = clause_start(text, n.start, floor)
    closing = clause_end(text, end, min(len(text), end + WINDOW))
    action = text[end:closing].strip() or text[opening : n.lead].strip()
    unit = n.unit.removeprefix("个")
    actor = _actor(text[opening : n.lead]) or _actor(text[floor:opening])
    return Limit(n.start, n.tail, n.value, WRITTEN.get(unit, unit), action or None, actor)


def _actor(clause: str) -> str | None:
    """The office before 应, 于, 在, 根据 …: who is bound."""
    parts = compiled(r"[，,；;:：]").split(clause)
    for part in reversed(parts):
        head = compiled(r"(?:应当?|须|必须|于|在|要|自|根据|收到|将|负责)").split(part)[0]
        name = office_alone(compiled(r"^[一二三四五六七八九十]是").sub("", head))
        if name:
            return name
    return None
