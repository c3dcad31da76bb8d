"""The JSON Schema accepts what the project writes and nothing of another shape."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from extract.extract import extract_record
from output.jsonl import Json
from output.schema import DIALECT, document_schema, item_schemas
from tests.output.records import any_record, as_json, sample

VALIDATOR = Draft202012Validator(document_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_a_schema_of_2020_12() -> None:
    assert document_schema()["$schema"] == DIALECT
    Draft202012Validator.check_schema(document_schema())


def test_its_name_says_what_it_describes() -> None:
    assert document_schema()["$id"] == "urn:haiguan:document:1"


def test_a_record_with_everything_in_it_is_valid() -> None:
    VALIDATOR.validate(as_json(sample()))


def test_what_extraction_gives_is_valid() -> None:
    text = "澜州海关2020年政府信息公开年报\n一、总体情况\n全年发布公告12条。\n"
    VALIDATOR.validate(as_json(extract_record(text.encode(), uri="file:///a.txt")))


@given(any_record())
@settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
def test_any_record_made_from_the_dictionary_is_valid(record: Json) -> None:
    VALIDATOR.validate(record)


def test_keys_of_a_later_version_are_allowed() -> None:
    VALIDATOR.validate(as_json(sample()) | {"language": "zh"})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["kind"], "poem"),
        (["year"], "2020"),
        (["title"], 7),
        (["issued_on"], "25 January 2021"),
        (["issued_on"], "2021-02-30"),
        (["issuer"], None),
        (["variants"], ["old"]),
        (["statistics", 0, "span"], [1]),
        (["statistics", 0, "span"], [-1, 2]),
        (["statistics", 0, "value"], None),
        (["statistics", 0, "bound"], "roughly"),
        (["tables", 0, "cells", 0, "state"], "guessed"),
        (["tables", 1, "bbox"], [1.0, 2.0]),
        (["checks", 0, "holds"], "yes"),
        (["checks", 0, "refs"], [3]),
    ],
)
def test_a_value_of_another_shape_is_invalid(path: list[Any], value: object) -> None:
    record: Any = as_json(sample())
    owner = record
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(record)


@pytest.mark.parametrize("key", ["schema", "source", "text", "issuer", "statistics", "problems"])
def test_a_record_without_one_of_its_keys_is_invalid(key: str) -> None:
    record = as_json(sample())
    del record[key]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(record)


@pytest.mark.parametrize(("name", "of"), [("statistic", "statistics"), ("table", "tables"), ("check", "checks")])
def test_each_record_type_has_a_schema_of_its_own(name: str, of: str) -> None:
    validator = Draft202012Validator(item_schemas()[name])
    for item in as_json(sample())[of]:
        validator.validate(item)
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({})


def test_a_schema_of_a_record_type_holds_what_it_needs_and_no_more() -> None:
    assert list(item_schemas()["table"]["$defs"]) == ["table", "cell", "row"]
    assert list(item_schemas()["check"]["$defs"]) == ["check"]
