"""Other doors: files, MHTML, WARC, WACZ, URL lists, the Internet Archive and Common Crawl (imitated)."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest

from crawler.archive import Capture, newest_body, read_captures
from crawler.ingest import commoncrawl, wayback
from crawler.ingest.doors import ingest_commoncrawl, ingest_files, ingest_wayback
from crawler.ingest.fetch import Client
from crawler.ingest.wayback import iso_time, parse_index
from crawler.sites import SiteError, read_url_list, sites_of_documents
from crawler.warc import Earlier, Exchange, payload_digest, records
from haiguan.demo.site import SHELL
from tests.crawler.crawling import crawl_apart, fetches, site_file
from tests.crawler.imitation import COLUMN, Imitation, Reply, office, serving

URL = "http://guangzhou.customs.gov.cn/guangzhou_customs/381558/1/index.html"
PAGE = "<html><body>广州海关2020年年报" + "正文。" * 100 + "</body></html>"


def stored(archive: Path) -> list[Capture]:
    return list(read_captures(archive, all_versions=True))


class TestFiles:
    def test_a_manifest_says_where_files_came_from(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.html").write_bytes(PAGE.encode("gb18030"))
        (folder / "manifest.csv").write_text(
            f"file,url,retrieved_at,title,charset\na.html,{URL},2021-02-03T00:00:00Z,年报,gb18030\n",
            "utf-8-sig",
        )
        summary = ingest_files([folder], tmp_path / "a")
        (capture,) = stored(tmp_path / "a")
        assert (summary.new, summary.failures) == (1, ())
        assert (capture.url, capture.retrieved_at, capture.title) == (URL, "2021-02-03T00:00:00Z", "年报")
        assert (capture.site, capture.charset, capture.role) == ("guangzhou", "gb18030", "page")
        assert capture.data == PAGE.encode("gb18030")

    def test_a_page_says_itself_where_it_was_saved_from(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_text(f"<!-- saved from url=(0042){URL} -->{PAGE}", "utf-8")
        ingest_files([tmp_path / "x.html"], tmp_path / "a")
        assert [c.url for c in stored(tmp_path / "a")] == [URL]

    def test_without_either_the_file_is_its_own_address(self, tmp_path: Path) -> None:
        (tmp_path / "报告.pdf").write_bytes(b"%PDF-1.4")
        ingest_files([tmp_path / "报告.pdf"], tmp_path / "a")
        (capture,) = stored(tmp_path / "a")
        assert capture.url == (tmp_path / "报告.pdf").as_uri()
        assert (capture.media_type, capture.role, capture.site) == ("application/pdf", "attachment", "files")

    def test_the_same_folder_again_brings_nothing_new(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.html").write_text(PAGE)
        ingest_files([tmp_path / "in"], tmp_path / "a")
        summary = ingest_files([tmp_path / "in"], tmp_path / "a")
        assert (summary.new, summary.known) == (0, 1) and len(stored(tmp_path / "a")) == 1

    def test_furniture_is_left_out_and_links_out_of_the_folder_are_not_followed(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        (folder / "a_files").mkdir(parents=True)
        (folder / "a_files" / "logo.png").write_bytes(b"png")
        (folder / "a_files" / "x.css").write_text("p{}")
        (tmp_path / "secret.html").write_text("secret")
        (folder / "link.html").symlink_to(tmp_path / "secret.html")
        summary = ingest_files([folder], tmp_path / "a")
        assert (summary.new, summary.left_out) == (0, 2)

    @pytest.mark.parametrize(("head", "base"), [(f"<!-- saved from url=(0042){URL} -->", URL), ("", "{folder}/年报.html")])
    def test_the_pictures_saved_beside_a_page_are_those_it_shows(self, tmp_path: Path, head: str, base: str) -> None:
        saved = tmp_path / "in"
        (saved / "年报_files").mkdir(parents=True)
        (saved / "年报.html").write_text(head + PAGE, "utf-8")
        for name, size in (("表 1.png", 3000), ("logo.png", 3000), ("dash.png", 300)):
            (saved / "年报_files" / name).write_bytes(b"x" * size)
        summary = ingest_files([saved], tmp_path / "a")
        address = urljoin(base.format(folder=saved.as_uri()), "年报_files/表 1.png")
        assert newest_body(tmp_path / "a", address) == b"x" * 3000
        assert (len(stored(tmp_path / "a")), summary.new, summary.left_out) == (1, 2, 2)

    def test_a_saved_challenge_is_blocked_not_empty(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_text(SHELL)
        summary = ingest_files([tmp_path / "x.html"], tmp_path / "a")
        assert (summary.new, summary.refused) == (0, 1) and stored(tmp_path / "a") == []

    def test_what_cannot_be_read_is_listed_and_the_rest_comes_in(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.html").write_text(PAGE)
        (folder / "bad.wacz").write_bytes(b"no zip")
        (folder / "bad.mhtml").write_bytes(b"no page")
        (folder / "manifest.csv").write_text(f"file,url\ngone.html,{URL}\n")
        summary = ingest_files([folder, tmp_path / "missing.html"], tmp_path / "a")
        assert summary.new == 1
        assert sorted(Path(f.what).name for f in summary.failures) == [
            "bad.mhtml",
            "bad.wacz",
            "gone.html",
            "missing.html",
        ]

    def test_a_manifest_without_its_columns_says_what_was_expected(self, tmp_path: Path) -> None:
        (tmp_path / "manifest.csv").write_text("name,address\n")
        (failure,) = ingest_files([tmp_path], tmp_path / "a").failures
        assert failure.reason == "expected columns file and url, found name, address"

    def test_an_older_copy_does_not_hide_what_a_crawl_got_later(self, tmp_path: Path) -> None:
        for body, moment in (("new", "2024-01-01T00:00:00Z"), ("old", "2019-01-01T00:00:00Z")):
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / "a.html").write_text(PAGE + body)
            (tmp_path / "in" / "manifest.csv").write_text(f"file,url,retrieved_at\na.html,{URL},{moment}\n")
            ingest_files([tmp_path / "in"], tmp_path / "a")
        assert [c.data[-3:] for c in read_captures(tmp_path / "a")] == [b"new"]
        assert len(stored(tmp_path / "a")) == 2


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Date: Wed, 21 Oct 2020 07:28:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"; type="text/html"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: {URL}

<html><body>=E6=B5=B7=E5=85=B3</body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: http://guangzhou.customs.gov.cn/logo.png

AAAA
--b
Content-Type: application/pdf
Content-Transfer-Encoding: base64
Content-Location: http://guangzhou.customs.gov.cn/guangzhou_customs/attachDir/1.pdf

JVBERg==
--b--
"""


