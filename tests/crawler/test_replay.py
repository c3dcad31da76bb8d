"""pywb replays our WARC files as they are: every capture, at its moment, with the bytes that it was stored with."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, Capture, Target, read_captures
from crawler.index import Fetch
from crawler.warc import Exchange, decoded
from tests.crawler.crawling import crawl_apart, fetches, opened, site_file
from tests.crawler.imitation import COLUMN, Reply, document, office, serving

PYWB = Path(sys.prefix) / "replay" / "bin"
MANAGER = shutil.which("wb-manager", path=str(PYWB)) or shutil.which("wb-manager")
WAYBACK = shutil.which("wayback", path=str(PYWB)) or shutil.which("wayback")
needs_pywb = pytest.mark.skipif(MANAGER is None or WAYBACK is None, reason="needs pywb (make replay)")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sweeps over a site: pages unchanged by a 304 and by their bytes, replaced, compressed, in GB18030, refused."""
    folder = tmp_path_factory.mktemp("replay")
    site = office(count=6)
    path = f"{COLUMN}/100000{{}}/index.html".format
    site.routes[path(1)] = Reply(document("不变的字节").body, validators=False)
    site.routes[path(2)] = Reply(gzip.compress(document("压缩的报告").body), headers={"Content-Encoding": "gzip"})
    site.routes[path(4)] = Reply(
        document("国标编码").body.decode().encode("gb18030"), content_type="text/html; charset=gb18030"
    )
    site.routes[path(5)] = Reply(b"<script>$_ts={}</script>", 412, validators=False)
    with serving(site):
        name = site_file(folder, site.base)
        crawl_apart([name], folder / "a")
        site.routes[path(6)] = document("第6号报告(更正)")
        time.sleep(1.1)  # a replay's addresses count whole seconds: two versions within one would share an address
        crawl_apart([name], folder / "a", sweep=True)
    return folder / "a"


@contextmanager
def replayed(archive: Path, folder: Path) -> Iterator[str]:
    """pywb over an archive's WARC files; gives the address of its collection."""
    subprocess.run([str(MANAGER), "init", "haiguan"], cwd=folder, check=True, capture_output=True)
    files = sorted(map(str, (archive / "warc").glob("*.warc.gz")))
    subprocess.run([str(MANAGER), "add", "haiguan", *files], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(WAYBACK), "-b", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _when_there(f"http://127.0.0.1:{port}/haiguan")
    finally:
        server.terminate()
        server.wait(10)


def _when_there(address: str) -> str:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/", timeout=5).close()
            return address
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")


def _moment(retrieved_at: str) -> str:
    return "".join(c for c in retrieved_at.partition(".")[0] if c.isdigit())


def _shown(address: str, fetch: Capture | Fetch) -> bytes:
    url = f"{address}/{_moment(fetch.retrieved_at)}id_/{fetch.url}"
    with urllib.request.urlopen(url, timeout=20) as answer:
        assert answer.status == 200
        return decoded(answer.read(), answer.headers.get("Content-Encoding"), 10**7)


@needs_pywb
def test_pywb_shows_every_capture_as_it_was(archive: Path, tmp_path: Path) -> None:
    captures = list(read_captures(archive, roles=["page", "attachment", "list", "robots"], all_versions=True))
    unchanged = fetches(archive, "outcome = 'unchanged'")
    assert {fetch.status for fetch in unchanged} == {200, 304}
    bodies = {capture.url: capture.data for capture in captures}
    with replayed(archive, tmp_path) as address:
        wrong = [c.url for c in captures if _shown(address, c) != c.data]
        wrong += [f.url for f in unchanged if _shown(address, f) != bodies[f.url]]
    assert wrong == [] and len(captures) >= 12


def records(archive: Path, kind: str) -> list[tuple[dict[str, str], object]]:
    found = []
    for path in sorted((archive / "warc").glob("*.warc.gz")):
        with path.open("rb") as file:
            found += [(dict(r.rec_headers.headers), r.http_headers) for r in ArchiveIterator(file) if r.rec_type == kind]
    return found


def test_a_304_refers_to_the_payload_of_the_stored_answer(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    page = Target("yunze", "page")
    for status, body in ((200, b"<p>one</p>"), (304, b"")):
        headers = (("Content-Type", "text/html"), ("ETag", '"e"'))
        archive.add("r1", Exchange("http://x.cn/1", f"2026-01-0{status // 100}T00:00:00Z", (), status, headers, body), page,
                    "ok" if body else "unchanged")  # fmt: skip
    archive.close()
    ((response, _),) = records(tmp_path, "response")
    ((revisit, head),) = records(tmp_path, "revisit")
    assert revisit["WARC-Profile"].endswith("/revisit/server-not-modified") and head is None
    assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]
    assert (revisit["WARC-Refers-To-Target-URI"], revisit["WARC-Refers-To-Date"]) == (
        "http://x.cn/1",
        response["WARC-Date"],
    )


def test_the_same_bytes_refer_to_the_first_of_their_kind(tmp_path: Path) -> None:
    archive: Archive = opened(tmp_path)
    for number in (1, 2):
        exchange = Exchange(f"http://x.cn/{number}", f"2026-01-0{number}T00:00:00Z", (), 200, (), b"<p>one</p>")
        archive.add("r1", exchange, Target("yunze", "page"), "ok")
    archive.close()
    ((response, _),) = records(tmp_path, "response")
    ((revisit, head),) = records(tmp_path, "revisit")
    assert revisit["WARC-Profile"].endswith("/revisit/identical-payload-digest") and head is not None
    assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]
    assert revisit["WARC-Refers-To-Target-URI"] == "http://x.cn/1"
