"""A whole crawl over the imitation: what is fetched, what is archived, what a second run costs."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from crawler.archive import read_captures
from crawler.status import gone_documents
from tests.crawler.crawling import crawl_apart, fetches, outcomes, site_file
from tests.crawler.imitation import COLUMN, Imitation, Reply, document, office, page, put_lists, serving


def test_every_document_and_attachment_is_archived(tmp_path: Path) -> None:
    with serving(office(count=12)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    captures = list(read_captures(tmp_path / "a"))
    titles = {c.title for c in captures}
    assert len(captures) == len(titles)
    assert titles == {f"第{n}号报告" for n in range(1, 13)} | {f"第{n}号附件" for n in (3, 6, 9, 12)}


def test_captures_say_where_the_bytes_came_from(tmp_path: Path) -> None:
    with serving(office(count=3)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    attachment = next(c for c in read_captures(tmp_path / "a") if c.role == "attachment")
    assert attachment.referrer == f"{site.base}{COLUMN}/1000003/index.html"
    assert (attachment.media_type, attachment.title, attachment.site) == (
        "application/pdf",
        "第3号附件",
        "yunze",
    )
    assert attachment.data == b"%PDF-1.4 xxx"


def test_static_pages_come_first_and_dynamic_ones_follow(tmp_path: Path) -> None:
    with serving(office(count=12, per_page=3, static_pages=2)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    lists = [path for path in site.paths() if "currentPage" in path or "5f3c9a1e-" in path]
    assert [part.split("&")[1] if "&" in part else part.rsplit("/", 1)[1] for part in lists] == [
        "5f3c9a1e-2.html",
        "currentPage=3",
        "currentPage=4",
    ]


def test_columns_are_found_by_name_and_others_left_alone(tmp_path: Path) -> None:
    with serving(office(count=1)) as site:
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert summary and summary.sites[0].columns == ("政府信息公开年报",)
    assert site.asked("/news/") == 0


def test_a_site_without_a_known_column_is_not_complete_and_names_the_pages_looked_at(tmp_path: Path) -> None:
    site = office(count=1)
    site.routes["/"] = document("首页")
    with serving(site):
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert summary and not summary.sites[0].complete
    assert summary.sites[0].looked_at == (f"{site.base}/",)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An archive after a first run over forty documents, and the address that the site was at."""
    folder = tmp_path_factory.mktemp("first")
    with serving(office(count=40, per_page=5)) as site:
        crawl_apart([site_file(folder, site.base)], folder / "a")
    return folder, site.base


class TestSecondRun:
    @pytest.fixture
    def crawled(self, first_run: tuple[Path, str], tmp_path: Path) -> Iterator[tuple[Imitation, str, Path]]:
        folder, base = first_run
        shutil.copytree(folder, tmp_path / "c")
        site = office(count=40, per_page=5)
        site.base = base
        with serving(site):
            yield site, str(tmp_path / "c" / "yunze.yaml"), tmp_path / "c" / "a"

    def test_nothing_changed_asks_for_no_document(self, crawled) -> None:
        site, name, archive = crawled
        summary = crawl_apart([name], archive)
        assert site.asked("/10000") == 0 and site.asked("attachDir") == 0
        assert summary.sites[0].new == 0 and summary.sites[0].mode == "incremental"

    def test_lists_are_read_one_page_into_known_territory(self, crawled) -> None:
        site, name, archive = crawled
        crawl_apart([name], archive)
        assert [path.rsplit("/", 1)[1] for path in site.paths()] == ["", "index.html", "5f3c9a1e-2.html"]

    def test_unchanged_lists_cost_a_304(self, crawled) -> None:
        _, name, archive = crawled
        summary = crawl_apart([name], archive)
        assert summary.sites[0].counts == {("list", "unchanged"): 3}

    def test_a_new_document_is_fetched_and_nothing_else(self, crawled) -> None:
        site, name, archive = crawled
        path = f"{COLUMN}/1000099/index.html"
        site.routes[path] = document("新报告")
        put_lists(site, [(path, "新报告", "2021-01-01")], 5, 1)
        summary = crawl_apart([name], archive)
        assert summary.sites[0].new == 1 and site.asked("1000099") == 1

    def test_a_sweep_finds_a_silently_replaced_document(self, crawled) -> None:
        site, name, archive = crawled
        path = f"{COLUMN}/1000001/index.html"
        site.routes[path] = document("第1号报告(更正)")
        summary = crawl_apart([name], archive, sweep=True)
        assert (summary.sites[0].new, summary.sites[0].replaced) == (0, 1)
        newest = [c for c in read_captures(archive) if c.url.endswith(path)]
        versions = [c for c in read_captures(archive, all_versions=True) if c.url.endswith(path)]
        assert len(newest) == 1 and "更正" in newest[0].data.decode() and len(versions) == 2


