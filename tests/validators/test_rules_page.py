"""規則の一覧 (validators/messages/RULES.md) says what the rules say today."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

from places import ROOT

from validators.messages import rules


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / ".ci" / "rules.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    page = _generator()
    written = page.PAGE.read_text(encoding="utf-8")
    assert written == page.page(), "python .ci/rules.py で作り直してください"


def test_every_rule_is_on_the_page_with_an_example() -> None:
    page = _generator()
    listed = re.findall(r"^### .*`([a-z0-9-]+)`$", page.page(), re.MULTILINE)
    assert sorted(listed) == sorted(rules())
    for name, rule in rules().items():
        assert page.example(name, rule).endswith("。")


def test_the_tests_of_a_rule_are_found_by_its_name() -> None:
    where = _generator().tested()
    assert "validators/test_profile.py" in where["name-missing"]
    assert not any("test_rules_page" in path for paths in where.values() for path in paths)
