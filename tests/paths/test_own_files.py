"""What careerup has written and gets back (自分の作ったファイル): each is told what it is, and never checked as a
table of somebody; what stands beside it is checked all the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from validators.profile import default
from workbooks.kind_of import kind_of, no_table
from workbooks.samples import ledgers, rosters
from xl.cli import main
from xl.files import read as closed

TODAY = ("--today", "2026-07-06", "--prefecture", "群馬県")
COMMANDS = (
    ["check", "roster", "名簿.xlsx", "--designations", "指定台帳.xlsx", *TODAY],
    ["check", "roster", "名簿.xlsx", "--ask-columns", "列の確認.xlsx", *TODAY],
    ["check", "applications", "指定申請台帳.xlsx", *TODAY],
    ["check", "designations", "指定台帳.xlsx", "--publish", "周知", *TODAY],
    ["check", "eligibility", "名簿.xlsx", "--out", "加算.xlsx", *TODAY],
    ["compare", "名簿.xlsx", "正しい名簿.xlsx"],
    ["form", "certificate", "正しい名簿.xlsx", "--out", "修了証", "--issuer", "知事", *TODAY],
    ["settings", "--out", "設定.xlsx"],
)
NOT_MEANT = ("名簿.xlsx", "正しい名簿.xlsx", "指定台帳.xlsx", "指定申請台帳.xlsx")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    rosters.write(tmp_path / "正しい名簿.xlsx", rosters.clean_rows())
    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    ledgers.write_applications(tmp_path / "指定申請台帳.xlsx")
    return tmp_path


def test_every_output_is_known(folder: Path) -> None:
    for command in COMMANDS:
        assert main(command) < 2, command
    made = [path for path in folder.rglob("*.xlsx") if path.name not in NOT_MEANT]
    assert len(made) >= len(COMMANDS) + 1
    for path in made:
        book = closed.read(path)
        assert kind_of(book, default()) == "", path.name
        rule = no_table("roster", book, default()).note.rule
        assert rule in ("table-is-report", "table-is-settings", "roster-is-form"), path.name


def test_what_can_be_checked_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "案内.pdf").write_bytes(b"%PDF-1.7 x")
    main(["settings", "--out", "設定.xlsx"])
    capsys.readouterr()
    assert main(["正しい名簿.xlsx", "案内.pdf", "設定.xlsx", *TODAY]) == 2
    told = capsys.readouterr()
    assert "正しい名簿.xlsx を研修修了者名簿として確かめます" in told.out
    assert "設定.xlsx は careerup が作った" in told.out
    assert told.err.count("\n") == 1 and "案内.pdf は PDF で" in told.err
    assert (folder / "正しい名簿_検証結果.xlsx").exists()
    assert main(["設定.xlsx"]) == 2
    assert "--profile 設定.xlsx で使います" in capsys.readouterr().err


def test_a_copy_beside_its_roster_is_not_checked_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a check is compared with the last check of its own kind alone."""
    main(["check", "roster", "名簿.xlsx", "--marked", "印付き.xlsx", *TODAY])
    capsys.readouterr()
    main(["名簿.xlsx", "印付き.xlsx", *TODAY])
    told = capsys.readouterr().out
    assert "印付き.xlsx は careerup が作った" in told and "1 ファイル・1 表・16 行" in told
    main(["印付き.xlsx", *TODAY])
    assert "16 行（印付き.xlsx）" in capsys.readouterr().out
    main(["check", "eligibility", "名簿.xlsx", *TODAY])
    assert "前回から" not in capsys.readouterr().out
    main(["check", "roster", "名簿.xlsx", *TODAY])
    assert "解消 0・新規 0・継続" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["check", "roster", "名簿.xlsx", "群馬県"], "--prefecture 群馬県 と書いて"),
        (["名簿.xlsx,指定台帳.xlsx"], "名簿.xlsx 指定台帳.xlsx のように"),
        (["名簿.xslx"], "もしかして: 名簿.xlsx"),
        (
            ["check", "roster", "名簿.xlsx", "--profile", "設定.xlsx"],
            "設定.xlsx が見つかりません。",
        ),
        (["check", "roster", "名簿.xlsx", "--designations", "名簿.xlsx"], "研修修了者名簿のよう"),
        (["check", "roster", "名簿.xlsx", "--columns", "AAA=研修分野"], "「AAA」という列は"),
        (["check", "roster", "名簿.xlsx", "--out", "結果"], "結果.xlsx のように"),
        (["check", "roster", "名簿.xlsx", "--today", "2026-02-30"], "という日付はありません"),
        (["form", "application", "名簿.xlsx", "--out", "申請書", *TODAY], "研修修了者名簿のよう"),
        (
            ["form", "certificate", "名簿.xlsx", "--out", "修了証.pdf"],
            "フォルダーの名前（修了証 など）",
        ),
        (["tidy", "名簿.xlsx", "--out", "整えた名簿"], "終わりを .xlsx に"),
        (["letter", "renewal", "名簿.xlsx", "--out", "文書"], "研修修了者名簿のよう"),
        (
            ["check", "roster", "名簿.xlsx", "--out", "無い/結果.xlsx"],
            "フォルダー 無い がありません",
        ),
        (["check", "eligibility", "名簿.xlsx", "--role", "園長"], "園長"),
        (["ledger", "extract", "--out", "提供.xlsx"], "--to か --to-municipality がありません"),
        (["columns", "名簿.xlsx"], "--ask-columns 列の確認.xlsx"),
        (["check", "roster", "https://example.jp/名簿.xlsx"], "Web のアドレス"),
        (["check", "roster", "名簿.xlsx", "--profile", "群馬県"], "--prefecture 群馬県 と書き"),
        (["check", "roster", "名簿.xlsx", "--prefecture", "グンマけん"], "もしかして: 群馬県"),
        (["台帳", "照会", "青木"], "--ledger で場所を指定して"),
    ],
)
def test_a_slip_is_told_with_what_to_type(
    folder: Path, capsys: pytest.CaptureFixture[str], typed: list[str], said: str
) -> None:
    before = sorted(folder.iterdir())
    assert main(typed) == 2
    sentence = capsys.readouterr().err
    assert said in sentence and sentence.count("\n") == 1 and sorted(folder.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a name has 255 letters there, not bytes")
def test_a_name_too_long_for_its_result(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = f"{'あ' * 80}.xlsx"
    (folder / "名簿.xlsx").rename(folder / name)
    assert main(["check", "roster", name, *TODAY]) == 2
    told = capsys.readouterr().err
    assert "名前が長すぎます" in told and told.count("\n") == 1