class TestUnlisted:
    """Documents that no list names any more."""

    @pytest.fixture
    def shortened(self, tmp_path: Path) -> Iterator[tuple[Imitation, str, Path]]:
        """A site after a first run; its list names the newest two of six documents only."""
        site = office(count=6, per_page=10)
        with serving(site):
            name = site_file(tmp_path, site.base)
            crawl_apart([name], tmp_path / "a")
            newest = [(f"{COLUMN}/{1000000 + n}/index.html", f"第{n}号报告", "2020-01-01") for n in (6, 5)]
            put_lists(site, newest, 10, 1)
            site.log.clear()
            yield site, name, tmp_path / "a"

    def test_a_sweep_asks_for_them_and_their_attachments_once(self, shortened) -> None:
        site, name, archive = shortened
        summary = crawl_apart([name], archive, sweep=True)
        asked = sorted(path for path in site.paths() if "/10000" in path or "attachDir" in path)
        assert len(asked) == len(set(asked)) == 6 + 2
        assert summary.sites[0].complete and summary.sites[0].counts[("page", "unchanged")] == 6

    def test_one_that_vanished_is_found_out_with_its_attachment(self, shortened) -> None:
        site, name, archive = shortened
        page_gone = f"{COLUMN}/1000003/index.html"
        file_gone = next(path for path in site.routes if path.endswith("0003.pdf"))
        for path in (page_gone, file_gone):
            site.routes[path] = Reply(b"gone", 404, validators=False)
        crawl_apart([name], archive, sweep=True)
        assert gone_documents(archive) == {site.base + page_gone, site.base + file_gone}

    def test_an_incremental_run_does_not_ask_for_them(self, shortened) -> None:
        site, name, archive = shortened
        crawl_apart([name], archive)
        assert site.asked("/10000") == 0 and gone_documents(archive) == set()

    @pytest.mark.parametrize("status", [412, 500])
    def test_where_a_list_cannot_be_read_nobody_knows_what_it_names(self, shortened, status: int) -> None:
        site, name, archive = shortened
        site.routes[f"{COLUMN}/index.html"] = Reply(b"", status, validators=False)
        crawl_apart([name], archive, sweep=True)
        assert site.asked("/10000") == 0 and fetches(archive, "role = 'page' AND outcome = 'skipped'") == []

    def test_they_keep_the_title_and_the_place_that_they_had(self, shortened) -> None:
        site, name, archive = shortened
        site.routes[f"{COLUMN}/1000001/index.html"] = document("第1号报告(更正)")
        crawl_apart([name], archive, sweep=True)
        first, last = fetches(archive, "url LIKE '%/1000001/index.html'")
        assert (last.outcome, last.title, last.position) == ("ok", first.title, first.position)


def test_a_document_that_came_back_is_not_gone(tmp_path: Path) -> None:
    site = office(count=2)
    path = f"{COLUMN}/1000001/index.html"
    good = site.routes[path]
    with serving(site):
        name = site_file(tmp_path, site.base)
        told = []
        for reply in (good, Reply(b"gone", 404, validators=False), good):
            site.routes[path] = reply
            crawl_apart([name], tmp_path / "a", sweep=True)
            told.append(len(gone_documents(tmp_path / "a")))
    assert told == [0, 1, 0]


def test_a_document_that_moved_is_not_gone(tmp_path: Path) -> None:
    site = office(count=1)
    path = f"{COLUMN}/1000001/index.html"
    with serving(site):
        name = site_file(tmp_path, site.base)
        crawl_apart([name], tmp_path / "a")
        site.routes["/moved/1.html"] = site.routes[path]
        site.routes[path] = Reply(b"", 301, headers={"Location": "/moved/1.html"}, validators=False)
        crawl_apart([name], tmp_path / "a", sweep=True)
    assert gone_documents(tmp_path / "a") == set()


