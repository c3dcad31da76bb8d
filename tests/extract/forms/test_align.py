"""Values that stand before their labels, or apart from them."""

from tests.extract.forms.support import NEW, OVER, SEVEN, applications, codes, read, states, values


def test_values_on_the_line_above_a_label_go_to_it_and_are_marked() -> None:
    lines = applications({"2.重复申请": "1 0 0 0 0 0 1"})
    at = lines.index("2.重复申请 1 0 0 0 0 0 1")
    forms = read(*lines[:at], "1 0 0 0 0 0 1", "2.重复申请", *lines[at + 1 :])
    assert values(forms, "rejected_repeated") == [1, 0, 0, 0, 0, 0, 1]
    assert states(forms, "rejected_repeated") == ["inferred"] * 7
    assert values(forms, "rejected_petition") == [0] * 7
    assert "inferred_cells" in codes(forms)


def test_all_values_above_their_labels_are_read_so() -> None:
    forms = read(
        "第二十条第(一)项",
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "1 2 3",
        "规章",
        "4 5 6",
        "行政规范性文件",
    )
    assert values(forms, "rules") == [1, 2, 3]
    assert values(forms, "normative_documents") == [4, 5, 6]
    assert states(forms, "rules") == ["inferred"] * 3


def test_values_below_their_labels_are_read_as_they_stand() -> None:
    forms = read(
        "第二十条第(一)项",
        "本年制发件数 本年废止件数 现行有效件数",
        "规章",
        "1 2 3",
        "行政规范性文件",
        "4 5 6",
    )
    assert values(forms, "rules") == [1, 2, 3]
    assert states(forms, "rules") == ["read"] * 3


def test_values_apart_from_their_label_are_marked_where_most_stand_beside_theirs() -> None:
    lines = applications()
    at = lines.index(f"{OVER} {SEVEN}")
    forms = read(*lines[:at], OVER, SEVEN, *lines[at + 1 :])
    assert values(forms, "carried_over") == [0] * 7
    assert states(forms, "carried_over") == ["inferred"] * 7
    assert states(forms, "new_received") == ["read"] * 7


def test_a_row_that_may_have_taken_the_next_ones_values_is_marked() -> None:
    forms = read("第二十条第(六)项", "上一年项目数量 本年增/减 处理决定数量", "行政处罚 5", "1144 -3", "行政强制",
                 "第二十条第(八)项", "上一年项目数量 本年增/减", "行政事业性收费 1 2")  # fmt: skip
    assert states(forms, "administrative_penalties") == ["inferred"] * 3


def test_a_row_before_a_missing_one_is_marked_where_blanks_are_lost() -> None:
    forms = read("政府信息公开情况统计表", "(一)收到申请数", "9", "1.当面申请数", "9", "2.传真申请数", "3.网络申请数", "4",
                 "(二)申请办结数", "9")  # fmt: skip
    assert states(forms, "applications.online") == ["inferred"]
    assert states(forms, "applications.in_person") == ["read"]


def test_too_few_lines_for_the_labels_move_nothing() -> None:
    lines = applications()
    at = lines.index(f"{NEW} 2 1 0 0 0 0 3")
    forms = read(*lines[:at], NEW, *lines[at + 1 :])
    assert values(forms, "carried_over") == [0] * 7
    assert "read" not in states(forms, "new_received")
