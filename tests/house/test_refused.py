"""What is not there: sources that gave no record, and pages that were refused to the crawl."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.isolated import Failure
from extract.record import Issuer
from haiguan.house import contents, overview
from haiguan.house.house import House, archive_beside, open_house
from haiguan.house.refused import Refused, refusals, report_years
from haiguan.refusals import refused_agencies, refusing_sites
from output.store import open_store
from tests.house.houses import asked_archive, database, report

PAGE = "http://customs.example/lanzhou/2017.html"
TITLE = "2017年政府信息公开年报"

@pytest.fixture
def house(tmp_path: Path) -> House:
    """A database whose folder holds the archive of a crawl: one page was answered, one was refused."""
    path = database(tmp_path, [report(2018), report(2020)])
    asked_archive(tmp_path / "archive", [("own", report(2018).source.uri, "ok"), ("own", PAGE, "blocked")])
    return open_house(path)


def test_pages_whose_last_answer_was_a_refusal_are_found(tmp_path: Path) -> None:
    answers = [("a", "http://a/1", "ok"), ("a", "http://a/2", "blocked"), ("b", "http://b/1", "blocked"), ("b", "http://b/1", "ok")]
    (site,) = refusing_sites(asked_archive(tmp_path / "archive", answers))
    assert (site.agency, [page.url for page in site.pages], site.neighbours) == ("a", ["http://a/2"], ("http://a/1",))


@pytest.mark.parametrize(("site", "agency"), [("chongqing", "8000"), ("customs", "海关总署"), ("elsewhere", "elsewhere")])
def test_a_refusing_site_is_its_agency_s(tmp_path: Path, site: str, agency: str) -> None:
    folder = asked_archive(tmp_path / "archive", [(site, "http://a/1", "blocked")])
    assert refused_agencies(folder) == {agency}
    assert [found.agency for found in refusing_sites(folder)] == [agency]


def test_a_refused_page_stands_on_the_page_of_the_agency_whose_site_it_is_on(house: House) -> None:
    (shown,) = contents.agency_context(house, "9990")["refused"]
    assert (shown.uri, shown.title, shown.year) == (PAGE, TITLE, 2017)
    assert shown.reason == "refused on 2022-01-01, HTTP 412 with a script challenge"
    assert "haiguan ingest" in shown.advice


def test_the_year_of_a_refused_report_is_a_gap_and_a_field_of_the_map(house: House) -> None:
    found = contents.agency_context(house, "9990")
    assert (found["gaps"], found["refused_years"]) == ([2017, 2019], [2017])
    (row,) = contents.overview_context(house)["overview"].rows
    assert {year: cell.state for year, cell in row.cells.items()} == {2017: "refused", 2018: "report", 2020: "report"}
    assert row.refused == 1


@pytest.mark.parametrize(("title", "years"), [(TITLE, [2017]), ("2017年工作要点", []), ("年报", []), (None, [])])
def test_only_an_annual_report_is_a_refused_report(title: str | None, years: list[int]) -> None:
    assert report_years([Refused(PAGE, title, 2017 if title and "2017" in title else None, "", "")]) == years


def test_an_agency_that_refused_everything_is_in_the_map(tmp_path: Path) -> None:
    path = database(tmp_path, [report(2018)])
    folder = asked_archive(tmp_path / "crawl", [("chongqing", PAGE, "blocked")])
    seen = contents.overview_context(open_house(path, folder))["overview"]
    assert [(row.agency.key, row.documents, row.refused) for row in seen.rows] == [("8000", 0, 1), ("9990", 1, 0)]
    assert seen.refused == 1


def test_listed_customs_without_a_document_are_named(tmp_path: Path) -> None:
    path = database(tmp_path, [report(2018, issuer=Issuer("重庆海关", "8000"))])
    absent = {agency.code for agency in contents.overview_context(open_house(path))["overview"].absent}
    assert "8000" not in absent and "5100" in absent


def test_without_an_archive_nothing_is_known_to_be_refused(tmp_path: Path) -> None:
    path = database(tmp_path, [report(2018)])
    assert archive_beside(path) is None
    with open_house(path).store.engine.begin() as connection:
        assert refusals(connection, None) == {}
        assert refusals(connection, tmp_path / "nowhere") == {}
        assert overview.overview(connection, {}).refused == 0


def test_sources_that_gave_no_record_are_shown_with_their_neighbours(tmp_path: Path) -> None:
    path = database(tmp_path, [report(2020)])
    near, far = "http://customs.example/lanzhou/2021.pdf", "http://customs.example/xizhou/2021.pdf"
    with open_store(path) as store:
        store.write_failures(Failure(uri, "is encrypted", "ask for a copy", "unreadable") for uri in (near, far))
    shown = contents.agency_context(open_house(path), "9990")["refused"]
    assert shown == [Refused(near, None, None, "is encrypted", "ask for a copy")]
