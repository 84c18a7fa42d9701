"""careerup ledger …: a clerk's year on the command line, on real files; what is said and which status it ends with."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from jsonschema import Draft202012Validator
from places import ROOT

from workbooks.grid import Value
from workbooks.ledger.extract import EXTRACT_COLUMNS
from workbooks.samples import ledgers, rosters
from xl.cli import main

FOUND = json.loads((files("validators.data") / "find.schema.json").read_text(encoding="utf-8"))
CONSENT = "情報提供の同意"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.chdir(work)
    monkeypatch.delenv("CAREERUP_LEDGER", raising=False)
    return work


def roster(
    path: str,
    *,
    kind: int = 4,
    field: str = "食育・アレルギー対応",
    agency: int = 2,
    change: dict[tuple[int, str], Value] | None = None,
    consent: str = "同意する",
    rows: int = 16,
) -> Path:
    """A clean roster whose 備考 says whether people agreed."""
    own = rosters.clean_rows(field, kind, agency)[:rows]
    for row in own:
        row[-1] = consent
    for (row, heading), value in (change or {}).items():
        own[row][rosters.HEADINGS.index(heading)] = value
    rosters.write(Path(path), own)
    book = openpyxl.load_workbook(path)
    book["名簿"]["N4"], book["名簿"]["A2"] = CONSENT, f"研修実施機関番号：{agency:02}"
    book.save(path)
    return Path(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([*map(str, arguments), "--today", "2026-06-30"])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_a_year_with_the_ledger(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster("第1回.xlsx")
    status, out, err = run(capsys, "ledger", "import", "第1回.xlsx")
    assert (status, out) == (2, "") and "--new" in err and not list(folder.glob("*.sqlite"))
    status, out, _ = run(capsys, "ledger", "import", "第1回.xlsx", "--new")
    assert (status, out.splitlines()[:2]) == (
        0,
        [
            f"新しい台帳を {folder / '台帳.sqlite'} に作りました。",
            "第1回.xlsx: 取り込みました（16 件）。",
        ],
    )
    assert "1 ファイルのうち 1 を取り込みました（台帳 台帳.sqlite、台帳の控え 1-" in out
    assert stat.S_IMODE((folder / "台帳.sqlite").stat().st_mode) == 0o600
    status, out, _ = run(capsys, "ledger", "import", "第1回.xlsx")
    assert (status, out.splitlines()[0]) == (
        0,
        "第1回.xlsx: 既に取り込んであります（何も変えていません）。",
    )
    before = (folder / "台帳.sqlite").read_bytes()

    roster("第1回訂正.xlsx", change={(0, "氏名"): "青木　小夏", (1, "住所"): "=1+1"}, rows=15)
    status, out, _ = run(capsys, "ledger", "import", "第1回訂正.xlsx")
    assert (
        status == 1
        and "第1回.xlsx と違います: 追加 0・変更 2・取り下げ 1" in out
        and "--replace" in out
        and (folder / "台帳.sqlite").read_bytes() == before
    )
    shown = openpyxl.load_workbook("取込結果.xlsx")["違いと重複"]
    assert {tuple(c.value for c in row[6:10]) for row in shown.iter_rows(min_row=2)} == {
        ("訂正（変更）", "氏名", "青木　小春", "青木　小夏"),
        ("訂正（変更）", "住所", "群馬県高崎市高松町2-3", "=1+1"),
        ("訂正（取り下げ）", None, None, None),
    }
    assert all(c.data_type != "f" for row in shown.iter_rows() for c in row)
    assert run(capsys, "ledger", "import", "第1回訂正.xlsx", "--replace")[0] == 1
    status, out, _ = run(
        capsys, "ledger", "import", "第1回訂正.xlsx", "--replace", "--withdraw", "1"
    )
    assert status == 0 and "追加 0・変更 2・取り下げ 1" in out

    status, out, _ = run(capsys, "ledger", "find", "石田 蓮")
    assert status == 0 and "102502400002" in out and "1 件（氏名として照会）" in out
    status, out, _ = run(capsys, "ledger", "find", "高松こども", "--json")
    assert status == 1 and json.loads(out) == {
        "how": "",
        "more": False,
        "entries": [],
    }
    found = json.loads(run(capsys, "ledger", "find", "たかまつこども園", "--json")[1])
    for document in (json.loads(out), found):
        Draft202012Validator(FOUND).validate(document)
    assert [e["氏名"] for e in found["entries"]] == ["石田　蓮"] and found["entries"][0][
        "修了年月日"
    ] == "2025-11-09"

    status, out, _ = run(
        capsys,
        "ledger",
        "reissue",
        "102502400002",
        "--reason",
        "氏名変更",
        "--name",
        "新田　蓮",
        "--note",
        "戸籍",
        "--on",
        "2026-05-01",
        "--out",
        "再交付.xlsx",
    )
    assert status == 0 and "記録しました" in out
    assert run(capsys, "check", "roster", "再交付.xlsx")[0] == 0
    assert openpyxl.load_workbook("再交付.xlsx").active["B2"].value == "新田　蓮"  # type: ignore[union-attr]
    assert run(capsys, "ledger", "revoke", "102502400003", "--reason", "虚偽・不正の事実")[0] == 0
    status, out, _ = run(capsys, "ledger", "history", "10-25-024-00002", "--out", "履歴.xlsx")
    assert (
        status == 0
        and "再交付: 氏名変更　石田　蓮 → 新田　蓮　戸籍" in out
        and len(openpyxl.load_workbook("履歴.xlsx").sheetnames) == 1
    )
    assert run(capsys, "ledger", "backup", "--out", "控え.sqlite")[0] == 0
    assert {
        stat.S_IMODE(Path(p).stat().st_mode) for p in ("控え.sqlite", "履歴.xlsx", "再交付.xlsx")
    } == {0o600}
    status, out, err = run(capsys, "ledger", "verify", "--ledger", "控え.sqlite")
    assert (status, out) == run(capsys, "ledger", "verify")[:2] and "控え（" in err
    status, _, err = run(
        capsys, "ledger", "revoke", "102502400005", "--reason", "その他", "--ledger", "控え.sqlite"
    )
    assert status == 2 and "読むことだけ" in err
    status, out, _ = run(capsys, "ledger", "verify")
    assert status == 0 and "○ 台帳に矛盾はありません。" in out and "取消 1" in out
    assert (
        run(capsys, "ledger", "move", "--to", "別.sqlite")[0] == 0
        and "矛盾はありません" in run(capsys, "ledger", "verify", "--ledger", "別.sqlite")[1]
    )
    status, _, err = run(capsys, "ledger", "revoke", "102502400005", "--reason", "その他")
    assert status == 2 and "別.sqlite へ移してあります" in err


def test_extract_is_six_items_logged_and_under_a_password(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roster(
        "r.xlsx",
        change={
            (0, "備考"): "同意しない",
            (1, "備考"): "",
            (2, "勤務先施設の所在市町村名"): "さいたま市",
        },
    )
    assert run(capsys, "ledger", "import", "r.xlsx", "--new")[0] == 0
    status, out, _ = run(capsys, "ledger", "extract", "--to", "群馬", "--out", "提供.xlsx")
    assert (
        status == 0
        and "群馬県へ提供する 13 件" in out
        and "除いた人: 2 件（同意しない 1 件、同意の記録がない 1 件）" in out
    )
    sheet = openpyxl.load_workbook("提供.xlsx").active
    assert sheet is not None
    lines = [[c.value for c in row] for row in sheet.iter_rows()]
    assert tuple(lines[3]) == EXTRACT_COLUMNS and sheet.max_column == 9 and len(lines) == 17
    assert lines[4][:3] == ["群馬県-500004", "江口　美咲", dt.datetime(1995, 1, 21)]
    monkeypatch.setattr(sys, "stdin", io.StringIO("ひみつ123\n"))
    assert (
        run(
            capsys,
            "ledger",
            "extract",
            "--to-municipality",
            "さいたま市",
            "--out",
            "鍵.xlsx",
            "--password",
        )[0]
        == 0
    )
    with open("鍵.xlsx", "rb") as file, pytest.raises(msoffcrypto.exceptions.InvalidKeyError):  # noqa: PTH123
        locked = msoffcrypto.OfficeFile(file)
        plain = io.BytesIO()
        locked.load_key(password="ひみつ123")
        locked.decrypt(plain)
        assert openpyxl.load_workbook(plain).active["B5"].value == "上原　千尋"  # type: ignore[union-attr]
        locked.load_key(password="ちがう", verify_password=True)
    connection = sqlite3.connect("台帳.sqlite")
    logged = [
        row[0]
        for row in connection.execute("SELECT detail FROM audit WHERE action='extract' ORDER BY id")
    ]
    connection.close()
    assert (
        len(logged) == 2
        and logged[0].startswith("提供用に抽出: 群馬県、13 件、同意がなく除いた 2 件")
        and "埼玉県さいたま市、1 件" in logged[1]
    )
    assert run(capsys, "ledger", "extract", "--to", "江戸", "--out", "x.xlsx")[0] == 2
    assert run(capsys, "ledger", "extract", "--to-municipality", "府中市", "--out", "x.xlsx")[
        2
    ].startswith("「府中市」は 東京都・広島県 にあります")
    assert not (folder / "x.xlsx").exists() and not list(folder.glob("~careerup*"))


def test_whole_reports_or_none_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("甲.xlsx")
    rosters.write(Path("誤り.xlsx"), rosters.messy_rows())
    Path("壊れ.xlsx").write_bytes(b"PK\x03\x04broken")
    roster("乙.xlsx", kind=7, field="マネジメント", agency=3)
    roster("重複.xlsx", kind=7, field="マネジメント", agency=4)
    status, out, err = run(
        capsys,
        "ledger",
        "import",
        "--new",
        *("甲.xlsx", "誤り.xlsx", "壊れ.xlsx", "乙.xlsx", "重複.xlsx"),
    )
    lines = out.splitlines()[1:]
    assert (
        status == 1
        and err == ""
        and lines[0] == "甲.xlsx: 取り込みました（16 件）。"
        and lines[-1].startswith("5 ファイルのうち 2 を取り込みました")
    )
    assert (
        "誤りが" in lines[1]
        and "誤り_検証結果.xlsx" in lines[2]
        and (folder / "誤り_検証結果.xlsx").exists()
        and "壊れているか" in lines[3]
    )
    assert (
        "同じ人・同じ分野の修了 16 件" in out
        and "--accept" in out
        and (folder / "取込結果.xlsx").exists()
    )
    both = openpyxl.load_workbook("取込結果.xlsx")["違いと重複"]
    assert (
        both["C2"].value == "重複.xlsx"
        and both["D2"].value == "名簿!K5"
        and str(both["K2"].value).startswith("乙.xlsx 名簿!K5（")
    )
    status, out, err = run(capsys, "ledger", "import", "重複.xlsx", "--accept")
    assert (status, out) == (2, "") and "--accept の判断は理由とともに" in err
    assert run(capsys, "ledger", "import", "重複.xlsx", "--accept", "--reason", "再受講")[0] == 0
    assert (
        run(capsys, "ledger", "import", "壊れ.xlsx")[0] == 2
        and "矛盾はありません" in run(capsys, "ledger", "verify")[1]
    )


def test_export_holds_everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pyarrow.parquet import read_table

    roster("r.xlsx", change={(0, "住所"): "=cmd"})
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    assert run(capsys, "ledger", "export", "--out", "全部.xlsx")[0] == 0
    book = openpyxl.load_workbook("全部.xlsx")
    assert book.sheetnames == [
        "台帳",
        "監査記録",
        "研修実施機関",
        "指定",
        "更新届出",
        "修了証番号",
        "実績報告",
        "修了",
        "再交付",
        "取消",
        "同意の変更",
        "要確認の判断",
        "同じ人の判断",
        "差戻し",
        "番号の下限",
    ]
    done = book["修了"]
    names = [c.value for c in done[1]]
    assert (
        done.max_row == 17
        and done.cell(2, names.index("address") + 1).value == "=cmd"
        and done.cell(2, names.index("address") + 1).data_type == "s"
    )
    assert run(capsys, "ledger", "export", "--out", "全部.parquet")[0] == 0
    table = read_table("全部_修了.parquet").to_pydict()
    assert (
        len(table["number"]) == 16
        and table["birth_date"][0] == dt.date(1988, 4, 12)
        and table["consent"][0] is True
        and table["issued_on"][0] == dt.date(2025, 11, 23)
    )
    assert (
        read_table("全部_取消.parquet").num_rows == 0
        and read_table("全部_監査記録.parquet").num_rows == 3
    )
    assert (
        run(capsys, "ledger", "export", "--out", "全部.parquet")[0] == 2
        and run(capsys, "ledger", "export", "--out", "全部.csv")[0] == 2
    )


def test_reports_are_checked_against_the_designations_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledgers.write_designations(Path("指定台帳.xlsx"))
    assert run(capsys, "ledger", "designations", "指定台帳.xlsx")[0] == 2  # of which prefecture?
    taken = ("ledger", "designations", "指定台帳.xlsx", "--prefecture", "群馬")
    assert "新しい指定 6 件、更新 4 件、名称の変更 3 件" in run(capsys, *taken, "--new")[1]
    assert "新しい指定 0 件、更新 0 件、名称の変更 0 件" in run(capsys, *taken)[1]
    roster("指定あり.xlsx")
    roster("指定なし.xlsx", kind=7, field="マネジメント", agency=2)
    assert run(capsys, "ledger", "import", "指定あり.xlsx", "--prefecture", "群馬")[0] == 0
    status, out, _ = run(capsys, "ledger", "import", "指定なし.xlsx", "--prefecture", "群馬")
    assert status == 1 and "誤りが 16 件" in out
    assert (
        json.loads(run(capsys, "ledger", "find", "102502400001", "--json")[1])["entries"][0][
            "研修実施機関"
        ]
        == "一般社団法人みなかみ保育研修会"
    )
    status, out, _ = run(capsys, "ledger", "verify")
    assert status == 0 and "研修実施機関 3　指定 6　更新届出 4" in out


def test_where_the_ledger_lies(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "年度").mkdir()
    roster("年度/r.xlsx")
    run(capsys, "ledger", "import", "年度/r.xlsx", "--new")
    assert (folder / "台帳.sqlite").exists() and not (folder / "年度" / "台帳.sqlite").exists()
    monkeypatch.chdir(folder / "年度")  # one place, wherever the clerk stands
    assert "既に取り込んで" in run(capsys, "ledger", "import", "r.xlsx")[1]
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CAREERUP_LEDGER", str(folder / "甲.sqlite"))
    run(capsys, "ledger", "import", "年度/r.xlsx", "--new")
    monkeypatch.delenv("CAREERUP_LEDGER")
    Path("p.toml").write_text(f'[ledger]\nplace = "{folder / "乙.sqlite"}"\n', encoding="utf-8")
    own = ("ledger", "import", "年度/r.xlsx", "--profile", "p.toml", "--new")
    run(capsys, *own)
    run(capsys, *own, "--ledger", "丙.sqlite")
    made = ["丙.sqlite", "乙.sqlite", "台帳.sqlite", "甲.sqlite"]
    assert sorted(p.name for p in folder.glob("*.sqlite")) == sorted(made)
    for wrong, words in (
        (("--ledger", "丙.sqlite", "--new"), "既にあります"),
        (("--ledger", "打ち間違い.sqlite"), "がありません"),
        (("--ledger", "丁.xlsx", "--new"), ".sqlite にして"),
    ):
        status, _, err = run(capsys, "ledger", "import", "年度/r.xlsx", *wrong)
        assert status == 2 and words in err
    (folder / "丙.sqlite").write_bytes(b"")
    assert "空です" in run(capsys, "ledger", "find", "x", "--ledger", "丙.sqlite")[2]
    assert len(list(folder.glob("*.sqlite"))) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "x"),
        ("verify",),
        ("backup", "--out", "b.sqlite"),
        ("reissue", "1", "--reason", "紛失"),
        ("revoke", "102502400001", "--reason", "その他"),
        ("extract", "--out", "x.xlsx"),
        ("verify", "--ledger", "mysql://x"),
        ("import", "ない.xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, "ledger", *arguments)
    said = err or out
    assert (
        status == 2
        and said.count("\n") == 1
        and said.strip().endswith("。")
        and "Traceback" not in said
    )
    assert not list(folder.glob("*.xlsx")) and not (folder / "b.sqlite").exists()


def test_formulas_and_checks_start_without_the_ledger(tmp_path: Path) -> None:
    rosters.write(tmp_path / "r.xlsx", rosters.clean_rows())
    code = f"""
