"""Headings and their levels, in the shapes that agencies print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sections import find_sections, section_at, to_record
from tests.extract.structure.documents import body_of, document, outline


def test_levels_follow_the_usual_nesting() -> None:
    doc = body_of("""\
        云州海关2015年政府信息公开工作年度报告
        一、概述
        （一）组织领导
        1.健全机制
        （1）领导小组
        成立了领导小组。
        （2）联络员
        指定了联络员。
        2.加强培训
        培训两次。
        （二）制度建设
        修订了办法。
        二、主动公开情况
        1.公开数量
        全年公开100条。
    """)
    assert outline(doc) == [
        "1 一、 概述",
        "2 （一） 组织领导",
        "3 1. 健全机制",
        "4 （1） 领导小组",
        "4 （2） 联络员",
        "3 2. 加强培训",
        "2 （二） 制度建设",
        "1 二、 主动公开情况",
        "2 1. 公开数量",
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("（一）概述", "（二）主动公开情况"), ("1.概述", "2.主动公开情况"), ("1、概述", "2、主动公开情况")]
)
def test_a_document_may_begin_below_the_usual_top(first: str, second: str) -> None:
    doc = body_of(f"云州海关2010年信息公开年度报告\n{first}\n2010年开展了工作。\n{second}\n公开了100条信息。")
    assert [line[0] for line in outline(doc)] == ["1", "1"]


def test_chapters_stand_over_articles() -> None:
    doc = body_of("""\
        云州海关政务公开办法
        第一章 总则
        第一条 为了规范政务公开工作，制定本办法。
        第二条 本办法所称政务公开，是指下列行为：
        （一）公开政务；
        （二）公开事项。
        第二章 公开的范围
        第三条 海关应当公开下列信息。
    """)
    assert outline(doc) == ["1 第一章 总则", "2 第一条 ", "2 第二条 ", "1 第二章 公开的范围", "2 第三条 "]


def test_parts_stand_over_chinese_numbers_that_begin_again() -> None:
    doc = body_of("""\
        云州区2019年政府信息公开工作年度报告
        第一部分 概述
        一、基本情况
        全区公开了信息。
        第二部分 数据
        一、主动公开
        数据见表。
    """)
    assert outline(doc) == ["1 第一部分 概述", "2 一、 基本情况", "1 第二部分 数据", "2 一、 主动公开"]


def test_arabic_numbers_may_stand_over_chinese_ones_in_parentheses() -> None:
    doc = body_of("""\
        云州海关办事指南
        1.申请
        （一）提出
        提出申请。
        （二）受理
        受理申请。
        2.答复
        （一）时限
        按时答复。
    """)
    assert outline(doc) == ["1 1. 申请", "2 （一） 提出", "2 （二） 受理", "1 2. 答复", "2 （一） 时限"]


def test_a_title_with_a_full_stop_loses_it_and_the_span_ends_before_it() -> None:
    doc = body_of("云州海关2012年年度报告\n（一）公开内容。\n1.统计信息。\n公开了12期。")
    sections = find_sections(doc)
    assert [doc.text[slice(*s.heading)] for s in sections] == ["（一）公开内容", "1.统计信息"]
    assert [s.title for s in sections] == ["公开内容", "统计信息"]


def test_a_run_in_heading_is_a_heading() -> None:
    doc = body_of("""\
        云州海关2023年政府信息公开工作年度报告
        一、总体情况
        （一）主动公开情况。通过网站主动公开政府信息1136条。
        （二）依申请公开。全年收到申请21件，均按时答复。
        二、受理机构：云州海关办公室，负责受理申请。
        三、监督方式 对海关的答复不服的，可以依法申请复议或者提起诉讼，请按照法律的规定办理。
    """)
    assert outline(doc) == [
        "1 一、 总体情况",
        "2 （一） 主动公开情况",
        "2 （二） 依申请公开",
        "1 二、 受理机构",
        "1 三、 监督方式",
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "（一）各单位要高度重视信息公开工作，切实加强领导，明确分管领导和责任部门，落实工作人员，保障工作经费，确保各项任务按时完成。",
        "（一）全面推行公开，是坚持执政为民的必然要求。必须从全局的高度认识公开工作，转变观念，进一步加大领导力度。",
        "（一）全年收到申请5件。其中当面申请3件。",
        "1.申请人应当提交申请表。受理机构收到后登记。",
        "（二）我关高度重视此项工作。成立了领导小组。",
        "（一）有下列情形之一的；",
        "1、收到申请数量：5件",
        "2.公开信息 1,024条",
        "2.没有现成信息需要另行制作 0 0 0 0 0 0 0",
        "一、概述…………………………1",
        "一、概述,(一)注重推进,深化公开。,(二)注重创新。",
        "5.依托“海关进校园 海关进企业 海关进社区”品牌，广泛开展口岸疫情防控科普等宣传。",
        "（一）云州海关办公室，为总关的受理点。各隶属海关另设。",
        "二、为适应信息化管理需要，企业可按照《格式》处理数据。",
    ],
)
def test_a_numbered_paragraph_item_or_row_is_no_heading(paragraph: str) -> None:
    doc = body_of(f"云州海关关于加强公开工作的通知\n各单位：\n现通知如下。\n{paragraph}\n特此通知。")
    assert outline(doc) == []


def test_items_of_a_list_under_a_colon_are_no_headings() -> None:
    doc = body_of("""\
        云州海关政府信息公开指南
        一、申请材料
        申请时应当提交以下材料：
        1.申请表
        2.身份证明
        3.委托书
        二、答复
        （一）机构职能；
        （二）办事程序；
        （三）其他信息。
    """)
    assert outline(doc) == ["1 一、 申请材料", "1 二、 答复"]


def test_headings_under_a_colon_with_their_own_texts_are_headings() -> None:
    doc = body_of("""\
        云州海关关于做好公开工作的通知
        各单位要重点抓好以下几项工作：
        （一）加强领导，明确职责。
        办公室负责协调。
        （二）抓好公开工作。
        各单位按要求公开。
    """)
    assert outline(doc) == ["1 （一） 加强领导，明确职责", "1 （二） 抓好公开工作"]


def test_the_list_of_attachments_gives_no_headings() -> None:
    doc = body_of("""\
        云州海关关于印发公开指南的通知
        一、执行要求
        请遵照执行。
        附件：1. 云州海关公开指南
             2. 云州海关公开目录
             3. 申请表
        云州海关
        2016年3月1日
    """)
    assert outline(doc) == ["1 一、 执行要求"]


def test_a_table_of_contents_gives_no_headings() -> None:
    doc = body_of("""\
        云州海关2020年政府信息公开工作年度报告
        本年报主要内容包括:(一)总体情况、(二)主动公开情况。
        目录
        一、总体情况
        二、主动公开情况
        三、其他
        一、总体情况
        2020年开展了工作。
        二、主动公开情况
        公开100条。
        三、其他
        无。
    """)
    sections = find_sections(doc)
    assert outline(doc) == ["1 一、 总体情况", "1 二、 主动公开情况", "1 三、 其他"]
    assert doc.text[sections[0].start : sections[0].end].endswith("2020年开展了工作。")


def test_row_labels_of_a_form_are_none_inside_its_region_and_over_bare_figures() -> None:
    table = "一、本年新收政府信息公开申请数量\n5\n1\n二、上年结转政府信息公开申请数量\n0\n0\n(一)予以公开\n1.属于国家秘密"
    doc = body_of(f"云州海关2020年年度报告\n三、收到和处理申请情况\n{table}\n四、存在的问题\n人手不足。")
    start = doc.text.index("一、本年新收")
    region = (start, start + len(table))
    assert outline(doc, find_sections(doc, [region])) == ["1 三、 收到和处理申请情况", "1 四、 存在的问题"]
    assert not {"本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"} & {s.title for s in find_sections(doc)}


def test_a_short_sentence_between_headings_is_one() -> None:
    doc = body_of("""\
        云州海关2019年政务公开工作要点
        （一）加强领导。明确责任，抓好落实。
        （二）加强培训。
        （三）加强考核。纳入绩效。
        （四）各单位于四月三十日之前报送方案和总结材料。
    """)
    assert outline(doc) == ["1 （一） 加强领导", "1 （二） 加强培训", "1 （三） 加强考核"]


def test_the_first_line_of_a_paragraph_broken_at_a_width_is_no_heading() -> None:
    doc = body_of("""\
        云州海关2019年政务公开工作要点
        二〇一九年云州海关政务公开工作的总体要求是以优质服
        务为中心，着力提升公开质量，增强人民群众的获得感。
        一、着力加强公开解读回应工作
        1.制定重大政策应当公开征求意见，征求意见期限不少
        于七个工作日，意见采纳情况应当说明并且及时公布给。
        2.按照谁起草谁解读的原则，文件公布以后及时发布其
        解读材料，图文并茂地说明政策的背景和其主要的内容。
    """)
    assert outline(doc) == ["1 一、 着力加强公开解读回应工作"]


def test_a_space_inside_a_word_ends_no_heading() -> None:
    doc = body_of("云州海关指南\n1．信函 申请。信封左下角注明政府信息公开申请的字样并且邮寄到受理机构。")
    assert outline(doc) == ["1 1． 信函 申请"]


def test_articles_that_run_through_chapters_numbered_as_headings_stand_below_them() -> None:
    doc = body_of("""\
        云州海关公开工作规程
        一、总 则
        第一条 为规范工作，制定本规程。
        第二条 办公室主管公开工作。
        二、主动公开
        第三条 各部门主动公开信息。
    """)
    assert outline(doc) == ["1 一、 总则", "2 第一条 ", "2 第二条 ", "1 二、 主动公开", "2 第三条 "]


def test_an_article_s_title_stands_alone_on_its_line() -> None:
    doc = body_of("云州海关操作规程\n第一条 目的和依据\n为规范公开，制定本规程。\n第二条 本规程适用于全关。")
    assert outline(doc) == ["1 第一条 目的和依据", "1 第二条 "]


def test_articles_numbered_as_headings_are_none() -> None:
    doc = body_of("""\
        云州县工作规则
        第一章 总则
        一、根据有关规定，结合本县实际，制定本规则。
        二、县政府由县长、副县长组成。
        三、县政府实行县长负责制。县长主持全面工作。
    """)
    assert outline(doc) == ["1 第一章 总则"]


def test_cells_are_no_headings() -> None:
    doc = body_of("云州海关年度报告\n一、概述\n公开了信息。\n二、本年新收", kinds={"二、本年新收": "cell"})
    assert outline(doc) == ["1 一、 概述"]


def test_first_second_items_are_no_headings() -> None:
    doc = body_of("云州海关年度报告\n一、问题\n一是意识不强。\n二是人手不足。")
    assert outline(doc) == ["1 一、 问题"]


def test_marked_headings_without_numbers_count_beside_a_running_numbering() -> None:
    text = "云州海关年度报告\n前言\n本关开展工作。\n一、概述\n公开信息。\n二、问题\n人手不足。\n结语\n继续努力。"
    doc = body_of(text, kinds={"前言": "heading", "结语": "heading", "云州海关年度报告": "heading"})
    assert outline(doc) == ["1 前言", "1 一、 概述", "1 二、 问题", "1 结语"]


def test_marked_headings_stand_over_a_numbering_that_begins_again_under_each() -> None:
    text = "云州海关年度报告\n公开\n一、数量\n公开了。\n二、形式\n网站。\n申请\n一、数量\n三件。"
    doc = body_of(text, kinds={"公开": "heading", "申请": "heading"})
    assert outline(doc) == ["1 公开", "2 一、 数量", "2 二、 形式", "1 申请", "2 一、 数量"]


def test_a_text_without_any_numbers_may_have_short_lines_as_headings() -> None:
    doc = body_of("""\
        云州检验检疫局2008年政府信息公开年度报告
        概述
        2008年，我局开展了信息公开工作。
        主动公开情况
        全年公开了100条信息。
        云州检验检疫局
        2009年3月1日
    """)
    assert outline(doc) == ["1 概述", "1 主动公开情况"]


def test_a_document_without_headings_has_no_sections() -> None:
    assert find_sections(body_of("云州海关公告\n现公告如下。\n云州海关\n2016年3月1日")) == ()
    assert find_sections(document("")) == ()


def test_sections_hold_their_subsections_and_end_with_their_last_line() -> None:
    doc = body_of("云州海关年度报告\n一、概述\n（一）领导\n有领导。\n二、结语\n完。")
    first, inner, last = find_sections(doc)
    assert doc.text[first.start : first.end] == "一、概述\n（一）领导\n有领导。"
    assert (inner.parent, last.parent) == (first.id, None)
    assert section_at(find_sections(doc), doc.text.index("有领导")) == inner
    assert section_at(find_sections(doc), 0) is None


def test_the_record_holds_source_spans() -> None:
    doc = body_of("云州海关年度报告\n一、概述\n公开信息。")
    (section,) = to_record(doc, find_sections(doc))
    assert doc.reading.text[slice(*section.heading_span)] == "一、概述"
    assert doc.reading.text[slice(*section.span)] == "一、概述\n公开信息。"


LINES = ["一、概述", "二、公开", "（一）领导", "1.机制", "正文一句。", "（二）很长的一段话，" * 12 + "。", "附件：", "5", "第一条 总则。"]


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_sections_are_a_tree(lines: list[str]) -> None:
    doc = body_of("\n".join(["云州海关年度报告", *lines]))
    sections = find_sections(doc)
    by_id = {s.id: s for s in sections}
    for s in sections:
        parent = by_id[s.parent] if s.parent else None
        assert s.level == (parent.level + 1 if parent else 1)
        assert s.start <= s.heading[1] <= s.end
        assert parent is None or (parent.start < s.start and s.end <= parent.end)
