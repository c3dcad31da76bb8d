"""What the narrative part promises beyond single sentences."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.checks import narrative_checks
from extract.narrative.findings import MOST, crowded
from extract.narrative.metrics import Metric, metric_of, metrics
from extract.narrative.numbers import find_numbers
from extract.narrative.pipeline import COMPONENTS, Narrative, read_narrative
from extract.record import Check


def read(text: str, **options: object) -> Narrative:
    narrative: Narrative = read_narrative(text, **options)._.haiguan  # type: ignore[arg-type]
    return narrative


def checks(text: str) -> list[Check]:
    n = read(text)
    return list(narrative_checks(n, [f"s{i}" for i in range(len(n.findings))]))


def test_parts_printed_in_the_next_paragraph_belong_to_the_total_that_they_add_up_to() -> None:
    n = read("各单位共受理信息公开申请50件。\n上述申请均已答复,其中同意公开的41件,不予公开的9件。")
    assert [(b.total, b.parts, b.proved) for b in n.breakdowns] == [(0, (1, 2), True)]


def test_two_breakdowns_of_one_total_are_kept_apart() -> None:
    n = read("共收到申请50件,其中总署收到30件,各直属海关收到20件;网上申请44件,当面申请6件。")
    assert [b.parts for b in n.breakdowns] == [(1, 2), (3, 4)]


def test_a_department_breakdown_is_proved_by_a_check() -> None:
    text = "共受理咨询1000人次，平均每个工作日4人次。其中，咨询中心600人次、法规处150人次、关税处200人次，缉私局50人次。"
    n = read(text)
    assert [f.scope for f in n.findings[2:]] == ["咨询中心", "法规处", "关税处", "缉私局"]
    (check,) = [c for c in checks(text) if c.rule == "narrative.sum"]
    assert (check.left, check.right, check.holds) == (1000.0, 1000.0, True)


def test_a_share_that_rounding_does_not_give_fails_its_check() -> None:
    held = {c.statement.split("÷")[0]: c.holds for c in checks("共收到申请68件,其中网上申请40件,占59%;信函申请28件,占42%。") if c.rule == "narrative.share"}
    assert held == {"网上申请40件": True, "信函申请28件": False}


def test_shares_of_all_parts_are_checked_against_a_hundred() -> None:
    (check,) = [c for c in checks("共收到申请68件,其中网上申请40件,占59%;信函申请28件,占41%。") if c.rule == "narrative.shares_total"]
    assert (check.left, check.holds) == (100.0, True)


def test_a_change_says_which_way_it_goes() -> None:
    n = read("受理申请31件,同比增长24%;网站访问量88万次,下降5.2%;收到来信7封,同比持平。")
    assert [f.direction for f in n.findings if f.relation == "change"] == ["up", "down"]


def test_a_rank_outside_its_pool_fails_its_check() -> None:
    (check,) = [c for c in checks("在31个参评单位中位列第35。") if c.rule == "narrative.rank"]
    assert not check.holds


def test_parts_that_exceed_their_total_are_no_breakdown() -> None:
    assert read("共收到申请10件,其中信函申请40件。").breakdowns == []


def test_the_scope_is_none_where_the_issuer_speaks_of_itself() -> None:
    own = frozenset({"云泽海关"})
    assert not read("云泽海关共受理申请12件。", issuer_names=own).findings[0].scope
    assert read("东港海关共受理申请12件。", issuer_names=own).findings[0].scope == "东港海关"


def test_in_a_plan_a_norm_is_a_target_and_a_report_is_a_statistic() -> None:
    text = "各关要设置受理岗位1个。举办培训2期。2015年,全关公开信息300条。"
    kinds = {tone: [x.kind for x in read(text, tone=tone).numbers] for tone in ("report", "notice", "plan")}
    assert kinds == {
        "report": ["statistic", "statistic", "date", "statistic"],
        "notice": ["target", "statistic", "date", "statistic"],
        "plan": ["target", "target", "date", "statistic"],
    }


def test_a_list_of_too_many_numbers_is_named_and_not_read() -> None:
    text = "申请1件," * (MOST + 1)
    n = read(text)
    assert n.findings == [] and crowded(n.numbers, n.sentences) == [(0, len(text))]


def test_offsets_of_a_doc_are_those_of_the_text() -> None:
    text = "一、概况\n 公开信息 35 条。\n"
    doc = read_narrative(text)
    assert doc.text == text
    assert [s.text for s in doc.spans["numbers"] if s.label_ == "statistic"] == ["35"]


def test_titles_and_document_numbers_are_spans_of_the_doc() -> None:
    doc = read_narrative("根据《政务公开条例》和《关于印发〈办法〉的通知》(署办发〔2016〕30号)编制。")
    assert [(s.text, s.label_) for s in doc.spans["references"]] == [
        ("《政务公开条例》", "title"),
        ("《关于印发〈办法〉的通知》", "title"),
        ("署办发〔2016〕30号", "number"),
    ]


def test_anybody_can_add_the_components_to_a_pipeline_of_their_own() -> None:
    import extract.narrative.pipeline  # noqa: F401  registers the factories

    nlp = spacy.blank("zh")
    assert all(nlp.has_factory(name) for name in COMPONENTS)


def test_every_metric_matches_its_own_chinese_label() -> None:
    """Unless an earlier, narrower metric claims it, which would make the entry unreachable."""
    reached = {metric_of(m.zh, None, next(iter(m.units)), m.relation) for m in metrics()}
    assert len(metrics()) >= 80
    assert len(reached - {None}) >= 0.9 * len(metrics())


@pytest.mark.parametrize("metric", metrics(), ids=lambda metric: metric.code)
def test_a_metric_matches_each_of_its_aliases(metric: Metric) -> None:
    assert metric.aliases
    matched = {alias: metric_of(alias, None, metric.unit, metric.relation) for alias in (metric.zh, *metric.aliases)}
    assert matched == dict.fromkeys(matched, metric.code)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("公开工作机构", "个"), ("取消行政审批", "项"), ("设宣传咨询台", "个"), ("未设专职信息员", "个"),
        ("人均参加培训", "次"), ("行政复议意见书", "份"), ("专职复议人员人均办案", "件"),
    ],
)  # fmt: skip
def test_what_only_shares_a_word_with_a_metric_is_none_of_it(label: str, unit: str) -> None:
    assert metric_of(label, None, unit, "") not in {
        "items_disclosed", "applications_received", "licence_decisions", "consultations", "staff_full_time",
        "training_sessions", "opinions_received", "reconsiderations",
    }  # fmt: skip


def test_an_outcome_is_no_total() -> None:
    codes = [metric_of(f"行政复议（{outcome}）", None, "件", "") for outcome in ("维持", "纠错", "终止")]
    assert codes == ["reconsideration_cases_upheld", "reconsideration_cases_corrected", None]


def test_metrics_go_by_meaning_bearing_words() -> None:
    assert metric_of("以电子邮件方式提出的申请", None, "件", "") == "applications_by_email"
    assert metric_of("公开各类信息", "中国海关门户网站", "条", "") == "items_disclosed_website"
    assert metric_of("平均接通率", "12360热线", "%", "") == "hotline_answer_rate"
    assert metric_of("大米走私案", None, "起", "") == "smuggling_cases"
    assert metric_of("风马牛", None, "件", "") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="公开申请共其中占分别位列第较上年增长件条%万亿余多0123456789一二三,，。;()（）“”、\n 海关处", max_size=120))
def test_no_text_breaks_the_narrative_and_every_number_is_classified_inside_it(text: str) -> None:
    n = read(text)
    last = 0
    for number in n.numbers:
        assert last <= number.start < number.end <= len(text)
        assert number.kind
        last = number.end
    assert all(f.label is not None and f.sentence[0] <= f.number.start < f.sentence[1] for f in n.findings)
    assert all(b.total not in b.parts for b in n.breakdowns)


def test_numbers_are_found_in_time_linear_in_the_length() -> None:
    text = "共受理申请12件,占3%。"
    numbers, _ = find_numbers(text * 3000, "report")
    assert len(numbers) == 6000
