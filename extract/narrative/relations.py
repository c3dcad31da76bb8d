"""What is part of what: said by the words, or proved by the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.narrative.findings import Finding
from extract.narrative.lexicon import compiled
from normalize.rounding import Reach, reach

REACH = 600
"""How many characters behind a total its parts may stand: its own paragraph and the next."""
LEAD = 24
"""Characters before a total in which the words that sum up (两者合计) stand."""
COARSE = 0.02
"""How far apart, as a share, the least and the greatest sum of rounded numbers may be that still prove a total."""
MOST_BEFORE = 40
"""How many numbers before a share its total is looked for among."""
SENTENCES = 4
"""In how many sentences with numbers, its own included, the parts of a total are looked for."""

Candidates = tuple[int, list[list[int]]]
"""A finding and the runs of numbers that may be its parts, all by index."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts (indices of findings); `proved` where the parts add up to it."""

    total: int
    parts: tuple[int, ...]
    proved: bool


def find_breakdowns(text: str, findings: Sequence[Finding]) -> list[Breakdown]:
    """Breakdowns in order of their totals; a finding is part of one total at most per run.

    First what the words (其中) call items of a total and add up to it; then every run of numbers of one
    unit behind a total, or before one that sums up (合计), whose sum is the total; then a number whose
    printed share of an earlier one is right; last what the words alone call an item.
    """
    taken: set[int] = set()
    found = list(_listed(text, findings, taken))
    for candidates in (_near, _far):
        runs = [(i, candidates(text, findings, i)) for i, f in enumerate(findings) if not f.relation and _countable(f)]
        for _ in range(2):  # parts may have parts (办结27 of 32 is 19 and 8)
            found += _summed(text, findings, taken, runs)
    found += _by_share(text, findings, taken)
    found += _said(findings, taken)
    return sorted(found, key=lambda b: (b.total, b.parts))


def _listed(text: str, findings: Sequence[Finding], taken: set[int]) -> Iterator[Breakdown]:
    """What the words call items and the sum confirms."""
    for total, parts in _items(findings).items():
        if len(parts) > 1 and _rounds_to(text, findings, total, parts):
            yield Breakdown(total, tuple(parts), True)
            taken.update(parts)


def _summed(text: str, findings: Sequence[Finding], taken: set[int], runs: Sequence[Candidates]) -> Iterator[Breakdown]:
    """Runs of candidates whose sum is the total, or rounds to it where they are all in its sentence."""
    for i, candidates in runs:
        for run in candidates:
            free = [p for p in run if p not in taken]
            proved = list(_proved(findings, i, free)) if len(free) > 1 else []
            if not proved and len(free) > 1 and findings[i].number.value >= 1e4 and _in_sentence(findings, i, free):
                proved = [tuple(sorted(free))] if _rounds_to(text, findings, i, free) else []
            for parts in proved:
                yield Breakdown(i, parts, True)
                taken.update(parts)


def _in_sentence(findings: Sequence[Finding], i: int, run: Sequence[int]) -> bool:
    return all(findings[p].sentence == findings[i].sentence for p in run)


def _rounds_to(text: str, findings: Sequence[Finding], total: int, parts: Sequence[int]) -> bool:
    """Whether the sum of the parts is the total, to the rounding of what is printed (2.31万亿)."""
    whole, *reaches = (
        reach(float(n.value), text[n.start : n.end], n.unit) for n in (findings[k].number for k in (total, *parts))
    )
    summed = Reach(sum(r.low for r in reaches), sum(r.high for r in reaches))
    return summed.meets(whole) and summed.high - summed.low <= COARSE * max(whole.high, summed.high)


def _countable(f: Finding) -> bool:
    """Whether a sum can prove a number to be its total: an end of a range (1至2名) is no sum of anything."""
    whole = f.number.bound not in ("over", "under")
    return whole and f.number.value > 0 and f.number.kind == "statistic" and f.number.unit not in ("倍", "百分点")


