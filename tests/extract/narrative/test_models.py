"""A user's own model may add entities, and changes nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from extract.extract import extract_record
from extract.narrative.models import ModelError, load_model, with_entities
from haiguan import exits
from tests.haiguan.command import run

TEXT = "云泽海关2020年政府信息公开年报\n一、总体情况\n全年张三慰问云泽大学师生20人,李四参加。\n"


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A tiny model: two patterns, saved to disk as anybody's own would be."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "张三"},
            {"label": "ORG", "pattern": "云泽大学"},
            {"label": "ORG", "pattern": "云泽海关"},
            {"label": "DATE", "pattern": "全年"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_its_persons_organisations_and_places_stand_behind_ours_with_their_spans(model: str) -> None:
    record = with_entities(extract_record(TEXT.encode(), uri="file:///a.txt"), model)
    added = [(e.type, e.name, record.text[slice(*e.span)]) for e in record.entities if e.code is None]
    assert ("person", "张三", "张三") in added and ("organisation", "云泽大学", "云泽大学") in added
    assert not any(name == "全年" for _, name, _ in added)


def test_a_name_of_a_traditional_text_is_simplified_and_its_span_is_the_sources(model: str) -> None:
    text = TEXT.replace("云泽大学师生", "雲澤大學師生")
    record = with_entities(extract_record(text.encode(), uri="file:///a.txt"), model)
    (university,) = [e for e in record.entities if e.name == "云泽大学"]
    assert record.text[slice(*university.span)] == "雲澤大學"


def test_where_the_gazetteer_names_a_place_of_the_text_the_model_adds_nothing(model: str) -> None:
    text = "广州海关2020年政府信息公开年报\n一、总体情况\n全年广州海关发布公告12条。\n"
    plain = extract_record(text.encode(), uri="file:///a.txt")
    spans = [e.span for e in with_entities(plain, model).entities]
    assert len(spans) == len(set(spans)) and set(plain.entities) <= set(with_entities(plain, model).entities)


def test_nothing_but_the_entities_depends_on_it(model: str) -> None:
    plain = extract_record(TEXT.encode(), uri="file:///a.txt")
    assert replace(with_entities(plain, model), entities=()) == replace(plain, entities=())


def test_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"no_such_model.*install it"):
        load_model("no_such_model")


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "english")
    with pytest.raises(ModelError, match="'en'"):
        load_model(str(tmp_path / "english"))


def test_the_command_takes_it(model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    plain, more = run("extract", tmp_path / "a.txt"), run("extract", tmp_path / "a.txt", "--model", model)
    names = [{e["name"] for e in json.loads(result.stdout)["entities"]} for result in (plain, more)]
    assert names[1] - names[0] >= {"张三", "云泽大学"}


def test_the_command_refuses_a_model_that_is_not_there_before_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = run("extract", tmp_path / "a.txt", "--model", "no_such_model")
    assert result.exit_code == exits.FAILED and "no_such_model" in result.output and result.stdout == ""
