"""From classified numbers to statistics: label, scope and what each one is a share or change of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.narrative import comparisons, labels, scopes
from extract.narrative.findings import MOST, Finding
from extract.narrative.labels import Context, clean_before, own_label, read_context, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.masks import Masks
from extract.narrative.numbers import RANK, UNCLASSIFIED, Number
from extract.narrative.rows import goes_on, hand_out
from extract.narrative.sentences import clause_start
from extract.narrative.subjects import Subjects

MEASURES_OF_OTHERS = frozenset(("百分点", "倍", "番"))
"""Units of numbers that are no figure by themselves."""
NEAR, REACH = 8, 120
"""How many numbers and characters before a sentence the total that it breaks down may stand."""
GENERIC = 4
"""Words before a change that are no longer than this many characters name nothing of their own."""
CASES = frozenset("件宗起例项个")
"""Measure words in which cases are counted."""


def find_statistics(
    text: str,
    numbers: Sequence[Number],
    sentences: Sequence[tuple[int, int]],
    masks: Masks,
    issuer_names: frozenset[str],
    topic: str = "",
) -> list[Finding]:
    """The statistics of a clean text, sentence by sentence, in order; `topic` completes bare labels."""
    found: list[Finding] = []
    subjects = Subjects(text)
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
            read = _Sentence(text, sentence, here, masks, issuer_names, subjects, found, unread).read()
            found += [replace(f, label=labels.qualified(f.label, topic)) for f in read]
    return found


class _Sentence:
    """One sentence's findings; holds what its numbers inherit from one another."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        numbers: Sequence[Number],
        masks: Masks,
        issuer_names: frozenset[str],
        subjects: Subjects,
        earlier: Sequence[Finding],
        unread: Sequence[int] = (),
    ) -> None:
        self.text, self.span, self.numbers, self.masks = text, span, numbers, masks
        self.issuer_names = issuer_names
        self.base = len(earlier)
        self.earlier = earlier
        self.unread = unread
        self.found: list[Finding] = []
        self.subjects = subjects
        self.subject: str | None = None
        self.of_which: int | None = None
        self.outer: int | None = None

    def read(self) -> list[Finding]:
        """Findings in order; a 分别 hands out its names at the end."""
        contexts = [self._context(i) for i in range(len(self.numbers))]
        at = self.span[0]
        for i, context in enumerate(contexts):
            context = labels.with_shared_noun(context, contexts[i + 1 :])
            self._note_subject(at, context)
            self._look_back(context)
            self.found.append(self._finding(context))
            at = context.number.tail
            if i + 1 == len(contexts) or not goes_on(self.text, context, contexts[i + 1]):
                hand_out(self.text, self.found, self.base, contexts[: i + 1], self._scope)
        return self.found

    def _context(self, i: int) -> Context:
        previous = self.numbers[i - 1] if i else None
        following = self.numbers[i + 1] if i + 1 < len(self.numbers) else None
        return read_context(self.text, self.numbers[i], previous, following, self.span, self.masks)

    def _note_subject(self, since: int, context: Context) -> None:
        """Follow the sentence: its clauses name whose numbers come next, 其中 opens a breakdown."""
        number = context.number
        self._note_breakdown(self.text[since : number.lead], number)
        total = self._at(self.of_which) if self.of_which is not None else None
        of_total = total.scope or scopes.OWN if total and total.number.unit == number.unit else None
        name = self.subjects.read(since, number.lead, number.unit, of_total, opens=since == self.span[0])
        self.subject = self._scope(name)

    def _note_breakdown(self, between: str, number: Number) -> None:
        """其中, a colon and 18个镇街中 open a breakdown of a number; a semicolon closes that of an item."""
        if compiled("[;；]").search(between):
            if self.of_which is not None and self.of_which > self.base:
                self.of_which = self.outer
            self.outer = self.of_which
        if compiled(r"其中|按.{1,12}[分看划]|分.{1,6}看").search(between):
            opened = self._total_before(number)
        elif self._opens(between, number.unit):
            opened = self.base + len(self.found) - 1
        elif named := compiled(r"(?:^|[;；,，])在?(?P<what>[^,，。;；:：\d]{2,14})(?<![集其心高初])中[,，:：]").search(between):
            opened = self._total_named(named["what"], number)
        else:
            opened = None
        if opened is not None:
            if self._at(opened).item_of == self.of_which:
                self.outer = self.of_which
            self.of_which = opened

    def _opens(self, between: str, unit: str) -> bool:
        """Whether the words behind the last number open its breakdown: 37个:…, 分为…, 18个镇街中有…."""
        if not self.found or self.found[-1].relation or self.found[-1].number.unit != unit:
            return False
        among = compiled(r"^[^,，。;；:：]{0,16}(?<![集其心高初])中(?:[,，]|[已仅另还]?有)").match(between)
        return bool(among or compiled(r"^\s*(?:[:：]|[,，]?(?:主要)?(?:包括|分为|分别为|包含))").match(between))

    def _total_named(self, what: str, number: Number) -> int | None:
        """The number that 审结案件中 breaks down: the last of the likest label, here or in the sentences right before."""
        pairs = {what[i : i + 2] for i in range(len(what) - 1)}
        best, most = None, 0
        for i in range(max(0, self.base - NEAR), self.base + len(self.found)):
            f = self._at(i)
            alike = sum(pair in f.label for pair in pairs)
            possible = f.number.unit == number.unit and f.number.value >= number.value and not f.relation
            if possible and alike >= max(most, 1) and self.span[0] - f.number.end < REACH:
                best, most = i, alike
        return best

    def _total_before(self, number: Number) -> int | None:
        """The number that 其中 breaks down: in this sentence, or the one right before it."""
        for i in range(len(self.found) - 1, -1, -1):
            if self.found[i].number.unit == number.unit and not self.found[i].relation:
                return self.base + i
        if self.found:
            return self.base + len(self.found) - 1
        best: int | None = None
        for i in range(self.base - 1, -1, -1):
            f = self.earlier[i]
            if f.sentence[1] + 4 < self.span[0]:
                break
            if f.number.unit == number.unit and not f.relation:
                best = i if best is None or f.number.value > self.earlier[best].number.value else best
        return best

    def _finding(self, context: Context) -> Finding:
        for reader in (self._base, self._apposed, self._share, self._benchmark, self._change, self._average, self._item):
            finding = reader(context)
            if finding is not None:
                return finding
        own = self._reached(context) or own_label(context)
        label = own or self._inherited(context)
        self._leave_other_case(own)
        part = self._part(context)
        outcome = labels.outcome(own or context.after)
        if outcome and (case := self._case()):
            label = f"{case}（{outcome}）"
        elif part is not None and labels.only_verb(label):
            total = self._at(part)
            label = total.label if (self.subject or None) != (total.scope or None) else labels.item_label(total.label, label)
        return Finding(context.number, self.span, label, self.subject, item_of=part)

    def _reached(self, context: Context) -> str:
        """占比提升2.9个百分点至60.1%: what has changed, where a change leads on to what it has come to; else ""."""
        last = self.found[-1] if self.found else None
        led_on = last and compiled(r"^[,，]?\s*[至到]$").match(self.text[last.number.tail : context.number.lead])
        if last is None or not led_on or last.relation != "change":
            return ""
        return compiled("(?:同比|环比)?(?:{rises|falls})$").sub("", last.label)

    def _last_in(self, unit: str) -> str:
        """The label of this sentence's last number in a unit that is no share and no change; "" where there is none."""
        same = (f.label for f in reversed(self.found) if not f.relation and f.number.unit == unit)
        return next(same, "")

    def _case(self) -> str:
        """The kind of case named last in this sentence or the one before it; "" where none is."""
        for f in (*reversed(self.found), *reversed(self.earlier[-6:])):
            if f.sentence[1] + 4 < self.span[0]:
                break
            aside = self.text[f.number.lead - 1 : f.number.lead] in ("(", "（")
            if not f.relation and not aside and f.number.unit in CASES and (case := labels.case_of(f.label)):
                return case
        return ""

    def _leave_other_case(self, label: str) -> None:
        """其中 of the reconsiderations ends where the lawsuits begin."""
        if self.of_which is not None and (case := labels.case_of(label)) and case not in self._at(self.of_which).label:
            self.of_which = None

    def _apposed(self, context: Context) -> Finding | None:
        """物业管理(3950件): a number alone in brackets is of the name right before them."""
        number = context.number
        if not context.bracketed or clean_before(context.before):
            return None
        opened = max(self.text.rfind(c, self.span[0], number.start) for c in "(（")
        floor = max(self.span[0], self.found[-1].number.tail if self.found else 0)
        clause = self.text[clause_start(self.text, opened, floor) : opened]
        name = clean_before(compiled(r"^.*?(?:其次|分别|主要|依次|包括|[一二三]是)(?:是|为)?").sub("", clean_before(clause)))
        if len(name) < 2 or (number.unit == "%" and not compiled("(?:率|比例|比重|[满意]度)$").search(name)):
            return None
        office = scopes.owner_alone(name)
        label = self._ranked() or self._inherited(context) if office else tidy(name)
        return Finding(number, self.span, label, self._scope(office) if office else self.subject, item_of=self._part(context))

    def _ranked(self) -> str:
        """信息发布量 of 信息发布量排名前三的单位分别是…, where it opens the sentence."""
        m = compiled(r"^(?P<what>[^,，。;；:：]{2,14}?)(?:{ranked})(?:前|第)").match(self.text[self.span[0] : self.span[1]])
        return tidy(m["what"]) if m else ""

    def _previous(self) -> int | None:
        for i in range(len(self.found) - 1, -1, -1):
            if not self.found[i].relation and self.found[i].number.unit not in MEASURES_OF_OTHERS:
                return i
        return None

    def _share(self, context: Context) -> Finding | None:
        """占59% describes the number before it."""
        if context.number.unit != "%":
            return None
        before = self.text[context.opening : context.number.start] if context.number.lead < context.number.start else context.before
        m = compiled(r"^(?P<head>.*?)(?:约)?(?P<word>{shares})[^,，;；]*$").match(before.strip())
        bare_in_brackets = context.bracketed and not clean_before(context.before)
        if m is None and not bare_in_brackets:
            return None
        head = clean_before(m["head"]) if m else ""
        if compiled("[两二三四五六七八九十][者项]|合计").search(head):  # 三者合计占26.9%: of a sum that is not printed
            return Finding(context.number, self.span, tidy(head + "占比"), self.subject)
        if not head and (owner := self._introduced(context)):
            return self._share_of_named(context, owner)
        share = m["word"] if m and m["word"] in ("比例", "比重") else "占比"
        i = self._named(head) if head else None
        i = self._owner_before(context, head) if i is None else i
        unread = 0 if i is None or head else self._unread_since(i, context.number)
        if i is None or unread:
            name = clean_before(self.text[clause_start(self.text, unread, self.span[0]) : unread]) if unread else head
            return Finding(context.number, self.span, tidy(name + share), self.subject)
        described = self.found[i]
        if described.number.unit == "%" and compiled("(?:占比|比例|比重)$").search(described.label):
            return Finding(context.number, self.span, tidy(head + share), described.scope)
        if described.number.unit == "%":  # 满意率97.9%,其中很满意占61.4%: a part of a rate, no share of it
            if described.item_of is not None and described.item_of >= self.base:
                i = described.item_of - self.base
                described = self.found[i]
            label = f"{described.label}（{tidy(head)}）" if head else described.label
            return Finding(context.number, self.span, label, described.scope, item_of=self.base + i)
        label = tidy((head if len(head) > 2 else described.label) + share)
        return Finding(context.number, self.span, label, described.scope, of=self.base + i, relation="share")

    def _owner_before(self, context: Context, head: str) -> int | None:
        """The number that a share describes whose own words name none: not one beyond a semicolon, if there are any."""
        i = self._previous()
        if i is None or len(head) <= 2 or self.found[i].number.unit == "%":
            return i
        return None if compiled("[;；]").search(self.text[self.found[i].number.tail : context.number.lead]) else i

    def _introduced(self, context: Context) -> str:
        """Who a clause without numbers has named since the last number: 东盟 of 其中,东盟为第一大贸易伙伴,占…."""
        since = self.text[self.found[-1].number.tail : context.opening] if self.found else ""
        for clause in reversed(compiled("[,，;；]").split(since)[1:]):
            if m := compiled("^其次[为是](?P<owner>.{2,10})$|^(?:其中)?(?P<other>[^为是]{2,10})[为是].{2,}").match(clause.strip()):
                return clean_before(m["owner"] or m["other"])
        return ""

    def _share_of_named(self, context: Context, owner: str) -> Finding:
        """The share of the number whose label names the owner, or of none that is printed."""
        i = next((i for i, f in enumerate(self.found) if not f.relation and owner in f.label), None)
        if i is None:
            return Finding(context.number, self.span, tidy(owner + "占比"), self._scope(self.subject))
        described = self.found[i]
        label = tidy(described.label + "占比")
        return Finding(context.number, self.span, label, described.scope, of=self.base + i, relation="share")

    def _unread_since(self, i: int, number: Number) -> int:
        """Where a number that could not be read stands between a finding and a number; 0 where none does."""
        since = self.found[i].number.tail
        return next((at for at in self.unread if since <= at < number.lead), 0)

    def _named(self, head: str) -> int | None:
        """The number of this sentence that the words name again (网上申请15件, …网上申请占比62.5%)."""
        for i in range(len(self.found) - 1, -1, -1):
            if len(head) >= 2 and not self.found[i].relation and labels.names(head, self.found[i].label):
                return i
        return None

    def _benchmark(self, context: Context) -> Finding | None:
        """高于全国平均增速3.1个百分点 holds the rate before it against those of others."""
        number = context.number
        read = comparisons.read_benchmark(self.text[context.opening : number.lead]) if number.unit in ("%", "百分点") else None
        if read is None:
            return None
        rate = next((f for f in reversed(self.found) if f.number.unit == "%"), None)
        head = clean_before(labels.drop_subject(clean_before(read[0]))) or (rate.label if rate else "")
        scope = rate.scope if rate else self._scope(self.subject)
        return Finding(number, self.span, tidy(head + read[1]), scope, relation="benchmark", direction=None)

    def _change(self, context: Context) -> Finding | None:
        """同比增长12.3% describes the number before it, or what its own clause names."""
        number = context.number
        clause = self.text[context.opening : number.lead]
        based = any(f.relation == "base" and f.number.unit == number.unit for f in self.found) or (
            any(f.base for f in self.found) and not self.found[-1].relation and self.found[-1].number.unit == number.unit
        )
        comparison = None if number.kind == RANK else comparisons.read_comparison(clause, number.unit, based=based)
        if comparison is None:
            return None
        head = compiled(r"(?:19|20)\d\d年(?:度|底|末)?|^\d{1,2}月份?").sub("", labels.drop_subject(clean_before(comparison.head)))
        head = clean_before(head)
        i = self._changed(number.unit, head)
        summed = compiled("(?:总量|总数|合计|总计|小计)$").search(comparison.head)  # of a sum, not of its last part
        if i is not None and not head and (summed or self._unread_since(i, number)):
            return Finding(number, self.span, tidy(comparison.words), self.subject, direction=comparison.direction)
        of = self.base + i if i is not None else None
        described = self.found[i] if i is not None else None
        if described is None and len(head) <= GENERIC and (previous := self._previous()) is not None:
            described = self.found[previous]
        scope = described.scope if described else self.subject
        apart = len(head) == GENERIC and compiled("[;；]").search(self.text[self.found[-1].number.tail : number.lead] if self.found else "")
        name = described.label + head if described and len(head) <= GENERIC and not apart else head
        label = name + ("同比" if self._of_a_year_ago(comparison) else "") + comparison.words
        return Finding(
            number, self.span, tidy(label), scope, of, "change", direction=comparison.direction, base=comparison.base
        )

    def _of_a_year_ago(self, comparison: comparisons.Comparison) -> bool:
        """Whether a bare 增长 goes on with what 同比 or 比上年 began (比去年同期,下同): against a year ago."""
        if comparison.base or "比" in comparison.words:
            return False
        last = next((f for f in (*reversed(self.found), *reversed(self.earlier)) if f.relation == "change"), None)
        return last is not None and ("同比" in last.label or bool(compiled("同比|[上去]年").match(last.base or "")))

    def _changed(self, unit: str, head: str) -> int | None:
        """The number that a change in this unit describes: the one named, or else the last that can be."""
        if len(head) > GENERIC:
            return self._named(head)
        rates = unit == "百分点" or bool(compiled("{shares}$").search(head))
        counted = [i for i, f in enumerate(self.found) if not f.relation and comparisons.names_measure(head, f.number.unit)]
        if head and counted:
            return counted[-1]
        for i in range(len(self.found) - 1, -1, -1):
            f = self.found[i]
            if rates and f.number.unit == "%" and f.relation in ("", "share"):
                return i
            if rates or f.relation not in ("", "average") or self._restates(i):
                continue
            if unit in ("%", "倍", "番") or f.number.unit == unit:
                return i
        return None

    def _restates(self, i: int) -> bool:
        """Whether a number only says what the one before it has passed: 512.37亿美元,首次突破500亿美元."""
        f, before = self.found[i], self.found[i - 1] if i else None
        if before is None or f.number.bound == "exact":
            return False
        return (f.label, f.number.unit) == (before.label, before.number.unit) and not before.relation

    def _base(self, context: Context) -> Finding | None:
        """较上年的48件增加…: the figure of another time that a number before it is compared with."""
        number, i = context.number, self._previous()
        if i is None or self.found[i].number.unit != number.unit:
            return None
        clause = self.text[max(self.span[0], number.lead - 24) : number.lead]
        if not comparisons.is_base(clause, self.text[number.tail : number.tail + 12]):
            return None
        described = self.found[i]
        return Finding(number, self.span, described.label, described.scope, of=self.base + i, relation="base")

    def _look_back(self, context: Context) -> None:
        """A number reached (降至1420件) is what the change right before it describes, and what 由 begins at."""
        if not self.found:
            return
        last, here = self.found[-1], self.base + len(self.found)
        between = self.text[last.number.tail : context.number.lead]
        if last.relation == "change" and last.of is None and compiled(r"^[,，、]?{reached}(?:了|约|近|超|达)?$").match(between):
            self.found[-1] = replace(last, of=here)
        elif not last.relation and last.number.unit == context.number.unit:
            clause = self.text[self.span[0] : last.number.lead]
            if comparisons.is_starting_point(clause, between):
                label = compiled(r"[由从][^由从]*$").sub("", last.label)
                self.found[-1] = replace(last, label=label or last.label, of=here, relation="base")

    def _average(self, context: Context) -> Finding | None:
        """日均46次 is an average of the number before it."""
        before = context.before.strip(" 、,，和及")
        m = compiled(r"^(?P<average>{averages})(?P<rest>.*)$").match(before)
        i = self._averaged(context.number.unit)
        if m is None or i is None:
            return None
        described = self.found[i]
        rest = clean_before(m["rest"]) or clean_before(context.after)
        if len(rest) >= 2 and context.number.unit != described.number.unit:
            return None
        label = tidy(m["average"] + (rest or described.label))
        return Finding(context.number, self.span, label, described.scope, of=self.base + i, relation="average")

    def _averaged(self, unit: str) -> int | None:
        """What an average of this unit is of: the last number of that unit that is no item of another."""
        plain = [i for i, f in enumerate(self.found) if not f.relation]
        same = [i for i in plain if self.found[i].number.unit == unit]
        whole = [i for i in same if self.found[i].item_of is None]
        candidates = whole or same or plain
        return candidates[-1] if candidates else None

    def _item(self, context: Context) -> Finding | None:
        """An item that is only an office, or only a word in parentheses, bears its total's label."""
        head = self._head(context)
        if head is None:
            return None
        total = self._at(head)
        before = clean_before(compiled("^.*其中[:：]?").sub("", context.before))
        if total.number.unit != context.number.unit or not before:
            return None
        last = self.found[-1] if self.found and not self.found[-1].relation else None
        if last and last.number.unit == context.number.unit and (name := labels.sibling(last.label, before)):
            return replace(last, number=context.number, label=name)
        office = scopes.owner_of(before, context.number.unit)
        if office is not None:
            item_of = head if context.bracketed or self.of_which is not None else None
            label = before if compiled("[^的]{0,6}{platforms}").fullmatch(total.label) else total.label  # 电话90件、信箱16件: no total
            return Finding(context.number, self.span, tidy(label), self._scope(office), item_of=item_of)
        if context.bracketed:
            return Finding(context.number, self.span, f"{total.label}（{tidy(before)}）", total.scope, item_of=head)
        return None

    def _head(self, context: Context) -> int | None:
        """The total that this number is printed under, as far as words tell."""
        if self.of_which is not None:
            return self.of_which
        if context.bracketed:
            opened = max(self.text.rfind(c, self.span[0], context.number.start) for c in "(（")
            inside = [i for i, f in enumerate(self.found) if f.number.end <= opened]
            return self.base + inside[-1] if inside else None
        for i, f in enumerate(self.found):
            if f.number.unit == context.number.unit and not f.relation:
                return self.base + i
        return None

    def _part(self, context: Context) -> int | None:
        head = self.of_which
        if head is None or self._at(head).number.unit != context.number.unit:
            return None
        return head

    def _at(self, i: int) -> Finding:
        return self.earlier[i] if i < self.base else self.found[i - self.base]

    def _first_of_part(self, number: Number) -> Finding:
        """What a rank without words of its own is of: the first number behind the last semicolon."""
        since = max(self.text.rfind(c, self.span[0], number.lead) for c in ";；")
        return next((f for f in self.found if f.number.start > since), self.found[0])

    def _inherited(self, context: Context) -> str:
        """Where the clause names nothing: the label before it, or what opens the sentence."""
        if self.found and self.found[-1].relation == "base" and self.found[-1].of == self.base + len(self.found):
            return self.found[-1].label
        if named := self._named_ahead(context):
            return named
        i = self._previous()
        if i is not None and context.number.kind == RANK:
            return labels.ranked(self._first_of_part(context.number).label)
        if i is not None:
            return (not context.joined and self._last_in(context.number.unit)) or self.found[i].label
        if self.found:
            return compiled("{changes}$").sub("", self.found[-1].label)
        opening = labels.opening(labels.without_dates(self.text, self.span[0], context.number.lead, self.masks))
        return opening or self._last_label(context.number.unit)

    def _named_ahead(self, context: Context) -> str:
        """网站占比 of 网站占比最高,达58.4%: the quantity that the clause before a bare one names; "" where none does."""
        since = self.found[-1].number.tail if self.found else self.span[0]
        m = compiled(r"(?P<what>[^,，;；:：。]{2,16}?{quantities})(?:最[高低多少长短快大小]|居首|领先)?[,，]$").search(
            self.text[since : context.opening]
        )
        return tidy(clean_before(m["what"])) if m else ""

    def _last_label(self, unit: str) -> str:
        """The label of the last number in this unit of the sentence before; "" where there is none."""
        for f in reversed(self.earlier[-6:]):
            if f.sentence[1] + 4 >= self.span[0] and f.number.unit == unit and not f.relation:
                return f.label
        return ""

    def _scope(self, name: str | None) -> str | None:
        return scopes.foreign(name, self.issuer_names)
