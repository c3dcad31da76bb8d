"""Faults of servers and hostile pages: each has its recorded outcome, and the rest is fetched all the same."""

from __future__ import annotations

import gzip
import os
import socket
import zlib
from pathlib import Path

import pytest

from crawler.archive import read_captures
from crawler.index import Fetch
from haiguan.demo.site import SHELL
from tests.crawler.crawling import crawl_apart, fetches, outcomes, site_file, warcio_check
from tests.crawler.imitation import COLUMN, Reply, document, listing, office, page, put_lists, serving

MB = 1_000_000


def bomb(megabytes: int) -> bytes:
    """That many MB of zeros under gzip, made from one block that is repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + block * megabytes

FAULTS = {
    "server_error": Reply(b"broken", 500, validators=False),
    "reset": Reply(b"x" * 3000, fault="reset", validators=False),
    "truncated": Reply(b"x" * 3000, fault="truncated", validators=False),
    "drip": Reply(b"x" * 200, fault="drip", validators=False),
    "loop": Reply(b"", 302, headers={"Location": f"{COLUMN}/loop/index.html"}, validators=False),
    "off_site": Reply(b"", 302, headers={"Location": "http://elsewhere.example/x.html"}, validators=False),
    "private": Reply(b"", 302, headers={"Location": "http://10.0.0.1/x.html"}, validators=False),
    "loopback": Reply(b"", 302, headers={"Location": "http://localhost:1/x.html"}, validators=False),
    "file_scheme": Reply(b"", 302, headers={"Location": "file:///etc/passwd"}, validators=False),
    "huge": Reply(b"x" * 1000, headers={"Content-Length": "2000000000"}, fault="drip", validators=False),
    "bomb": Reply(gzip.compress(bytes(30 * MB)), headers={"Content-Encoding": "gzip"}),
    "shell": Reply(SHELL.encode()),
    "refused": Reply(SHELL.encode(), 412, validators=False),
    "gone": Reply("您访问的页面不存在".encode()),
    "home": Reply(b"", 302, headers={"Location": "/"}, validators=False),
    "wrong_charset": Reply(
        "<html><body>正文</body></html>".encode("gb18030"), content_type="text/html; charset=utf-8"
    ),
    "short": Reply(b"<html><body>" + b"x" * 3000, fault="short", validators=False),
    "garbage": Reply(b"this is no HTTP at all\r\n\r\n", fault="garbage"),
    "silent": Reply(b"", fault="silent"),
    "loop_of_two": Reply(b"", 302, headers={"Location": f"{COLUMN}/loop_back/index.html"}, validators=False),
    "loop_back": Reply(b"", 302, headers={"Location": f"{COLUMN}/loop_of_two/index.html"}, validators=False),
    "private_in_disguise": Reply(b"", 302, headers={"Location": "http://2130706433:1/x.html"}, validators=False),
    "private_short": Reply(b"", 302, headers={"Location": "http://127.1:1/x.html"}, validators=False),
    "private_ipv6": Reply(b"", 302, headers={"Location": "http://[::1]:1/x.html"}, validators=False),
    "private_mapped": Reply(b"", 302, headers={"Location": "http://[::ffff:10.0.0.1]/x.html"}, validators=False),
    "link_local": Reply(b"", 302, headers={"Location": "http://169.254.169.254/latest/"}, validators=False),
    "broken_redirect": Reply(b"", 302, headers={"Location": "http://[::bad/x.html"}, validators=False),
    "named": Reply(b"<p>body</p>", headers={"Content-Disposition": 'attachment; filename="../../../etc/x\x00.html"'}),
    "endless": Reply(zeros=2000 * MB, validators=False),
    "endless_and_said": Reply(zeros=2000 * MB, headers={"Content-Length": "2000000000"}, validators=False),
    "bomb_in_a_bomb": Reply(gzip.compress(bomb(100)), headers={"Content-Encoding": "gzip, gzip"}),
    "unknown_charset": Reply("<html><body>正文</body></html>".encode(), content_type="text/html; charset=x-none"),
    "charset_with_nul": Reply(b"<p>body</p>", content_type="text/html; charset=\x00utf-8"),
    "unknown_coding": Reply(b"whatever", headers={"Content-Encoding": "zstd"}, validators=False),
    "no_type": Reply(b"<p>body</p>", content_type=""),
    "bad_gzip": Reply(b"not compressed at all", headers={"Content-Encoding": "gzip"}),
}
EXPECTED = {
    "server_error": ("error", "HTTP 500"),
    "reset": ("error", "ended before the body was whole"),
    "truncated": ("error", "ended before the body was whole"),
    "drip": ("error", "imeout"),
    "loop": ("skipped", "redirects to"),
    "off_site": ("skipped", "redirects to http://elsewhere.example"),
    "private": ("skipped", "redirects to http://10.0.0.1"),
    "loopback": ("skipped", "redirects to http://localhost:1"),
    "file_scheme": ("skipped", "redirects to file:"),
    "huge": ("error", "2000000000"),
    "bomb": ("error", "grows past"),
    "shell": ("blocked", "script challenge"),
    "refused": ("blocked", "412"),
    "gone": ("soft_404", "not there"),
    "home": ("soft_404", "redirects to the home page"),
    "wrong_charset": ("ok", None),
    "short": ("ok", None),
    "garbage": ("error", "this is no HTTP at all"),
    "silent": ("error", "Connection was closed cleanly"),
    "loop_of_two": ("skipped", "redirects to"),
    "loop_back": ("skipped", "redirects to"),
    "private_in_disguise": ("skipped", "redirects to http://2130706433"),
    "private_short": ("skipped", "redirects to http://127.1"),
    "private_ipv6": ("skipped", "redirects to http://[::1]"),
    "private_mapped": ("skipped", "redirects to http://[::ffff:10.0.0.1]"),
    "link_local": ("skipped", "redirects to http://169.254.169.254"),
    "broken_redirect": ("skipped", "redirects to http://[::bad"),
    "named": ("ok", None),
    "endless": ("error", "the body grows past 20000000 bytes"),
    "endless_and_said": ("error", "2000000000"),
    "bomb_in_a_bomb": ("error", "grows past"),
    "unknown_charset": ("ok", None),
    "charset_with_nul": ("ok", None),
    "unknown_coding": ("error", "zstd"),
    "no_type": ("ok", None),
    "bad_gzip": ("ok", None),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Fetch]]:
    """One crawl over a list that names every fault, and the last fetch of each."""
    folder = tmp_path_factory.mktemp("faults")
    site = office(count=3)
    good = [(f"{COLUMN}/{1000000 + n}/index.html", f"第{n}号报告", "2020-01-01") for n in (1, 2, 3)]
    bad = [(f"{COLUMN}/{name}/index.html", name, "2020-01-01") for name in FAULTS]
    put_lists(site, [*good, *bad], 50, 1)
    site.routes |= {f"{COLUMN}/{name}/index.html": reply for name, reply in FAULTS.items()}
    with serving(site):
        settings = {"DOWNLOAD_TIMEOUT": 2, "DOWNLOAD_MAXSIZE": 20 * MB, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
                    "RETRY_TIMES": 0, "CONCURRENT_REQUESTS": 30}  # fmt: skip
        name = site_file(folder, site.base, hosts=[site.base.removeprefix("http://")])
        crawl_apart([name], folder / "a", settings=settings)
    return folder / "a", {f.url.split("/")[-2]: f for f in fetches(folder / "a", "role <> 'robots'")}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_outcome_and_its_reason(
    crawled: tuple[Path, dict[str, Fetch]], name: str
) -> None:
    fetch = crawled[1][name]
    outcome, note = EXPECTED[name]
    assert fetch.outcome == outcome, fetch.note
    assert fetch.note is None if note is None else note in (fetch.note or "")


def test_the_good_documents_are_fetched_all_the_same(crawled: tuple[Path, dict[str, Fetch]]) -> None:
    titles = {c.title for c in read_captures(crawled[0])}
    assert {"第1号报告", "第2号报告", "第3号报告", "第3号附件"} <= titles


def test_nothing_was_asked_of_other_hosts(crawled: tuple[Path, dict[str, Fetch]]) -> None:
    others = fetches(crawled[0], "url NOT LIKE 'http://127.0.0.1:%'")
    assert {f.url.split("/")[2] for f in others} == {
        "elsewhere.example", "10.0.0.1", "localhost:1", "2130706433:1", "127.1:1", "[::1]:1", "[::ffff:10.0.0.1]",
        "169.254.169.254",
    }  # fmt: skip
    assert all(f.outcome == "skipped" and f.status is None and f.note for f in others)


def test_the_archive_of_all_faults_is_whole_for_other_tools(crawled: tuple[Path, dict[str, Fetch]]) -> None:
    checked = warcio_check(crawled[0])
    assert "fail" not in checked and checked.count("digest pass") > len(FAULTS)


def test_memory_does_not_follow_the_size_of_bodies(tmp_path: Path) -> None:
    """Two bodies of 2 GB, one without end and one packed, at a limit of 20 MB."""
    site = office(count=2, per_page=10)
    bodies = {"endless": FAULTS["endless"], "bomb": Reply(bomb(2000), headers={"Content-Encoding": "gzip"})}
    site.routes |= {f"{COLUMN}/{name}/index.html": reply for name, reply in bodies.items()}
    names = ["1000002", *bodies, "1000001"]
    put_lists(site, [(f"{COLUMN}/{name}/index.html", name, "2020-01-01") for name in names], 10, 1)
    pid, peaks = tmp_path / "pid", []

    def watch(_: int) -> None:
        status = Path(f"/proc/{pid.read_text()}/status").read_text()
        peaks.append(int(status.partition("VmHWM:")[2].split()[0]) // 1000)

    site.before_answer = watch
    with serving(site):
        crawl_apart(
            [site_file(tmp_path, site.base)], tmp_path / "a", lambda: pid.write_text(str(os.getpid())) and None,
            settings={"DOWNLOAD_MAXSIZE": 20 * MB, "RETRY_TIMES": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 1},
        )  # fmt: skip
    assert list(outcomes(tmp_path / "a").values()).count("ok") == 4
    assert peaks[-1] - peaks[0] < 150, "MB more than before the first body"
    assert site.zeros_sent < 200 * MB, "the server was left in the middle of it"


def test_a_public_name_that_stands_for_a_private_address_is_refused(tmp_path: Path) -> None:
    asked: list[str] = []

    def resolve_all_to_loopback() -> None:
        socket.gethostbyname = lambda name: "127.0.0.1"  # type: ignore[assignment]

    site = office(count=1)
    site.before_answer = lambda _: asked.append("something")
    with serving(site):
        base = f"http://www.yunze.example:{site.base.rsplit(':', 1)[1]}"
        name = site_file(tmp_path, base)
        crawl_apart([name], tmp_path / "a", resolve_all_to_loopback, settings={"ROBOTSTXT_OBEY": False, "RETRY_TIMES": 0})
    (row,) = fetches(tmp_path / "a", "role = 'list'")
    assert (row.outcome, row.note) == ("skipped", "www.yunze.example stands for the private address 127.0.0.1")
    assert asked == []


def test_a_list_without_end_is_left_after_the_limit(tmp_path: Path) -> None:
    site = office(count=1)

    def endless(site: object, request: object) -> Reply:
        number = int(getattr(request, "path").rsplit("-", 1)[1].split(".")[0])  # noqa: B009
        link = f'<a href="{COLUMN}/5f3c9a1e-{number + 1}.html">下一页</a>'
        return listing([(f"{COLUMN}/doc{number}/index.html", f"{number}", "2020-01-01")], link)

    site.routes |= {f"{COLUMN}/5f3c9a1e-{n}.html": endless for n in range(2, 60)}
    site.routes[f"{COLUMN}/index.html"] = listing(
        [(f"{COLUMN}/doc1/index.html", "1", "2020-01-01")], f'<a href="{COLUMN}/5f3c9a1e-2.html">下一页</a>'
    )
    with serving(site):
        summary = crawl_apart([site_file(tmp_path, site.base, limits={"list_pages": 10})], tmp_path / "a")
    assert site.asked("5f3c9a1e-") == 9
    (row,) = fetches(tmp_path / "a", "url LIKE '%5f3c9a1e-11.html'")
    assert (row.outcome, row.note) == ("skipped", "the site's limit of 10 pages a list is reached")
    assert summary and any("limit of 10 pages a list" in finding.message for finding in summary.findings)


def test_a_list_that_repeats_itself_is_left_at_once(tmp_path: Path) -> None:
    site = office(count=1)
    entries = [(f"{COLUMN}/1000001/index.html", "第1号报告", "2020-01-01")]
    site.routes |= {
        f"{COLUMN}/5f3c9a1e-{n}.html": listing(
            entries, f'<a href="{COLUMN}/5f3c9a1e-{n + 1}.html">下一页</a>'
        )
        for n in range(2, 60)
    }
    site.routes[f"{COLUMN}/index.html"] = listing(entries, f'<a href="{COLUMN}/5f3c9a1e-2.html">下一页</a>')
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert site.asked("5f3c9a1e-") == 1


def test_a_host_that_refuses_is_left_alone_after_three(tmp_path: Path) -> None:
    site = office(count=20, per_page=20)
    for number in range(1, 21):
        site.routes[f"{COLUMN}/{1000000 + number}/index.html"] = Reply(b"", 412, validators=False)
    with serving(site):
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert site.asked("/10000") <= 4  # one may be under way when the third refusal comes
    counts = summary.sites[0].counts
    assert counts[("page", "blocked")] + counts[("page", "skipped")] == 20
    assert not summary.sites[0].complete


def test_hostile_names_of_links_are_only_text(tmp_path: Path) -> None:
    site = office(count=1)
    links = (
        '<p><a href="/yunze_customs/attachDir/..%2f..%2fetc/passwd.pdf">../../etc/passwd\x00.pdf</a>'
        '<a href="javascript:alert(1)">x.pdf</a><a href="file:///etc/passwd.pdf">y</a>'
        '<a href="http://[::bad/z.pdf">z</a></p>'
    )
    site.routes[f"{COLUMN}/1000001/index.html"] = document("第1号报告", links)
    hostile = Reply(b"%PDF", headers={"Content-Disposition": 'attachment; filename="../../x\x01.pdf"'})
    site.routes["/yunze_customs/attachDir/..%2f..%2fetc/passwd.pdf"] = hostile
    with serving(site):
        crawl_apart([site_file(tmp_path / "s", site.base)], tmp_path / "s" / "a")
    (attachment,) = read_captures(tmp_path / "s" / "a", roles=["attachment"])
    assert attachment.title == "../../etc/passwd.pdf"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file() and "warc" not in str(path.parent)) == [
        "index.sqlite", "lock", "run.json", "yunze.yaml",
    ]  # fmt: skip


def test_an_embedded_viewer_is_recorded(tmp_path: Path) -> None:
    site = office(count=1)
    viewer = '<iframe src="/wps/weboffice/office/s/0123456789"></iframe>'
    site.routes[f"{COLUMN}/1000001/index.html"] = document("第1号报告", viewer)
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    (row,) = fetches(tmp_path / "a", "url LIKE '%weboffice%'")
    assert (row.outcome, row.note) == ("skipped", "embedded viewer: the page links no file")


class TestRobots:
    @pytest.mark.parametrize(
        ("robots", "documents"),
        [
            (Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain"), 0),
            (Reply(b"User-agent: other\nDisallow: /\n", content_type="text/plain"), 3),
            (Reply(b"User-agent: haiguan\nDisallow: /yunze_customs/900100/900110/zfxxgknb9/1000002/\n"), 2),
            (Reply(b"none", 404, validators=False), 3),
            (Reply(b"no", 403, validators=False), 3),
            (Reply(b"broken", 500, validators=False), 0),
            (Reply(b"", fault="reset", validators=False), 0),
            (Reply(b"<html>not rules, but Disallow: /</html>"), 3),
        ],
        ids=["forbids", "forbids others", "forbids one", "missing", "refused", "500", "reset", "a page"],
    )
    def test_it_is_obeyed_as_rfc_9309_says(self, tmp_path: Path, robots: Reply, documents: int) -> None:
        site = office(count=3)
        site.routes["/robots.txt"] = robots
        with serving(site):
            crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", settings={"RETRY_TIMES": 0})
        assert site.asked("/10000") == documents

    def test_what_it_forbids_is_recorded(self, tmp_path: Path) -> None:
        site = office(count=1)
        site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
        with serving(site):
            crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
        assert outcomes(tmp_path / "a") == {"": "skipped"}
        assert fetches(tmp_path / "a", "role = 'list'")[0].note == "Forbidden by robots.txt"


def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    import time

    site = office(count=1)
    moments: list[float] = []

    def busy_once(site: object, request: object) -> Reply:
        moments.append(time.monotonic())
        if len(moments) == 1:
            return Reply(b"busy", 503, headers={"Retry-After": "1"}, validators=False)
        return page("<div id='easysiteText'>正文</div>")

    site.routes[f"{COLUMN}/1000001/index.html"] = busy_once
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert moments[1] - moments[0] >= 1
