"""The examples in the docstrings of values/, numbers/ and their neighbours hold."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("validators/values", "validators/numbers", "validators/guideline")
MODULES = [
    ".".join(p.relative_to(ROOT).with_suffix("").parts)
    for folder in FOLDERS
    for p in sorted((ROOT / folder).glob("[a-z]*.py"))
]


@pytest.mark.parametrize("name", [*MODULES, "validators.text", "validators.person"])
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
