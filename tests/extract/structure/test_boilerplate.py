"""What goes, and what must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.boilerplate import strip_boilerplate
from tests.extract.structure.documents import body_of, document, lines_of

REPORT = """\
    云州海关2015年政府信息公开工作年度报告
    根据《中华人民共和国政府信息公开条例》要求，现公布云州海关2015年年度报告。
    一、主动公开情况
    全年主动公开信息120条。
"""


def reasons(text: str, **more: dict[str, str]) -> dict[str, str]:
    """Each removed line and why."""
    doc = document(text, **more)
    return {doc.reading.text[slice(*doc.span(r.start, r.end))]: r.why for r in strip_boilerplate(doc)[1]}


@pytest.mark.parametrize(
    "line",
    [
        "您的位置:首页 > 政府信息公开 > 政府信息公开年报",
        "您现在的位置：首页 >> 信息公开 >> 公开年报",
        "当前位置：首页>>云州海关政务公开首页>政府信息公开>公开年报",
        "当前位置:  首页 » 年报",
        "首页 > 信息公开 > 年报",
        "云州街道>政府信息公开>信息公开制度",
        "> 政府信息公开制度 > 云州区",
        "政策法规 首页 > 新闻",
    ],
)
def test_breadcrumbs_go(line: str) -> None:
    assert reasons(f"{line}\n\n{REPORT.replace('    ', '')}") == {line: "breadcrumb"}


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数:",
        "浏览次数：1,024次",
        "打印本页 关闭",
        "【打印此页】 【关闭】",
        "点击次数：35 更新时间：2016-03-01 【打印此页】 【关闭】",
        "【信息时间：2016/3/1 阅读次数：12 我要打印】【关闭】",
        "发布时间：2016-03-01 10:20 来源：云州海关 浏览次数：8",
        "字体大小：[大] [中] [小] 打印",
        "字号：大 中 小",
        "分享到：微信 微博 QQ空间",
        "扫一扫在手机打开当前页",
        "您是第 1234 位访客",
        "人气：15 来源：云州网",
        "视力保护色：",
        "top-img_01.png",
        "捕获3.PNG捕获4.PNG",
        "云州新闻_云州在线_云州视频_云州论坛",
        "2019年12月3日星期二",
        "云州新闻-云州在线-云州视频-云州论坛",
        "2013-11-15 18:42 来源：云州网",
    ],
)
def test_page_tools_go_wherever_they_stand(line: str) -> None:
    head, _, rest = REPORT.replace("    ", "").partition("\n")
    assert reasons(f"{head}\n{line}\n{rest}") == {line: "page_tools"}
    assert reasons(f"{head}\n{rest}{line}") == {line: "page_tools"}


FOOTER = """
关于我们 | 联系我们 | 网站地图 | 设为首页
版权所有：云州海关 主办单位：云州海关
联系电话：0999-12360 地址：云州市滨江路1号 邮编：600000
云ICP备00000001号
云公网安备 60000000000001号
网站标识码：bm00000001
"""


def test_a_footer_goes_with_the_contacts_inside_it() -> None:
    doc = body_of(REPORT.replace("    ", "") + FOOTER)
    assert lines_of(doc)[-1] == "全年主动公开信息120条。"


def test_a_document_without_a_footer_loses_nothing() -> None:
    assert reasons(REPORT) == {}


@pytest.mark.parametrize(
    "ending",
    [
        "联系电话：0999-12360",
        "地址：云州市滨江路1号 邮编：600000",
        "附件：\n云州海关2015年年度报告.pdf",
        "云州海关\n2016年3月1日",
        "主办单位：云州海关学会\n承办单位：云州海关办公室\n时间：4月8日",
        "未经许可不得转载，版权归云州海关所有。",
        "一、联系我们",
    ],
)
def test_the_end_of_the_body_stays_with_a_footer_below_and_without(ending: str) -> None:
    text = REPORT.replace("    ", "") + ending
    assert reasons(text) == {}
    kept = lines_of(body_of(text + "\n\n版权所有：云州海关\n云ICP备00000001号"))
    assert kept[-len(ending.split("\n")) :] == ending.split("\n")


def test_tools_under_the_title_do_not_pull_short_lines_below_into_the_footer() -> None:
    doc = body_of("""\
        云州海关2015年政府信息公开工作年度报告
        浏览次数：12
        附件：
        年度报告.pdf
        版权所有：云州海关
    """)
    assert lines_of(doc) == ["云州海关2015年政府信息公开工作年度报告", "附件：", "年度报告.pdf"]


def test_related_entries_of_a_mirror_go_to_the_end() -> None:
    removed = reasons(REPORT.replace("    ", "") + "\n相关词条\n云州\n云州口岸\n\n热门词条\n海关\n\n联系我们")
    assert list(removed) == ["相关词条", "云州", "云州口岸", "热门词条", "海关", "联系我们"]


def test_related_information_below_the_attachments_goes() -> None:
    removed = reasons(REPORT.replace("    ", "") + "附件：年度报告.pdf\n相关信息\n政策解读：《年报》解读\n图解：一图读懂")
    assert list(removed) == ["相关信息", "政策解读：《年报》解读", "图解：一图读懂"]


def test_a_mirror_s_list_of_sources_goes_though_it_is_numbered() -> None:
    removed = reasons(REPORT.replace("    ", "") + "参考资料\n1．云州海关2015年年报．云州海关网．2016-03-01\n2．云州日报\n词条标签\n政府")
    assert set(removed.values()) == {"related"}
    assert len(removed) == 5


def test_a_related_list_before_the_end_of_the_body_stays() -> None:
    assert reasons("云州海关年度报告\n相关报道\n一、概述\n公开了信息。") == {}


def test_the_documents_before_and_after_go() -> None:
    removed = reasons(REPORT.replace("    ", "") + "上一篇：云州海关2014年年报\n下一篇：没有了")
    assert list(removed) == ["上一篇：云州海关2014年年报", "下一篇：没有了"]


def test_a_headline_printed_twice_goes_once() -> None:
    doc = body_of("云州海关2015年年报\n\n  云州海关2015年年报\n一、概述\n全年公开。")
    assert lines_of(doc) == ["云州海关2015年年报", "一、概述", "全年公开。"]
    assert doc.lines[0].start > 10


def test_the_name_of_a_column_above_the_title_goes() -> None:
    assert reasons("政府信息公开\n云州海关2015年年报\n一、概述\n全年公开。") == {"政府信息公开": "navigation"}
    assert reasons("常见问题\n一、怎样申请\n填写申请表。") == {}


def test_a_letterhead_and_a_number_stay_above_a_headline_printed_twice() -> None:
    doc = body_of("政务专题\n云州海关文件\n云关办〔2016〕3号\n云州海关2015年年报\n云州海关2015年年报\n一、概述\n全年公开。")
    assert lines_of(doc)[:3] == ["云州海关文件", "云关办〔2016〕3号", "云州海关2015年年报"]


def test_a_title_that_comes_again_as_a_sentence_stays() -> None:
    assert reasons("云州海关2015年年报\n全年公开。\n云州海关2015年年报\n一、概述") == {}


def test_a_list_of_properties_goes_with_the_values_on_lines_of_their_own() -> None:
    removed = reasons("• 索引号：\n000-1\n• 来源：\n云州\n• 有效性：\n云州海关2015年年报\n一、概述\n全年公开。")
    assert list(removed) == ["• 索引号：", "000-1", "• 来源：", "云州", "• 有效性："]


def test_a_headline_with_the_number_before_it_goes() -> None:
    doc = body_of("云关办〔2016〕3号《云州海关工作要点》\n《云州海关工作要点》\n云关办〔2016〕3号\n请执行。")
    assert lines_of(doc)[0] == "《云州海关工作要点》"


def test_a_headline_over_a_title_on_several_lines_goes() -> None:
    doc = body_of("云州海关关于印发《工作要点》的通知_云州海关\n云州海关关于印发\n《工作要点》的通知\n云关办〔2016〕3号")
    assert lines_of(doc)[0] == "云州海关关于印发"


def test_an_abstract_whose_sentences_all_come_again_goes() -> None:
    first = "全年主动公开信息120条。 现公布云州海关2015年年度报告。"
    head, _, rest = REPORT.replace("    ", "").partition("\n")
    rest = rest.replace("要求，现公布", "。现公布")
    assert reasons(f"{head}\n\n{first}\n{rest}") == {first: "abstract"}


def test_a_preface_stays_though_one_of_its_sentences_comes_again() -> None:
    first = "全年主动公开信息120条。本报告由云州海关编制。"
    head, _, rest = REPORT.replace("    ", "").partition("\n")
    assert reasons(f"{head}\n{first}\n{rest}") == {}


def test_what_the_format_marks_as_navigation_goes() -> None:
    assert reasons("热点\n" + REPORT.replace("    ", ""), kinds={"热点": "navigation"}) == {"热点": "navigation"}


def test_a_page_header_above_the_breadcrumb_goes_but_not_a_title_there() -> None:
    removed = reasons("""\
        海关总署 海关电邮 政务新媒体 繁体版 En 无障碍
        热词：
        云州海关2015年年度报告
        您的位置：首页 > 年报
        一、概述
        全年公开信息12条。
    """)
    assert list(removed) == ["海关总署 海关电邮 政务新媒体 繁体版 En 无障碍", "热词：", "您的位置：首页 > 年报"]


def test_the_catalogue_s_table_of_properties_goes() -> None:
    removed = reasons("""\
        索引号：000000-2016-00001 主题分类：年报
        发文机关：云州海关
        【文  号】云关办〔2016〕3号
        云州海关2015年年度报告
        一、概述
        主题词：海关。全年公开信息12条。
    """)
    assert set(removed.values()) == {"properties"}
    assert len(removed) == 3


def test_body_sentences_with_a_footer_s_words_stay() -> None:
    doc = body_of("""\
        云州海关2015年政府信息公开工作年度报告
        一、概述
        对版权所有人的举报，由技术支持：信息科处理，联系电话：0999-12360。
        二、其他
        主办单位承担费用。
    """)
    assert len(doc.lines) == 5


@given(st.lists(st.sampled_from(["版权所有", "一、概述", "正文一句。", "打印本页 关闭", "联系电话：12360", "相关词条", "云州"])))
def test_numbered_lines_and_sentences_are_never_removed(lines: list[str]) -> None:
    kept = lines_of(body_of("\n".join(["云州海关年报", *lines])))
    for line in ("一、概述",):
        assert kept.count(line) == lines.count(line)


@given(st.text(alphabet="版权所有：。首页>关闭 一、云\n", max_size=80))
def test_kept_and_removed_lines_are_all_the_lines(text: str) -> None:
    doc = document("云" + text)
    body, removed = strip_boilerplate(doc)
    spans = sorted([(line.start, line.end) for line in body.lines] + [(r.start, r.end) for r in removed])
    assert spans == [(line.start, line.end) for line in doc.lines]
