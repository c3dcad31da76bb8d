"""From authored sources to documents, gold files and the manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.evaluation.compile import MANIFEST, compiled, counts, differences, write
from benchmarks.evaluation.markup import MarkupError
from benchmarks.evaluation.sources import read_source, read_sources

SOURCE = """---
genre: notice
year: 2016
issuer: 江州海关
degrade: [full_width]
---
受理{10|件|申请|#n}件，其中{6|件|网上申请|in=n}件，占{60|%|网上申请占比|of=n2|#p}%，{4|件|信函申请|in=n|#n2}件。
自收到之日起{15|deadline|工作日|答复申请人}个工作日内答复，{一|word}并公布。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one open document, uncompiled."""
    (tmp_path / "open" / "source").mkdir(parents=True)
    (tmp_path / "open" / "source" / "o1.txt").write_text(
        SOURCE.replace("of=n2", "of=n3").replace("#n2", "#n3"), "utf-8"
    )
    return tmp_path


def changed(corpus: Path, old: str, new: str) -> None:
    """Replace something in the corpus's one source."""
    path = corpus / "open" / "source" / "o1.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_source_becomes_its_plain_text_and_gold(corpus: Path) -> None:
    changed(corpus, "|of=n3", "")
    text, gold = compiled(read_sources(corpus)[0])
    assert text.startswith("受理１０件，其中６件，占６０％")
    assert [(n["surface"], n["class"]) for n in gold["numbers"]] == [
        ("１０", "statistic"),
        ("６", "statistic"),
        ("６０", "statistic"),
        ("４", "statistic"),
        ("１５", "deadline"),
    ]


def test_links_become_indices_into_numbers(corpus: Path) -> None:
    _, gold = compiled(read_sources(corpus)[0])
    assert [n.get("part_of") for n in gold["numbers"][:4]] == [None, 0, None, 0]
    assert gold["numbers"][2]["share_of"] == 3


def test_a_percentage_that_names_a_number_is_that_numbers_share(corpus: Path) -> None:
    _, gold = compiled(read_sources(corpus)[0])
    assert gold["numbers"][3]["share"] == 60


def test_deadlines_are_listed_with_their_action(corpus: Path) -> None:
    _, gold = compiled(read_sources(corpus)[0])
    assert [(d["value"], d["unit"], d["action"]) for d in gold["deadlines"]] == [(15, "工作日", "答复申请人")]


def test_the_header_gives_genre_year_and_degradations(corpus: Path) -> None:
    _, gold = compiled(read_sources(corpus)[0])
    assert (gold["genre"], gold["year"], gold["degradations"]) == ("notice", 2016, ["full_width"])


def test_a_default_period_fills_those_that_name_none(corpus: Path) -> None:
    changed(corpus, "year: 2016", "year: 2016\nperiod: 2016-01/2016-06")
    changed(corpus, "{4|件|信函申请|", "{4|件|信函申请|period=year|")
    _, gold = compiled(read_sources(corpus)[0])
    assert [n.get("period") for n in gold["numbers"][:4]] == ["2016-01/2016-06"] * 3 + [None]


def test_nothing_is_written_where_something_is_wrong(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(corpus) == 1
    assert "4 of 10 is 40.000%, printed 60" in capsys.readouterr().err
    assert not (corpus / "open" / "docs").exists()


def test_writing_makes_all_files_current(corpus: Path) -> None:
    changed(corpus, "|of=n3", "")
    assert write(corpus) == 0
    assert differences(corpus) == []
    gold = json.loads((corpus / "open" / "gold" / "o1.gold.json").read_text("utf-8"))
    assert gold["file"] == "o1.txt"
    assert len((corpus / MANIFEST).read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("name", ["open/docs/o1.txt", "open/gold/o1.gold.json"])
def test_a_file_changed_by_hand_is_noticed(corpus: Path, name: str) -> None:
    changed(corpus, "|of=n3", "")
    write(corpus)
    (corpus / name).write_text("x", "utf-8")
    assert any(name in message for message in differences(corpus))
    assert any(MANIFEST in message for message in differences(corpus))


def test_counts_are_by_half_class_genre_and_degradation(corpus: Path) -> None:
    table = counts(read_sources(corpus))
    assert table["class: statistic"]["open"] == 4
    assert table["numbers"]["open"] == 5
    assert (
        table["genre: notice"]["open"]
        == table["degradation: full_width"]["open"]
        == table["documents"]["open"]
        == 1
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("genre: notice", "genre: novel", "genre"),
        ("year: 2016", "year: 1999", "year"),
        ("issuer: 江州海关", "author: 甲", "issuer"),
        ("full_width", "mojibake", "no transform mojibake"),
        ("---\ngenre", "genre", "header"),
    ],
)
def test_a_wrong_header_names_the_file_and_the_fault(corpus: Path, old: str, new: str, message: str) -> None:
    changed(corpus, old, new)
    with pytest.raises(MarkupError, match=rf"(?s)o1\.txt.*{message}"):
        read_source(corpus / "open" / "source" / "o1.txt", "open")
