"""The pages, asked for through Datasette's own client."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from extract.record import Issuer
from haiguan.house import contents
from haiguan.house.guard import OURS, PICTURE
from haiguan.house.notes import notes_path, read_notes
from tests.house.houses import HOSTILE, Browser, database, failing, report
from tests.output.records import sample

BAD = failing(report(2020, 30))
AGENCY = "/-/agency/9990"
EVIDENCE = f"/-/document/{quote(sample().id, safe='')}"
FORM = {
    "document": BAD.id,
    "rule": "narrative.sum",
    "refs": '["s1"]',
    "verdict": "accepted",
    "comment": "印刷如此",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    hostile = report(2021, title=HOSTILE, text=HOSTILE, issuer=Issuer(HOSTILE, None))
    return database(tmp_path, [sample(), report(2018), BAD, hostile])


@pytest.fixture
def browser(path: Path) -> Browser:
    return Browser(path)


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("/-/overview", "中华人民共和国澜州海关"),
        (AGENCY, "2019"),
        (EVIDENCE, "予以公开"),
        ("/-/findings", "1 ≠ 12"),
        ("/-/compare?left=9990@2018&right=9990&right_year=2020", "≠"),
        ("/-/search?q=公告", "<mark>公告</mark>"),
        ("/haiguan/documents", "One document in, one record out."),
        ("/haiguan/failed_checks", "narrative.sum"),
        ("/haiguan/statistics_by_year?agency=9990", "applications_received"),
        ("/haiguan/applications_by_year", "granted"),
        ("/haiguan/unmatched_labels", "公告"),
        ("/haiguan/problems_by_code", "check_failed"),
    ],
)
def test_a_page_shows_what_it_is_for(browser: Browser, address: str, holds: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert holds in answer.text


@pytest.mark.parametrize(
    "address", ["/-/agency/1234", "/-/document/none", "/-/page/none/1.png", "/nothing", "/-/nothing"]
)
def test_what_is_not_there_is_not_found(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_an_agency_with_many_documents_lists_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "LISTED", 2)
    page = Browser(database(tmp_path, [report(year) for year in (2018, 2019, 2020)])).get(AGENCY).text
    assert "澜州海关2020年" in page and "澜州海关2018年" not in page
    assert "1 older documents are not listed here" in page


def test_the_front_door_leads_to_the_overview(browser: Browser) -> None:
    assert browser.get("/").headers["location"] == "/-/overview"


def test_an_agencys_charts_are_pictures_of_its_own_figures(tmp_path: Path) -> None:
    browser = Browser(database(tmp_path, [report(2018), report(2020, 30)]))
    page = browser.get(AGENCY).text
    (source,) = re.findall(r'<img class="chart" src="([^"]+)"', page)
    assert "applications received, 件: 2018 12, 2020 30" in page
    answer = browser.get(unescape(source))
    assert (answer.headers["content-type"], answer.headers["content-security-policy"]) == ("image/svg+xml", PICTURE)


@pytest.mark.parametrize("address", ["nothing.svg?line=2018-2018:2018=1", "announcements.svg?line=x", "announcements.svg"])
def test_a_chart_of_nothing_is_not_found(browser: Browser, address: str) -> None:
    assert browser.get(f"/-/chart/{address}").status_code == 404


@pytest.mark.parametrize(("agency", "said"), [("9990", "1 ≠ 12"), ("nobody", "issued by nobody")])
def test_failed_checks_can_be_asked_for_an_agency(browser: Browser, agency: str, said: str) -> None:
    assert said in browser.get(f"/-/findings?agency={agency}").text


@pytest.mark.parametrize("query", ["海关", "海關"])
def test_two_characters_are_found_in_either_script(browser: Browser, query: str) -> None:
    assert "<mark>海关</mark>" in browser.get(f"/-/search?q={query}").text


@pytest.mark.parametrize("address", ["/-/search?q=a", "/-/compare?left=9990@x&right=9990"])
def test_what_cannot_be_asked_is_explained(browser: Browser, address: str) -> None:
    assert "expected" in (text := browser.get(address).text) or "two characters" in text


@pytest.mark.parametrize(
    "address",
    [
        "/-/overview",
        "/-/findings",
        "/-/search?q=script",
        "/-/compare",
        "/haiguan/documents",
        "/-/search?q=" + HOSTILE[:20],
    ],
)
def test_what_a_document_says_is_never_markup(browser: Browser, address: str) -> None:
    assert "<script>document" not in browser.get(address).text
    assert "<img src=x" not in browser.get(address).text


def test_our_pages_carry_the_strict_policy_and_no_inline_script(browser: Browser) -> None:
    answer = browser.get(EVIDENCE)
    assert answer.headers["content-security-policy"] == OURS
    assert "<script>" not in answer.text
    assert "style=" not in answer.text


def test_datasettes_pages_carry_a_policy_too(browser: Browser) -> None:
    assert "script-src 'self';" in browser.get("/haiguan").headers["content-security-policy"]


@pytest.mark.parametrize("name", ["house.css", "house.js", "icon.svg", "tables.js", "tables.css"])
def test_style_and_script_are_our_own_files(browser: Browser, name: str) -> None:
    answer = browser.get(f"/house/{name}")
    assert answer.status_code == 200
    assert "//" not in answer.text.replace("http://www.w3.org/2000/svg", "").replace("// ", "")


def test_a_stranger_host_is_refused(browser: Browser) -> None:
    assert browser.get("/-/overview", host="evil.example").status_code == 403


def test_the_database_cannot_be_written(browser: Browser) -> None:
    answer = browser.get("/haiguan.json?sql=delete from documents")
    assert answer.status_code == 400


def test_facets_count_documents(browser: Browser) -> None:
    facets = browser.get("/haiguan/documents.json?_size=0").json()["facet_results"]
    assert set(facets) == {"issuer_name", "year", "kind"}


def test_ids_lead_to_the_evidence(browser: Browser) -> None:
    address = f"/-/document/{quote(BAD.id, safe='')}"
    assert f'href="{address}"' in browser.get("/haiguan/failed_checks").text
    assert BAD.title in browser.get(address).text


def test_a_note_is_kept_beside_the_data(browser: Browser, path: Path) -> None:
    before = path.read_bytes()
    answer = browser.post("/-/note", FORM | {"csrftoken": browser.token("/-/findings")})
    assert answer.status_code == 302
    assert [(n.verdict, n.comment, n.statement) for n in read_notes(notes_path(path)).values()] == [
        ("accepted", "印刷如此", "1 ≠ 12")
    ]
    assert "印刷如此" in browser.get("/-/findings").text
    assert path.read_bytes() == before


def test_a_note_can_be_taken_away_again(browser: Browser, path: Path) -> None:
    token = browser.token("/-/findings")
    browser.post("/-/note", FORM | {"csrftoken": token})
    browser.post("/-/note", FORM | {"csrftoken": token, "verdict": "open"})
    assert read_notes(notes_path(path)) == {}


@pytest.mark.parametrize("change", [{"rule": "other"}, {"document": "none"}, {"verdict": "maybe"}])
def test_a_note_on_nothing_is_refused(browser: Browser, path: Path, change: dict[str, str]) -> None:
    answer = browser.post("/-/note", FORM | change | {"csrftoken": browser.token("/-/findings")})
    assert answer.status_code == 400
    assert read_notes(notes_path(path)) == {}


def test_a_note_without_the_forms_token_is_refused(browser: Browser, path: Path) -> None:
    browser.token("/-/findings")
    assert browser.post("/-/note", FORM | {"csrftoken": "guess"}).status_code == 403
    assert read_notes(notes_path(path)) == {}


def test_a_note_from_a_strangers_page_is_refused(browser: Browser, path: Path) -> None:
    token = browser.token("/-/findings")
    answer = browser.post("/-/note", FORM | {"csrftoken": token}, origin="https://evil.example")
    assert answer.status_code == 403
    assert read_notes(notes_path(path)) == {}