def test_a_document_that_failed_is_asked_for_again(tmp_path: Path) -> None:
    site = office(count=8)
    path = f"{COLUMN}/1000002/index.html"
    good, site.routes[path] = site.routes[path], Reply(b"", 500, validators=False)
    with serving(site):
        name = site_file(tmp_path, site.base)
        crawl_apart([name], tmp_path / "a")
        site.routes[path] = good
        crawl_apart([name], tmp_path / "a")
    assert outcomes(tmp_path / "a")[path.lstrip("/")] == "ok"


def test_a_column_that_is_a_document_is_archived_as_one(tmp_path: Path) -> None:
    site = office(count=1)
    guide = "/yunze_customs/900100/guide/index.html"
    site.routes["/"] = page(f'<a href="{guide}">信息公开指南</a>')
    site.routes[guide] = document("信息公开指南", '<a href="/yunze_customs/attachDir/form.doc">申请表</a>')
    site.routes["/yunze_customs/attachDir/form.doc"] = Reply(b"form", content_type="application/msword")
    with serving(site):
        name = site_file(tmp_path, site.base)
        for _ in range(2):
            crawl_apart([name], tmp_path / "a", sweep=True)
    captures = list(read_captures(tmp_path / "a", all_versions=True))
    assert sorted((c.role, c.title) for c in captures) == [("attachment", "申请表"), ("page", "信息公开指南")]
    assert site.asked("/guide/") == 2


def test_documents_that_moved_or_are_gone_do_not_make_each_run_read_all_lists(tmp_path: Path) -> None:
    site = office(count=20, per_page=2)
    for number in range(20, 14, -1):
        path = f"{COLUMN}/{1000000 + number}/index.html"
        moved = f"/moved/{number}.html"
        site.routes[moved] = site.routes[path]
        site.routes[path] = Reply(b"", 301, headers={"Location": moved}, validators=False)
    site.routes[f"{COLUMN}/1000014/index.html"] = Reply(b"gone", 404, validators=False)
    with serving(site):
        name = site_file(tmp_path, site.base)
        crawl_apart([name], tmp_path / "a")
        site.log.clear()
        crawl_apart([name], tmp_path / "a")
    assert len(site.paths()) == 3 and site.asked("/10000") == 0


def test_an_attachment_on_another_host_is_recorded_as_not_asked_for(tmp_path: Path) -> None:
    site = office(count=1)
    link = '<a href="http://elsewhere.example/x.pdf">别处的附件</a>'
    site.routes[f"{COLUMN}/1000001/index.html"] = document("第1号报告", link)
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    (row,) = fetches(tmp_path / "a", "role = 'attachment'")
    assert (row.outcome, row.title) == ("skipped", "别处的附件") and "no host of the site" in (row.note or "")


def test_a_host_gets_one_request_at_a_time_with_a_pause_between(tmp_path: Path) -> None:
    site = office(count=4)
    moments: list[float] = []
    site.before_answer = lambda _: moments.append(time.monotonic())
    with serving(site):
        crawl_apart(
            [site_file(tmp_path, site.base)], tmp_path / "a", delay=0.3, settings={"DOWNLOAD_DELAY_JITTER": 0}
        )
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len(gaps) >= 6 and median(gaps) > 0.13  # a busy machine sees one late, and the next sooner after it


def test_three_spellings_of_a_url_are_fetched_once(tmp_path: Path) -> None:
    site = office(count=1)
    with serving(site):
        paths = [f"{COLUMN}/1000001/index.html", f"{COLUMN}/./1000001/index.html#top", f"{COLUMN}/1000001/"]
        put_lists(site, [(path, "第1号报告", "2020-01-01") for path in paths], 5, 1)
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert site.asked("1000001") == 1


