"""What a span of time is: a limit within which something must be done, a measured duration, or neither."""

from __future__ import annotations

from extract.narrative.lexicon import compiled

LIMIT, STATISTIC, DURATION = "limit", "statistic", "duration"

WORKING_DAYS = ("工作日", "个工作日", "自然日", "个自然日")
DAYS = (*WORKING_DAYS, "日", "天", "小时", "个小时")
"""Units in which the steps of a procedure are counted; of working days hardly anything else is."""
WINDOW = 40
"""Characters before a span of time that decide on it."""

_STOPS = r"[^,，。;；:：\n]*$"
_KEPT = "有效|保存|保管|存续|任职|聘用|合同|服务|使用|租赁|担保|贷款"
"""What lasts for a term (有效期限3年) and need not be done within it."""


def kind_of_time(text: str, start: int, end: int, unit: str) -> str:
    """The class of the span of time in `text[start:end]`, its unit and words of bound included."""
    before, printed = text[max(0, start - WINDOW) : start], text[start:end]
    clause = compiled(_STOPS).search(before)
    head = clause.group() if clause else ""
    if within := compiled(r"(?:\s*[(（][^()（）]{1,16}[)）])?{limits_behind}").match(text, end):
        kept = compiled("(?:均|全部|都)已?[在于]?$").search(head) or compiled("不得|不再|未|无|没有|免于|曾|[^,，。;；]{1,6}的(?:占|有|共|达)").match(text, within.end())
        return DURATION if kept else LIMIT
    if compiled("{durations}[^,，。]{0,12}$").search(head) or _is_extreme(head, printed):
        return STATISTIC
    if compiled(f"(?:{_KEPT})[^,，。]{{0,6}}$|(?:{_KEPT})[^,，。]{{0,4}}[:：]$").search(before) or _is_least(text, head, printed, end):
        return DURATION
    if compiled("(?:{limits_before}[^,，。]{0,6}|法定|承诺)$").search(head) or _is_termed(before) or _is_most(text, printed, end):
        return DURATION if compiled("{reached}").match(text, end) else LIMIT
    return LIMIT if _is_step(text, before, end, unit) else DURATION


def _is_most(text: str, printed: str, end: int) -> bool:
    """不超过7个工作日, 10个工作日的补正期限: a span that is set as the longest."""
    return bool(compiled("不(?:得)?(?:超过|多于)|.*[以之]内$").match(printed) or compiled("的[^,，。;；]{0,6}[期时]限").match(text, end))


def _is_least(text: str, head: str, printed: str, end: int) -> bool:
    """公示不少于5个工作日, 发布之日起30日后施行: how long something lasts at least, and after what time it begins."""
    at_least = compiled("(?:不少于|不得少于|不低于|至少)$").search(head) or compiled("不少于|不低于|至少").match(printed)
    return bool(at_least or compiled("后").match(text, end))


def is_set(text: str, lead: int, start: int) -> bool:
    """办理时间:3个工作日, where it is no report that says so: a time that is set, at most, and was not measured."""
    set_for = compiled(r"(?<!平均)(?:{steps})(?:时间|用时|周期)(?:为|是|[:：])?\s*$").search(text[max(0, lead - WINDOW) : lead])
    return bool(set_for) and not compiled("不少于|不低于|至少").match(text, lead, start)


def _is_extreme(head: str, printed: str) -> bool:
    """最长的20个工作日, 最长未超过5个工作日: how long it took at most, not how long it may take."""
    taken = compiled(r"最[长短快慢](?:的|者)(?:仅|用时|为)?$").search(head)
    return bool(taken) or (printed.startswith("未") and bool(compiled("最[长慢]$").search(head)))


def _is_termed(before: str) -> bool:
    """办理时限:自受理之日起30日; not 有效期限:3年."""
    m = compiled(r"(?P<what>[^,，。;；:：\n]{0,8})(?:时限|期限|限期)[^,，。;；:：\n]{0,4}[:：]\s*(?:自[^,，。;；]{1,16}起)?\s*$").search(before)
    return bool(m and not compiled(_KEPT).search(m["what"])) or bool(compiled(r"(?:提前|限期?|(?:召开|开始|举行|实施|施行)前)$").search(before))


def _is_step(text: str, before: str, end: int, unit: str) -> bool:
    """受理5个工作日、审查(10个工作日)→, 办公室1个工作日、, 合计18个工作日: a step of a procedure, or their sum;
    24小时办结, 3日答复: a step by what is done."""
    named = compiled(r"(?:{steps}|{sums}|{organisations})(?:时间|环节|阶段)?(?:为|共)?[:：(（]?\s*$").search(before)
    closed = compiled(r"\s*(?:[)）,，、;；。→\n+＋]|$)").match(text, end)
    if unit in WORKING_DAYS and named and closed:
        return True
    done = compiled(r"(?:办理?完?[结毕]|完成|答复|回复|回应|反馈|出具|作出|审结|送达|派发|响应|转办|联系)(?![率量件数时])").match(text, end)
    return unit in DAYS and bool(done)
