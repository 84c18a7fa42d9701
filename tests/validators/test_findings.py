"""Finding, Unchecked and Report as the contract's JSON, and when a report is clear."""

from __future__ import annotations

from typing import Any

import pytest

from validators.findings import Finding, Report, TableRead, Unchecked, unchecked
from validators.messages import Door
from validators.reading import Note

TABLE = TableRead("a.xlsx", "名簿", "roster", (4,), {"name": "B"}, 8)
QUESTION = unchecked(
    "a.xlsx",
    "名簿",
    "F4",
    Note("unchecked-column-missing", {"column": "住所", "questions": "住所がない", "tables": ""}),
)


def test_a_question_not_asked_is_a_json_object_of_five_keys() -> None:
    assert QUESTION.as_json() == {
        "file": "a.xlsx",
        "sheet": "名簿",
        "cell": "F4",
        "what": "住所",
        "why": "「住所」の列が見つからないので、次のことを確かめていません：住所がない。"
        "列があるときは、見出しを「住所」に直してください。",
    }


def test_the_reason_is_told_in_the_words_of_the_door() -> None:
    given = unchecked("", "", "", Note("unchecked-designations", {"questions": "指定の効力"}))
    assert "--designations" in given.why_at(Door.CLI)
    assert "--" not in given.why_at(Door.EXCEL) and given.why_at(Door.EXCEL).endswith("。")
    assert QUESTION.why_at(Door.EXCEL) == QUESTION.why


def test_json_counts_what_was_not_asked() -> None:
    document = Report((TABLE,), (), unchecked=(QUESTION,)).as_json()
    assert document["unchecked"] == [QUESTION.as_json()]
    assert document["summary"] == {"error": 0, "warning": 0, "info": 0, "unchecked": 1}


def test_the_cells_of_a_habit_are_an_additional_key() -> None:
    one: dict[str, Any] = {
        "file": "a.xlsx",
        "sheet": "名簿",
        "cell": "J4",
        "rule": "field-unknown",
        "severity": "error",
        "message": "。",
    }
    assert "cells" not in Finding(**one).as_json()
    assert Finding(**one, cells=("J5", "J6")).as_json()["cells"] == ["J5", "J6"]


def test_a_table_of_another_kind_is_not_checked() -> None:
    assert TABLE.as_json()["checked"] is True
    other = TableRead("a.xlsx", "出欠", "attendance", (1,), {}, 0, checked=False)
    assert other.as_json()["checked"] is False


@pytest.mark.parametrize(
    ("severity", "questions", "clear"),
    [
        ("", (), True),
        ("info", (), True),
        ("warning", (), False),
        ("error", (), False),
        ("", (QUESTION,), False),
    ],
)
def test_clear_is_a_report_with_nothing_left(
    severity: Any, questions: tuple[Unchecked, ...], clear: bool
) -> None:
    found = (Finding("", "", "A1", "name-missing", severity, "。"),) if severity else ()
    assert Report((TABLE,), found, unchecked=questions).clear is clear
