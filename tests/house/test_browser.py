"""The house in a real browser; screenshots stay in pytest's folder of each test."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.record import Issuer, Record
from tests.house.houses import HOSTILE, Browser, database, failing, report
from tests.house.test_pictures import of, pdf
from tests.output.records import sample

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the Debian package chromium")

sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright for Python (extra dev)")

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


def records() -> Iterator[Record]:
    yield failing(sample("http://customs.example/1.html", id="doc1", year=2020))
    yield report(2018)
    yield report(2021, id="bad1", title=HOSTILE, text=HOSTILE * 3, issuer=Issuer(HOSTILE, None))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import uvicorn

    folder = tmp_path_factory.mktemp("house")
    (folder / "a.pdf").write_bytes(pdf())
    scan = of((folder / "a.pdf").as_uri(), pdf()) | {"id": "pdf1", "kind": "other", "checks": []}
    scan["tables"][0]["cells"][0] |= {"page": 2, "bbox": [30.0, 90.0, 60.0, 110.0]}
    house = Browser(database(folder, [*records(), scan]))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(house.app.app(), log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        profile = str(tmp_path_factory.mktemp("profile"))
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS, viewport=DESK, reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        yield context
        context.close()


@pytest.fixture
def page(context: Any, address: str) -> Iterator[Any]:
    """A tab that fails the test where it asks anybody but the house for anything, or a script breaks."""
    page = context.new_page()
    page.set_viewport_size(DESK)
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{address}/-/overview")
    yield page
    page.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert broken == []


def test_from_the_overview_to_the_sentence_of_a_number(page: Any, tmp_path: Path) -> None:
    page.screenshot(path=tmp_path / "overview.png")
    page.click("text=中华人民共和国澜州海关")
    page.screenshot(path=tmp_path / "agency.png", full_page=True)
    page.click(".documents >> text=2020年政府信息公开年报")
    page.click("#item-s1 a.go")
    assert page.locator(".m.flash").all_inner_texts() == ["12"]
    assert "".join(page.locator(".sentence").all_inner_texts()) == "全年發布公告12條。"
    assert "公告" in page.locator("#facts").inner_text()
    page.screenshot(path=tmp_path / "evidence.png")


def test_a_mark_shows_its_value_and_check_when_pointed_at(page: Any, address: str) -> None:
    page.goto(f"{address}/-/document/doc1")
    page.hover(".text .m.statistic")
    assert page.locator("#facts .bad").first.inner_text() == "1 ≠ 12"
    page.keyboard.press("Escape")
    assert page.locator("#facts").is_hidden()


def test_the_keyboard_reaches_a_number(page: Any, address: str) -> None:
    page.goto(f"{address}/-/document/doc1")
    page.locator("#item-s1 a.go").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#at-s1")
    assert page.locator(".m.flash").count() == 1


def test_an_address_with_a_number_leads_to_it(page: Any, address: str) -> None:
    page.goto(f"{address}/-/document/doc1#at-c0-2")
    page.wait_for_selector(".m.flash")
    assert page.locator(".m.flash").inner_text() == "7"


@pytest.mark.parametrize("query", ["海关", "海關"])
def test_search_finds_two_characters_in_either_script(page: Any, query: str, tmp_path: Path) -> None:
    page.fill("input[name=q]", query)
    page.press("input[name=q]", "Enter")
    assert page.locator(".hits mark").first.inner_text() == "海关"
    page.screenshot(path=tmp_path / "search.png")


@pytest.mark.parametrize(
    "path", ["/-/overview", "/-/document/bad1", "/-/search?q=script", "/-/compare", "/haiguan/documents"]
)
def test_a_page_with_a_script_in_its_title_stays_inert(
    page: Any, address: str, path: str, tmp_path: Path
) -> None:
    page.goto(address + path)
    page.wait_for_timeout(100)
    assert page.title() not in ("owned", "1")
    assert page.locator("img[src=x]").count() == 0
    page.screenshot(path=tmp_path / "hostile.png")


def test_a_cells_box_stands_on_the_picture_of_its_page(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/-/document/pdf1")
    page.wait_for_selector(".sheet .box[style*=left]")
    sheet, box = page.locator(".sheet").bounding_box(), page.locator("[data-marks=c0-0].box").bounding_box()
    place = [(box["x"] - sheet["x"]) / sheet["width"], (box["y"] - sheet["y"]) / sheet["height"]]
    assert place == pytest.approx([30 / 300, 90 / 200], abs=0.01)
    page.screenshot(path=tmp_path / "pdf.png")


def test_a_note_is_written_from_the_list_of_work(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/-/findings")
    page.click("text=批注")
    page.check("input[value=accepted]")
    page.fill("textarea", "印刷如此")
    page.click("text=保存 Save")
    assert "印刷如此" in page.locator(".note").inner_text()
    page.screenshot(path=tmp_path / "findings.png")


@pytest.mark.parametrize(
    "path",
    [
        "/-/overview",
        "/-/agency/9990",
        "/-/document/doc1",
        "/-/findings",
        "/-/compare?left=9990@2018&right=9990@2020",
    ],
)
def test_a_phone_shows_a_page_without_moving_sideways(
    page: Any, address: str, path: str, tmp_path: Path
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.screenshot(path=tmp_path / "phone.png")


def test_print_shows_text_and_numbers_whole(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/-/document/doc1")
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).overflow") == "visible"
    page.screenshot(path=tmp_path / "print.png", full_page=True)
    page.emulate_media(media="screen")
