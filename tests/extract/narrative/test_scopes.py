"""Whose each number of a sentence is, side by side in scopes.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.narrative.issuers import OWN, foreign
from extract.narrative.pipeline import Narrative, read_narrative
from extract.narrative.relations import settled_scopes
from extract.narrative.scopes import title_owner
from normalize.agencies import resolve

CASES = yaml.safe_load(Path(__file__).with_name("scopes.yaml").read_text("utf-8"))


def scopes(case: dict[str, Any]) -> list[list[str | None]]:
    """Figure and scope of each finding, in the notation of scopes.yaml."""
    issuer = frozenset({case.get("issuer", "云泽海关")})
    narrative: Narrative = read_narrative(case["text"], issuer_names=issuer)._.haiguan
    figures = [narrative.text[f.number.start : f.number.end] for f in narrative.findings]
    settled = settled_scopes(narrative.findings, narrative.breakdowns)
    return [[figure, scope] for figure, scope in zip(figures, settled, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_a_number_is_of_whom_the_text_says(case: dict[str, Any]) -> None:
    assert scopes(case) == case["gives"]


@pytest.mark.parametrize(
    ("name", "issuer", "scope"),
    [
        ("广东分署", "云泽海关", "海关总署广东分署"),
        ("总署", "云泽海关", "海关总署"),
        ("总署", "海关总署", OWN),
        ("国家海关总署", "海关总署", OWN),
        ("我关", "云泽海关", OWN),
        ("关区", "云泽海关", OWN),
        ("云泽关区", "云泽海关", OWN),
        ("东港关区", "海关总署", "东港关区"),
        ("市教育局", "白鹿市教育局", OWN),
        ("市政府", "白鹿市人民政府", OWN),
        ("市政府", "白鹿市教育局", "市政府"),
        ("全市", "白鹿市人民政府", "全市"),
        ("东港海关", "云泽海关", "东港海关"),
        ("云泽市", "云泽海关", OWN),
        ("江东省", "云泽海关", "江东省"),
        ("我省", "云泽海关", OWN),
        ("我国", "云泽海关", "我国"),
        ("我国", "海关总署", OWN),
        ("我省", "江东省人民政府", OWN),
        ("白鹿市", "白鹿市人民政府", OWN),
        ("白鹿市", "白鹿市教育局", OWN),
        ("白鹿市", "白鹿市望川区人民政府", "白鹿市"),
        ("东港检验检疫局", "东港出入境检验检疫局", OWN),
    ],
)
def test_a_scope_is_the_gazetteers_name_and_never_the_issuer(name: str, issuer: str, scope: str) -> None:
    assert foreign(name, frozenset({issuer})) == scope


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("门户网站建设情况", "门户网站"),
        ("12360热线受理量", "12360热线"),
        ("“政府信息公开目录”:", "“政府信息公开目录”"),
        ("东港海关", "东港海关"),
        ("市本级情况", "市本级"),
        ("隶属海关工作情况", "隶属海关"),
        ("政府信息公开平台建设", None),
        ("公共查阅场所建设情况", None),
        ("依申请公开政府信息情况", None),
        ("网站和新媒体建设", None),
        ("强化海关监管", None),
    ],
)
def test_a_sections_title_is_an_owner_where_it_names_one_office_or_channel(title: str, name: str | None) -> None:
    assert title_owner(title) == name


def test_a_section_owns_the_numbers_that_name_nobody() -> None:
    text = "受理来电2808件,我关发布信息36条。\n东港海关查获8起。\n受理申请3件。"
    end = text.index("\n受理申请")
    narrative = read_narrative(text, issuer_names=frozenset({"云泽海关"}), owners=[(0, end, "12360热线")])._.haiguan
    assert settled_scopes(narrative.findings, narrative.breakdowns) == ["12360热线", None, "东港海关", None]


def test_the_innermost_section_owns() -> None:
    text = "受理3件。\n受理4件。\n受理5件。"
    owners = [(0, len(text), "各隶属海关"), (6, 12, "东港海关")]
    narrative = read_narrative(text, owners=owners)._.haiguan
    assert [f.scope for f in narrative.findings] == ["各隶属海关", "东港海关", "各隶属海关"]


def test_who_a_number_is_of_does_not_reach_into_the_next_paragraph() -> None:
    text = "全市受理申请12件。已办结9件。\n受理申请3件。"
    assert scopes({"text": text, "issuer": "白鹿市人民政府"}) == [["12", "全市"], ["9", "全市"], ["3", None]]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="全市各区级海关处局网站热线微博通过在由其中他“”《》()、,;:。公开受理收到12件个%共占率访问量总署我\n", max_size=90))
def test_no_text_breaks_the_scopes_and_a_scope_is_a_name_of_the_text(text: str) -> None:
    narrative: Narrative = read_narrative(text)._.haiguan
    for scope in settled_scopes(narrative.findings, narrative.breakdowns):
        assert scope is None or scope in text or resolve(scope)
