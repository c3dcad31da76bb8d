"""Time limits with actor, action and steps, side by side with their sentences in limits.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("limits.yaml").read_text("utf-8"))


def limits(text: str) -> list[str]:
    """The limits in the notation of limits.yaml."""
    found = read_narrative(text, tone="plan")._.haiguan.limits
    steps = [f" (of {found[x.part_of].value})" if x.part_of is not None else "" for x in found]
    return [f"{x.value}{x.unit} {x.actor or '-'}: {x.action}{step}" for x, step in zip(found, steps, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_the_time_limits_of_a_sentence_are_read(case: dict[str, Any]) -> None:
    assert limits(case["text"]) == case["limits"]


@pytest.mark.parametrize(
    "text",
    [
        "平均每件申请办理用时12个工作日,最短的1个工作日,最长的20个工作日。",
        "门户网站留言平均用时1.8个工作日,最长未超过5个工作日。",
        "平均答复时间为2个工作日。",
    ],
)
def test_how_long_it_took_is_a_statistic_and_no_limit(text: str) -> None:
    n: Narrative = read_narrative(text)._.haiguan
    assert n.limits == []
    assert {x.kind for x in n.numbers} == {"statistic"}


def test_steps_on_lines_of_their_own_add_up_too() -> None:
    text = "办理时限:18个工作日。\n受理:5个工作日\n审查:10个工作日\n制证:3个工作日\n"
    assert limits(text)[1:] == ["5工作日 -: 受理 (of 18)", "10工作日 -: 审查 (of 18)", "3工作日 -: 制证 (of 18)"]


def test_steps_that_do_not_add_up_are_of_no_whole() -> None:
    assert not any("(of" in limit for limit in limits("受理5个工作日、审查10个工作日,合计18个工作日。"))
