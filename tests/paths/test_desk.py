"""The designation desk on the command line: from applications to numbers, as the clerk of the
prefecture goes through the year."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
from command import careerup, one_sentence

from workbooks.samples import ledgers, rosters


def test_applications(tmp_path: Path) -> None:
    ledgers.write_applications(tmp_path / "申請.xlsx")
    before = (tmp_path / "申請.xlsx").read_bytes()
    out = careerup(
        "check",
        "applications",
        "申請.xlsx",
        "--prefecture",
        "群馬県",
        "--today",
        "2026-07-06",
        "--marked",
        "写し.xlsx",
        cwd=tmp_path,
    )
    assert (
        out.returncode == 1
        and out.stderr == ""
        and "期限 令和8年5月31日（2026-05-31）を 10 日過ぎています" in out.stdout
    )
    book = openpyxl.load_workbook(tmp_path / "申請_検証結果.xlsx")
    assert (
        book.sheetnames[:2] == ["申請一覧", "検証結果"]
        and book["検証結果"]["A1"].value == "指定申請台帳の確認結果"
    )
    flags = [
        (str(r[0].value), r[3].value, r[4].value) for r in book["申請一覧"].iter_rows(min_row=4)
    ]
    assert flags == [
        ("1", "期限内", "不備1件"),
        ("2", "超過10日", "不備4件"),
        ("3", "期限内", "不備5件"),
        ("4", "境界", "不備3件・要確認1件"),
        ("5", "期限内", "不備なし"),
    ]
    assert (tmp_path / "申請.xlsx").read_bytes() == before and openpyxl.load_workbook(
        tmp_path / "写し.xlsx"
    )["指定申請台帳"]["B5"].comment is not None
    again = careerup(
        "check",
        "applications",
        "申請.xlsx",
        "--prefecture",
        "群馬県",
        "--today",
        "2026-07-06",
        cwd=tmp_path,
    )
    assert "解消 0・新規 0・継続 15" in again.stdout
    document = json.loads(
        careerup(
            "check",
            "applications",
            "申請.xlsx",
            "--prefecture",
            "10",
            "--today",
            "2026-07-06",
            "--json",
            cwd=tmp_path,
        ).stdout
    )
    counts = {k: n for k, n in document["summary"].items() if k != "unchecked"}
    assert counts == {"error": 13, "warning": 1, "info": 1}
    kinds = {t["kind"] for t in document["tables"]}
    assert kinds == {"applications", "curriculum", "lecturers"}


def test_designations_and_the_public_list(tmp_path: Path) -> None:
    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    out = careerup(
        "check",
        "designations",
        "指定台帳.xlsx",
        "--today",
        "2026-02-01",
        "--publish",
        "周知",
        "--year",
        "令和7年度",
        cwd=tmp_path,
    )
    assert out.returncode == 0, out.stderr
    book = openpyxl.load_workbook(tmp_path / "指定台帳_検証結果.xlsx")
    assert book.sheetnames[:4] == [
        "失効・まもなく失効",
        "検証結果",
        "行ごとの指摘",
        "更新のお知らせ",
    ]
    assert [r[1].value for r in book["失効・まもなく失効"].iter_rows(min_row=4)] == [
        58,
        58,
        *[""] * 4,
    ]
    rows = list(
        csv.reader(
            (tmp_path / "周知" / "指定研修一覧.csv").read_text(encoding="utf-8-sig").splitlines()
        )
    )
    shown = [dict(zip(rows[0], r, strict=True)) for r in rows[1:]]
    assert [(r["研修実施機関番号"], r["研修種別"], r["会場（市町村）"]) for r in shown] == [
        ("02", "乳児保育", "みなかみ町"),
        ("02", "食育・アレルギー対応", "沼田市"),
    ]
    assert {r["時点"] for r in shown} == {"2026-02-01"} and {r["年度"] for r in shown} == {"2025"}
    page = (tmp_path / "周知" / "指定研修一覧.html").read_text(encoding="utf-8")
    seen = _Tags(page)
    assert (
        seen.tags.count("tr") == 3
        and seen.scopes == ["col"] * 10 + ["row"] * 2
        and 'lang="ja"' in page
        and "<caption>" in page
    )
    everything = (
        page
        + "".join(map(str, rows))
        + str(
            [
                c.value
                for r in openpyxl.load_workbook(
                    tmp_path / "周知" / "指定研修一覧.xlsx"
                ).active.iter_rows()
                for c in r
            ]
        )
    )
    assert (
        "example.jp" in everything and "@example.jp" not in everything
    )  # where to apply, never the contact of a person
    stopped = careerup(
        "check",
        "designations",
        "指定台帳.xlsx",
        "--publish",
        "周知2",
        "--year",
        "令和20年度",
        cwd=tmp_path,
    )
    assert stopped.returncode == 2 and "令和20年度" in stopped.stderr
    assert "判定:" in stopped.stdout and not (tmp_path / "周知2").exists()  # the check is told


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scopes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.scopes += [v or "" for k, v in attrs if k == "scope"]


def test_a_formula_in_the_ledger_stays_text_in_the_public_list(tmp_path: Path) -> None:
    row = list(ledgers.DESIGNATIONS[0])
    row[1], row[-1] = '=HYPERLINK("x")会<script>', "@x"
    ledgers.write(tmp_path / "指定台帳.xlsx", [("指定台帳", ledgers.DESIGNATION_HEADINGS, [row])])
    careerup(
        "check",
        "designations",
        "指定台帳.xlsx",
        "--today",
        "2025-09-01",
        "--publish",
        "周知",
        cwd=tmp_path,
    )
    cells = list(
        csv.reader(
            (tmp_path / "周知" / "指定研修一覧.csv").read_text(encoding="utf-8-sig").splitlines()
        )
    )[1]
    assert (
        cells[5].startswith("'=")
        and cells[17] == "'@x"
        and "<script>" not in (tmp_path / "周知" / "指定研修一覧.html").read_text(encoding="utf-8")
    )
    assert (
        openpyxl.load_workbook(tmp_path / "周知" / "指定研修一覧.xlsx").active["F2"].data_type
        == "s"
    )


def test_from_attendance_to_an_accepted_report(tmp_path: Path) -> None:
    """受講者名簿 → 修了判定 → 付番 → 実績報告の受付: one file after the other, nothing typed between."""
    ledgers.write_participants(tmp_path / "受講者.xlsx")
    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    assert (
        careerup(
            "check",
            "participants",
            "受講者.xlsx",
            "--today",
            "2026-02-01",
            "--out",
            "判定.xlsx",
            cwd=tmp_path,
        ).returncode
        == 1
    )
    book = openpyxl.load_workbook(tmp_path / "判定.xlsx")
    assert book.sheetnames[:5] == [
        "修了判定",
        "検証結果",
        "行ごとの指摘",
        "研修修了者名簿",
        "一部受講",
    ]
    dry = careerup(
        "number",
        "判定.xlsx",
        "--prefecture",
        "10",
        "--agency",
        "02",
        "--issued-on",
        "2025-11-30",
        "--dry-run",
        cwd=tmp_path,
    )
    assert (
        dry.returncode == 0
        and "まだ何も書いていません" in dry.stdout
        and not (tmp_path / "名簿.xlsx").exists()
    )
    done = careerup(
        "number",
        "判定.xlsx",
        "--prefecture",
        "10",
        "--agency",
        "02",
        "--issued-on",
        "2025-11-30",
        "--out",
        "名簿.xlsx",
        cwd=tmp_path,
    )
    assert done.returncode == 0 and [f"10250240000{n}" in done.stdout for n in (1, 2, 3, 4)] == [
        True,
        True,
        True,
        False,
    ]
    out = careerup(
        "check",
        "roster",
        "名簿.xlsx",
        "--prefecture",
        "10",
        "--designations",
        "指定台帳.xlsx",
        "--received-on",
        "2026-02-20",
        "--reply",
        "返送",
        "--today",
        "2026-02-20",
        cwd=tmp_path,
    )
    assert (
        out.returncode == 0 and "20 日過ぎています" in out.stdout and "受理できます" in out.stdout
    )
    joined = openpyxl.load_workbook(tmp_path / "名簿_検証結果.xlsx")["名簿（機関名入り）"]
    assert [c.value for c in joined[4]][:4] == [
        "02",
        "一般社団法人みなかみ保育研修会",
        "群馬県利根郡みなかみ町後閑1",
        "minakami@example.jp",
    ]
    reply = openpyxl.load_workbook(
        tmp_path / "返送" / "受付結果_02_一般社団法人みなかみ保育研修会.xlsx"
    )
    assert reply.sheetnames[:2] == ["受付票", "検証結果"] and "御中" in str(
        reply["検証結果"]["A1"].value
    )
    again = careerup("number", "名簿.xlsx", "--prefecture", "10", "--dry-run", cwd=tmp_path)
    assert again.returncode == 0 and "番号を付けた行はありません" in again.stdout


def test_numbers_skip_what_is_not_ready_and_never_repeat(tmp_path: Path) -> None:
    rows = rosters.clean_rows()
    at = rosters.HEADINGS.index
    for n in (10, 11, 12, 13, 14):
        rows[n][at("修了証番号")] = ""
    rows[11][at("生年月日")] = "5.4.1"  # 誤り: left
    rows[12][at("氏名")], rows[12][at("生年月日")], rows[12][at("保育士登録番号")] = (
        rows[0][at("氏名")],
        rows[0][at("生年月日")],
        rows[0][at("保育士登録番号")],
    )
    rows[9][at("修了証番号")] = "1025024OOO2I"  # nobody can read it: 00021 is not given
    rosters.write(tmp_path / "名簿.xlsx", rows)
    before = (tmp_path / "名簿.xlsx").read_bytes()
    out = careerup(
        "number",
        "名簿.xlsx",
        "--prefecture",
        "群馬県",
        "--out",
        "写し.xlsx",
        "--today",
        "2026-06-30",
        cwd=tmp_path,
    )
    assert out.returncode == 1 and (tmp_path / "名簿.xlsx").read_bytes() == before
    sheet = openpyxl.load_workbook(tmp_path / "写し.xlsx")["名簿"]
    assert [sheet.cell(5 + n, at("修了証番号") + 1).value for n in (10, 13, 14)] == [
        "102502400017",
        "102502400018",
        "102502400019",
    ]
    assert (
        sheet["K16"].value in (None, "")
        and sheet["K17"].value in (None, "")
        and "2つ要るか" in out.stdout
        and "誤りがあります" in out.stdout
    )
    full = [[*r] for r in rosters.clean_rows()]
    full[0][at("修了証番号")], full[1][at("修了証番号")] = "102502499999", ""
    rosters.write(tmp_path / "満.xlsx", full)
    assert "99999 を超えます" in one_sentence(
        careerup("number", "満.xlsx", "--prefecture", "10", "--out", "満2.xlsx", cwd=tmp_path)
    )  # T03
