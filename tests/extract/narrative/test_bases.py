"""When the figure was that a change is measured against, by the words and the figure's own period."""

from __future__ import annotations

import pytest

from extract.narrative.pipeline import Narrative, read_narrative


def bases(text: str, year: int | None = 2018) -> list[str | None]:
    n: Narrative = read_narrative(text, year=year)._.haiguan
    return [n.base_periods[i] for i, f in enumerate(n.findings) if f.relation == "change"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("受理申请60件,同比增长25%。", ["2017"]),
        ("受理申请60件,比上年增加12件。", ["2017"]),
        ("受理申请60件,较2015年增长25%。", ["2015"]),
        ("受理申请60件,较前年增长25%。", ["2016"]),
        ("受理申请60件,增长25%。", [None]),
        ("受理申请60件,较2015年增加12件,增幅25%。", ["2015", "2015"]),
        ("受理申请60件,较2015年增加12件;公开信息30条,增长25%。", ["2015", None]),
        ("受理申请60件,较改革前增长25%。", [None]),
        ("2019年3月,进出口12亿元,同比增长5%,环比下降2%。", ["2018-03", "2019-02"]),
        ("2019年第一季度,进出口12亿元,同比增长5%,环比下降2%。", ["2018-01/2018-03", "2018-10/2018-12"]),
        ("2019年1至5月,进出口12亿元,环比下降2%。", [None]),
        ("2020年2月,进出口12亿元,同比增长5%。", ["2019-02"]),
        ("2021年上半年,进出口12亿元,较2019年同期增长5%。", ["2019-01/2019-06"]),
        ("进出口总值12亿元,比上年(下同)增长5%。其中出口7亿元,增长6%。", ["2017", "2017"]),
        ("网站访问量是2015年的2.3倍,微博阅读量20万次,是上年的1.5倍。", ["2015", "2017"]),
    ],
)
def test_the_base_of_a_change_is_a_period(text: str, periods: list[str | None]) -> None:
    assert bases(text) == periods


def test_without_a_year_the_base_is_not_guessed() -> None:
    assert bases("受理申请60件,同比增长25%。", year=None) == [None]
