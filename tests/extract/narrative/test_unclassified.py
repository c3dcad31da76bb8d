"""No number is overlooked: each has a class, and the record names those that no class fits."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.extract import MOST_NAMED, extract_record
from extract.narrative.pipeline import read_narrative

HEAD = "云泽海关2020年政府信息公开工作年度报告\n一、总体情况\n"


def unclassified(sentence: str) -> list[str]:
    record = extract_record(f"{HEAD}{sentence}\n".encode(), uri="file:///a.txt")
    return [record.text[slice(*p.span)] for p in record.problems if p.code == "unclassified_number" and p.span]


def test_a_number_that_no_class_fits_is_named_where_it_stands() -> None:
    assert unclassified("全年共公开3568,受理申请12件。另见7788之说。") == ["3568", "7788"]


def test_a_number_of_a_class_is_not_named() -> None:
    assert unclassified("2020年,受理申请12件,占三成,第三条规定20个工作日内答复,电话12360,三安全一稳定。") == []
    assert unclassified("根据任务分工的通知(〔2024〕35号)精神,定于4月13日(星期一)上午10时在三楼召开会议。") == []
    assert unclassified("如有疑问请联系,电话:0999 -5202336。") == []
    assert unclassified("第十一届(2012)评估,电话:(0999)6519440。\n1)公开透明。\n??????2.政务公开。") == []


def test_very_many_are_named_together() -> None:
    found = unclassified("".join(f"见{7000 + i}之说。" for i in range(MOST_NAMED + 50)))
    assert len(found) == MOST_NAMED + 1 and found[-1].startswith("7100")


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="公开申请共占件条%万至第年月日号.,，。()-:0123456789\n", max_size=60))
def test_every_figure_of_any_text_is_in_some_number(text: str) -> None:
    numbers = read_narrative(text)._.haiguan.numbers
    for run in re.finditer(r"\d+", text):
        assert any(n.start < run.end() and run.start() < n.tail for n in numbers), run.group()
