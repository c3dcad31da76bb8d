"""Time limits: how long, for whom, to do what, and the steps that a longer one is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.narrative.lexicon import compiled
from extract.narrative.numbers import LIMIT, WINDOW, Number
from extract.narrative.scopes import office_alone, subject_of
from extract.narrative.sentences import clause_end, clause_start

WRITTEN = {"天": "日", "自然日": "日"}
REACH = 400
"""Characters between the first step of a procedure and the limit of the whole, at most."""
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline in offsets of the clean text; `unit` is 工作日, 日, 周, 月, 年, 小时 or 分钟.

    `part_of` is the index of the limit that this one is a step of.
    """

    start: int
    end: int
    value: int | float
    unit: str
    action: str | None
    actor: str | None
    part_of: int | None = None


def find_limits(text: str, numbers: Sequence[Number]) -> list[Limit]:
    """The time limits among the numbers of a clean text, in order."""
    limiting = [n for n in numbers if n.kind == LIMIT]
    limits: list[Limit] = []
    for i, n in enumerate(limiting):
        following = limiting[i + 1].lead if i + 1 < len(limiting) else len(text)
        limits.append(_limit(text, n, limits[-1] if limits else None, following))
    for total, steps in chains(text, limits):
        for step in steps:
            limits[step] = replace(limits[step], part_of=total)
    return limits


