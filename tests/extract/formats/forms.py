"""Tables shaped like the standard forms, with invented figures."""

from __future__ import annotations

from tests.generator.render.model import Document, Table, table_of

HEADER = [
    ["申请人情况", "<", "<", "自然人", "法人或其他组织", "<", "<", "<", "<", "总计"],
    ["^", "^", "^", "^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"],
]
RESULTS: list[tuple[str, str]] = [
    ("（一）予以公开", ""),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""),
    ("（三）不予公开", "1.属于国家秘密"),
    ("", "2.其他法律行政法规禁止公开"),
    ("", "3.危及“三安全一稳定”"),
    ("", "4.保护第三方合法权益"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("", "2.没有现成信息需要另行制作"),
    ("（七）总计", ""),
]


def figures(row: int) -> list[str]:
    """Seven invented figures, different in every row."""
    return [str((row * 7 + column * 3) % 40) for column in range(7)]


def applications(results: int = len(RESULTS)) -> Table:
    """The table of applications with its nested header, its upright group label and its bands."""
    rows = [*HEADER, ["一、本年新收政府信息公开申请数量", "<", "<", *figures(0)]]
    for number, (group, label) in enumerate(RESULTS[:results]):
        upright = "^" if number else "三、本年度办理结果"
        rows.append([upright, group or "^", label or "<", *figures(number + 1)])
    rows.append(["四、结转下年度继续办理", "<", "<", *figures(99)])
    return table_of(rows, (1, 3, 5, 1.4, 1.2, 1.2, 1.2, 1.2, 1.2, 1.4))


def disclosure() -> Table:
    """Bands of different columns, one under the other."""
    return table_of(
        [
            ["第二十条第（一）项", "<", "<", "<"],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "1", "12"],
            ["行政规范性文件", "3", "0", "7"],
            ["第二十条第（五）项", "<", "<", "<"],
            ["信息内容", "本年处理决定数量", "<", "<"],
            ["行政许可", "550", "<", "<"],
        ]
    )


def six_page_report() -> Document:
    """Prose and three tables that fill six pages."""
    prose = "本年度主动公开政府信息，其中收到申请，均在法定期限内答复，未收取费用。" * 5
    review = table_of([["行政复议", "<", "<"], ["结果维持", "结果纠正", "总计"], ["10", "1", "11"]])
    return [*[prose] * 17, disclosure(), *[prose] * 3, applications(), review, *[prose] * 17]
