"""What the pages call codes and facts, in Chinese beside the English."""

from __future__ import annotations

KINDS = {
    "annual_report": "年报",
    "work_points": "工作要点",
    "notice": "通知",
    "implementation_plan": "实施方案",
    "guide": "指南",
    "announcement": "公告",
    "statistics": "统计",
    "other": "其他",
}

FACTS = {
    "label": "指标",
    "value": "数值",
    "metric": "代码",
    "bound": "限定",
    "scope": "范围",
    "period": "时期",
    "part of": "属于",
    "share": "占比",
    "share of": "占比于",
    "change of": "变化于",
    "section": "章节",
    "printed": "原文",
    "state": "状态",
    "form": "表式",
    "page": "页",
    "title": "标题",
    "number": "文号",
    "document": "文件",
    "time limit": "期限",
    "action": "事项",
    "actor": "责任方",
    "problem": "存疑",
    "holds": "通过",
    "FAILS": "未通过",
}


def fact(name: str) -> str:
    """A fact's name as the pages show it."""
    return f"{FACTS[name]} {name}"


def kind(code: str) -> str:
    """A document's kind as the pages show it."""
    return f"{KINDS[code]} {code.replace('_', ' ')}"
