"""The ratchet: generated reports of every form, edition and damage.  The floors only go up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import open_document
from extract.forms import read_forms
from tests.generator.damage import DAMAGES
from tests.generator.flatten import FLATTEN, MANGLE
from tests.generator.measure import Score, add, measure
from tests.generator.regrid import REGRID
from tests.generator.reports import Recipe, as_reading, make_report, recipe

SAMPLE = range(0, 60)
RIGHT = 0.995


def test_a_sample_of_all_that_can_happen_is_read_and_no_wrong_cell_is_silent() -> None:
    score = measure(recipe(seed) for seed in SAMPLE)
    assert score.silent == []
    assert score.editions_wrong == []
    assert score.share >= RIGHT, score.worst()


@pytest.mark.parametrize("layout", [*FLATTEN, *REGRID])
@pytest.mark.parametrize("year", [2016, 2020, 2023])
def test_every_form_in_every_layout_is_read_without_a_fault(layout: str, year: int) -> None:
    score = measure([Recipe(year, layout, seed=year)])
    assert (score.share, score.silent, score.editions_wrong) == (1.0, [], [])


@pytest.mark.parametrize("layout", ["one_cell_a_line", "row_on_a_line", "as_printed"])
@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_every_damage_is_read_or_marked(layout: str, damage: str) -> None:
    score = measure([Recipe(year, layout, (damage,), seed=year) for year in (2017, 2019, 2022)])
    assert score.silent == []
    assert score.share >= 0.95


@pytest.mark.parametrize("mangle", sorted(MANGLE))
def test_every_mangling_of_lines_is_read_or_marked(mangle: str) -> None:
    score = measure(
        [Recipe(year, "one_cell_a_line", (), (mangle,), seed=year) for year in (2017, 2019, 2022)]
    )
    assert score.silent == []
    assert score.share >= 0.9


@settings(max_examples=15, deadline=None)
@given(st.integers(10_000, 1_000_000))
def test_no_wrong_cell_is_ever_silent(seed: int) -> None:
    assert measure([recipe(seed)]).silent == []


def test_the_same_seed_gives_the_same_report() -> None:
    assert as_reading(make_report(recipe(7))) == as_reading(make_report(recipe(7)))


def test_a_report_gives_the_same_forms_every_time() -> None:
    reading = as_reading(make_report(recipe(11)))
    assert read_forms(open_document(reading)) == read_forms(open_document(reading))


def test_the_measure_sees_a_silent_error() -> None:
    report = make_report(Recipe(2022, "row_on_a_line", seed=3))
    place = next(place for place, (printed, _) in report.truth.items() if printed is not None)
    report.truth[place] = (987_654.0, 987_654.0)
    score = Score()
    add(score, report, read_forms(open_document(as_reading(report))))
    assert [silent[1] for silent in score.silent] == [place]


@pytest.mark.parametrize("layout", ["one_cell_a_line", "tabs", "as_printed", "unmerged"])
@pytest.mark.parametrize("mutation", ["columns_swapped", "rows_swapped", "values_shifted", "values_swapped"])
def test_what_nobody_should_print_is_read_as_it_is_printed(mutation: str, layout: str) -> None:
    score = measure(Recipe(year, layout, (mutation,), seed=seed) for seed in range(6) for year in (2017, 2020, 2023))
    assert score.silent == []
    assert score.share >= 0.99, score.worst()


@pytest.mark.parametrize("layout", ["one_cell_a_line", "row_on_a_line", "tabs", "values_first", "as_printed", "turned"])
def test_columns_that_are_not_printed_cost_no_other_cell(layout: str) -> None:
    dropped = ("column_dropped", "columns_dropped")
    score = measure(Recipe(year, layout, (name,), seed=year) for name in dropped for year in (2020, 2023))
    assert score.silent == []
    assert score.share >= 0.995, score.worst()


def test_a_total_that_is_not_where_its_form_has_it_is_read_where_its_label_stands() -> None:
    layouts = ("one_cell_a_line", "row_on_a_line", "tabs")
    score = measure(Recipe(year, layout, ("total_first",), seed=year) for layout in layouts for year in (2017, 2020, 2023))
    assert score.silent == []
    assert score.share >= 0.99, score.worst()


@pytest.mark.parametrize("mutation", ["values_shifted", "values_swapped"])
def test_figures_beside_the_wrong_labels_fail_the_forms_arithmetic(mutation: str) -> None:
    for seed in range(5):
        report = make_report(Recipe(2022, "as_printed", (mutation,), seed=seed))
        plain = make_report(Recipe(2022, "as_printed", seed=seed))
        if report.truth != plain.truth:
            checks = read_forms(open_document(as_reading(report))).checks
            assert any(not check.holds for check in checks)