import sys, xl.udfs, xl.ribbon
from xl.cli import main
main(["call", "CERTNO", "北海道", "2017-06-01", "1", "乳児保育", "1"])
main(["check", "roster", {str(tmp_path / "r.xlsx")!r}, "--json"])
print([m for m in ("sqlalchemy", "alembic", "msoffcrypto") if m in sys.modules])
"""
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert out.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE は POSIX だけ")
def test_when_the_disk_is_full_half_way_what_is_in_is_told_and_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource

    base = rosters.clean_rows()
    for report in range(3):
        rows: list[list[Value]] = []
        for n in range(report * 300 + 1, report * 300 + 301):
            rows.append(
                [
                    n,
                    f"群馬県-{n:06}",
                    f"美本　{chr(0x4E00 + n)}",
                    "",
                    dt.date(1970, 1, 1) + dt.timedelta(n),
                    *base[0][5:10],
                    f"1025024{n:05}",
                    *base[0][11:],
                ]
            )
        rosters.write(Path(f"{report}.xlsx"), rows)
    limit = 420_000  # bytes a file may grow to: room for the first report, not for the third
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "utf8",
            "-m",
            "xl",
            "ledger",
            "import",
            "--new",
            "0.xlsx",
            "1.xlsx",
            "2.xlsx",
            "--today",
            "2026-06-30",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(Path.home())},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    taken = done.stdout.count("取り込みました（300 件）")
    assert (
        done.returncode == 2
        and taken in (1, 2)
        and f"3 ファイルのうち {taken} を取り込みました" in done.stdout
    )
    assert done.stderr.count("\n") == 1 and "空き" in done.stderr and "Traceback" not in done.stderr
    status, out, _ = run(capsys, "ledger", "verify")
    assert status == 0 and f"修了 {taken * 300:,}　" in out
    assert (
        run(capsys, "ledger", "import", "0.xlsx", "1.xlsx", "2.xlsx")[0] == 0
        and "修了 900　" in run(capsys, "ledger", "verify")[1]
    )


def test_no_output_lands_on_the_ledger_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(
        capsys, "ledger", "import", "r.xlsx", "--ledger", "台帳.db", "--new"
    )  # whatever it is called
    before = Path("台帳.db").read_bytes()
    for what in (
        ("backup", "--out", "台帳.db"),
        ("export", "--out", "台帳.db"),
        ("extract", "--to", "群馬", "--out", "台帳.db"),
        ("history", "102502400001", "--out", "台帳.db"),
        ("reissue", "102502400001", "--reason", "紛失", "--out", "台帳.db"),
    ):
        status, _, err = run(capsys, "ledger", *what, "--force", "--ledger", "台帳.db")
        assert status == 2 and ("台帳そのもの" in err or " にして" in err)
    connection = sqlite3.connect("台帳.db")
    assert connection.execute("SELECT count(*) FROM reissues").fetchone() == (0,)
    connection.close()
    assert Path("台帳.db").read_bytes()[:100] == before[:100]


def test_without_pyarrow_it_is_said_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    status, _, err = run(capsys, "ledger", "export", "--out", "x.parquet")
    assert status == 2 and "careerup[parquet]" in err and not list(folder.glob("*.parquet"))


def test_reserved_numbers_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ledgers import request

    from workbooks.ledger import numbers
    from workbooks.ledger.store.open import open_ledger

    ledger = open_ledger("台帳.sqlite", create=True)
    kept = numbers.allocate(ledger, [request(1)])
    numbers.confirm(ledger, numbers.allocate(ledger, [request(2)]))
    status, out, _ = run(capsys, "ledger", "reserved")
    assert (
        status == 0
        and out.startswith(kept.given[0].number)
        and "予約中の番号 1 件" in out
        and "実績報告を待っている番号: 2 件" in run(capsys, "ledger", "verify")[1]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_backup_that_cannot_be_made_is_called_by_the_name_the_clerk_gave(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("第1回.xlsx")
    assert run(capsys, "ledger", "import", "第1回.xlsx", "--new")[0] == 0
    status, out, err = run(
        capsys, "ledger", "backup", "--out", "/proc/控え.sqlite"
    )  # where not even root can write
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "控え.sqlite" in err and "~" not in err


def test_a_report_that_cannot_be_read_is_refused_on_stderr(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "空.xlsx").write_bytes(b"")
    status, out, err = run(capsys, "ledger", "import", "空.xlsx")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1 and "空のファイル" in err


def _deepest(folder: Path) -> Path:
    """A folder so deep that a short name can be asked for there, and nothing longer be written."""
    while (room := 4078 - len(os.fsencode(folder))) > 0:
        folder /= "d" * min(room, 200)
        folder.mkdir()
    return folder


def test_a_reissue_whose_file_cannot_be_written_is_recorded_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    again = ("ledger", "reissue", "102502400001", "--reason", "紛失", "--out")
    status, _, err = run(capsys, *again, "無い/再交付.xlsx")
    assert (
        status == 2
        and "フォルダー 無い" in err
        and "再交付 0　" in run(capsys, "ledger", "verify")[1]
    )
    status, _, err = run(capsys, *again, _deepest(folder) / "a.xlsx")
    assert status == 2 and "再交付は記録済み" in err and err.count("\n") == 1
    status, out, _ = run(capsys, *again, "再交付.xlsx")
    assert status == 0 and "既に記録してあります" in out and Path("再交付.xlsx").exists()
    assert "再交付 1　" in run(capsys, "ledger", "verify")[1]


def test_a_reissue_is_recorded_and_printed_in_one_step(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    one = ("ledger", "reissue", "102502400001", "--reason", "氏名変更", "--name", "新田　小春")
    status, _, err = run(capsys, *one, "--form", "証")
    assert status == 2 and "発行者" in err and not Path("証").exists()
    assert "再交付 0　" in run(capsys, "ledger", "verify")[1]  # refused before it was recorded
    more = ("--on", "2026-05-01", "--form", "証", "--issuer", "群馬県知事　架空　三郎")
    status, out, err = run(capsys, *one, *more)
    assert status == 0 and "記録しました" in out, out + err
    (made,) = Path("証").iterdir()
    texts = [
        str(c.value) for row in openpyxl.load_workbook(made).worksheets[0].iter_rows() for c in row
    ]
    assert {"新田　小春", "第102502400001号", "（再交付　令和8年5月1日）"} <= set(texts)
    assert run(capsys, *one, *more, "--pdf")[0] == 0  # recorded once, printed again
    assert "再交付 1　" in run(capsys, "ledger", "verify")[1]
    run(capsys, "ledger", "revoke", "102502400003", "--reason", "虚偽・不正の事実")
    gone = ("ledger", "reissue", "102502400003", "--reason", "紛失", *more)
    assert run(capsys, *gone)[0] == 2 and len(list(Path("証").iterdir())) == 2


def test_what_cannot_be_is_refused_and_what_was_left_out_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    one = "102502400001"
    for words, said in (
        (("consent", one, "--withdraw", "--on", "2030-01-01"), "より先です"),
        (("revoke", one, "--reason", "その他", "--on", "2025-11-08"), "令和7年11月9日 より前"),
        (("find", "492502400001"), "修了証番号ではなく"),
        (("find", "10250240000"), "11 桁です"),
        (("find", "x", "--ledger", "."), "work はフォルダーです"),
    ):
        status, out, err = run(capsys, "ledger", *words)
        assert status in (1, 2) and said in out + err, (words, out, err)
    run(capsys, "ledger", "revoke", one, "--reason", "その他")
    roster("訂正.xlsx", change={(0, "住所"): "群馬県前橋市9", (1, "住所"): "群馬県前橋市8"})
    out = run(
        capsys,
        "ledger",
        "import",
        "訂正.xlsx",
        "--replace",
        "--leave-out",
        one,
        "--reason",
        "取消済み",
    )[1]
    assert "（15 件、r.xlsx を訂正、追加 0・変更 1・取り下げ 0、除いた行 1 件）" in out


def test_consent_taken_back_statistics_restore_and_the_printed_anchor(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    assert run(capsys, "ledger", "consent", "102502400001", "--withdraw", "--note", "電話")[0] == 0
    out = run(capsys, "ledger", "extract", "--to", "群馬", "--out", "提供.xlsx")[1]
    assert "提供する 15 件" in out and "同意しない 1 件" in out
    anchor = out.rpartition("台帳の控え ")[2].partition("）")[0]
    assert run(capsys, "ledger", "verify", "--anchor", anchor)[0] == 0
    assert run(capsys, "ledger", "verify", "--anchor", "2-zzzz")[0] == 1
    status, out, _ = run(capsys, "ledger", "statistics", "--out", "集計.xlsx")
    assert status == 0 and "延べ 16 件、実人数 16 人" in out
    book = openpyxl.load_workbook("集計.xlsx")
    assert book.sheetnames == ["年度別", "機関別", "市町村別", "内訳", "受付状況"]
    assert len(book["年度別"]._charts) == 1  # type: ignore[attr-defined]
    year = ("ledger", "statistics", "--force", "--out", "集計.xlsx", "--fiscal-year")
    for typed in ("R7", "令和7年度", "2025年度", "2025"):
        assert run(capsys, *year, typed)[0] == 0, typed
    status, _, err = run(capsys, *year, "7")
    assert status == 2 and "「7」がどの年度か分かりません" in err
    none = ("ledger", "statistics", "--fiscal-year", "2030", "--out", "x.xlsx")
    assert run(capsys, *none)[0] == 2
    run(capsys, "ledger", "backup", "--out", "控え.sqlite")
    Path("台帳.sqlite").unlink()
    status, _, err = run(capsys, "ledger", "find", "102502400001")
    assert status == 2 and "がありません" in err
    copy = ("--ledger", "控え.sqlite")
    assert run(capsys, "ledger", "revoke", "102502400002", "--reason", "その他", *copy)[0] == 2
    assert run(capsys, "ledger", "restore", *copy)[0] == 0
    assert run(capsys, "ledger", "revoke", "102502400002", "--reason", "その他", *copy)[0] == 0


def test_a_number_is_answered_and_rows_are_decided_by_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    run(capsys, "ledger", "revoke", "102502400003", "--reason", "虚偽・不正の事実")
    assert "効力はありません" in run(capsys, "ledger", "find", "102502400003")[1]
    assert run(capsys, "ledger", "find", "102502400099")[0] == 1
    roster("二人.xlsx", rows=3, change={(0, "住所"): "群馬県前橋市1", (1, "住所"): "群馬県前橋市2"})
    asked = ("ledger", "import", "二人.xlsx")
    assert "取消済みの番号 1 件" in run(capsys, *asked)[1]
    decided = ("--accept-rows", "102502400001", "--leave-out", "102502400002、102502400003")
    status, out, _ = run(capsys, *asked, *decided, "--reason", "本人に確認")
    assert status == 0, out
    one, two = (run(capsys, "ledger", "find", f"10250240000{n}")[1] for n in (1, 2))
    assert "前橋市1" in one and "前橋市2" not in two
    assert "本人に確認" in run(capsys, "ledger", "history", "102502400001")[1]


def test_numbering_takes_the_register_that_is_set(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roster("r.xlsx")
    run(capsys, "ledger", "import", "r.xlsx", "--new")
    rows = [list(row) for row in rosters.clean_rows()[:1]]
    rows[0][rosters.HEADINGS.index("修了証番号")] = ""
    rosters.write(Path("名簿.xlsx"), rows)
    monkeypatch.setenv("CAREERUP_LEDGER", str(folder / "台帳.sqlite"))
    status, out, _ = run(capsys, "number", "名簿.xlsx", "--out", "済.xlsx", "--prefecture", "10")
    assert status == 1 and "既に持っています: 102502400001" in out
    monkeypatch.setenv("CAREERUP_LEDGER", str(folder / "打ち間違い.sqlite"))
    status, _, err = run(capsys, "number", "名簿.xlsx", "--out", "済.xlsx", "--prefecture", "10")
    assert status == 2 and "がありません" in err and not Path("打ち間違い.sqlite").exists()
