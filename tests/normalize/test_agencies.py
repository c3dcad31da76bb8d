"""Agencies."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import agencies, data
from normalize.agencies import agency_like, find_agencies, resolve


def test_the_42_districts_have_their_codes() -> None:
    codes = {a.name: a.code for a in agencies.agencies() if a.kind == "district"}
    assert len(codes) == len(set(codes.values())) == 42
    assert (codes["重庆海关"], codes["北京海关"], codes["西宁海关"]) == ("8000", "0100", "9700")


def test_only_districts_have_codes() -> None:
    assert {a.kind for a in agencies.agencies() if a.code} == {"district"}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("重庆海关", "重庆海关"),
        ("中华人民共和国重庆海关", "重庆海关"),
        ("重 庆 海 关", "重庆海关"),
        ("中华人民共和国海关总署", "海关总署"),
        ("General Administration of Customs of the People's Republic of China", "海关总署"),
        ("Xi'an Customs", "西安海关"),
        ("海关总署办公厅", "海关总署办公厅"),
        ("广东分署", "海关总署广东分署"),
        ("上海特派办", "海关总署驻上海特派员办事处"),
    ],
)
def test_a_name_is_resolved(printed: str, name: str) -> None:
    agency = resolve(printed)
    assert agency is not None
    assert agency.name == name


@pytest.mark.parametrize("printed", ["", "金陵海关", "海关", "某某局"])
def test_a_name_that_is_not_listed_is_not_resolved(printed: str) -> None:
    assert resolve(printed) is None


def test_the_longest_name_is_found() -> None:
    text = "海关总署办公厅和中华人民共和国天津海关,不是上海海关学院"
    assert [(text[m.start : m.end], m.agency.name) for m in find_agencies(text)] == [
        ("海关总署办公厅", "海关总署办公厅"),
        ("中华人民共和国天津海关", "天津海关"),
        ("上海海关学院", "上海海关学院"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("金陵海关关于印发通知", "金陵海关"),
        ("金陵海关\n", "金陵海关"),
        ("2019年金陵海关信息公开年度报告", "金陵海关"),
        ("本报告由金陵海关编制", "金陵海关"),
        ("(金陵市江东区人民政府办公室)", "金陵市江东区人民政府办公室"),
        ("江州出入境检验检疫局2016年", "江州出入境检验检疫局"),
        ("中华人民共和国金陵海关", "中华人民共和国金陵海关"),
        ("呼和浩特海关", "呼和浩特海关"),
        ("江州县水务局2016年", "江州县水务局"),
        ("金陵省教育厅办公室关于印发", "金陵省教育厅办公室"),
        ("金陵市文化和旅游局2016年", "金陵市文化和旅游局"),
        ("江州县卫生健康委2016年", "江州县卫生健康委"),
        ("水产农村部2016年", "水产农村部"),
        ("金陵经济技术开发区管委会", "金陵经济技术开发区管委会"),
        ("和平街道办事处2016年", "和平街道办事处"),
        ("江州市政务公开领导小组办公室关于", "江州市政务公开领导小组办公室"),
    ],
)
def test_what_looks_like_an_agency_is_told_by_its_form(text: str, name: str) -> None:
    (found,) = agency_like(text)
    assert found[2] == text[found[0] : found[1]] == name


@pytest.mark.parametrize(
    "text",
    [
        "各级海关",
        "向所在地海关申请",
        "县级以上人民政府",
        "全国海关工作",
        "做好海关，",
        "海关",
        "发挥中国海关作用",
        "人民政府",
        "和谐海关。",
        "形成开放格局。",
        "海关干部。",
        "云州东部2016年",
        "海关和税务局。",
        "办事大厅公布",
    ],
)
def test_what_only_ends_like_an_agency_is_none(text: str) -> None:
    assert agency_like(text) == []


@given(st.text(alphabet="中华人民共和国海关总署重庆政府局由年\n ,办公厅"))
def test_any_text_is_searched(text: str) -> None:
    for match in find_agencies(text):
        assert resolve(text[match.start : match.end]) == match.agency
    for start, end, name in agency_like(text):
        assert text[start:end] == name


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("[{code: '0100'}]", "each agency needs a name"),
        ("[{name: 甲海关, code: '123'}]", "code must be two digits and 00"),
        ("[{name: 甲海关, colour: 1}]", "each agency needs a name"),
        ("[{name: 甲海关, aliases: 乙}]", "甲海关 must be a list"),
        ("[{name: 甲海关, code: '0100'}, {name: 甲海关, code: '0200'}]", "names listed twice"),
        ("[{name: 甲海关, code: '0100'}, {name: 乙海关, code: '0100'}]", "codes listed twice"),
    ],
)
def test_a_wrong_entry_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, message: str
) -> None:
    groups = "".join(f"{group}: []\n" for group in agencies._KEYS - {"districts"})
    (tmp_path / agencies.FILE).write_text(f"{groups}districts: {entry}\n", "utf-8")
    monkeypatch.setattr(data, "HERE", tmp_path)
    with pytest.raises(data.DataError, match=message):
        agencies.agencies.__wrapped__()
