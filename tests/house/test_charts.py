"""Charts: what stands in an address is what is drawn, in the fonts of this machine, loading nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib", reason="needs the extra `serve`")

from haiguan.house import charts, contents
from haiguan.house.charts import Dot, Line, drawn, read

LINE = Line(2018, 2022, (Dot(2018, 16), Dot(2019, 18, True), Dot(2021, 27.5)))
_values = st.floats(0, 1e15, allow_nan=False).map(lambda value: float(f"{value:.15g}"))


def test_a_line_is_written_into_an_address() -> None:
    assert str(LINE) == "2018-2022:2018=16,2019=18!,2021=27.5"


@given(st.dictionaries(st.integers(2000, 2040), st.tuples(_values, st.booleans()), min_size=1))
def test_what_is_written_is_read_back(values: dict[int, tuple[float, bool]]) -> None:
    line = Line(2000, 2040, tuple(Dot(year, *values[year]) for year in sorted(values)))
    assert read(str(line)) == line


@pytest.mark.parametrize(
    "text",
    ["", "2018:16", "2018-2022:", "2018-2022:2018=x", "2018-2022:2018=1e999999", "2018-2022:2019=1,2018=2",
     "2018-2022:2023=1", "1000-9999:2018=1", "2022-2018:2020=1", "2018-2022:2018=nan", "２０１８-2022:2018=1"],
)  # fmt: skip
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected YEAR-YEAR"):
        read(text)


def test_a_chart_is_svg_that_loads_and_runs_nothing() -> None:
    svg = drawn("收到申请", "applications received", "件", LINE)
    root = ElementTree.fromstring(svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert root.tag.endswith("svg") and not names & {"script", "image", "foreignObject", "a"}
    assert all(target.startswith(b"#") for target in re.findall(rb'href="([^"]*)"', svg))


def test_years_without_a_value_are_shaded_and_what_conflicts_is_red() -> None:
    svg = drawn("收到申请", "applications received", "件", LINE).decode()
    assert svg.count(f"fill: {charts._GAP}") == 2
    assert f"fill: {charts._BAD}" in svg


def test_lines_join_only_years_that_follow_each_other() -> None:
    assert [[dot.year for dot in run] for run in charts._runs(LINE.dots)] == [[2018, 2019], [2021]]


@pytest.mark.parametrize("value", [0, 1e14, -3])
def test_any_value_can_be_drawn(value: float) -> None:
    assert drawn("收到申请", "received", "件", Line(2020, 2020, (Dot(2020, value),))).endswith(b"</svg>\n")


def test_without_a_chinese_font_a_chart_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "chinese_font", lambda: None)
    assert drawn("没有字体", "no font", "件", LINE).endswith(b"</svg>\n")


def test_a_chinese_font_prints_chinese() -> None:
    family = charts.chinese_font()
    if family is None:
        pytest.skip("no Chinese font: needs the Debian package fonts-noto-cjk")
    from matplotlib.font_manager import FontProperties, findfont, get_font

    assert ord("关") in get_font(findfont(FontProperties(family=family))).get_charmap()


def test_the_same_chart_is_the_same_bytes() -> None:
    first = drawn("甲", "a", "件", LINE)
    drawn.cache_clear()
    assert drawn("甲", "a", "件", LINE) == first


def test_a_chart_of_no_metric_is_not_drawn() -> None:
    with pytest.raises(LookupError, match="no metric nothing"):
        contents.chart("nothing", LINE)