def test_an_mhtml_gives_its_page_and_documents(tmp_path: Path) -> None:
    (tmp_path / "x.mhtml").write_text(MHTML.replace("\n", "\r\n"))
    summary = ingest_files([tmp_path / "x.mhtml"], tmp_path / "a")
    page, file = stored(tmp_path / "a")
    assert (page.url, page.charset, page.retrieved_at) == (URL, "utf-8", "2020-10-20T23:28:00Z")
    assert page.data.decode().strip() == "<html><body>海关</body></html>"
    assert (file.role, file.data, summary.left_out) == ("attachment", b"%PDF", 1)


def warc_record(url: str = URL, body: bytes = PAGE.encode(), **headers: str) -> bytes:
    given = {"Content-Type": "text/html; charset=utf-8"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    exchange = Exchange(url, "2022-03-04T05:06:07Z", (("User-Agent", "x"),), 200, tuple(given.items()), body)
    return records(exchange, {}, None)


def test_the_pictures_of_an_mhtml_come_in_with_it(tmp_path: Path) -> None:
    picture = MHTML.replace("logo.png", "t.png").replace("AAAA", "QUFB" * 1000)
    (tmp_path / "x.mhtml").write_text(picture.replace("\n", "\r\n"))
    summary = ingest_files([tmp_path / "x.mhtml"], tmp_path / "a")
    assert newest_body(tmp_path / "a", "http://guangzhou.customs.gov.cn/t.png") == b"AAA" * 1000
    assert (len(stored(tmp_path / "a")), summary.new, summary.left_out) == (2, 3, 0)


class TestWarc:
    def test_its_pictures_come_in_and_are_no_documents(self, tmp_path: Path) -> None:
        image = warc_record("http://guangzhou.customs.gov.cn/t.png", b"x" * 3000, Content_Type="image/png")
        (tmp_path / "x.warc.gz").write_bytes(warc_record() + image)
        ingest_files([tmp_path / "x.warc.gz"], tmp_path / "a")
        assert [row.role for row in fetches(tmp_path / "a")] == ["page", "picture"]
        assert len(stored(tmp_path / "a")) == 1

    def test_its_responses_come_in_with_their_time(self, tmp_path: Path) -> None:
        image = warc_record("http://guangzhou.customs.gov.cn/x.png", b"png", Content_Type="image/png")
        (tmp_path / "x.warc.gz").write_bytes(warc_record() + image)
        summary = ingest_files([tmp_path / "x.warc.gz"], tmp_path / "a")
        (capture,) = stored(tmp_path / "a")
        assert (capture.url, capture.retrieved_at, capture.data) == (
            URL,
            "2022-03-04T05:06:07Z",
            PAGE.encode(),
        )
        assert (summary.new, summary.left_out) == (1, 1)

    def test_a_compressed_body_comes_in_plain(self, tmp_path: Path) -> None:
        (tmp_path / "x.warc.gz").write_bytes(
            warc_record(body=gzip.compress(PAGE.encode()), Content_Encoding="gzip")
        )
        ingest_files([tmp_path / "x.warc.gz"], tmp_path / "a")
        assert [c.data for c in stored(tmp_path / "a")] == [PAGE.encode()]

    def test_of_a_torn_file_the_whole_records_come_in(self, tmp_path: Path) -> None:
        whole = warc_record()
        (tmp_path / "x.warc.gz").write_bytes(whole + warc_record(URL + "?2")[:200])
        summary = ingest_files([tmp_path / "x.warc.gz"], tmp_path / "a")
        assert summary.new >= 1 and stored(tmp_path / "a")[0].url == URL

    def test_what_is_no_warc_is_a_failure(self, tmp_path: Path) -> None:
        (tmp_path / "x.warc").write_bytes(b"not a warc at all\n")
        assert len(ingest_files([tmp_path / "x.warc"], tmp_path / "a").failures) == 1

    def test_our_own_archive_can_be_ingested_elsewhere(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_text(PAGE)
        ingest_files([tmp_path / "x.html"], tmp_path / "a")
        (warc,) = (tmp_path / "a" / "warc").iterdir()
        shutil.copy(warc, tmp_path / "copy.warc.gz")
        summary = ingest_files([tmp_path / "copy.warc.gz"], tmp_path / "b")
        assert summary.new + summary.left_out == 1

    def test_an_archive_with_revisits_comes_in_whole_elsewhere(self, tmp_path: Path) -> None:
        """Two sweeps, unchanged by a 304 and by their bytes, and two addresses with the same payload."""
        site = office(count=4)
        twin = site.routes[f"{COLUMN}/1000001/index.html"]
        site.routes[f"{COLUMN}/1000002/index.html"] = Reply(twin.body, validators=False)  # type: ignore[union-attr]
        with serving(site):
            name = site_file(tmp_path, site.base)
            for _ in range(2):
                crawl_apart([name], tmp_path / "a", sweep=True)
        summary = ingest_files(sorted((tmp_path / "a" / "warc").iterdir()), tmp_path / "b")
        ours = {c.url: c.data for c in read_captures(tmp_path / "a")}
        theirs = {c.url: c.data for c in read_captures(tmp_path / "b")}
        assert summary.failures == () and len(ours) == 5
        assert {url: theirs.get(url) for url in ours} == ours
        again = ingest_files(sorted((tmp_path / "a" / "warc").iterdir()), tmp_path / "b")
        assert again.new == 0

    def test_a_revisit_of_what_did_not_come_in_is_left_out(self, tmp_path: Path) -> None:
        exchange = Exchange(URL, "2022-03-04T05:06:07Z", (("User-Agent", "x"),), 200, (("Content-Type", "text/html"),), b"x")
        earlier = Earlier(URL, "2020-01-01T00:00:00Z", payload_digest(b"x"))
        (tmp_path / "x.warc.gz").write_bytes(records(exchange, {}, earlier))
        summary = ingest_files([tmp_path / "x.warc.gz"], tmp_path / "a")
        assert (summary.new, summary.left_out, summary.failures) == (0, 1, ())

    def test_a_wacz_gives_what_its_warcs_hold(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "x.wacz", "w") as packed:
            packed.writestr("archive/data.warc.gz", warc_record())
            packed.writestr("pages/pages.jsonl", "{}")
        ingest_files([tmp_path / "x.wacz"], tmp_path / "a")
        assert [c.url for c in stored(tmp_path / "a")] == [URL]


def internet_archive(pages: dict[str, dict[str, bytes]], page_size: int = 2) -> Imitation:
    """A CDX index that gives `page_size` rows at a time, and the captures (URL, timestamp, body)."""
    site = Imitation()
    rows = [[stamp, url, "text/html", "200"] for url, stamps in pages.items() for stamp in stamps]

    def cdx(_: Imitation, request: Any) -> Reply:
        asked = parse_qs(urlsplit(request.path).query)
        mine = [row for row in rows if row[1].startswith("http://" + asked["url"][0])]
        at = int(asked.get("resumeKey", ["0"])[0])
        table: list[list[str]] = [
            ["timestamp", "original", "mimetype", "statuscode"],
            *mine[at : at + page_size],
        ]
        if at + page_size < len(mine):
            table += [[], [str(at + page_size)]]
        return Reply(json.dumps(table).encode(), content_type="application/json", validators=False)

    site.routes["/cdx/search/cdx"] = cdx
    for url, stamps in pages.items():
        for stamp, body in stamps.items():
            site.routes[f"/web/{stamp}id_/{url}"] = Reply(body, validators=False)
    return site


class TestWayback:
    PAGES = {  # noqa: RUF012
        URL: {"20200102030405": PAGE.encode(), "20210102030405": PAGE.replace("2020", "2021").encode()},
        URL.replace("/1/", "/2/"): {"20200102030405": b"<p>two</p>"},
        "http://guangzhou.customs.gov.cn/other/": {"20200102030405": b"no"},
    }
    QUERY = wayback.Query(["guangzhou.customs.gov.cn/guangzhou_customs/"])

    def ingest(self, base: str, archive: Path) -> Any:
        return ingest_wayback(self.QUERY, archive, Client("test", delay=0), base)

    def test_every_version_comes_in_under_its_own_url_and_time(self, tmp_path: Path) -> None:
        with serving(internet_archive(self.PAGES)) as site:
            summary = self.ingest(site.base, tmp_path / "a")
        assert summary.new == 3
        assert sorted((c.url[-12:], c.retrieved_at) for c in stored(tmp_path / "a")) == [
            ("1/index.html", "2020-01-02T03:04:05Z"), ("1/index.html", "2021-01-02T03:04:05Z"),
            ("2/index.html", "2020-01-02T03:04:05Z"),
        ]  # fmt: skip
        assert next(f.source for f in fetches(tmp_path / "a")) == "wayback"

    def test_a_second_ingest_asks_for_no_capture(self, tmp_path: Path) -> None:
        with serving(internet_archive(self.PAGES)) as site:
            self.ingest(site.base, tmp_path / "a")
            site.log.clear()
            summary = self.ingest(site.base, tmp_path / "a")
        assert summary.new == 0 and not [path for path in site.paths() if "/web/" in path]

    def test_a_busy_service_is_asked_again(self, tmp_path: Path) -> None:
        site = internet_archive(self.PAGES)
        cdx, answers = site.routes["/cdx/search/cdx"], []

        def busy_first(imitation: Imitation, request: Any) -> Reply:
            answers.append(1)
            return (
                cdx(imitation, request) if len(answers) > 1 else Reply(b"", 503, headers={"Retry-After": "0"})
            )  # type: ignore[operator]

        site.routes["/cdx/search/cdx"] = busy_first
        with serving(site):
            assert self.ingest(site.base, tmp_path / "a").new == 3

    def test_a_service_that_fails_is_a_failure_that_names_the_url(self, tmp_path: Path) -> None:
        site = Imitation()
        site.routes["/cdx/search/cdx"] = Reply(b"{}", content_type="application/json")
        with serving(site):
            (failure,) = self.ingest(site.base, tmp_path / "a").failures
        assert "expected the CDX index as a JSON list" in failure.reason and site.base in failure.what

    @pytest.mark.parametrize("body", [b"", b"[]", b'[["timestamp","original"]]'])
    def test_an_empty_index_has_no_rows(self, body: bytes) -> None:
        assert parse_index(body) == ([], "")

    @pytest.mark.parametrize("stamp", ["2020", "2020010203040x", ""])
    def test_a_wrong_timestamp_is_refused(self, stamp: str) -> None:
        with pytest.raises(ValueError, match="14 digits"):
            iso_time(stamp)


def common_crawl(honours_ranges: bool = True) -> Imitation:
    site = Imitation()
    first, second = warc_record(), warc_record(URL.replace("/1/", "/2/"), b"<p>two</p>")
    whole = first + second
    hits = [
        {"url": URL, "timestamp": "20220304050607", "mime": "text/html", "status": "200",
         "filename": "crawl-data/x.warc.gz", "offset": "0", "length": str(len(first))},
        {"url": URL.replace("/1/", "/2/"), "timestamp": "20220304050607", "mime": "text/html", "status": "200",
         "filename": "crawl-data/x.warc.gz", "offset": str(len(first)), "length": str(len(second))},
    ]  # fmt: skip

    def index(_: Imitation, request: Any) -> Reply:
        page = int(parse_qs(urlsplit(request.path).query)["page"][0])
        if page >= len(hits):
            return Reply(b"", 404, validators=False)
        return Reply(json.dumps(hits[page]).encode() + b"\n", content_type="text/x-ndjson", validators=False)

    def data(_: Imitation, request: Any) -> Reply:
        start, end = request.headers["Range"].removeprefix("bytes=").split("-")
        if not honours_ranges:
            return Reply(whole, validators=False)
        return Reply(whole[int(start) : int(end) + 1], 206, validators=False)

    site.routes["/CC-MAIN-2022-10-index"] = index
    site.routes["/crawl-data/x.warc.gz"] = data
    return site


class TestCommonCrawl:
    QUERY = commoncrawl.Query(["guangzhou.customs.gov.cn/"], ["CC-MAIN-2022-10"])

    def ingest(self, base: str, archive: Path) -> Any:
        return ingest_commoncrawl(self.QUERY, archive, Client("test", delay=0), base, base)

    def test_each_hit_is_read_by_its_range(self, tmp_path: Path) -> None:
        with serving(common_crawl()) as site:
            assert self.ingest(site.base, tmp_path / "a").new == 2
        assert {c.data for c in stored(tmp_path / "a")} == {PAGE.encode(), b"<p>two</p>"}

    def test_a_second_ingest_asks_for_no_record(self, tmp_path: Path) -> None:
        with serving(common_crawl()) as site:
            self.ingest(site.base, tmp_path / "a")
            site.log.clear()
            self.ingest(site.base, tmp_path / "a")
        assert site.asked("crawl-data") == 0

    def test_a_server_that_ignores_ranges_is_a_failure(self, tmp_path: Path) -> None:
        with serving(common_crawl(honours_ranges=False)) as site:
            summary = self.ingest(site.base, tmp_path / "a")
        assert summary.new == 0 and "HTTP 206" in summary.failures[0].reason


class TestUrlLists:
    def test_exactly_the_documents_named_and_their_attachments_are_fetched(self, tmp_path: Path) -> None:
        with serving(office(count=6)) as site:
            listed = [f"{site.base}{COLUMN}/{1000000 + n}/index.html" for n in (3, 5)]
            (tmp_path / "urls.txt").write_text("# mine\n" + "\n".join(listed) + "\n\n")
            crawl_apart(sites_of_documents(read_url_list(tmp_path / "urls.txt")), tmp_path / "a")
        assert sorted(unquote(c.url.rsplit("/", 2)[1]) for c in stored(tmp_path / "a")) == [
            "01",
            "1000003",
            "1000005",
        ]

    def test_what_is_no_url_is_refused_by_name(self) -> None:
        with pytest.raises(SiteError, match=r"x\.html: expected an http or https URL"):
            sites_of_documents(["x.html"])


def test_warc_reader_takes_a_stream_that_cannot_seek(tmp_path: Path) -> None:
    from crawler.ingest.warcs import read_warc

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(list(read_warc(Pipe(warc_record()), "pipe", "warc"))) == 1