def _items(findings: Sequence[Finding]) -> dict[int, list[int]]:
    """What the words call items, by their total: of its unit, and all together no more than it."""
    groups: dict[int, list[int]] = {}
    for j, f in enumerate(findings):
        if f.item_of is None or f.relation or f.item_of == j:
            continue
        total, group = findings[f.item_of], groups.setdefault(f.item_of, [])
        room = total.number.value - sum(findings[k].number.value for k in group)
        if _same(total, f) and f.number.value <= room * (1 + 1e-9) and f.number.unit != "%":
            group.append(j)
    return groups


def _near(text: str, findings: Sequence[Finding], i: int) -> list[list[int]]:
    """Candidates for parts in the total's own sentence, behind it or before it; or above a 两者合计."""
    behind = _behind(findings, i).get(findings[i].sentence, [])
    if text.startswith("、", findings[i].number.tail):  # one of a list itself: 维持201件、驳回52件
        behind = []
    return [behind, _ahead(text, findings, i)]


def _far(text: str, findings: Sequence[Finding], i: int) -> list[list[int]]:
    """Candidates for parts behind the total, sentence by sentence or entry by entry."""
    elsewhere = [run for sentence, run in _behind(findings, i).items() if sentence != findings[i].sentence]
    return [*elsewhere, _entries(text, findings, i)]


def _behind(findings: Sequence[Finding], i: int) -> dict[tuple[int, int], list[int]]:
    total = findings[i]
    runs: dict[tuple[int, int], list[int]] = {}
    passed = {total.sentence}
    for j in range(i + 1, len(findings)):
        f = findings[j]
        passed.add(f.sentence)
        if f.number.start - total.number.end > REACH or len(passed) > SENTENCES:
            break
        if _same(total, f):
            runs.setdefault(f.sentence, []).append(j)
    return runs


def _ahead(text: str, findings: Sequence[Finding], i: int) -> list[int]:
    """The numbers before a total that sums them up, the nearest first."""
    total = findings[i]
    lead = text[max(0, total.number.lead - LEAD) : total.number.lead]
    if compiled(r"(?:[两二三四五六七八九十][者项]|以上|上述)[^,，。;；]{0,6}(?:合计|共计|共)[^,，。;；]{0,10}$").search(lead):
        before = range(max(0, i - 6), i)
        return [j for j in before if total.number.start - findings[j].number.end <= LEAD * 6 and _same(total, findings[j])][::-1]
    ahead = [j for j in range(max(0, i - 6), i) if findings[j].sentence == total.sentence and _close(findings[j], total)]
    return ahead[::-1] if ahead and _sums_up(text[findings[ahead[-1]].number.tail : total.number.lead]) else []


def _sums_up(between: str) -> bool:
    """Whether the words from the last part to the total lead on to it: 合计, or a clause that goes on."""
    return bool(compiled("{sums}").search(between)) or not compiled("[,，;；:：。]").search(between)


def _entries(text: str, findings: Sequence[Finding], i: int) -> list[int]:
    """The numbers of a list, one a line, below the total's own line."""
    total, run = findings[i], []
    for j in range(i + 1, len(findings)):
        f = findings[j]
        if f.number.start - total.number.end > REACH or text[f.sentence[1] - 1] in "。！？!?":
            break
        if f.sentence != total.sentence and _same(total, f):
            run.append(j)
    return run if text[total.sentence[1] - 1] not in "。！？!?" else []


def _same(total: Finding, part: Finding) -> bool:
    """Whether one number may be an addend of the other by its unit: a trade balance (顺差) is none."""
    return part.number.unit == total.number.unit and not part.relation and not compiled("{balances}$").search(part.label)


COUNTING = frozenset("个名份件人家条项次宗起例批位")


def _close(part: Finding, total: Finding) -> bool:
    """Parts printed before their total may carry measure words of their own (5名…和1个…的申请6份)."""
    near = total.number.start - part.number.end <= 40
    return near and not part.relation and (_same(total, part) or {part.number.unit, total.number.unit} <= COUNTING)