def chains(text: str, limits: Sequence[Limit]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Limits of a whole procedure, each with its steps, right before or behind it, that add up to it."""
    taken: set[int] = set()
    for i, total in enumerate(limits):
        for away in (-1, 1):
            run, summed = [], 0.0
            for k in range(i + away, i + away * (MOST_STEPS + 1), away):
                if not 0 <= k < len(limits) or abs(limits[k].start - total.start) > REACH or limits[k].unit != total.unit or k in taken:
                    break
                run.append(k)
                summed += limits[k].value
                if summed >= total.value:
                    break
            if len(run) > 1 and abs(summed - total.value) < 1e-9 and _sums_up(text, total):
                taken.update(run)
                yield i, tuple(sorted(run))
                break


def miscounted(text: str, limits: Sequence[Limit]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """A 合计 right behind the steps of one sentence that they miss, with those steps."""
    wholes = {x.part_of for x in limits}
    for i, total in enumerate(limits):
        opened = max(text.rfind(c, max(0, total.start - REACH), total.start) for c in "\n。；;:：") + 1
        steps = tuple(k for k in range(max(0, i - MOST_STEPS), i) if opened <= limits[k].start)
        summed = compiled(r"[,，、](?:合计|共计|总计)$").search(text[max(0, total.start - 6) : total.start])
        if summed and len(steps) > 1 and i not in wholes and all(limits[k].unit == total.unit for k in steps):
            yield i, steps


def _sums_up(text: str, limit: Limit) -> bool:
    """Whether the words say that a limit is of the whole: 合计, 共, 办理时限."""
    return bool(compiled("(?:{sums}|全程|整个|[时期]限)[^,，。;；]{0,6}$").search(text[max(0, limit.start - 16) : limit.start]))


def _limit(text: str, n: Number, before: Limit | None, following: int) -> Limit:
    """The limit of a number, with the one before it and where the next begins."""
    unit = WRITTEN.get(n.unit.removeprefix("个"), n.unit.removeprefix("个"))
    if before and compiled("(?:至|到|[-－—–~～]{1,2})").fullmatch(text[before.end : n.lead].strip()):
        return Limit(n.start, n.tail, n.value, unit, before.action, before.actor)
    behind = compiled(r"(?:\s*[(（][^()（）]{1,16}[)）])?{limits_behind}").match(text, n.tail)
    end = behind.end() if behind else n.tail
    floor = max(max(text.rfind(c, max(0, n.start - WINDOW), n.start) for c in "\n。；") + 1, n.start - WINDOW, 0)
    opening = clause_start(text, n.lead, max(floor, before.end if before else 0))
    closing = clause_end(text, end, min(len(text), end + WINDOW, max(end, following)))
    done = _object(text[end:closing])
    if not done and (then := compiled("[,，](?:应当?|须|必须)(?P<do>[^,，。;；\n]{2,})").match(text, closing)):
        done = then["do"]
    action = done or _named(text[max(floor, before.end if before else 0) : n.lead])
    actor = _actor(text[opening : n.lead].lstrip("、内")) or _actor_before(text[floor:opening], text[opening : n.lead], action)
    return Limit(n.start, n.tail, n.value, unit, None if action == actor else action or None, actor)


def _object(behind: str) -> str:
    """What must be done, as it stands behind the limit: 予以答复; "" where another limit or nothing does."""
    text = compiled("[”」』].*").sub("", behind.strip())
    if term := compiled("^的(?P<what>[^,，。;；]{2,6})[期时]限").match(text):
        return term["what"]
    return "" if compiled("^(?:[、→＋+至到—-]|起|后|的?$)").match(text) else text.strip("、 ")


def _named(before: str) -> str:
    """What the limit is named for, in the words before it: 受理(…, 延长期限不超过…, 法定办结时限:…."""
    clauses = [c for c in compiled(r"[,，、;；:：。(（)）→\n＋+]").split(compiled("^{limits_behind}").sub("", before)) if c.strip()]
    kind = ""
    for clause in reversed(clauses):
        text = compiled(r"^.*的(?=可|应|须|最|经)|自.*之日起|^其中").sub("", clause.strip())
        text = compiled(r"^.*?(?:可以?|应当?|必须|一般)(?=..)|^经.{1,4}(?=延长)").sub("", text)
        text = compiled(r"(?:不得|最长|最多|最迟|至|到|为|共|在|于|从|提前|的|(?<![时期])限)+$").sub("", text)
        shorter = compiled(r"的?(?:时限|期限|时间|限期)$").sub("", text)
        if shorter in ("法定", "承诺") and text == shorter:
            kind = kind or shorter  # 办理时限:法定30日,承诺10日
            continue
        text = text if shorter in ("", "法定", "承诺") else shorter
        if len(text) >= 2:
            return kind + text
    return kind


def _actor_before(words: str, own: str, action: str) -> str | None:
    """The actor of the clauses before the limit's own; who only meets a condition (企业提出申请的,3日内审核) is none,
    unless he may act or what is to be done is his to do."""
    if action.startswith("延长"):
        return None
    *_, last = compiled(r"[,，；;:：]").split(words.strip(" ,，")) or [""]
    is_own = compiled(r"可|有权").search(own) or compiled("{party_acts}").match(action)
    return None if last.endswith("的") and not is_own and _actor(last) else _actor(words)


def _actor(words: str) -> str | None:
    """The office or party before 应, 于, 在, 根据 …: who is bound."""
    for part in reversed(compiled(r"[，,；;:：]").split(words)):
        part = compiled(r"^(?:[一二三四五六七八九十]是|由|经|并由)").sub("", part.strip())
        head = compiled(r"(?:应当?|须|必须|于|在|要|自|根据|收到|将|负责|提前|可以?|对(?!外))").split(part)[0]
        party = compiled(r"^(?:{parties})(?!的|开办|注册|注销|认证|备案|设立|登记)").match(part)
        if party and not compiled(r"的[^,，]").search(head, party.end()):  # 企业提出的问题应当…
            return party.group()
        name = office_alone(head) or _party(head) or subject_of(part)
        if name and all(map(compiled("(?:{organisations|actors}|窗口|大厅)$").search, name.split("、"))) and not compiled(
            "^(?:[在对向按从给或]|告知|通知|要求)|[开转督经代交]办$"
        ).search(name):
            return name
    return None


def _party(head: str) -> str | None:
    """进口货物的收货人, 各处室 of 各处室拟稿时: who is no office, or does something else first."""
    m = compiled(r"^(?P<who>(?:[^,，了的]{2,8}的)?[^,，了的]{0,10}{organisations|actors})(?:[^,，的]{2,8}时)?$").match(head.strip())
    return m["who"] if m else None
