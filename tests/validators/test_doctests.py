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


@pytest.mark.parametrize("name", [*MODULES, "validators.text", "validators.person", "xl.api"])
def test_examples(name: str) -> None:
    done = doctest.testmod(import_module(name))
    assert done.failed == 0
    shown = name.startswith(("validators.values.", "validators.numbers."))
    assert done.attempted > 0 or not shown, "a number or a value shows by an example how it is read"
