"""Measures and who does them, who helps, by when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.duties import Duty, read_duty


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("（一）完善网站栏目（责任单位：办公室、科技处；配合单位：各部门；完成时限：2019年6月底前）。", Duty("办公室、科技处", "各部门", "2019年6月底前")),
        ("（一）完善网站栏目。（办公室牵头，各部门配合，12月底前完成）", Duty("办公室", "各部门", "12月底前")),
        ("（一）清理规范性文件（牵头单位：法规处，配合单位：关税处、监管处，完成时间：长期坚持）。", Duty("法规处", "关税处、监管处", "长期坚持")),
        ("法规处牵头，15个部门配合，于6月30日前完成清单编制。", Duty("法规处", "15个部门", "6月30日前")),
        ("由办公室牵头，会同技术处、缉私局，每季度末对各单位公开情况进行通报。", Duty("办公室", "技术处、缉私局", "每季度末")),
        ("各隶属海关要于2018年3月底前完成目录修订，并报办公室备案。", Duty("各隶属海关", None, "2018年3月底前")),
        ("年底前实现政务服务事项网上可办率达到90%。（科技处负责）", Duty("科技处", None, "年底前")),
        ("加强政策解读。责任单位：办公厅；参加单位：各司局；时间安排：全年持续推进。", Duty("办公厅", "各司局", "全年持续推进")),
        ("推进基层公开（办公室、人事处按职责分工负责，持续推进）。", Duty("办公室、人事处", None, "持续推进")),
        ("推进基层公开（各部门分别负责，2020年9月底前取得阶段性成果）。", Duty("各部门", None, "2020年9月底前")),
        ("各单位每月5日前将上月公开情况报办公室。", Duty(None, None, "每月5日前")),
        ("（二）加强培训。\n牵头单位：人事处\n配合单位：各处室\n完成时限：每年1月31日前", Duty("人事处", "各处室", "每年1月31日前")),
        ("各单位应于每季度首月10日前报送上季度公开情况。", Duty("各单位", None, "每季度首月10日前")),
        ("一是积极配合地方政府推进公开工作，持续推进依申请公开。", Duty(None, None, None)),
        ("认真落实《2018年底前工作安排》，努力扩大社会影响力。", Duty(None, None, None)),
        ("办公室会同法规处开展专项检查，三季度末前完成整改。", Duty(None, "法规处", "三季度末前")),
    ],
    ids=lambda x: x[:16] if isinstance(x, str) else "",
)
def test_a_measure_says_who_does_it_who_helps_and_by_when(text: str, duty: Duty) -> None:
    assert read_duty(text) == duty


@given(st.text(alphabet="办公室牵头负责，配合（）：。12月底前", max_size=60))
def test_what_is_named_stands_in_the_text(text: str) -> None:
    duty = read_duty(text)
    assert all(said in text for said in (duty.responsible, duty.supporting, duty.due) if said)
