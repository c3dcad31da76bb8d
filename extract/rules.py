"""Reviewed word lists and rules that stand in YAML files beside the code that reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

HERE = Path(__file__).parent


class Rules(BaseModel):
    """Base of the rule files' models: every key known, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


R = TypeVar("R", bound=Rules)


def load_rules(model: type[R], path: Path) -> R:
    """The rules in a YAML file; raises ValueError naming the file and the key at fault."""
    try:
        data: Any = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        return model.model_validate(data)
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: expected YAML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{path}: {key or 'top level'}: {first['msg']}") from error


def either(words: list[str]) -> str:
    """A regular expression of alternatives, each a pattern itself, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"
