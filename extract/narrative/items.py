"""Breakdowns as the words open and close them (其中, a colon), and the items that they list."""

from __future__ import annotations

from dataclasses import replace

from extract.narrative import labels, scopes
from extract.narrative.findings import Finding
from extract.narrative.labels import Context, clean_before, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.numbers import Number
from extract.narrative.sentence import Sentence

NEAR, REACH = 8, 120
"""How many numbers and characters before a sentence the total that it breaks down may stand."""


def note_breakdown(s: Sentence, between: str, number: Number) -> None:
    """其中, a colon and 18个镇街中 open a breakdown of a number; a semicolon closes that of an item."""
    if compiled("[;；]").search(between):
        if s.of_which is not None and s.of_which > s.base:
            s.of_which = s.outer
        s.outer = s.of_which
    if compiled(r"其中|按.{1,12}[分看划]|分.{1,6}看").search(between):
        opened = _total_before(s, number)
    elif _opens(s, between, number.unit):
        opened = s.base + len(s.found) - 1
    elif named := compiled(
        r"(?:^|[;；,，])在?(?P<what>[^,，。;；:：\d]{2,14})(?<![集其心高初])中[,，:：]"
    ).search(between):
        opened = _total_named(s, named["what"], number)
    else:
        opened = None
    if opened is not None:
        if s.at(opened).item_of == s.of_which:
            s.outer = s.of_which
        s.of_which = opened


def _opens(s: Sentence, between: str, unit: str) -> bool:
    """Whether the words behind the last number open its breakdown: 37个:…, 分为…, 18个镇街中有…."""
    if not s.found or s.found[-1].relation or s.found[-1].number.unit != unit:
        return False
    among = compiled(r"^[^,，。;；:：]{0,16}(?<![集其心高初])中(?:[,，]|[已仅另还]?有)").match(between)
    return bool(among or compiled(r"^\s*(?:[:：]|[,，]?(?:主要)?(?:包括|分为|分别为|包含))").match(between))


def _total_named(s: Sentence, what: str, number: Number) -> int | None:
    """The number that 审结案件中 breaks down: the last of the likest label, here or in the sentences right before."""
    pairs = {what[i : i + 2] for i in range(len(what) - 1)}
    best, most = None, 0
    for i in range(max(0, s.base - NEAR), s.base + len(s.found)):
        f = s.at(i)
        alike = sum(pair in f.label for pair in pairs)
        possible = f.number.unit == number.unit and f.number.value >= number.value and not f.relation
        if possible and alike >= max(most, 1) and s.span[0] - f.number.end < REACH:
            best, most = i, alike
    return best


def _total_before(s: Sentence, number: Number) -> int | None:
    """The number that 其中 breaks down: in this sentence, or the one right before it."""
    for i in range(len(s.found) - 1, -1, -1):
        if s.found[i].number.unit == number.unit and not s.found[i].relation:
            return s.base + i
    if s.found:
        return s.base + len(s.found) - 1
    best: int | None = None
    for i in range(s.base - 1, -1, -1):
        f = s.earlier[i]
        if f.sentence[1] + 4 < s.span[0]:
            break
        if f.number.unit == number.unit and not f.relation:
            best = i if best is None or f.number.value > s.earlier[best].number.value else best
    return best


def leave_other_case(s: Sentence, label: str) -> None:
    """其中 of the reconsiderations ends where the lawsuits begin."""
    if s.of_which is not None and (case := labels.case_of(label)) and case not in s.at(s.of_which).label:
        s.of_which = None


def read_item(s: Sentence, context: Context) -> Finding | None:
    """An item that is only an office, or only a word in parentheses, bears its total's label."""
    head = _head(s, context)
    if head is None:
        return None
    total = s.at(head)
    before = clean_before(compiled("^.*其中[:：]?").sub("", context.before))
    if total.number.unit != context.number.unit or not before:
        return None
    last = s.found[-1] if s.found and not s.found[-1].relation else None
    if last and last.number.unit == context.number.unit and (name := labels.sibling(last.label, before)):
        return replace(last, number=context.number, label=name)
    office = scopes.owner_of(before, context.number.unit)
    if office is not None:
        item_of = head if context.bracketed or s.of_which is not None else None
        label = (
            before if compiled("[^的]{0,6}{platforms}").fullmatch(total.label) else total.label
        )  # 电话90件、信箱16件: no total
        return Finding(context.number, s.span, tidy(label), s.scope_of(office), item_of=item_of)
    if context.bracketed:
        label = f"{total.label}（{tidy(before.removeprefix('含'))}）"
        return Finding(context.number, s.span, label, total.scope, item_of=head)
    return None


def _head(s: Sentence, context: Context) -> int | None:
    """The total that this number is printed under, as far as words tell."""
    if s.of_which is not None:
        return s.of_which
    if context.bracketed:
        opened = max(s.text.rfind(c, s.span[0], context.number.start) for c in "(（")
        inside = [i for i, f in enumerate(s.found) if f.number.end <= opened]
        return s.base + inside[-1] if inside else None
    for i, f in enumerate(s.found):
        if f.number.unit == context.number.unit and not f.relation:
            return s.base + i
    return None


def part_of(s: Sentence, context: Context) -> int | None:
    """The total that is being broken down, where a number is of its unit and so an item of it."""
    head = s.of_which
    if head is None or s.at(head).number.unit != context.number.unit:
        return None
    return head