def test_a_url_given_is_read_as_a_list(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        crawl_apart([f"{site.base}{COLUMN}/index.html"], tmp_path / "a")
    assert len(list(read_captures(tmp_path / "a", roles=["page"]))) == 2


def test_the_user_agent_names_the_tool_and_the_contact(tmp_path: Path) -> None:
    with serving(office(count=1)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", contact="me@example.org")
    assert all(
        headers["User-Agent"].startswith("haiguan/") and "contact: me@example.org" in headers["User-Agent"]
        for _, _, headers in site.log
    )


def test_robots_txt_is_archived_too(tmp_path: Path) -> None:
    with serving(office(count=1)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert [f.outcome for f in fetches(tmp_path / "a", "role = 'robots'")] == ["ok"]


class TestPictures:
    """The pictures of a document's body are fetched with it, the furniture of its page is not."""

    BODY = (
        '<p><img src="W020.png" alt="情况表"></p><a href="big.jpg"><img src="/g/big.jpg"></a><img src="lazy.gif" data-src="/g/表.png">'
        '<img src="data:image/png;base64,AAAA"><img src="logo.png"><img src="/g/ewm.jpg"><img src="dot.png" width="1">'
        '<a href="/"><img src="home-page.png"></a><nav><img src="way.png"></nav><img src="http://elsewhere.example/x.png">'
    )
    PICTURE = Reply(b"\x89PNG\r\n\x1a\n", content_type="image/png")

    def crawled(self, tmp_path: Path, body: str = BODY, **routes: Reply) -> Imitation:
        site = office(count=1)
        site.routes[f"{COLUMN}/1000001/index.html"] = document("第1号报告", body)
        for path in (f"{COLUMN}/1000001/W020.png", "/g/big.jpg", "/g/%E8%A1%A8.png"):
            site.routes[path] = self.PICTURE
        site.routes |= {f"/g/{name}.png": reply for name, reply in routes.items()}
        with serving(site):
            crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
        return site

    def test_pictures_of_the_body_are_asked_for_and_ornaments_are_not(self, tmp_path: Path) -> None:
        site = self.crawled(tmp_path)
        asked = [path for path in site.paths() if path.endswith(("png", "jpg", "gif"))]
        assert sorted(asked) == sorted([f"{COLUMN}/1000001/W020.png", "/g/big.jpg", "/g/%E8%A1%A8.png"])

    def test_they_are_no_documents_and_know_their_page(self, tmp_path: Path) -> None:
        site = self.crawled(tmp_path)
        assert {c.role for c in read_captures(tmp_path / "a")} == {"page"}
        found = fetches(tmp_path / "a", "role = 'picture' AND outcome = 'ok'")
        first, *others = sorted(found, key=lambda row: row.position or 0)  # no order of fetching is promised
        assert {row.referrer for row in (first, *others)} == {f"{site.base}{COLUMN}/1000001/index.html"}
        assert (first.title, first.position) == ("情况表", 1)

    def test_one_on_another_host_is_recorded_as_not_asked_for(self, tmp_path: Path) -> None:
        self.crawled(tmp_path)
        (row,) = fetches(tmp_path / "a", "role = 'picture' AND outcome = 'skipped'")
        assert "elsewhere.example is no host of the site" in (row.note or "")

    def test_a_gallery_is_not_asked_for_whole(self, tmp_path: Path) -> None:
        site = self.crawled(tmp_path, "".join(f'<img src="/g/{i}.png">' for i in range(60)))
        assert site.asked("/g/") == 50
        assert len(fetches(tmp_path / "a", "note LIKE 'the page shows more than 50 pictures'")) == 10

    def test_one_that_failed_is_asked_for_again_by_the_next_run(self, tmp_path: Path) -> None:
        site = self.crawled(tmp_path, '<img src="/g/t.png">', t=Reply(b"", 500))
        site.routes["/g/t.png"] = self.PICTURE
        with serving(site):
            crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
        assert outcomes(tmp_path / "a")["g/t.png"] == "ok"

    def test_one_in_the_attachments_folder_is_fetched_once_as_a_picture(self, tmp_path: Path) -> None:
        address = "/yunze_customs/attachDir/2020/01/1.png"
        site = self.crawled(tmp_path, f'<a href="{address}"><img src="{address}"></a>')
        assert site.asked("attachDir") == 1
        assert [row.role for row in fetches(tmp_path / "a", "url LIKE '%attachDir%'")] == ["picture"]

    def test_a_second_run_with_nothing_changed_asks_for_none(self, tmp_path: Path) -> None:
        site = self.crawled(tmp_path)
        site.log.clear()
        with serving(site):
            crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
        assert not [path for path in site.paths() if path.endswith(("png", "jpg"))]
