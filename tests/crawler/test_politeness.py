"""How a crawl behaves towards hosts: when, how fast, by which way, and that it asks what it must and no more."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler import settings
from crawler.archive import read_captures
from tests.crawler.crawling import crawl_apart, fetches, outcomes, site_file
from tests.crawler.imitation import COLUMN, Reply, office, serving


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("AUTOTHROTTLE_ENABLED", True),
        ("AUTOTHROTTLE_TARGET_CONCURRENCY", 1.0),
    ],
)
def test_politeness_is_the_default(name: str, value: object) -> None:
    assert getattr(settings, name) == value and settings.DOWNLOAD_DELAY >= 1


def window(start: int, end: int) -> str:
    """A window from some hours after now to others."""
    now = datetime.now()
    return "-".join((now + timedelta(hours=hours)).strftime("%H:%M") for hours in (start, end))


def test_outside_its_window_a_crawl_asks_for_nothing_and_says_so(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", window=window(2, 4))
    assert summary and summary.stopped == "the nightly window is over"
    assert site.log == [] and [f.monitor for f in summary.findings][-1] == "stopped"


def test_inside_its_window_a_crawl_goes_its_way(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", window=window(-2, 2))
    assert summary and summary.stopped is None and summary.sites[0].new == 2


def test_a_proxy_is_taken_from_the_usual_variables(tmp_path: Path) -> None:
    """The imitation stands for the proxy: it is asked for addresses whose host nobody could find."""
    with serving(office(count=2)) as site:

        def behind_a_proxy() -> None:
            os.environ |= {"http_proxy": site.base, "no_proxy": ""}

        summary = crawl_apart([site_file(tmp_path, "http://www.yunze.example")], tmp_path / "a", behind_a_proxy)
    assert summary and summary.sites[0].new == 2
    assert all(path.startswith("http://www.yunze.example/") for _, path, _ in site.log)


def test_behind_a_proxy_private_addresses_are_refused_all_the_same(tmp_path: Path) -> None:
    site = office(count=1)
    site.routes[f"{COLUMN}/1000001/index.html"] = Reply(b"", 302, headers={"Location": "http://127.0.0.1:1/x.html"}, validators=False)
    with serving(site):

        def behind_a_proxy() -> None:
            os.environ |= {"http_proxy": site.base, "no_proxy": ""}

        crawl_apart([site_file(tmp_path, "http://www.yunze.example")], tmp_path / "a", behind_a_proxy)
    (row,) = fetches(tmp_path / "a", "url LIKE 'http://127.0.0.1%'")
    assert (row.outcome, row.note) == ("skipped", "127.0.0.1 is a private address")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody has signed, as some of the sites have."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "yunze.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(key.private_bytes(pem, *plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


def test_a_site_on_https_is_crawled_over_https(tmp_path: Path, tls: ssl.SSLContext) -> None:
    with serving(office(count=2), tls) as site:
        summary = crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert summary and summary.sites[0].complete
    assert {c.url.partition(":")[0] for c in read_captures(tmp_path / "a")} == {"https"}


def test_a_site_on_http_is_never_asked_over_https(tmp_path: Path) -> None:
    with serving(office(count=3)) as site:
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    assert {f.url.partition(":")[0] for f in fetches(tmp_path / "a")} == {"http"}


def test_a_page_that_moved_to_https_where_nobody_answers_is_an_error_and_the_rest_is_fetched(tmp_path: Path) -> None:
    site = office(count=3)
    with serving(site):
        dead = site.base.replace("http", "https") + f"{COLUMN}/1000002/index.html?s"
        site.routes[f"{COLUMN}/1000002/index.html"] = Reply(b"", 301, headers={"Location": dead}, validators=False)
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", settings={"RETRY_TIMES": 0})
    found = outcomes(tmp_path / "a")
    assert found[f"{COLUMN}/1000002/index.html?s".lstrip("/")] == "error"
    assert len(list(read_captures(tmp_path / "a", roles=["page"]))) == 2


@pytest.mark.parametrize(("every", "modes"), [(1, ["sweep"] * 3), (2, ["sweep", "incremental", "sweep"])])
def test_a_sweep_comes_by_itself_at_every_nth_run(tmp_path: Path, every: int, modes: list[str]) -> None:
    with serving(office(count=1)) as site:
        name = site_file(tmp_path, site.base)
        runs = [crawl_apart([name], tmp_path / "a", sweep_every=every) for _ in modes]
    assert [run.sites[0].mode for run in runs if run] == modes


def test_a_second_run_costs_at_most_a_twentieth_of_the_first_ones_requests_for_documents(tmp_path: Path) -> None:
    with serving(office(count=60, per_page=15)) as site:
        name = site_file(tmp_path, site.base)
        asked = []
        for _ in range(2):
            site.log.clear()
            summary = crawl_apart([name], tmp_path / "a")
            asked.append(site.asked("/10000") + site.asked("attachDir"))
    assert asked[0] == 80 and asked[1] <= 0.05 * asked[0]
    assert summary and [finding.message for finding in summary.findings] == ["nothing new"]
