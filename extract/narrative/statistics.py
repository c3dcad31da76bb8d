"""From classified numbers to statistics: label, scope and what each one is a share or change of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.narrative import labels
from extract.narrative.completed import completed
from extract.narrative.findings import MOST, Finding
from extract.narrative.inherited import case_before, headed, inherited, reached, read_apposed
from extract.narrative.issuers import OWN
from extract.narrative.items import leave_other_case, note_breakdown, part_of, read_item
from extract.narrative.labels import Context, own_label, read_context
from extract.narrative.masks import Masks
from extract.narrative.movements import look_back, read_average, read_base, read_benchmark, read_change
from extract.narrative.numbers import UNCLASSIFIED, Number
from extract.narrative.rows import goes_on, hand_out
from extract.narrative.sentence import Sentence
from extract.narrative.shares import read_share
from extract.narrative.subjects import Owned, Subjects

READERS = (read_base, read_apposed, read_share, read_benchmark, read_change, read_average, read_item)
"""What a number may be beside a figure of its own, in the order in which the words are asked."""


def find_statistics(
    text: str,
    numbers: Sequence[Number],
    sentences: Sequence[tuple[int, int]],
    masks: Masks,
    issuer_names: frozenset[str],
    topic: str = "",
    owners: Sequence[Owned] = (),
) -> list[Finding]:
    """The statistics of a clean text, sentence by sentence, in order; `topic` completes bare labels, `owners` scopes."""
    found: list[Finding] = []
    subjects = Subjects(text, owners)
    at = 0
    for sentence in sentences:
        while at < len(numbers) and numbers[at].start < sentence[0]:
            at += 1
        first = at
        while at < len(numbers) and numbers[at].start < sentence[1]:
            at += 1
        here = [n for n in numbers[first:at] if n.counts]
        if 0 < len(here) <= MOST:
            unread = [n.start for n in numbers[first:at] if n.kind == UNCLASSIFIED]
            subjects.begin(*sentence)
            read = _read(Sentence(text, sentence, here, masks, issuer_names, subjects, found, unread))
            found += [replace(f, label=labels.qualified(f.label, topic)) for f in read]
        elif not here:
            subjects.pass_over(*sentence)
    return found


def _read(s: Sentence) -> list[Finding]:
    """Findings in order; a 分别 hands out its names at the end."""
    contexts = [_context(s, i) for i in range(len(s.numbers))]
    at = s.span[0]
    for i, context in enumerate(contexts):
        context = labels.with_shared_noun(context, contexts[i + 1 :])
        _note_subject(s, at, context)
        look_back(s, context)
        s.found.append(_finding(s, context))
        at = context.number.tail
        if i + 1 == len(contexts) or not goes_on(s.text, context, contexts[i + 1]):
            hand_out(s.text, s.found, s.base, contexts[: i + 1], s.scope_of)
    return s.found


def _context(s: Sentence, i: int) -> Context:
    previous = s.numbers[i - 1] if i else None
    following = s.numbers[i + 1] if i + 1 < len(s.numbers) else None
    return read_context(s.text, s.numbers[i], previous, following, s.span, s.masks)


def _note_subject(s: Sentence, since: int, context: Context) -> None:
    """Follow the sentence: its clauses name whose numbers come next, 其中 opens a breakdown."""
    number = context.number
    note_breakdown(s, s.text[since : number.lead], number)
    total = s.at(s.of_which) if s.of_which is not None else None
    of_total = total.scope or OWN if total and total.number.unit == number.unit else None
    name = s.subjects.read(since, number.lead, number.unit, of_total, opens=since == s.span[0])
    s.subject = s.scope_of(name)


def _finding(s: Sentence, context: Context) -> Finding:
    for reader in READERS:
        finding = reader(s, context)
        if finding is not None:
            return finding
    own = reached(s, context) or headed(s, context, own_label(context))
    leave_other_case(s, own)
    part = part_of(s, context)
    own = completed(s, context, own, s.at(part) if part is not None else None)
    label = own or inherited(s, context)
    outcome = labels.outcome(own or context.after)
    if outcome and (case := case_before(s)):
        label = f"{case}（{outcome}）"
    elif part is not None and labels.only_verb(label):
        total = s.at(part)
        label = (
            total.label
            if (s.subject or None) != (total.scope or None)
            else labels.item_label(total.label, label)
        )
    return Finding(context.number, s.span, label, s.subject, item_of=part)
