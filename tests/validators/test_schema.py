"""The document of ``--json`` keeps to the schema that ships with it, for every kind of check."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from command import careerup
from jsonschema import Draft202012Validator

from workbooks.samples import ledgers, rosters

SCHEMA = json.loads((files("validators.data") / "report.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", ["roster", "applications", "designations", "participants"])
def test_every_check_keeps_to_it(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    if kind == "roster":
        rosters.write(path, rosters.messy_rows())
    else:
        getattr(ledgers, f"write_{kind}")(path)
    words = ("--json", "--prefecture", "群馬県", "--today", "2026-07-06")
    out = careerup("check", kind, path.name, *words, cwd=tmp_path)
    document = json.loads(out.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    assert document["findings"], "a sample without a finding proves little"
