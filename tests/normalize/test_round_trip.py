"""Mainland text, converted to traditional as sites convert it, comes back as it was."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.clean import clean
from normalize.gbk_shift import _words

SENTENCES = [
    "2019年，江东海关通过门户网站主动公开信息1200条，其中规范性文件3件，通过互联网公布办事程序。",
    "为优化通关服务，我关完善短信平台，软件和硬件投入25万元，打印宣传材料并发送至各隶属海关。",
    "海关系统收到行政复议申请2件，均已答复；征求意见后，由档案馆和图书馆提供查阅。",
    "加强知识产权海关保护，开展在线访谈12次，制作光盘300张，应用新系统复制数据。",
    "着力推进政务公开，随着改革深入，关于采购项目的公告及时发布，范围有所扩大。",
]
CONVERTERS = {config: opencc.OpenCC(config) for config in ("s2t", "s2tw", "s2hk", "s2twp")}


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_converter_of_characters_is_undone(config: str, sentence: str) -> None:
    assert clean(CONVERTERS[config].convert(sentence)).text == sentence


def test_a_converter_of_phrases_is_undone() -> None:
    """What is left (数据 may have been 资料) is what no reader could tell."""
    text = "\n".join(SENTENCES)
    cleaned = clean(CONVERTERS["s2twp"].convert(text))
    assert cleaned.variants[0] == "taiwan_phrases"
    assert cleaned.text.replace("资料", "数据") == text


@given(st.lists(st.sampled_from(sorted(_words())), min_size=1, max_size=20))
def test_any_words_of_officials_come_back(words: list[str]) -> None:
    """Behind a word that is traditional beyond doubt: 反覆 alone belongs to either script."""
    text = "，".join(["机关", *words])
    assert clean(CONVERTERS["s2t"].convert(text)).text == text


@given(st.lists(st.sampled_from(sorted(_words())), min_size=1, max_size=8))
def test_a_gloss_behind_any_traditional_character_goes(words: list[str]) -> None:
    text = "，".join(["机关", *words])
    glossed = CONVERTERS["s2t"].convert(text).replace("發", "發(fā)").replace("執", "執(zhí)")
    assert clean(glossed).text == text
