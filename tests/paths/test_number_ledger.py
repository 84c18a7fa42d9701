"""``careerup number --ledger``: numbers from the register, by several clerks at once, and when the
workbook cannot be written."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import openpyxl
from command import COMMAND, ENVIRONMENT, careerup, one_sentence
from forked import Limits

from workbooks.ledger.store.open import open_ledger
from workbooks.samples import rosters

_LARGEST = 320_000
NUMBER = rosters.HEADINGS.index("修了証番号")


def roster(path: Path, people: slice, mark: str = "") -> None:
    """Clean rows without numbers; ``mark`` makes other persons of them."""
    rows = [list(r) for r in rosters.clean_rows()[people]]
    for n, row in enumerate(rows):
        row[NUMBER], row[2] = "", f"{row[2]}{mark}"
        row[1] = f"群馬県-{700_000 + ord(mark) % 1000 * 100 + n:06}" if mark else row[1]
    rosters.write(path, rows)


def heavy(path: Path) -> None:
    """The same roster grown beyond ``_LARGEST``, more than the register is."""
    chance = random.Random(1)
    book = openpyxl.load_workbook(path)
    for row in book["名簿"].iter_rows(min_row=5, max_row=7):
        for heading in ("住所", "備考"):
            cell = row[rosters.HEADINGS.index(heading)]
            cell.value = "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(32_000))
    book.save(path)
    assert path.stat().st_size > _LARGEST


def new_register(folder: Path) -> None:
    """An empty 台帳.sqlite, as --new makes one."""
    open_ledger(folder / "台帳.sqlite", create=True).close()


def numbers(path: Path) -> list[str]:
    return [
        str(v)
        for (v,) in openpyxl.load_workbook(path)["名簿"].iter_rows(
            min_row=5, min_col=NUMBER + 1, max_col=NUMBER + 1, values_only=True
        )
        if v
    ]


def test_clerks_at_the_same_time_get_different_numbers(tmp_path: Path) -> None:
    new_register(tmp_path)
    for n, mark in enumerate("一二三四"):
        roster(tmp_path / f"{n}.xlsx", slice(0, 4), mark)
    clerks = [
        subprocess.Popen(
            [
                *COMMAND,
                "number",
                f"{n}.xlsx",
                "--out",
                f"済{n}.xlsx",
                "--ledger",
                "台帳.sqlite",
                "--prefecture",
                "10",
                "--today",
                "2026-06-30",
            ],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(4)
    ]
    assert [(c.communicate(timeout=120)[1], c.returncode) for c in clerks] == [(b"", 0)] * 4
    given = sorted(n for k in range(4) for n in numbers(tmp_path / f"済{k}.xlsx"))
    assert given == [f"1025024{n:05}" for n in range(1, 17)]


def test_a_workbook_that_cannot_be_written_loses_no_number(tmp_path: Path) -> None:
    roster(tmp_path / "名簿.xlsx", slice(0, 3))
    heavy(tmp_path / "名簿.xlsx")
    asked = (
        "number",
        "名簿.xlsx",
        "--ledger",
        "台帳.sqlite",
        "--prefecture",
        "10",
        "--today",
        "2026-06-30",
    )
    said = one_sentence(careerup(*asked, "--out", "済.xlsx", cwd=tmp_path))
    assert "--new" in said and not (tmp_path / "台帳.sqlite").exists()
    dry = careerup(*asked, "--dry-run", "--new", cwd=tmp_path)
    assert (
        dry.returncode == 0
        and "102502400003" in dry.stdout
        and not (tmp_path / "台帳.sqlite").exists()
    )
    new_register(tmp_path)
    said = one_sentence(careerup(*asked, "--out", "無い/済.xlsx", cwd=tmp_path))
    assert (
        "フォルダー 無い がありません" in said and "予約" not in said
    )  # before any number is taken
    assert "ありません" in careerup("ledger", "reserved", *asked[2:4], cwd=tmp_path).stdout
    said = one_sentence(
        careerup(
            *asked, "--out", "済.xlsx", cwd=tmp_path, limits=Limits(file=_LARGEST)
        )  # a full disk
    )
    assert "書けません" in said and "予約してあります" in said
    assert not list(tmp_path.glob("*済*")) and not list(tmp_path.glob("~*"))
    assert (
        "102502400001"
        in careerup("ledger", "reserved", "--ledger", "台帳.sqlite", cwd=tmp_path).stdout
    )
    done = careerup(*asked, "--out", "済.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path / "済.xlsx") == ["102502400001", "102502400002", "102502400003"]
    assert (
        "102502400001"
        not in careerup("ledger", "reserved", "--ledger", "台帳.sqlite", cwd=tmp_path).stdout
    )
    again = careerup(*asked, "--out", "済2.xlsx", cwd=tmp_path)
    assert (
        again.returncode == 1
        and "既に持っています" in again.stdout
        and not (tmp_path / "済2.xlsx").exists()
    )
    taken = careerup(
        "ledger",
        "import",
        "済.xlsx",
        "--ledger",
        "台帳.sqlite",
        "--prefecture",
        "10",
        "--today",
        "2026-06-30",
        cwd=tmp_path,
    )
    assert taken.returncode == 0, taken.stderr + taken.stdout
    assert careerup("ledger", "verify", "--ledger", "台帳.sqlite", cwd=tmp_path).returncode == 0


def test_a_roster_the_register_does_not_know_is_imported_first(tmp_path: Path) -> None:
    rows = rosters.clean_rows()
    rows[15][NUMBER] = ""
    new_register(tmp_path)
    rosters.write(tmp_path / "名簿.xlsx", rows)
    said = one_sentence(
        careerup(
            "number",
            "名簿.xlsx",
            "--out",
            "済.xlsx",
            "--ledger",
            "台帳.sqlite",
            "--prefecture",
            "10",
            "--today",
            "2026-06-30",
            cwd=tmp_path,
        )
    )
    assert "ledger import" in said and not (tmp_path / "済.xlsx").exists()


def test_a_revoked_number_is_explained_and_never_given_again(tmp_path: Path) -> None:
    """T64."""
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows()[:3])
    new_register(tmp_path)
    ledger = ("--ledger", "台帳.sqlite")
    assert (
        careerup(
            "ledger",
            "import",
            "名簿.xlsx",
            *ledger,
            "--prefecture",
            "10",
            "--today",
            "2026-06-30",
            cwd=tmp_path,
        ).returncode
        == 0
    )
    assert (
        careerup(
            "ledger",
            "revoke",
            "102502400003",
            "--reason",
            "虚偽・不正の事実",
            *ledger,
            cwd=tmp_path,
        ).returncode
        == 0
    )
    roster(tmp_path / "次.xlsx", slice(5, 6))
    out = careerup(
        "number",
        "次.xlsx",
        "--out",
        "済.xlsx",
        *ledger,
        "--prefecture",
        "10",
        "--today",
        "2026-06-30",
        cwd=tmp_path,
    )
    assert (
        out.returncode == 0
        and numbers(tmp_path / "済.xlsx") == ["102502400004"]
        and "欠番: 1025024-00003 は取消済みです。" in out.stdout
    )


def test_a_file_that_is_no_report_leaves_no_register_behind(tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"")
    said = one_sentence(
        careerup(
            "ledger",
            "import",
            "空.xlsx",
            "--ledger",
            "新.sqlite",
            "--prefecture",
            "10",
            cwd=tmp_path,
        )
    )
    assert "空のファイル" in said and [p.name for p in tmp_path.iterdir()] == ["空.xlsx"]


def test_a_year_no_certificate_can_have_is_refused_and_the_workbook_alone_is_said(
    tmp_path: Path,
) -> None:
    from workbooks.samples import ledgers

    head = ("氏名", "生年月日", "修了した研修分野", "修了証番号", "修了年月日")
    rows = [["美本　花", "1990-05-01", "乳児保育", "", "2026-01-10"]]
    ledgers.write(tmp_path / "名簿.xlsx", [("名簿", head, rows)])
    common = (
        "number",
        "名簿.xlsx",
        "--agency",
        "02",
        "--prefecture",
        "群馬県",
        "--today",
        "2026-01-20",
    )
    future = careerup(*common, "--issued-on", "2062-01-20", "--out", "写し.xlsx", cwd=tmp_path)
    assert "の年の修了証はありえません" in future.stdout and future.returncode == 1
    assert not (tmp_path / "写し.xlsx").exists()
    done = careerup(*common, "--issued-on", "2026-01-20", "--out", "写し.xlsx", cwd=tmp_path)
    assert done.returncode == 0 and "このブックの中だけで決めました" in done.stdout


def test_a_second_number_is_given_row_by_row_with_its_reason(tmp_path: Path) -> None:
    rosters.write(tmp_path / "報告.xlsx", rosters.clean_rows()[:3])
    new_register(tmp_path)
    place = ("--ledger", "台帳.sqlite", "--prefecture", "10", "--today", "2026-06-30")
    assert careerup("ledger", "import", "報告.xlsx", *place, cwd=tmp_path).returncode == 0
    roster(tmp_path / "名簿.xlsx", slice(0, 3))
    asked = careerup("number", "名簿.xlsx", "--out", "済.xlsx", *place, cwd=tmp_path)
    assert asked.returncode == 1 and asked.stdout.count("既に持っています") == 3
    rows = ("--again-rows", "名簿!K6", "--reason", "再受講")
    wrong = careerup(
        *("number", "名簿.xlsx", "--out", "済.xlsx", *place, "--again-rows", "K99"),
        *("--reason", "再受講"),
        cwd=tmp_path,
    )
    assert "K99" in one_sentence(wrong)
    done = careerup("number", "名簿.xlsx", "--out", "済.xlsx", *place, *rows, cwd=tmp_path)
    assert done.returncode == 1 and numbers(tmp_path / "済.xlsx") == ["102502400004"]
    said = careerup("ledger", "find", "102502400004", *place, cwd=tmp_path).stdout
    assert "付けた番号です" in said
    with closing(sqlite3.connect(tmp_path / "台帳.sqlite")) as connection:
        kept = connection.execute("SELECT number, held, why, reason FROM acceptances").fetchall()
    assert kept == [("102502400004", "102502400002", "held", "再受講")]


def test_numbers_come_from_the_register_made_before_without_naming_it(tmp_path: Path) -> None:
    """One place for all commands: never 00001 again beside a register."""
    rosters.write(tmp_path / "報告.xlsx", rosters.clean_rows()[:3])
    home = {**ENVIRONMENT, "HOME": str(tmp_path)}
    common = ("--prefecture", "10", "--today", "2026-06-30")

    def run(*arguments: str, folder: Path = tmp_path) -> str:
        command = [*COMMAND, *arguments, *common]
        done = subprocess.run(command, cwd=folder, env=home, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("ledger", "import", "報告.xlsx", "--new")
    elsewhere = tmp_path / "別"
    elsewhere.mkdir()
    roster(elsewhere / "名簿.xlsx", slice(4, 6))
    said = run("number", "名簿.xlsx", "--out", "済.xlsx", folder=elsewhere)
    assert "台帳.sqlite から付けました" in said
    assert numbers(elsewhere / "済.xlsx") == ["102502400004", "102502400005"]
