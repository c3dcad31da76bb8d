"""Taiwan's wording undone."""

from pathlib import Path

import pytest

from normalize import data, wording
from normalize.aligned import AlignedText
from normalize.wording import localize

PROOF = "列印，"
"""A word that proves the wording, so that the probable ones are undone too."""


def localized(text: str) -> str:
    return localize(AlignedText.of(text))[0].text


@pytest.mark.parametrize(
    ("taiwan", "mainland"),
    [
        ("入口网站", "门户网站"),
        ("工作程式", "工作程序"),
        ("免费光碟", "免费光盘"),
        ("智慧财产权海关保护", "知识产权海关保护"),
        ("网际网路", "互联网"),
        ("形成网路", "形成网络"),
        ("最佳化服务", "优化服务"),
        ("硬体和软体", "硬件和软件"),
        ("行动电话", "移动电话"),
        ("伺服器", "服务器"),
        ("联络我们", "联系我们"),
        ("规范性档案", "规范性文件"),
        ("政府资讯公开", "政府信息公开"),
    ],
)
def test_a_word_that_only_taiwan_uses_is_undone(taiwan: str, mainland: str) -> None:
    assert localize(AlignedText.of(taiwan))[1]
    assert localized(taiwan) == mainland


@pytest.mark.parametrize(
    ("taiwan", "mainland"),
    [
        ("传送至邮箱", "发送至邮箱"),
        ("手机简讯", "手机短信"),
        ("线上访谈", "在线访谈"),
        ("新闻报导", "新闻报道"),
        ("推广套用系统", "推广应用系统"),
        ("资料库", "数据库"),
        ("宣传影片", "宣传视频"),
        ("下载连结", "下载链接"),
    ],
)
def test_an_ambiguous_word_is_undone_only_where_the_text_is_taiwans(taiwan: str, mainland: str) -> None:
    assert localized(taiwan) == taiwan
    assert localized(PROOF + taiwan) == "打印，" + mainland


@pytest.mark.parametrize(
    "text",
    [
        "档案馆",
        "档案局",
        "人事档案",
        "采购档案",
        "互动交流",
        "建立制度",
        "整合资源",
        "呼叫中心",
        "复制费用",
        "公开效能",
        "生产线上",
        "传送带",
        "电影片",
        "透过现象",
        "软体动物",
        "工作简讯",
        "某某资讯有限公司",
    ],
)
def test_what_the_mainland_says_too_stays_even_in_taiwans_text(text: str) -> None:
    assert localized(PROOF + text) == "打印，" + text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("著力抓好", "着力抓好"),
        ("随著改革", "随着改革"),
        ("藉著", "借着"),
        ("为瞭", "为了"),
        ("部份", "部分"),
        ("批覆", "批复"),
        ("台帐", "台账"),
    ],
)
def test_other_writing_is_undone_in_any_traditional_text(printed: str, plain: str) -> None:
    assert localize(AlignedText.of(printed))[0].text == plain
    assert not localize(AlignedText.of(printed))[1]


@pytest.mark.parametrize("text", ["著作权", "对著作权人", "显著落后", "瞭望台", "慰藉", "蚊帐", "土著"])
def test_a_character_written_so_everywhere_stays(text: str) -> None:
    assert localized(text) == text


def test_the_replaced_phrase_maps_as_a_whole_and_nothing_else_does() -> None:
    aligned, _ = localize(AlignedText.of("用网际网路查询"))
    assert aligned.source_span(1, 4) == (1, 5)
    assert aligned.source_span(4, 6) == (5, 7)


def test_no_replacement_makes_a_word_that_would_be_replaced_again() -> None:
    lexicon = wording._lexicon("certain", "probable", "writing")
    for word, rules in lexicon.rules.items():
        for rule in rules:
            assert localized(rule.to) == rule.to, word


def test_the_list_is_of_some_size() -> None:
    assert len(wording._lexicon("certain", "probable", "writing").rules) >= 150


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("certain: {}\nprobable: {}\n", "expected the keys"),
        ("certain: [甲]\nprobable: {}\nwriting: {}\n", "certain must be a mapping"),
        ("certain: {甲: {before: [乙]}}\nprobable: {}\nwriting: {}\n", "certain.甲"),
        ("certain: {甲: {to: 丙, near: [乙]}}\nprobable: {}\nwriting: {}\n", "certain.甲"),
        ("certain: {甲: {to: 丙, before: 乙}}\nprobable: {}\nwriting: {}\n", "certain.甲.before"),
    ],
)
def test_a_wrong_entry_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, yaml: str, message: str
) -> None:
    (tmp_path / wording.FILE).write_text(yaml, "utf-8")
    monkeypatch.setattr(data, "HERE", tmp_path)
    with pytest.raises(data.DataError, match=message):
        wording._lexicon.__wrapped__("certain")
