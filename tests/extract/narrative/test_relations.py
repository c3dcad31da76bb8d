"""What a sentence's numbers are to one another, side by side with the sentence in relations.yaml."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text("utf-8"))


def links(narrative: Narrative) -> list[str]:
    """The relations in the notation of relations.yaml, in the order of the text."""
    totals = {part: b.total for b in narrative.breakdowns for part in b.parts}
    printed = figures(narrative)
    rows = []
    for i, f in enumerate(narrative.findings):
        if i in totals:
            rows.append(f"{printed[i]} part_of {printed[totals[i]]}")
        if f.of is not None and f.relation != "average":
            rows.append(f"{printed[i]} {f.relation}_of {printed[f.of]}" + (f" {f.direction}" if f.direction else ""))
    return rows


def figures(narrative: Narrative) -> list[str]:
    """The numbers as printed; one that is printed again is 9#2."""
    seen: Counter[str] = Counter()
    names = []
    for f in narrative.findings:
        figure = narrative.text[f.number.start : f.number.end]
        seen[figure] += 1
        names.append(figure if seen[figure] == 1 else f"{figure}#{seen[figure]}")
    return names


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_the_numbers_of_a_sentence_are_related_as_it_says(case: dict[str, Any]) -> None:
    assert links(read_narrative(case["text"])._.haiguan) == case["links"]


def test_the_entries_of_a_list_add_up_to_the_line_above_them() -> None:
    text = "收到申请数 83 件\n当面申请数 30 件\n网络申请数 21 件\n信函申请数 32 件\n申请答复数 83 件\n同意公开数 60 件\n信息不存在数 23 件"
    n: Narrative = read_narrative(text)._.haiguan
    assert links(n) == ["30 part_of 83", "21 part_of 83", "32 part_of 83", "60 part_of 83#2", "23 part_of 83#2"]


def test_paragraphs_are_no_entries() -> None:
    n: Narrative = read_narrative("编发简报30期。\n刊发专栏10期。\n" + "全年工作平稳。\n" * 3 + "制作节目20期。")._.haiguan
    assert links(n) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("进出口1,860亿元。民营企业进出口1,209亿元,占65%。", True),
        ("进出口1,860亿元。民营企业进出口1,209亿元,占64%。", False),
        ("进出口1,860亿元。民营企业进出口1,209亿元,占六成多。", False),
        ("进出口1,860亿元,出口1,000亿元。民营企业出口650亿元,占出口总值的65%。", True),
        ("进出口1,860吨。民营企业进出口1,209亿元,占65%。", False),
    ],
    ids=["right to the digit", "another total's", "only about", "named", "another unit"],
)
def test_a_share_that_is_right_to_its_digits_names_the_total(text: str, part: bool) -> None:
    assert any("part_of" in link for link in links(read_narrative(text)._.haiguan)) is part


def test_the_named_total_is_preferred_to_the_largest() -> None:
    text = "受理举报200件,受理申请100件。网上申请50件,占受理申请的50%。"
    assert "50 part_of 100" in links(read_narrative(text)._.haiguan)


_CLAUSES = st.sampled_from(["受理申请{}件", "其中当面{}件", "网上{}件(占{}%)", "合计{}件", "答复{}件:公开{}件", "{}件中,有{}件已办"])
_ENDS = st.sampled_from(["，", "；", "。", "\n", "、"])


@given(st.lists(st.tuples(_CLAUSES, st.integers(0, 30), st.integers(0, 30), _ENDS), max_size=12))
def test_nothing_is_part_of_itself_however_far_the_totals_are_followed(rows: list[tuple[str, int, int, str]]) -> None:
    n: Narrative = read_narrative("".join(clause.format(a, b) + end for clause, a, b, end in rows))._.haiguan
    totals = {part: b.total for b in n.breakdowns for part in b.parts}
    assert len(totals) == sum(len(b.parts) for b in n.breakdowns), "a number is part of one total at most"
    for part in totals:
        passed, at = set(), part
        while at in totals:
            assert at not in passed
            passed.add(at)
            at = totals[at]
