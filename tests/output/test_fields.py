"""The dictionary of fields agrees with the record's classes, and says so where it is written wrongly."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from extract import record
from extract.fields import PATH, ROOT, SCALARS, dictionary, load
from extract.isolated import Failure
from extract.model import Box, Problem, Span
from output.schema import field_schema

CLASSES: dict[str, type] = {
    ROOT: record.Record,
    "problem": Problem,
    "failure": Failure,
    **{
        name: getattr(record, name.capitalize())
        for name in dictionary()
        if name not in (ROOT, "problem", "failure")
    },
}
TEXTS = {"string", "date", "datetime", "uri"}


def kinds(annotation: Any) -> set[str]:
    """The dictionary's types that an annotation of the record may stand for."""
    if annotation == Span:
        return {"span"}
    if annotation == Box:
        return {"box"}
    if get_origin(annotation) is tuple:
        return {f"{kind}[]" for kind in kinds(get_args(annotation)[0])}
    if get_origin(annotation) is UnionType:
        members = [member for member in get_args(annotation) if member is not NoneType]
        found = {"number"} if set(members) == {int, float} else set.union(*map(kinds, members))
        return {f"{kind}?" for kind in found} if NoneType in get_args(annotation) else found
    plain = {str: TEXTS, int: {"integer"}, float: {"number"}, bool: {"boolean"}}
    return plain.get(annotation) or {name for name, cls in CLASSES.items() if cls is annotation}


@pytest.mark.parametrize("name", CLASSES)
def test_the_dictionary_names_the_fields_of_each_class_in_its_order(name: str) -> None:
    assert list(dictionary()[name].fields) == [field.name for field in fields(CLASSES[name])]


@pytest.mark.parametrize("name", CLASSES)
def test_the_dictionary_gives_each_field_the_type_of_its_class(name: str) -> None:
    hints = get_type_hints(CLASSES[name])
    for field, spec in dictionary()[name].fields.items():
        assert spec.type_text in kinds(hints[field]), f"{name}.{field}"


def test_every_class_of_the_record_is_in_the_dictionary() -> None:
    ours = {
        cls for cls in vars(record).values() if isinstance(cls, type) and cls.__module__ == record.__name__
    }
    assert ours <= set(CLASSES.values())


@pytest.mark.parametrize("name", dictionary())
def test_every_example_is_a_value_of_its_field(name: str) -> None:
    for field, spec in dictionary()[name].fields.items():
        if spec.example is not None:
            value = [spec.example] if spec.type.many else spec.example
            assert Draft202012Validator(field_schema(spec)).is_valid(value), f"{name}.{field}"


def test_scalars_and_record_types_have_different_names() -> None:
    assert not set(SCALARS) & set(dictionary())


GOOD = "document:\n  description: d\n  fields:\n    id: {type: string, description: i, example: a}\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("document: [", "expected YAML"),
        (GOOD.replace("example: a", "exmple: a"), "document.fields.id.exmple"),
        (GOOD.replace("type: string", "type: str ing"), "document.fields.id: "),
        (GOOD.replace("type: string", "type: strng"), "document.fields.id: "),
        (
            GOOD.replace("string, description: i, example: a", "strng, description: i"),
            "document.id: type 'strng'",
        ),
        (GOOD.replace(", example: a", ""), "a field has an example"),
        (GOOD.replace("example: a", "example: a, values: {b: bee}"), "example 'a' is none of the values"),
        (GOOD.replace("document:", "record:"), "top level: type 'document'"),
        ("", "top level"),
    ],
)
def test_a_wrong_dictionary_is_refused_naming_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "fields.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"fields\.yaml") as raised:
        load(path)
    assert complaint in str(raised.value)


def test_the_smallest_dictionary_loads(tmp_path: Path) -> None:
    path = tmp_path / "fields.yaml"
    path.write_text(GOOD, "utf-8")
    assert load(path)["document"].fields["id"].type.base == "string"


def test_the_project_s_dictionary_is_the_one_beside_its_reader() -> None:
    assert PATH.name == "fields.yaml" and dictionary() == load(PATH)
