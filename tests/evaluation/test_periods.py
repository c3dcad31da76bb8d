"""Periods that mean the same, in whatever notation."""

from __future__ import annotations

import pytest

from benchmarks.evaluation.periods import months, same_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", (2015, 1), (2015, 12)),
        ("2015年", (2015, 1), (2015, 12)),
        ("2017-09", (2017, 9), (2017, 9)),
        ("2017年9月", (2017, 9), (2017, 9)),
        ("2017-01/2017-09", (2017, 1), (2017, 9)),
        ("2022-09-28/2022-10-07", (2022, 9), (2022, 10)),
        ("2017年1月至9月", (2017, 1), (2017, 9)),
        ("2008年5月1日至2010年12月31日", (2008, 5), (2010, 12)),
        ("2014年第一季度", (2014, 1), (2014, 3)),
        ("2014年四季度", (2014, 10), (2014, 12)),
        ("2014-Q2", (2014, 4), (2014, 6)),
        ("2021年上半年", (2021, 1), (2021, 6)),
        ("2017年前三季度", (2017, 1), (2017, 9)),
        ("../2016-12-31", None, (2016, 12)),
        ("截至2016年12月31日", None, (2016, 12)),
        ("2007-01-01/..", (2007, 1), None),
        ("2008年5月以来", (2008, 5), None),
        ("自2008年5月1日起", (2008, 5), None),
    ],
)
def test_a_period_is_read_as_its_months(text: str, first: object, last: object) -> None:
    assert months(text, 2020) == (first, last)


def test_a_text_without_a_year_is_of_the_documents_year() -> None:
    assert months("上半年", 2021) == ((2021, 1), (2021, 6))
    assert months("--01/--06", 2021) == ((2021, 1), (2021, 6))


@pytest.mark.parametrize(
    ("truth", "found"),
    [
        ("2017-01/2017-09", "前三季度"),
        ("2017-01/2017-09", "2017年1至9月"),
        ("2016", "2016-01-01/2016-12-31"),
        ("../2017-06-28", "截至2017年6月28日"),
        ("../2017-06-28", "2017-01-01/2017-06-28"),
        ("2007-01-01/..", "2007-01-01/2017-12-31"),
    ],
)
def test_equal_periods_agree(truth: str, found: str) -> None:
    assert same_period(truth, found, 2017)


@pytest.mark.parametrize(
    ("truth", "found"),
    [
        ("2017-01/2017-09", None),
        ("2017-01/2017-09", "2017"),
        ("2016", "2015"),
        ("2007-01-01/..", "2007"),
        ("../2016-12-31", "2015年"),
    ],
)
def test_different_periods_do_not(truth: str, found: str | None) -> None:
    assert not same_period(truth, found, 2017)
