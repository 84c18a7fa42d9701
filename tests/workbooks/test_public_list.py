"""周知: what the public list shows, in which shape, and what stops it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from desk import grid

from validators.problems import Problem
from workbooks.designations.public_list import HEADINGS, personal, publication
from workbooks.grid import Book, Value
from workbooks.samples import ledgers
from xl.outputs.public_list import as_csv, as_html

D = dt.date


def ledger(**cells: Value) -> Book:
    row = dict(zip(ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS[0], strict=True)) | cells
    made = grid("指定台帳", ledgers.DESIGNATION_HEADINGS, [[*row.values()]])
    return Book("指定台帳.xlsx", (made,))


def line(as_of: dt.date, **cells: Value) -> dict[str, Value]:
    found = publication([ledger(**cells)], [], 2025, as_of, 10)
    return dict(zip(HEADINGS, found.rows()[0], strict=True))


def test_every_fact_has_a_cell_of_its_own() -> None:
    one = line(
        D(2025, 9, 1),
        研修実施予定日="令和7年10月4日、11日",
        定員="40名×2回",
        申込先="申込フォーム https://example.jp/form?a=1",
        研修会場="群馬県沼田市西倉内町1",
    )
    assert (one["都道府県コード"], one["都道府県名"]) == ("100005", "群馬県")
    assert (one["年度"], one["年度（和暦）"]) == (2025, "令和7年度")
    assert (one["研修開始日"], one["研修終了日"]) == (D(2025, 10, 4), D(2025, 10, 11))
    assert one["研修開始日（和暦）"] == "令和7年10月4日"
    assert (one["会場の市区町村コード"], one["会場（市町村）"]) == ("102067", "沼田市")
    assert one["定員"] == 80 and one["申込先URL"] == "https://example.jp/form?a=1"
    assert one["時点"] == D(2025, 9, 1)


def test_the_page_names_the_prefecture_and_the_day_and_can_be_followed() -> None:
    found = publication(
        [ledger(申込先="https://example.jp/?a=1&b=2 から")], [], 2025, D(2025, 9, 1), 10
    )
    page = as_html(found)
    assert "群馬県　保育士等キャリアアップ研修" in page
    assert '<time datetime="2025-09-01">令和7年9月1日</time>現在' in page
    link = re.search(r'<a href="([^"]+)">([^<]+)</a> から', page)
    assert link and link[1] == "https://example.jp/?a=1&amp;b=2" and "申込みのページ" in link[2]
    assert as_csv(found).splitlines()[0] == ",".join(HEADINGS)


@pytest.mark.parametrize(
    "cells",
    [
        {"指定年月日": D(2025, 10, 1)},  # designated after the day of the list
        {"届出の状態": "取消（令和7年8月1日）"},
        {"指定年月日": D(2024, 5, 1), "更新年度": ""},
        {"指定年月日": D(2024, 5, 1), "更新年度": "令和7年度", "届出の状態": "届出無効"},
    ],
)
def test_what_does_not_hold_stays_out(cells: dict[str, Value]) -> None:
    assert publication([ledger(**cells)], [], 2025, D(2025, 9, 1)).courses == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("担当：山本 花子 027-000-0000", "氏名"),
        ("佐藤様まで", "氏名"),
        ("研修係 ０９０－１２３４－５６７８", "携帯電話の番号"),
        ("担当：研修係 027-000-0000", ""),
        ("みほん保育協会事務局まで", ""),
        ("https://example.jp/090", ""),
        ("FAX 027-000-0000", ""),
    ],
)
def test_persons_are_noticed(text: str, what: str) -> None:
    assert personal(text) == what


def test_a_person_in_a_cell_for_the_public_stops_the_list() -> None:
    with pytest.raises(Problem) as told:
        publication([ledger(申込先="担当 山本花子 080-1234-5678")], [], 2025, D(2025, 9, 1))
    assert told.value.note.rule == "public-personal" and "4「申込先」" in str(told.value)


def test_other_reasons_to_stop_have_a_sentence() -> None:
    assert str(Problem("public-nothing", year="令和7年度")).startswith("令和7年度に効力のある指定")
    assert "2026" in str(Problem("public-year-unknown", year="x"))
