import pytest

from extract.forms.values import in_base, is_mark, is_money, read_number, read_unit, unit_within


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("0", 0, None),
        ("007", 7, None),
        ("-1", -1, None),
        ("－3", -3, None),
        ("+12", 12, None),
        ("减2", -2, None),
        ("增加5", 5, None),
        ("3,119", 3119, None),
        ("3，119", 3119, None),
        ("1,234,567", 1_234_567, None),
        ("96.5", 96.5, None),
        ("59项", 59, "项"),
        ("16653人次", 16653, "人次"),
        ("2973.23万元", 29_732_300, "元"),
        ("1.5亿元", 150_000_000, "元"),
        ("12元", 12, "元"),
    ],
)
def test_a_number_is_read_with_its_sign_separators_and_unit(
    text: str, number: float, unit: str | None
) -> None:
    assert read_number(text) == (number, unit)


@pytest.mark.parametrize("text", ["", "1.", "(一)", "1.属于", "2020年", "12,34", "1-2", "无", "/", "1" * 30])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_money_keeps_no_rounding_error() -> None:
    assert in_base(7730.28, "万元") == (77_302_800, "元")
    assert in_base(0.1, "万元") == (1000, "元")


def test_a_count_keeps_its_unit() -> None:
    assert in_base(5, "件") == (5, "件")


@pytest.mark.parametrize("text", ["/", "—", "——", "-", "－", "无", "／"])
def test_signs_for_nothing_to_report_are_marks(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["0", "", "无此项", "-1"])
def test_numbers_and_words_are_no_marks(text: str) -> None:
    assert not is_mark(text)


@pytest.mark.parametrize(
    ("text", "unit"), [("件", "件"), ("(万元)", "万元"), ("单位:万元", "万元"), ("件数", None)]
)
def test_a_unit_alone_is_a_unit(text: str, unit: str | None) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("本年收费金额单位万元", "万元"),
        ("采购总金额元", "元"),
        ("采购总金额千元", "千元"),
        ("采购总金额百万元", "百万元"),
        ("采购总金额", None),
        ("采购总金额万美元", None),
        ("收费件", None),
    ],
)
def test_a_folded_label_names_the_unit_of_its_money_at_its_end(label: str, unit: str | None) -> None:
    assert unit_within(label) == unit


def test_only_units_of_money_are_money() -> None:
    assert [is_money(unit) for unit in ("元", "万元", "亿元", "件", "项")] == [True, True, True, False, False]
