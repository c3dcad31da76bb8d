"""What a number with a measure word does where it counts nothing: it points, divides, orders or sets a norm."""

from __future__ import annotations

from extract.narrative.lexicon import compiled, words
from normalize.numerals import Numeral

REACH = 40
"""Characters before and behind a number that show its use."""


def is_no_count(text: str, n: Numeral, unit: str, bound: str, tail: int) -> bool:
    """Whether a number with its measure word, which ends at `tail` with the words of bound, counts nothing."""
    before = text[max(0, n.start - REACH) : n.start].rstrip()
    behind = text[tail : tail + REACH].lstrip()
    return (
        _points(before[-6:], n)
        or _sums_up_a_list(before, n, unit)
        or _divides(before[-6:], behind, unit, bound)
        or _is_step(before, behind)
        or _orders(before, behind, unit)
        or _is_norm(before, behind, bound)
    )


def _points(before: str, n: Numeral) -> bool:
    """以下2项, 这两类, 每件5元, 连续2次, 第3个, 前三位: the number points."""
    if compiled(r"(?:{pointers}|每[件页份人次张户]|一式|连续|按照?)$").search(before):
        return True
    return n.end - n.start <= 2 and bool(compiled("第$|(?<![之此以目年])前$").search(before))


def _sums_up_a_list(before: str, n: Numeral, unit: str) -> bool:
    """甲、乙、丙等3类, 粮食库存、补贴政策、行政审批三类信息: the number sums up a list that is printed."""
    more = before.endswith("等")
    if not (more or ((n.form == "chinese" or unit == "类") and unit in words("lists", "units"))) or "、" not in before:
        return False
    items = compiled(r"[,，。;；:：\n]").split(before)[-1]
    return n.value > (2 if more else 1) and "、" in items and n.value == items.count("、") + 1 + items.count("和")


def _divides(before: str, behind: str, unit: str, bound: str) -> bool:
    """报送100条以上的有9个单位, 10件以下(含10件)的不收费, 20至30条的有4个: the number says which ones are meant;
    a share does so only in a condition (低于80%的,约谈)."""
    if not compiled(r"(?:[(（][^()（）]*[)）])?的" + ("[,，]" if unit == "%" else "(?!{feats})")).match(behind):
        return False
    return bound in ("over", "under") or bool(compiled(r"\d[^\d,，。;；]{0,2}(?:至|到|[-－—–~～])$").search(before))


def _is_step(before: str, behind: str) -> bool:
    """10件以下(含10件): the steps of a tariff, of which it says on which side they fall."""
    return before.endswith(("(含", "（含")) or bool(compiled(r"[(（]含\s*\d").match(behind))


def _orders(before: str, behind: str, unit: str) -> bool:
    """共6章46条, 分为5个部分: how a document is divided."""
    if unit in ("章", "节", "编") or (unit == "条" and compiled(r"\d\s*[章节]$").search(before)):
        return True
    return unit == "个" and bool(compiled(r"(?:大)?部分").match(behind))


def _is_norm(before: str, behind: str, bound: str) -> bool:
    """处5万元以上20万元以下罚款, 超过400支须申报, 500条以上得10分, 4个全年公开不足20条: a threshold and what is attached to it."""
    if bound == "under" and compiled(r"\d(?:个(?!月)|[家名人])[^\d,，。;；]{2,16}(?:不足|不到|少于)$").search(before):
        return True
    if bound != "exact" and compiled(r"[^,，。;；\n]{0,24}(?:应当|必须|须(?!知)|不得)").match(behind):
        return True
    if compiled(r"的?(?:[得加扣减]\s*\d|每[增减少多])").match(behind) or before.endswith(("上得", "上的得", "下得", "下的得")):
        return True
    if "罚款" in behind and compiled(r"[^,，。;；\n]{0,14}罚款").match(behind):
        return bool(compiled(r"处(?:以|[^,，。;；\n]{0,12}以上)?$").search(before))
    return "按日" in before and bool(compiled(r"按日(?:加收|征收)[^,，。;；]{0,8}$").search(before))
