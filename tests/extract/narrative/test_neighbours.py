"""What a number takes from the numbers beside it, and what it must not."""

from __future__ import annotations

import pytest

from extract.narrative.findings import Finding
from extract.narrative.pipeline import Narrative, read_narrative


def read(text: str) -> dict[str, Finding]:
    """The findings of a text by the characters of their numbers."""
    narrative: Narrative = read_narrative(text)._.haiguan
    return {text[f.number.start : f.number.end]: f for f in narrative.findings}


def test_a_platform_behind_another_one_is_labelled_as_that_one_is() -> None:
    found = read("全年,热线共受理各类咨询2226条,热线新媒体发布微信426条,微博453条。")
    assert [found[n].label for n in ("426", "453")] == ["热线新媒体发布微信", "热线新媒体发布微博"]


def test_a_platform_alone_behind_its_total_stays_an_item_of_it() -> None:
    found = read("全年主动公开信息900条,其中网站500条,微博400条。")
    assert [found[n].label for n in ("500", "400")] == ["主动公开信息", "主动公开信息"]


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("予以公开答复966件,占66.48%;部分公开67,占4.61%;不予公开81件,占5.57%。", "4.61", "部分公开占比"),
        ("收到申请100件,举报30,占20%。", "20", "举报占比"),
    ],
)
def test_a_share_is_of_no_other_number_than_the_one_before_it_though_that_has_no_unit(
    text: str, figure: str, label: str
) -> None:
    found = read(text)
    assert (found[figure].label, found[figure].of) == (label, None)


def test_a_change_is_of_no_number_before_one_that_could_not_be_read() -> None:
    assert read("收到申请100件,答复67,同比增长5%。")["5"].of is None


def test_a_share_behind_a_number_that_was_read_is_of_it() -> None:
    found = read("予以公开答复966件,占66.48%;部分公开67件,占4.61%。")
    assert [found[n].of for n in ("66.48", "4.61")] == [0, 2]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "前三季度我国对东盟、欧盟、日本进出口分别为3.38万亿元、3.23万亿元、1.61万亿元。",
            ["我国对东盟进出口", "我国对欧盟进出口", "我国对日本进出口"],
        ),
        ("对越南、泰国出口分别增长18.5%、10.9%。", ["对越南出口增长", "对泰国出口增长"]),
        ("进口、出口分别为20亿元、30亿元。", ["进口", "出口"]),
        ("法规处、关税处分别受理咨询8件、9件。", ["受理咨询", "受理咨询"]),
    ],
)
def test_words_printed_once_for_a_row_of_names_belong_to_each(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text).values()] == labels


@pytest.mark.parametrize(
    ("text", "label", "of"),
    [
        ("对东盟、日本进出口分别为3亿元、2亿元,其中,东盟为第一大贸易伙伴,占总值的14.6%。", "对东盟进出口占比", 0),
        ("全年进出口5亿元,其中,民营企业是外贸主力军,占总值的60%。", "民营企业占比", None),
    ],
)
def test_a_share_is_that_of_whom_the_clause_before_it_names(text: str, label: str, of: int | None) -> None:
    share = list(read(text).values())[-1]
    assert (share.label, share.of) == (label, of)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("据云州海关统计,9月份云港的集装箱吞吐量再创新高,超过146万标箱。", "云港的集装箱吞吐量"),
        ("据统计,超过146万标箱。", ""),
        ("门户网站访问量,达到5万人次。", "门户网站访问量"),
    ],
)
def test_a_bare_number_is_labelled_by_the_clause_that_opens_the_sentence(text: str, label: str) -> None:
    assert [f.label for f in read(text).values()] == [label]


def test_the_steps_of_a_tariff_are_no_statistics() -> None:
    text = "一个自然月内累计申请10件以下(含10件)的,不收费;11-30件(含30件)的部分,100元/件。"
    assert [figure for figure in read(text) if figure in ("10", "30")] == []


def test_a_rank_is_of_what_its_part_of_the_sentence_speaks_of() -> None:
    found = read("好评率保持100%;热线接通率98.7%,较上年提高1.2个百分点,排名关区第二。")
    assert found["二"].label == "热线接通率名次"


def test_the_number_of_an_item_is_not_in_its_label() -> None:
    assert read("四、2015年检查抽查报关单12,345份,发现差错321份。")["12,345"].label == "检查抽查报关单"


def test_what_a_parenthesis_says_of_a_number_is_not_its_label() -> None:
    found = read("因政府信息公开被申请行政复议1件(维持原决定),提起行政诉讼0件。")
    assert "复议" in found["1"].label


def test_a_change_of_a_sum_is_not_a_change_of_its_last_part() -> None:
    found = read("人工接听来电100个,自助语音服务50个,总量比上年增长8.9%。")
    assert found["8.9"].of is None


def test_a_word_that_ends_in_a_light_word_is_kept_whole() -> None:
    found = read("部分公开2件;信息不存在3件;现有问题8个,集中在2个方面。")
    assert found["3"].label == "信息不存在"


def test_what_a_change_has_come_to_is_labelled_by_what_changed() -> None:
    found = read("民营企业进出口1950亿元,增长10.6%,占比提升2.9个百分点至60.1%。")
    assert found["60.1"].label == "民营企业进出口占比"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("热线接通率98.7%,比全国平均水平高2.3个百分点。", "2.3", "热线接通率比全国平均水平高"),
        ("进出口总值3245亿元,同比增长5.2%,高于全国平均增速3.1个百分点。", "3.1", "进出口总值同比增长高于全国平均增速"),
        ("一审败诉率较全省平均水平高0.7个百分点。", "0.7", "一审败诉率较全省平均水平高"),
    ],
)
def test_a_benchmark_is_labelled_with_what_is_held_against_it(text: str, figure: str, label: str) -> None:
    found = read(text)
    assert (found[figure].label, found[figure].relation) == (label, "benchmark")


def test_a_row_is_named_by_the_clause_before_it() -> None:
    found = read("东盟、欧盟、美国为前三大贸易伙伴,分别进出口512.3亿元、433.7亿元、398.8亿元。")
    assert [f.label for f in found.values()] == ["东盟进出口", "欧盟进出口", "美国进出口"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全市进出口超亿元企业412家。", ["412"]),
        ("扣留超过1000批的海关15个。", ["15"]),
        ("全年公开信息超过1000条,微博400条。", ["1000", "400"]),
        ("受理咨询超过1000次,答复率100%。", ["1000", "100"]),
    ],
)
def test_a_threshold_before_what_is_counted_is_no_statistic(text: str, figures: list[str]) -> None:
    assert list(read(text)) == figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("进口原油1020万吨,价值430.1亿元,均价4215元。", ["进口原油", "进口原油价值", "进口原油均价"]),
        ("政府采购金额52万元。", ["政府采购金额"]),
        ("金额共计8元。", ["金额"]),
    ],
)
def test_a_bare_measure_is_of_what_the_number_before_it_counts(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text).values()] == labels


def test_a_date_that_lost_its_year_and_month_is_no_label() -> None:
    assert [f.label for f in read("2010320日,收到首件书面申请;全年累计3件。").values()] == ["收到首件书面申请"]
