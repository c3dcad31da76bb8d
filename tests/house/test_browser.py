"""The house in a real browser; screenshots are kept in build/screenshots."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extract.record import Issuer, Record
from tests.haiguan.command import run
from tests.house.houses import HOSTILE, Browser, database, failing, report
from tests.house.test_pictures import of, pdf
from tests.output.records import sample
from tests.shared import ROOT

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

SHOTS = ROOT / "build" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


PAGES = ("/-/overview", "/-/agency/9990", "/-/document/doc1", "/-/findings", "/-/compare?left=9990@2018&right=9990@2020")
NAMELESS = """[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a, img, summary, [role=region]')]
  .filter((e) => !(e.textContent.trim() || e.ariaLabel || e.alt || e.closest('label') || (e.labels || []).length))
  .map((e) => e.outerHTML)"""
FAINT = """(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const over = (fore, back) => fore.length < 4 ? fore : fore.slice(0, 3).map((v, i) => v * fore[3] + back[i] * (1 - fore[3]));
  return [...document.querySelectorAll('body *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() && n.data.trim() !== '·'))
    .filter((e) => e.checkVisibility() && !e.closest('.heat.refused')).map((e) => {
      const back = ground(e), [a, b] = [light(over(rgb(getComputedStyle(e).color), back)), light(back)];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 90)];
    }).filter(([ratio]) => ratio < 4.5);
})()"""
"""Texts with less contrast than 4.5, which is what WCAG AA asks for."""


def shot(page: Any, name: str, *, full_page: bool = False) -> None:
    """Keep a picture of the page for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=full_page)


OTHER = Issuer("中华人民共和国汐州海关", "9980")


def records() -> Iterator[Record]:
    yield failing(sample("http://customs.example/1.html", id="doc1", year=2020))
    yield report(2018)
    yield report(2018, issuer=OTHER)
    yield report(2021, 30, issuer=OTHER)
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
    assert [url for url in asked if not url.startswith((address, "data:image/svg+xml", "file:///"))] == []
    assert broken == []


def test_from_the_overview_to_the_sentence_of_a_number(page: Any) -> None:
    shot(page, "overview")
    page.click("text=中华人民共和国澜州海关")
    shot(page, "agency", full_page=True)
    page.click(".documents >> text=2020年政府信息公开年报")
    page.click("#item-s1 a.go")
    assert page.locator(".m.flash").all_inner_texts() == ["12"]
    assert "".join(page.locator(".sentence").all_inner_texts()) == "全年發布公告12條。"
    assert "公告" in page.locator("#facts").inner_text()
    shot(page, "evidence")


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
def test_search_finds_two_characters_in_either_script(page: Any, query: str) -> None:
    page.fill("input[name=q]", query)
    page.press("input[name=q]", "Enter")
    assert page.locator(".hits mark").first.inner_text() == "海关"
    shot(page, "search")


@pytest.mark.parametrize(
    "path", ["/-/overview", "/-/document/bad1", "/-/search?q=script", "/-/compare", "/haiguan/documents"]
)
def test_a_page_with_a_script_in_its_title_stays_inert(
    page: Any, address: str, path: str
) -> None:
    page.goto(address + path)
    page.wait_for_timeout(100)
    assert page.title() not in ("owned", "1")
    assert page.locator("img[src=x]").count() == 0
    shot(page, f"hostile-{path.split('/')[2].partition('?')[0]}")


def test_a_cells_box_stands_on_the_picture_of_its_page(page: Any, address: str) -> None:
    page.goto(f"{address}/-/document/pdf1")
    page.wait_for_selector(".sheet .box[style*=left]")
    sheet, box = page.locator(".sheet").bounding_box(), page.locator("[data-marks=c0-0].box").bounding_box()
    place = [(box["x"] - sheet["x"]) / sheet["width"], (box["y"] - sheet["y"]) / sheet["height"]]
    assert place == pytest.approx([30 / 300, 90 / 200], abs=0.01)
    shot(page, "pdf")


def test_a_note_is_written_from_the_list_of_work(page: Any, address: str) -> None:
    page.goto(f"{address}/-/findings")
    page.click(".noting summary")
    page.check("input[value=accepted]")
    page.fill("textarea", "印刷如此")
    page.click("text=保存 Save")
    assert "印刷如此" in page.locator(".note").inner_text()
    shot(page, "findings")


@pytest.mark.parametrize("path", [*PAGES, "/haiguan/documents", "/haiguan/failed_checks"])
def test_a_phone_shows_a_page_without_moving_sideways(
    page: Any, address: str, path: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shot(page, f"phone-{path.split('/')[2].partition('?')[0]}", full_page=True)


def test_print_shows_text_and_numbers_whole(page: Any, address: str) -> None:
    page.goto(f"{address}/-/document/doc1")
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).overflow") == "visible"
    shot(page, "print", full_page=True)
    page.emulate_media(media="screen")


@pytest.mark.parametrize("path", [*PAGES, "/-/search?q=海关", "/-/agency/9999"])
def test_a_page_can_be_read_aloud_and_seen_by_everybody(page: Any, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate(NAMELESS) == []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((e) => Number(e.tagName[1]))")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.evaluate(FAINT) == []


def test_the_keyboard_alone_goes_from_the_overview_to_a_sentence(page: Any) -> None:
    for leads_to in ("中华人民共和国澜州海关", "2020年政府信息公开年报"):
        tab_to(page, leads_to)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    tab_to(page, "12 条")
    page.keyboard.press("Enter")
    assert "".join(page.locator(".sentence").all_inner_texts()) == "全年發布公告12條。"


def tab_to(page: Any, text: str) -> None:
    """Press Tab until a link with the text has the focus, and shows that it has."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.tagName === 'A' ? document.activeElement.innerText : ''"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab does not reach {text}")


def test_a_faint_text_would_be_seen(page: Any) -> None:
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    ((ratio, text),) = page.evaluate(FAINT)
    assert ratio < 2 and "总览" in text


def test_a_chart_is_drawn_and_loads_nothing(page: Any, address: str) -> None:
    page.goto(f"{address}/-/agency/9980")
    chart = page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    assert chart.evaluate("(image) => image.complete && image.naturalWidth > 0")
    assert "2018 12, 2021 30" in chart.get_attribute("alt")
    shot(page, "charts", full_page=True)


def test_a_report_stands_alone(page: Any, address: str, tmp_path: Path) -> None:
    path = database(tmp_path, [report(2018), report(2021, 30), failing(report(2020, 5, title=HOSTILE))])
    assert run("report", path, "--agency", "9990", "--output", tmp_path / "report.html").exit_code == 0
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator(".chart").first.evaluate("(image) => image.complete && image.naturalWidth > 0")
    assert page.evaluate(FAINT) == []
    shot(page, "report", full_page=True)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.title() != "owned"
    page.goto(address)
