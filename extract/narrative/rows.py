"""Rows of numbers, each of which belongs to the name or the number at its place: 甲、乙分别增27.9%、27.8%."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.narrative import labels, scopes
from extract.narrative.comparisons import direction, only_compares
from extract.narrative.findings import Finding
from extract.narrative.labels import Context, clean_before, tidy
from extract.narrative.lexicon import compiled

REACH = 80
"""Characters before a row in which the clause that names it stands."""
RATES = ("%", "倍", "百分点")


@dataclass(frozen=True, slots=True)
class _Row:
    """The numbers `found[first:]` of a sentence whose first finding is number `base` of the text; `verbs` by number."""

    found: list[Finding]
    base: int
    first: int
    names: list[str]
    verbs: list[str]

    @property
    def count(self) -> int:
        """How many numbers the row has."""
        return len(self.found) - self.first

    def related(self, k: int, described: int, relation: str, words: str) -> Finding:
        """The row's k-th number as a share or change of another."""
        whole = self.found[described]
        way = direction(words) if relation == "change" else None
        label = tidy(whole.label + words)
        f = self.found[self.first + k]
        return replace(
            f,
            label=label,
            scope=whole.scope,
            of=self.base + described,
            relation=relation,
            direction=way,
            item_of=None,
        )


def goes_on(text: str, context: Context, following: Context) -> bool:
    """Whether the next number is one more of the same row: 增长14.1%、(4.7%)和下降(2.3%)."""
    if following.joined:
        return True
    between = text[context.number.tail : following.number.lead]
    moved = compiled(r"^\s*(?:、|和|及|以及|与)\s*(?:{rises|falls}|{shares})(?:了|约|近|超|达)?$").match(
        between
    )
    return bool(moved) and following.number.unit == context.number.unit


def hand_out(
    text: str,
    found: list[Finding],
    base: int,
    contexts: Sequence[Context],
    scope: Callable[[str | None], str | None],
) -> None:
    """Give each number of the row that ends `found` its name, or else what it describes, where the words say it.

    `contexts` are those of the findings; `scope` makes an office's name a scope.
    """
    first = len(found) - 1
    while first and goes_on(text, contexts[first - 1], contexts[first]):
        first -= 1
    head, word, verb = contexts[first].before.partition("分别")
    if first == len(found) - 1:
        return
    count = len(found) - first
    names = (
        labels.in_full(_split(clean_before(head), count) or _introduced(text, contexts[first].opening, count))
        if word
        else []
    )
    since = compiled("(?:同比|环比)$").search(head) if word else None
    said = (since.group() if since else "") + clean_before(verb if word else head)
    later = [
        compiled(r"^[\s、和及以与]+").sub("", context.before) or said for context in contexts[first + 1 :]
    ]
    row = _Row(found, base, first, names, [said, *later])
    if word:
        found[first:] = _named(row, scope) or _placed(row) or found[first:]
    elif found[first].relation == "change" and _answers_a_row(text, contexts, row):
        found[first:] = _placed(row) or found[first:]


def _split(row: str, count: int) -> list[str]:
    """The names of a row of `count` numbers, where 和 and 及 may also stand inside one of them."""
    for joint in ("[、和与及]", "、|[和与及](?!其)", "、|[和与及](?=[^、和与及]*$)", "、"):
        names = [name for name in compiled(joint).split(row) if name]
        if len(names) == count:
            break
    return names


def _introduced(text: str, opening: int, count: int) -> list[str]:
    """The names of the clause before: 东盟、欧盟 of 东盟、欧盟为前两大贸易伙伴,分别…."""
    m = compiled(
        "(?:^|[,，。;；:：\\n])(?:[^,，。;；:：\\n、]*[以有])?(?P<row>[^,，。;；:：\\n]+?、[^,，。;；:：\\n]+?)(?:为|是|成为|位[居列]|列)[^,，。;；:：\\n]+[,，]$"
    ).search(text[max(0, opening - REACH) : opening])
    return _split(m["row"], count) if m else []


def _named(row: _Row, scope: Callable[[str | None], str | None]) -> list[Finding]:
    """The row's findings by the names before 分别, one each: 种类和种次, 东盟、欧盟, 环比、同比; [] where they are not."""
    if len(row.names) != row.count:
        return []
    relation = _relation(row)
    pool = _described(row)
    if pool and all(map(only_compares, row.names)):
        return [row.related(k, pool[-1], relation, row.names[k] + row.verbs[k]) for k in range(row.count)]
    if moved := _moved(row):
        return moved
    findings = []
    for k, f in enumerate(row.found[row.first :]):
        office = scopes.owner_alone(row.names[k]) or scopes.platform_alone(row.names[k])
        label = tidy(row.verbs[0] if office and row.verbs[0] else row.names[k] + row.verbs[k])
        findings.append(replace(f, label=label, scope=scope(office or f.scope)))
    return findings


def _moved(row: _Row) -> list[Finding]:
    """种类和种次分别增加2种和312种次: changes of the last figures in the same units."""
    described = []
    for k, f in enumerate(row.found[row.first :]):
        same = [
            i
            for i in range(row.first)
            if row.found[i].number.unit == f.number.unit and not row.found[i].relation
        ]
        if f.number.unit in RATES or not direction(row.verbs[k]) or not same:
            return []
        described.append(same[-1])
    return [row.related(k, i, "change", row.verbs[k]) for k, i in enumerate(described)]


def _placed(row: _Row) -> list[Finding]:
    """The row's findings as shares or changes of the numbers before it at the same places; [] where there are too few."""
    relation, pool = _relation(row), _described(row)
    if not relation or len(pool) < row.count:
        return []
    return [row.related(k, i, relation, row.verbs[k]) for k, i in enumerate(pool[-row.count :])]


def _relation(row: _Row) -> str:
    first = row.found[row.first]
    if first.relation or first.number.unit not in RATES:
        return first.relation
    return "share" if compiled("{shares}$").search(row.verbs[0]) else "change"


def _described(row: _Row) -> list[int]:
    """The numbers before a row that its numbers may describe: rates for 百分点, else counts and amounts."""
    rates = row.found[row.first].number.unit == "百分点"
    return [
        i
        for i, f in enumerate(row.found[: row.first])
        if (f.number.unit == "%" and f.relation in ("", "share") if rates else not f.relation)
    ]


def _answers_a_row(text: str, contexts: Sequence[Context], row: _Row) -> bool:
    """Whether as many figures in a row stand right before the changes: 2,015亿元、1,866亿元,增长3.1%、下降1.4%."""
    begin = row.first - row.count
    figures = range(begin, row.first)
    return (
        begin >= 0
        and all(not row.found[i].relation for i in figures)
        and all(goes_on(text, contexts[i], contexts[i + 1]) for i in range(begin, row.first - 1))
    )
