"""Notes on failed checks: kept apart from the data, and still there when the data are written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from haiguan.house.notes import LONGEST, Note, notes_path, read_notes, refs_key, remove_note, write_note

NOTE = Note("d1", "narrative.sum", refs_key(["s1", "s2"]), "1 ≠ 12", "accepted", "印刷如此")


def test_notes_stand_beside_the_database(tmp_path: Path) -> None:
    assert notes_path(tmp_path / "haiguan.sqlite") == tmp_path / "haiguan-notes.sqlite"


def test_a_note_is_read_back_with_its_moment(tmp_path: Path) -> None:
    write_note(tmp_path / "n.sqlite", NOTE)
    (read,) = read_notes(tmp_path / "n.sqlite").values()
    assert (read.key, read.verdict, read.comment) == (NOTE.key, "accepted", "印刷如此")
    assert read.noted_at.endswith("+00:00")


def test_a_second_note_on_a_check_replaces_the_first(tmp_path: Path) -> None:
    write_note(tmp_path / "n.sqlite", NOTE)
    write_note(tmp_path / "n.sqlite", Note(*NOTE.key, "1 ≠ 12", "misread", "应为21"))
    assert [note.comment for note in read_notes(tmp_path / "n.sqlite").values()] == ["应为21"]


def test_a_note_can_be_taken_away(tmp_path: Path) -> None:
    write_note(tmp_path / "n.sqlite", NOTE)
    remove_note(tmp_path / "n.sqlite", NOTE.key)
    assert read_notes(tmp_path / "n.sqlite") == {}


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert read_notes(tmp_path / "n.sqlite") == {}
    assert not (tmp_path / "n.sqlite").exists()


@pytest.mark.parametrize(
    ("verdict", "comment", "says"),
    [("maybe", "", "verdict is one of accepted, misread"), ("accepted", "x" * (LONGEST + 1), "at most 2000")],
)
def test_what_is_no_note_is_refused(tmp_path: Path, verdict: str, comment: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        write_note(tmp_path / "n.sqlite", Note(*NOTE.key, "1 ≠ 12", verdict, comment))
