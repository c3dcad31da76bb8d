"""The room's data files are as the code needs them, and say what is wrong where they are not."""

from pathlib import Path

import pytest

from normalize import data, gbk_shift
from normalize.data import DataError


def test_a_file_with_other_keys_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "some.yaml").write_text("one: 1\n", "utf-8")
    monkeypatch.setattr(data, "HERE", tmp_path)
    with pytest.raises(DataError, match=r"some\.yaml: expected the keys \['two'\], found \['one'\]"):
        data.load("some.yaml", frozenset({"two"}))


def test_a_list_of_anything_but_strings_is_refused() -> None:
    with pytest.raises(DataError, match="key must be a list of non-empty strings"):
        data.strings("some.yaml", "key", ["甲", 1])


def test_a_mapping_of_anything_but_strings_is_refused() -> None:
    with pytest.raises(DataError, match=r"key\.甲 must map a string to a string"):
        data.pairs("some.yaml", "key", {"甲": 1})


def test_every_radical_stands_for_one_character() -> None:
    radicals = data.pairs("", "", data.load("characters.yaml", data.CHARACTERS)["radicals"])
    assert all(len(radical) == len(ideograph) == 1 for radical, ideograph in radicals.items())


def test_every_word_has_two_characters_and_stands_once() -> None:
    words = str(data.load("words.yaml", frozenset({"words"}))["words"]).split()
    assert {len(word) for word in words} == {2}
    assert len(words) == len(gbk_shift._words())
