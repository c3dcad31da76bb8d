import pytest

from extract.forms.layout import load_forms
from extract.forms.vocabulary import LONGEST, MARK, bare, fold, ordinal, similar, vocabulary

ANY: frozenset[str] = frozenset()


def codes(folded: str, forms: frozenset[str] = ANY) -> set[str]:
    return {entry.code for entry in similar(folded, forms).meaning.entries}


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("危及“三安全一稳定”", "危及三安全一稳定"),
        ("本年增/减", "本年增减"),
        ("结果\n维持", "结果维持"),
        (" 总  计 ", "总计"),
        ("第二十条第（五）项", "第二十条第五项"),
    ],
)
def test_labels_are_folded(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("label", "number", "rest"),
    [
        ("(一)予以公开", 1, "予以公开"),
        ("（七）总计", 7, "总计"),
        ("二、上年结转", 2, "上年结转"),
        ("8.属于行政查询事项", 8, "属于行政查询事项"),
        ("3、其他", 3, "其他"),
        ("(十二)其他", 12, "其他"),
        ("二十、其他", 20, "其他"),
    ],
)
def test_the_number_before_a_label_is_read_and_left_out(label: str, number: int, rest: str) -> None:
    mark = MARK.match(label)
    assert mark is not None
    assert ordinal(mark) == number
    assert bare(label) == rest


@pytest.mark.parametrize("label", ["一次性告知", "3.5", "第二十条第(一)项", "(一)项", "总计"])
def test_what_only_looks_like_a_number_is_none(label: str) -> None:
    assert MARK.match(label) is None


def test_every_label_of_every_form_is_known_and_short_enough() -> None:
    words = vocabulary()
    for form in load_forms():
        for block in form.blocks:
            for label in [row.label for row in block.rows] + [column.label for column in block.columns]:
                assert not label or (bare(label) in words.exact and len(bare(label)) <= LONGEST)


@pytest.mark.parametrize(
    ("misprint", "code"),
    [
        ("其他法律行政止公开", "denied_by_law"),
        ("其他法律法规禁止公开", "denied_by_law"),
        ("属於行政执法案卷", "denied_enforcement_file"),
        ("补正后申请内容任不明确", "unavailable_unclear"),
        ("本年增", "change_this_year"),
        ("要求行政机关确认或重新出具己获取信息", "rejected_reconfirm"),
    ],
)
def test_a_misprint_means_the_one_label_that_it_is_like(misprint: str, code: str) -> None:
    assert codes(misprint) == {code}


@pytest.mark.parametrize("text", ["其他情况", "公开", "存在的主要问题及改进情况", "联系电话", "X" * 100, ""])
def test_a_text_like_no_label_means_none(text: str) -> None:
    assert codes(text) == set()


def test_labels_hardly_less_alike_are_told() -> None:
    likeness = similar("政务X信公开政府信息数", ANY)
    meant = {entry.code for entry in [*likeness.meaning.entries, *likeness.near]}
    assert {"disclosed.wechat", "disclosed.microblog"} <= meant


def test_the_search_keeps_to_the_forms_that_the_text_is_in() -> None:
    assert codes("本年新府信息公开申请数量", frozenset({"applications"})) == {"new_received"}
    assert "new_received" not in codes("本年新府信息公开申请数量", frozenset({"review_litigation"}))


def test_the_longest_label_is_found_at_its_place() -> None:
    text = "行政许可行政处罚"
    assert vocabulary().longest(text, 0) == 4
    assert vocabulary().longest(text, 4) == 8
    assert vocabulary().longest(text, 1) == 1