def _proved(findings: Sequence[Finding], i: int, run: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Stretches of the run, one behind the other from its beginning, that each add up to the total.

    Small totals in another sentence are met by chance; those need three parts.
    """
    goal = findings[i].number.value
    first, total = 0, 0.0
    for last, j in enumerate(run):
        total += findings[j].number.value
        if total > goal * (1 + 1e-9):
            return
        if abs(total - goal) <= 1e-6 * max(1.0, abs(goal)):
            parts = run[first : last + 1]
            elsewhere = findings[j].sentence != findings[i].sentence
            if len(parts) < 2 or (elsewhere and goal < 20 and len(parts) < 3):
                return
            yield tuple(sorted(parts))
            first, total = last + 1, 0.0


def _by_share(text: str, findings: Sequence[Finding], taken: set[int]) -> list[Breakdown]:
    """一般贸易2426亿元,占63%: a part of the earlier total of which it is 63%, to the printed digits."""
    found = []
    for share in findings:
        i = share.of
        if share.relation != "share" or i is None or i in taken or share.number.bound != "exact":
            continue
        earlier = [k for k in range(max(0, i - MOST_BEFORE), i) if _holds(findings[k], findings[i])]
        named = compiled("{shares}([^占比]{2,14})的$").search(text[findings[i].number.tail : share.number.lead].strip())
        totals = [*(_named_totals(findings, earlier, named[1]) if named else ()), *_grand_totals(findings, earlier)]
        fitting = [k for k in totals if _is_share(findings[i], findings[k], share, text)]
        if fitting:
            found.append(Breakdown(fitting[0], (i,), False))
            taken.add(i)
    return found


def _holds(total: Finding, part: Finding) -> bool:
    """Whether one number can be the other's total, for all that their size and place say."""
    near = part.number.start - total.number.end <= 2 * REACH
    return near and not total.relation and _same(total, part) and total.number.value > part.number.value


def _named_totals(findings: Sequence[Finding], earlier: Sequence[int], name: str) -> list[int]:
    """Those whose label says what the share is of (占出口总值的58%), the likest first."""
    words = {name[i : i + 2] for i in range(len(name) - 1)}
    likeness = {k: sum(w in findings[k].label for w in words) for k in earlier}
    return sorted((k for k in earlier if likeness[k]), key=lambda k: (-likeness[k], -findings[k].number.value))


def _grand_totals(findings: Sequence[Finding], earlier: Sequence[int]) -> list[int]:
    return [max(earlier, key=lambda k: findings[k].number.value)] if earlier else []


def _is_share(part: Finding, total: Finding, share: Finding, text: str) -> bool:
    digits = text[share.number.start : share.number.end]
    if not compiled(r"\d+(?:\.\d+)?").fullmatch(digits):
        return False
    half = 0.5 * 10 ** -len(digits.partition(".")[2])
    return bool(abs(part.number.value / total.number.value * 100 - share.number.value) <= half * 1.000001)


def _said(findings: Sequence[Finding], taken: set[int]) -> list[Breakdown]:
    """Breakdowns that only the words tell, such as one item after 其中, while the total has room."""
    return [
        Breakdown(total, parts, False)
        for total, group in _items(findings).items()
        if (parts := tuple(j for j in group if j not in taken))
    ]


def settled_scopes(findings: Sequence[Finding], breakdowns: Sequence[Breakdown]) -> list[str | None]:
    """Whose each finding is: a part without a scope of its own has its total's, a share what it describes."""
    totals = {part: b.total for b in breakdowns for part in b.parts}
    scopes = [f.scope if f.scope is not None or i not in totals else findings[totals[i]].scope for i, f in enumerate(findings)]
    for i, f in enumerate(findings):
        if f.relation and f.of is not None and f.of < i and f.scope is None:
            scopes[i] = scopes[f.of]
    return [scope or None for scope in scopes]
