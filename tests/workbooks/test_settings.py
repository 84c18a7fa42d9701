"""設定.xlsx: every profile key goes out and comes back; each wrong cell is one sentence that names it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import docx
import openpyxl
import pytest

from validators import profile as profiles
from validators.messages.settings import CHOICES, SECTION_TITLES, TITLES
from validators.problems import Problem
from validators.profile import SECTIONS, Profile, build, default
from validators.sections import HEADING_ITEMS, hint_of
from workbooks.grid import Book, Grid
from workbooks.roster.check import read_rosters
from workbooks.settings.read import profile_from, read_sheet
from workbooks.settings.rows import HEADINGS, comments, rows_of
from workbooks.settings.toml import toml_of
from xl.cli import main
from xl.files import read as closed
from xl.outputs import settings as outputs
from xl.settings import profile_in_use, profile_of

KEYS = [(name, one.name) for name, section in SECTIONS.items() for one in fields(section)]
OWN: dict[str, Any] = {  # a value of its own for what cannot be made up from its type
    "filing.window": ["12-20", "01-31"],
    "roster.required": ["name", "birth_date", "kana"],
    "roster.expected": [],
    "forms.file_name": "{form}_{number}",
    "forms.archive": True,
    "forms.issuer": ["みほん県知事", "　美本 花子", "=1+1"],
    "letters.sender": ["みほん課", "電話 027"],
    "completion.required_minutes": 960,
    "eligibility.management_from": 2027,
}


def another(section: str, setting: str) -> Any:
    """A value that is allowed and is not the default."""
    key, now = f"{section}.{setting}", getattr(getattr(default(), section), setting)
    if key in OWN:
        return OWN[key]
    hint, _ = hint_of(SECTIONS[section], setting)
    if get_origin(hint) is Literal:
        return next(choice for choice in get_args(hint) if choice != now)
    if hint is bool:
        return not now
    return now + 1 if hint is int else f"{now}\n別の文 {{name}} \"'#" if "body" in key else "別の文"


def through_the_sheet(profile: Profile, folder: Path) -> Profile:
    path = folder / "設定.xlsx"
    path.write_bytes(outputs.content(profile))
    return profile_from(closed.read(path))


@pytest.mark.parametrize(("section", "setting"), KEYS, ids=lambda v: str(v))
def test_every_setting_goes_out_and_comes_back(section: str, setting: str, tmp_path: Path) -> None:
    changed = build({section: {setting: another(section, setting)}}, "試し")
    assert getattr(changed, section) != getattr(default(), section)
    assert through_the_sheet(changed, tmp_path) == changed


def test_the_rest_of_a_profile_goes_out_and_comes_back(tmp_path: Path) -> None:
    given = {
        "name": "みほん県2026",
        "prefecture": "群馬県",
        "fiscal_years": [2019, 2026],
        "severity": {"name-missing": "off", "number-kind": "info"},
        "headings": {"certificate_number": ["認定No", "認定\u3000証"], "kana": ["よみ"]},
    }
    made = build(given, "試し")
    assert through_the_sheet(made, tmp_path) == made
    for name in profiles.names():
        assert through_the_sheet(profiles.shipped(name), tmp_path) == profiles.shipped(name)


def test_the_sheet_as_toml_is_the_same_profile(tmp_path: Path) -> None:
    tables: dict[str, Any] = {"name": "みほん", "fiscal_years": [2026]}
    for section, setting in KEYS:
        tables.setdefault(section, {})[setting] = another(section, setting)
    tables["headings"] = {"kana": ['"よみ"']}
    made = build(tables, "試し")
    path = tmp_path / "設定.xlsx"
    path.write_bytes(outputs.content(made))
    text = toml_of(read_sheet(closed.read(path)).given)
    assert profiles.parse(text, "試し.toml") == made and tomllib.loads(text)["name"] == "みほん"


def test_every_setting_has_a_name_an_explanation_and_words_for_its_choices() -> None:
    keys = {f"{section}.{setting}" for section, setting in KEYS}
    assert set(TITLES) == keys | set(profiles.TOP) and set(SECTION_TITLES) == {"", *SECTIONS}
    told = comments()
    assert not {key for key in keys if key not in told and not key.startswith("letters.")}
    choices = {
        (f"{section}.{setting}", choice)
        for section, setting in KEYS
        for hint, _ in [hint_of(SECTIONS[section], setting)]
        if get_origin(hint) is Literal
        for choice in get_args(hint)
    }
    assert set(CHOICES) == choices
    assert [row.key for row in rows_of(default())["見出しの言葉"]] == [
        f"headings.{item}" for item in HEADING_ITEMS
    ]


def sheet(*rows: tuple[str, str, object, str]) -> Book:
    """区分, 項目, 値 and 名前 as a clerk leaves them."""
    body = [[section, title, value, "", "", key] for section, title, value, key in rows]
    return Book("設定.xlsx", (Grid("設定", [["設定"], [], list(HEADINGS), *body]),))


def row(key: str, value: object) -> tuple[str, str, object, str]:
    return (SECTION_TITLES[key.rpartition(".")[0]], TITLES[key], value, key)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("prefecture", "架空県", "架空県"),
        ("fiscal_years", "8年", "8年"),
        ("numbers.sequence_scope", "ぜんぶ", "指定番号ごと、機関と年ごと、年を通して"),
        ("filing.window", "冬", "12-20"),
        ("completion.makeup", "たぶん", "はい か いいえ"),
        ("designations.notice_days", "九十", "九十"),
        ("designations.notice_days", "-5", "0 以上"),
        ("completion.required_minutes", 600, "900 以上"),
        ("completion.in_house_minutes", 900, "899 以下"),
        ("roster.required", "氏名\nなにか", "なにか"),
        ("roster.min_age", 100, "min_age の 100 以上"),
        ("forms.file_name", "{nummer}", "{number} {name} {form}"),
        ("letters.return_body", "{氏名} 様", "{氏名}"),
    ],
)
def test_a_wrong_cell_is_one_sentence_that_names_it(key: str, value: object, said: str) -> None:
    book = sheet(
        row(
            "designations.notice_days" if key != "designations.notice_days" else "report.due_days",
            30,
        ),
        row(key, value),
    )
    read = read_sheet(book)
    assert len(read.faults) == 1
    sentence = read.faults[0]
    assert "設定!C5" in sentence and TITLES[key] in sentence and said in sentence
    assert sentence.endswith("。") and "。。" not in sentence and "\n" not in sentence
    with pytest.raises(Problem) as problem:
        profile_from(book)
    assert sentence == str(problem.value)


def test_several_wrong_cells_are_all_told_and_the_first_stops_a_check() -> None:
    book = sheet(row("completion.makeup", "?"), row("report.due_days", "?"))
    assert len(read_sheet(book).faults) == 2
    with pytest.raises(Problem) as problem:
        profile_from(book)
    assert "2 件" in str(problem.value) and "設定!C4" in str(problem.value)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("基本", "なぞの項目", "1", "")], "知らない項目"),
        ([row("report.due_days", 1), row("report.due_days", 2)], "設定!C4"),
        ([("見出しの言葉", "氏名", "名簿の名", "headings.nonsense")], "nonsense"),
        ([("重要度", "規則", "誤り", "severity.no-such-rule")], "行を消して"),
        ([("重要度", "規則", "ひどい", "severity.name-missing")], "出さない"),
    ],
)
def test_rows_nobody_knows_are_told(rows: list[tuple[str, str, object, str]], said: str) -> None:
    faults = read_sheet(sheet(*rows)).faults
    assert len(faults) == 1 and said in faults[0]


def test_a_setting_is_known_by_its_words_where_the_hidden_column_is_gone() -> None:
    made = profile_from(sheet(("事業実績報告", "実績報告の提出期限の日数", "３０", "")))
    assert made.report.due_days == 30
    assert profile_from(sheet(row("filing.method", "A"))).filing.method == "A"


def test_one_word_for_two_items_is_told() -> None:
    words = [("見出しの言葉", item, "認定No", f"headings.{item}") for item in ("kana", "name")]
    faults = read_sheet(sheet(*words)).faults
    assert len(faults) == 1 and "認定No" in faults[0] and "設定!C5" in faults[0]


def test_another_workbook_is_no_sheet_of_settings() -> None:
    with pytest.raises(Problem) as problem:
        profile_from(Book("名簿.xlsx", (Grid("名簿", [["氏名"], ["美本 花子"]]),)))
    assert problem.value.note.rule == "settings-not-found"


def test_an_office_word_makes_a_column_known() -> None:
    head = ("氏名", "生年月日", "研修分野", "付与No.", "修了年月日")
    body = ["美本 花子", dt.date(1985, 4, 1), "乳児保育", "ABC", dt.date(2025, 8, 1)]
    book = Book("名簿.xlsx", (Grid("名簿", [list(head), body, body]),))
    plain = read_rosters([book], default())[0]
    assert "certificate_number" not in plain.columns
    own = build({"headings": {"certificate_number": ["付与No."]}}, "試し")
    assert read_rosters([book], own)[0].columns["certificate_number"] == "D"


def test_the_command_writes_checks_and_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["設定", "--profile", "akita"]) == 0
    assert main(["settings"]) == 2 and "既に" in capsys.readouterr().err
    assert main(["settings", "設定.xlsx", "--toml", "秋田.toml"]) == 0
    assert (
        profile_of("設定.xlsx", None) == profile_of("秋田.toml", None) == profile_of("akita", None)
    )
    book = openpyxl.load_workbook("設定.xlsx")
    values = book["設定"]
    assert values.column_dimensions["F"].hidden and values["C4"].number_format == "@"
    values["C5"] = "架空県"
    book.save("設定.xlsx")
    capsys.readouterr()
    assert main(["settings", "設定.xlsx"]) == 2
    assert capsys.readouterr().err.count("。") >= 1
    assert main(["settings", "ない.xlsx"]) == 2 and main(["settings", "--out", "設定.txt"]) == 2


def test_letters_are_shown_before_they_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    profile = build({"letters": {"sender": ["架空県子ども課"]}}, "設定.xlsx")
    Path("設定.xlsx").write_bytes(outputs.content(profile))
    assert main(["settings", "設定.xlsx", "--preview", "見本"]) == 0
    assert "値は架空です" in capsys.readouterr().out
    shown = {
        path.name.partition("_")[0]: "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
        for path in Path("見本").iterdir()
    }
    assert set(shown) == {"差戻し", "受理", "督促", "更新のお知らせ"}
    assert all("架空県子ども課" in text and "{" not in text for text in shown.values())
    assert "要確認 2 件を確かめた上で、" in shown["差戻し"] and "要確認" not in shown["受理"]


def test_no_word_of_the_file_is_left_in_the_sheet() -> None:
    told = [
        re.sub(r"\{\w+\}", "", row.help) for rows in rows_of(default()).values() for row in rows
    ]
    for text in told:
        assert not re.search(r"\b(true|false|none|series|same|form|framed|drop)\b", text), text


def test_the_sheet_of_this_pc_counts_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".careerup").mkdir()
    (tmp_path / ".careerup" / "profile.toml").write_text("prefecture = 10", encoding="utf-8")
    assert profile_in_use().prefecture == 10
    made = build({"prefecture": "秋田県"}, "試し")
    (tmp_path / ".careerup" / "設定.xlsx").write_bytes(outputs.content(made))
    assert profile_in_use().prefecture == 5
