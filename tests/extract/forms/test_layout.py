from pathlib import Path

import pytest

from extract.forms.layout import FormError, load_form, load_forms

GOOD = """
form: f
edition: 2000
title: t
name: n
signs: [x]
blocks:
  - code: b
    columns: [{code: a, label: A, part_of: sum}, {code: b, label: B, part_of: sum}, {code: sum, label: S}]
    rows: [{code: r, label: R}, {code: s, label: S}]
"""


def write(folder: Path, text: str, name: str = "f-2000.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_standard_form_and_edition_is_there() -> None:
    assert {(form.form, form.edition) for form in load_forms()} == {
        ("applications", 2019),
        ("applications", 2021),
        ("active_disclosure", 2019),
        ("active_disclosure", 2021),
        ("review_litigation", 2019),
        ("disclosure_statistics", 2014),
    }


def test_every_form_has_the_rows_of_the_regulation() -> None:
    rows = {(f.form, f.edition): sum(len(b.rows) for b in f.blocks) for f in load_forms()}
    assert rows["disclosure_statistics", 2014] == 58
    assert rows["active_disclosure", 2019] == 8
    assert rows["active_disclosure", 2021] == 6
    required = [
        r
        for f in load_forms()
        if f.form == "applications"
        for b in f.blocks
        for r in b.rows
        if not r.optional
    ]
    assert len(required) == 23 + 25


def test_columns_that_are_parts_give_the_identity_of_their_total() -> None:
    review = next(form for form in load_forms() if form.form == "review_litigation")
    totals = [s.total for s in review.blocks[0].row_sums]
    assert totals == ["reconsideration_total", "litigation_direct_total", "litigation_after_review_total"]
    assert all(len(s.left) == 4 for s in review.blocks[0].row_sums)


def test_a_later_edition_replaces_the_rows_that_it_names(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    later = "extends: f-2000\nedition: 2001\nblocks: [{code: b, rows_instead: {s: [{code: x, label: X}, {code: y, label: Y}]}}]"
    form = load_form(write(tmp_path, later, "f-2001.yaml"))
    assert form.edition == 2001
    assert [row.code for row in form.blocks[0].rows] == ["r", "x", "y"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("edition: 2000", "edition: soon", "edition"),
        ("title: t", "titel: t", "title"),
        ("part_of: sum}, {code: b", "part_of: all}, {code: b", "'all'"),
        ("{code: s, label: S}]", "{code: r, label: S}]", "twice"),
        ("label: R}", "label: R, within: q}", "'q'"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(FormError) as error:
        load_form(path)
    assert str(path) in str(error.value)
    assert said in str(error.value)
