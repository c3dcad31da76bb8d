"""What a span of time is: a limit within which something must be done, a measured duration, or neither."""

from __future__ import annotations

from extract.narrative.lexicon import compiled

LIMIT, STATISTIC, DURATION = "limit", "statistic", "duration"

WINDOW = 40
"""Characters before a span of time that decide on it."""

_STOPS = r"[^,，。;；:：\n]*$"
_KEPT = "有效|保存|保管|存续|任职|聘用|合同|服务|使用|租赁|担保|贷款"
"""What lasts for a term (有效期限3年) and need not be done within it."""


def kind_of_time(text: str, start: int, end: int, unit: str) -> str:
    """The class of the span of time in `text[start:end]`, its unit and words of bound included."""
    before = text[max(0, start - WINDOW) : start]
    clause = compiled(_STOPS).search(before)
    head = clause.group() if clause else ""
    if compiled("{limits_behind}").match(text, end):
        return LIMIT
    if compiled("{durations}[^,，。]{0,12}$").search(head) or _is_extreme(head, text[start:end]):
        return STATISTIC
    if compiled("{limits_before}[^,，。]{0,6}$").search(head) or _is_termed(before):
        return LIMIT
    return LIMIT if unit in ("工作日", "个工作日", "自然日", "个自然日") and _is_step(text, before, end) else DURATION


def _is_extreme(head: str, printed: str) -> bool:
    """最长的20个工作日, 最长未超过5个工作日: how long it took at most, not how long it may take."""
    taken = compiled(r"最[长短快慢](?:的|者)(?:仅|用时|为)?$").search(head)
    return bool(taken) or (printed.startswith("未") and bool(compiled("最[长慢]$").search(head)))


def _is_termed(before: str) -> bool:
    """办理时限:自受理之日起30日; not 有效期限:3年."""
    m = compiled(r"(?P<what>[^,，。;；:：\n]{0,8})(?:时限|期限|限期)[^,，。;；:：\n]{0,4}[:：]\s*(?:自[^,，。;；]{1,16}起)?\s*$").search(before)
    return bool(m and not compiled(_KEPT).search(m["what"])) or bool(compiled(r"(?:提前|限期?)$").search(before))


def _is_step(text: str, before: str, end: int) -> bool:
    """受理5个工作日、审查(10个工作日)→, 3个工作日办结, 合计18个工作日: a step of a procedure, or their sum."""
    named = compiled(r"(?:{steps}|{sums})(?:时间|环节|阶段)?(?:为|共)?[:：(（]?\s*$").search(before)
    closed = compiled(r"\s*(?:[)）,，、;；。→\n+＋]|$)").match(text, end)
    done = compiled(r"(?:办结|完成|办理完毕|答复|回复|反馈|出具|作出|审结|送达)").match(text, end)
    return bool(named and closed) or bool(done)
