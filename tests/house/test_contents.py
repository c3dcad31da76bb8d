"""What the pages show: agencies, figures, gaps, refusals, comparisons, failed checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.record import Issuer, Record, Statistic
from haiguan.house import comparison, contents, findings, overview
from haiguan.house.figures import figures
from haiguan.house.house import House
from haiguan.house.notes import Note, refs_key, write_note
from output.store import StoreError, open_store, read_store
from tests.house.houses import database, failing, report, with_table
from tests.output.records import span

OTHER = Issuer("中华人民共和国汐州海关", "9980")
BAD = failing(report(2020, 30))
UNCODED = Issuer("澜州市政府", None)


def opened(folder: Path, records: Iterable[Record]) -> House:
    path = database(folder, records)
    return House(read_store(path), path, path.with_name("notes.sqlite"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened(
        tmp_path,
        [
            report(2018),
            failing(report(2020, 30)),
            report(2020, 5, OTHER),
            report(2020, 1, UNCODED),
            report(2022, 40),
        ],
    )


def test_the_overview_counts_documents_and_failed_checks_by_agency_and_year(house: House) -> None:
    with house.store.engine.begin() as connection:
        seen = overview.overview(connection, {})
    assert list(seen.years) == [2018, 2019, 2020, 2021, 2022]
    rows = {
        row.agency.key: {y: (c.documents, c.failed, c.state) for y, c in row.cells.items()}
        for row in seen.rows
    }
    assert rows == {
        "9980": {2020: (1, 0, "report")},
        "9990": {2018: (1, 0, "report"), 2020: (1, 1, "fails"), 2022: (1, 0, "report")},
        "澜州市政府": {2020: (1, 0, "report")},
    }


def test_what_has_no_year_or_issuer_is_counted_beside_the_map(tmp_path: Path) -> None:
    house = opened(
        tmp_path, [report(2020), replace(report(2019), year=None), report(2018, issuer=Issuer(None, None))]
    )
    with house.store.engine.begin() as connection:
        seen = overview.overview(connection, {})
    assert (seen.documents, seen.undated, seen.unsigned) == (3, 1, 1)


def test_agencies_and_years_with_reports_can_be_chosen(house: House) -> None:
    with house.store.engine.begin() as connection:
        chosen, years = overview.choices(connection)
    assert ([agency.key for agency in chosen], years) == (["9980", "9990", "澜州市政府"], [2018, 2020, 2022])


def test_an_empty_database_has_an_empty_overview(tmp_path: Path) -> None:
    with opened(tmp_path, []).store.engine.begin() as connection:
        seen = overview.overview(connection, {})
    assert (list(seen.years), list(seen.rows), seen.documents) == ([], [], 0)


@pytest.mark.parametrize("key", ["9990", "中华人民共和国澜州海关"])
def test_an_agency_is_found_by_code_and_by_name(house: House, key: str) -> None:
    found = contents.agency_context(house, key)["agency"]
    assert (found.key, found.code) == ("9990", "9990")


def test_an_unknown_agency_is_an_error_that_says_where_to_look(house: House) -> None:
    with pytest.raises(LookupError, match="issued by 1234; see the overview"):
        contents.agency_context(house, "1234")


def test_years_without_a_report_are_gaps_up_to_the_newest_of_all(house: House) -> None:
    assert contents.agency_context(house, "9990")["gaps"] == [2019, 2021]
    assert contents.agency_context(house, "9980")["gaps"] == [2021, 2022]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (report(2020, 12), (12, "read", "s1")),
        (with_table(report(2020, 12), 12), (12, "proved", "c0-0")),
        (with_table(report(2020, 12), 13), (13, "conflicting", "c0-0")),
        (with_table(report(2020, 12), 12, "conflict"), (12, "conflicting", "c0-0")),
        (with_table(report(2020, statistics=()), 12, "inferred"), (12, "inferred", "c0-0")),
    ],
    ids=["text", "table", "they differ", "against its arithmetic", "inferred"],
)
def test_a_figure_is_the_tables_then_the_texts(
    tmp_path: Path, record: Record, expected: tuple[float, str, str]
) -> None:
    with opened(tmp_path, [record]).store.engine.begin() as connection:
        figure = figures(connection, "9990")["applications_received"][2020]
    assert (figure.value, figure.quality, figure.item) == expected


def test_a_number_of_an_office_or_of_another_period_is_no_figure_of_the_year(tmp_path: Path) -> None:
    at = span("12")
    part = Statistic("s1", at, at, "收到申请", "applications_received", 3, "件", scope="缉私局")
    last_year = Statistic("s2", at, at, "收到申请", "applications_received", 4, "件", period="2019")
    with opened(tmp_path, [report(2020, statistics=(part, last_year))]).store.engine.begin() as connection:
        assert figures(connection, "9990") == {}


def test_two_years_are_compared(house: House) -> None:
    with house.store.engine.begin() as connection:
        (line,) = comparison.compare(connection, "9990@2018", "9990@2020").lines
    assert (line.metric, line.differs, line.change) == ("applications_received", True, "+18 (+150.0%)")


def test_two_agencies_are_compared_in_the_newest_year_that_both_have(house: House) -> None:
    with house.store.engine.begin() as connection:
        compared = comparison.compare(connection, "9990", "9980")
    assert (compared.left.spec, compared.right.spec) == ("9990@2020", "9980@2020")


def test_what_is_not_printed_is_no_difference(house: House) -> None:
    with house.store.engine.begin() as connection:
        (line,) = comparison.compare(connection, "9990@2018", "9980@2018").lines
    assert (line.right, line.differs, line.change) == (None, False, "")


@pytest.mark.parametrize("side", ["9990@next", "9990@²"])
def test_a_year_that_is_none_is_refused(house: House, side: str) -> None:
    with (
        house.store.engine.begin() as connection,
        pytest.raises(ValueError, match="expected AGENCY or AGENCY@YEAR"),
    ):
        comparison.compare(connection, side, "9980")


def test_failed_checks_come_with_their_notes(house: House) -> None:
    refs = refs_key(["s1"])
    note = Note(BAD.source.uri, "narrative.sum", refs, "1 ≠ 12", "accepted", "", "2026-01-01")
    with house.store.engine.begin() as connection:
        found = findings.findings(connection, {note.key: note})
    (item,) = found.items
    assert (found.total, found.pages, item.note, item.stale) == (1, 1, note, False)


def test_a_note_on_what_a_check_no_longer_says_is_stale(house: House) -> None:
    note = Note(BAD.source.uri, "narrative.sum", refs_key(["s1"]), "1 ≠ 13", "accepted", "")
    with house.store.engine.begin() as connection:
        assert findings.findings(connection, {note.key: note}).items[0].stale


def test_failed_checks_can_be_those_of_one_agency(house: House) -> None:
    with house.store.engine.begin() as connection:
        assert findings.findings(connection, {}, agency="9990").total == 1
        assert findings.findings(connection, {}, agency="9980").total == 0


def test_a_note_on_what_fails_no_longer_is_kept_and_shown(tmp_path: Path) -> None:
    note = Note(BAD.source.uri, "narrative.sum", refs_key(["s1"]), "1 ≠ 12", "accepted", "")
    with opened(tmp_path, [replace(BAD, checks=())]).store.engine.begin() as connection:
        found = findings.findings(connection, {note.key: note})
    assert (found.total, found.noted, list(found.past)) == (0, 0, [note])


def test_reading_a_changed_document_again_keeps_the_note(tmp_path: Path) -> None:
    write_note(tmp_path / "notes.sqlite", Note(BAD.source.uri, "narrative.sum", refs_key(["s1"]), "1 ≠ 12", "accepted", ""))
    again = replace(BAD, id="another", text=BAD.text + "。")
    house = opened(tmp_path, [BAD])
    with open_store(house.database) as store:
        assert store.write([again]).changed == 1
    (item,) = contents.findings_context(house, 1, "")["findings"].items
    assert (item.document_id, item.note and item.note.verdict) == ("another", "accepted")


def test_only_an_sqlite_file_can_be_served() -> None:
    app = pytest.importorskip("haiguan.house.app", reason="needs the extra `serve` (Datasette)")
    with pytest.raises(StoreError, match="expected an SQLite file"):
        app.make_app("postgresql://localhost/haiguan")
