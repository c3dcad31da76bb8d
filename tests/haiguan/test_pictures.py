"""Pictures of saved and crawled pages: found beside the page or in its archive, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from crawler.archive import Target, read_captures
from crawler.warc import Exchange
from extract.limits import Limits
from extract.readers.ocr.engine import is_available
from haiguan.pictures import MOST_BYTES, beside, pictures_of
from haiguan.reading import file_uri, record_line
from output import jsonl
from tests.crawler.crawling import crawl_apart, opened, site_file
from tests.crawler.imitation import COLUMN, Reply, document, office, serving
from tests.extract.formats.recognised import TABLE, table_marks
from tests.generator.render.font import font_file

BYTES = b"\x89PNG\r\n\x1a\n"
PAGE = "http://lanzhou.example/g/1/index.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "页面"
    (page / "页_files").mkdir(parents=True)
    (page / "页_files" / "表 1.png").write_bytes(BYTES)
    (tmp_path / "secret.png").write_bytes(BYTES)
    (page / "link.png").symlink_to(tmp_path / "secret.png")
    return page


class TestBeside:
    def test_a_picture_in_the_folder_or_below_is_found(self, folder: Path) -> None:
        assert beside(folder, file_uri(folder / "页_files" / "表 1.png")) == BYTES
        assert beside(folder, f"{folder.as_uri()}/%E9%A1%B5_files/%E8%A1%A8%201.png?v=2#a") == BYTES

    @pytest.mark.parametrize(
        "address",
        ["{folder}/../secret.png", "{folder}/link.png", "{folder}/%2e%2e/secret.png", "{folder}/页_files", "{folder}/none.png",
         "{folder}/a%00b.png", "file://host{path}/页_files/表 1.png", "http://x.example/t.png", "//[x", "t.png", "cid:1", ""],
    )  # fmt: skip
    def test_nothing_else_is(self, folder: Path, address: str) -> None:
        assert beside(folder, address.format(folder=folder.as_uri(), path=folder)) is None

    def test_a_file_that_is_too_large_is_not(self, folder: Path) -> None:
        with (folder / "huge.png").open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        assert beside(folder, file_uri(folder / "huge.png")) is None


class TestStored:
    def stored(self, archive: Path, url: str, *bodies: bytes, status: int = 200) -> None:
        """Put a page and versions of a picture into an archive."""
        held = opened(archive)
        target = Target("x", "page")
        held.add("r1", Exchange(PAGE, "2026-01-01T00:00:00Z", status=200, body=b"<p>x</p>"), target, "ok")
        for number, body in enumerate(bodies):
            exchange = Exchange(url, f"2026-01-0{number + 1}T00:00:00Z", status=status, body=body)
            held.add("r1", exchange, replace(target, role="picture"), "ok" if status == 200 else "error")
        held.close()

    def test_a_picture_is_found_in_the_archive_of_its_page_the_newest_of_its_versions(self, tmp_path: Path) -> None:
        self.stored(tmp_path, "http://lanzhou.example/g/1/t.png", b"old", b"new")
        (capture,) = read_captures(tmp_path)
        find = pictures_of(capture)
        assert find("https://lanzhou.example/g/1/./t.png#x") == b"new"
        assert [find(other) for other in ("http://lanzhou.example/t.png", "http://[x/t.png", "cid:1")] == [None] * 3

    def test_a_picture_that_was_not_got_is_not_found(self, tmp_path: Path) -> None:
        self.stored(tmp_path, "http://lanzhou.example/g/1/t.png", b"not here", status=404)
        (capture,) = read_captures(tmp_path)
        assert pictures_of(capture)("http://lanzhou.example/g/1/t.png") is None

    def test_a_capture_that_is_in_no_archive_has_no_pictures(self, tmp_path: Path) -> None:
        self.stored(tmp_path, "http://lanzhou.example/g/1/t.png", b"new")
        (capture,) = read_captures(tmp_path)
        assert pictures_of(replace(capture, folder=None))("http://lanzhou.example/g/1/t.png") is None


def test_a_crawled_page_shows_its_picture_s_table_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, address = office(count=1), f"{COLUMN}/1000001/index.html"
    site.routes[address] = document("澜州海关年报", "<p>情况如下：</p><p><img src='t.png'></p><p>特此报告。</p>")
    target = BytesIO()
    Image.new("L", (600, 300), 255).save(target, "PNG")
    site.routes[f"{COLUMN}/1000001/t.png"] = Reply(target.getvalue(), content_type="image/png")
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a")
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    (page,) = read_captures(tmp_path / "a")
    record = jsonl.decode(record_line(page, Limits(seconds=600)))
    assert f"情况如下：\n{TABLE}\n特此报告。" in record["text"]
    assert [table["page"] for table in record["tables"]] == [1]


@pytest.mark.skipif(
    not is_available() or font_file() is None,
    reason="needs the extra haiguan[ocr] (rapidocr-onnxruntime) and the font package pylopdf-fonts-zh-cn",
)
def test_a_saved_page_whose_table_is_a_picture_gives_the_form_s_cells(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab renders the picture")
    from tests.generator.render.scan import Scanner, scan
    from tests.generator.reports import Recipe, make_report

    report = make_report(Recipe(2022, "as_printed", one_grid=True, seed=7))
    tables = [part for part in report.document if not isinstance(part, str)]
    image = scan([tables[0]], Scanner(150))[0]
    target = BytesIO()
    image.crop(ImageOps.invert(image).getbbox()).save(target, "PNG")
    (tmp_path / "t.png").write_bytes(target.getvalue())
    prose = "".join(f"<p>{part}</p>" for part in report.document if isinstance(part, str))
    (tmp_path / "a.html").write_text(f"<html><body>{prose}<img src='t.png'></body></html>", "utf-8")
    record = jsonl.decode(record_line(tmp_path / "a.html", Limits(seconds=600)))
    (table,) = record["tables"]
    found = {(table["form"], cell["row"], cell["column"]): cell for cell in table["cells"]}
    assert {place: found[place]["value"] for place in found} == {
        place: printed for place, (printed, _) in report.truth.items() if place[0] == table["form"]
    }
    assert {cell["page"] for cell in table["cells"]} == {1} and all(cell["bbox"] for cell in table["cells"])
