"""The fourth path: ``careerup check roster`` as a clerk or a script runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMMAND, ENVIRONMENT, careerup, one_sentence
from places import ROOT

from workbooks.samples import ledgers, rosters
from xl import cli


@pytest.mark.real
def test_full_marks_on_the_shared_rosters(shared: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(shared / "rosters" / "score.py"), *COMMAND, "check", "roster"]
    out = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=ENVIRONMENT,
        timeout=120,
    )
    assert out.returncode == 0, out.stdout
    got, want = out.stdout.strip().splitlines()[-1].split("/")
    assert got == want and int(want) >= 44


def test_json_is_the_contract_and_nothing_is_written(tmp_path: Path) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    out = careerup(
        "check",
        "roster",
        "名簿.xlsx",
        "--json",
        "--today",
        "2026-06-30",
        "--prefecture",
        "群馬県",
        cwd=tmp_path,
    )
    document = json.loads(out.stdout)
    assert (
        out.returncode == 1
        and out.stderr == ""
        and [p.name for p in tmp_path.iterdir()] == ["名簿.xlsx"]
    )
    assert document.keys() == {"tables", "findings", "unchecked", "summary"}
    assert document["summary"] == {
        "error": 8,
        "warning": 5,
        "info": 3,
        "unchecked": len(document["unchecked"]),
    }
    for question in document["unchecked"]:
        assert question.keys() == {"file", "sheet", "cell", "what", "why"}
    table = document["tables"][0]
    assert (
        table["file"] == "名簿.xlsx"
        and table["checked"] is True
        and table["header_rows"] == [4]
        and table["rows"] == 16
        and table["columns"]["certificate_number"] == "K"
    )
    assert set(document["findings"][0]) == {
        "file",
        "sheet",
        "cell",
        "rule",
        "severity",
        "message",
        "value",
        "suggestion",
        "clause",
    }


def test_json_is_utf8_on_any_console(tmp_path: Path) -> None:
    rows = rosters.messy_rows()
    rows[4][2], rows[3][2] = "", "𠮷﨑　美咲"
    rosters.write(tmp_path / "名簿.xlsx", rows)
    import os

    command = [
        sys.executable,
        "-m",
        "xl",
        "check",
        "roster",
        "名簿.xlsx",
        "--json",
        "--today",
        "2026-06-30",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp932"}
    out = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, timeout=120)
    assert any(f["cell"] == "E8" for f in json.loads(out.stdout.decode("utf-8"))["findings"])


def test_exit_status_and_outputs(tmp_path: Path) -> None:
    rosters.write(tmp_path / "正.xlsx", rosters.clean_rows())
    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    out = careerup(
        "check",
        "roster",
        "正.xlsx",
        "--today",
        "2026-06-30",
        "--prefecture",
        10,
        "--designations",
        "指定台帳.xlsx",
        cwd=tmp_path,
    )
    assert (
        out.returncode == 0
        and "このまま提出できます" in out.stdout
        and (tmp_path / "正_検証結果.xlsx").exists()
    )
    rosters.write(
        tmp_path / "他.xlsx",
        [[*r[:10], str(r[10]).replace("102502", "102503"), *r[11:]] for r in rosters.clean_rows()],
    )
    out = careerup(
        "check",
        "roster",
        "他.xlsx",
        "--today",
        "2026-06-30",
        "--designations",
        "指定台帳.xlsx",
        "--json",
        cwd=tmp_path,
    )
    rules = {f["rule"] for f in json.loads(out.stdout)["findings"]}
    assert out.returncode == 1 and rules == {"fact-doubted", "designation-kind-missing"}


def test_marked_copy_and_original_untouched(tmp_path: Path) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    original = (tmp_path / "名簿.xlsx").read_bytes()
    out = careerup(
        "check",
        "roster",
        "名簿.xlsx",
        "--today",
        "2026-06-30",
        "--marked",
        "写し.xlsx",
        "--out",
        "結果.xlsx",
        cwd=tmp_path,
    )
    assert out.returncode == 1 and {p.name for p in tmp_path.iterdir()} == {
        "名簿.xlsx",
        "写し.xlsx",
        "結果.xlsx",
    }
    assert (tmp_path / "名簿.xlsx").read_bytes() == original
    assert "既にあります" in one_sentence(
        careerup("check", "roster", "名簿.xlsx", "--out", "結果.xlsx", cwd=tmp_path)
    )


def test_two_hundred_files_give_one_summary(tmp_path: Path) -> None:
    for n in range(200):
        rows = [
            [*r[:10], f"10250{2 + n // 100}4{n % 100:03}{i:02}", *r[11:]]
            for i, r in enumerate(rosters.clean_rows()[:2], 1)
        ]
        rows = [
            [
                v
                if k not in (1, 2)
                else (f"群馬県-{n:04}{i:02}" if k == 1 else f"{v}{chr(0x4E00 + n)}")
                for k, v in enumerate(r)
            ]
            for i, r in enumerate(rows)
        ]
        rosters.write(tmp_path / f"名簿{n:03}.xlsx", rows)
    shutil.copy(tmp_path / "名簿000.xlsx", tmp_path / "名簿199.xlsx")
    files = sorted(p.name for p in tmp_path.glob("*.xlsx"))
    out = careerup("check", "roster", *files, "--today", "2026-06-30", cwd=tmp_path)
    assert (
        out.returncode == 1
        and "200 ファイル・200 表・400 行" in out.stdout
        and out.stdout.count("判定") == 1
    )
    assert (
        sum(p.name.startswith("一括_検証結果") for p in tmp_path.iterdir()) == 1
        and "名簿199.xlsx" in out.stdout
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["check", "roster", "無い.xlsx"], "見つかりません"),
        (["check", "roster", "名簿.xlsx", "--prefecture", "架空県"], "架空県"),
        (["check", "roster", "名簿.xlsx", "--today", "きのう"], "きのう"),
        (["check", "roster", "名簿.xlsx", "--profile", "無い"], "運用設定"),
        (["check", "roster", "名簿.xlsx", "--profile", "悪.toml"], "filing.method"),
        (["check", "roster", "名簿.xlsx", "--sheet", "無い"], "あるのは 名簿"),
        (["check", "roster", "名簿.xlsx", "--designations", "名簿.xlsx"], "指定台帳"),
        (["check", "roster"], "ファイルがありません。careerup check roster 名簿.xlsx"),
        (["check", "rooster", "x"], "roster"),
        (["check", "roster", "名簿.xlsx", "--nope"], "--nope"),
        (["check", "roster", "名簿.xlsx", "--out", "結果.csv"], ".xlsx"),
        (["check", "roster", "表.csv", "--marked", "m.csv"], "xlsx に保存"),
        (
            ["check", "roster", "名簿.xlsx", "--marked", "m.xlsx", "--out", "無い/r.xlsx"],
            "フォルダー 無い がありません",
        ),
        (["tidy", "表.csv", "--out", "m.csv"], "xlsx"),
        (["tidy", "名簿.xlsx", "--out", "名簿2.xlsx"], "既にあります"),
        (["bundle", "--out", "kit"], "pyproject"),
        (["demo", "."], "空のフォルダー"),
        (["call", "NOPE", "1"], "CERTNO"),
        (["call", "CERTNO", "1"], "都道府県名または番号、修了証の発行年月日"),
        (["check", "roster", "名簿.xlsx", "名簿2.xlsx", "--marked", "m.xlsx"], "1つ"),
        (["--nope"], "--help"),
        (["check", "applications", "名簿.xlsx"], "careerup check roster 名簿.xlsx で確かめて"),
        (["check", "designations", "名簿.xlsx"], "careerup check roster 名簿.xlsx で確かめて"),
        (["check", "participants", "表.csv", "--today", "いつか"], "いつか"),
        (["check", "roster", "名簿.xlsx", "--reply", "返送"], "--designations"),
        (["number", "名簿.xlsx"], "--out"),
        (["number", "名簿.xlsx", "--out", "名簿2.xlsx", "--agency", "A"], "2桁"),
        (["number", "無い.xlsx", "--dry-run"], "見つかりません"),
        (
            [
                "number",
                "表2.csv",
                "--out",
                "番号.csv",
                "--prefecture",
                "10",
                "--issued-on",
                "2025-11-01",
            ],
            "xlsx に保存",
        ),
        (["number", "名簿なし.csv", "--dry-run", "--prefecture", "10"], "修了証番号"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str],
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows())
    shutil.copy(tmp_path / "名簿.xlsx", tmp_path / "名簿2.xlsx")
    row = "見元　花,1985-04-01,乳児保育,102507100001,2025-10-05"
    (tmp_path / "表.csv").write_text(
        f"氏名,生年月日,研修分野,修了証番号,修了年月日\n{row}\n", encoding="utf-8"
    )
    (tmp_path / "表2.csv").write_text(
        f"氏名,生年月日,研修分野,修了証番号,修了年月日\n{row}\n見元　草,1985-04-02,乳児保育,,2025-10-05\n",
        encoding="utf-8",
    )
    (tmp_path / "名簿なし.csv").write_text(
        "氏名,生年月日,研修分野,修了年月日\n見元　花,1985-04-01,乳児保育,2025-10-05\n",
        encoding="utf-8",
    )
    (tmp_path / "悪.toml").write_text('[filing]\nmethod = "D"\n', encoding="utf-8")
    before = sorted(p.name for p in tmp_path.iterdir())
    monkeypatch.chdir(tmp_path)
    status = cli.main(arguments)
    said = capsys.readouterr()
    assert (
        (status, said.out, said.err.count("\n")) == (2, "", 1)
        and said.err.strip().endswith("。")
        and word in said.err
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_call(tmp_path: Path) -> None:
    out = careerup("call", "CERTNO", "北海道", "2017-06-01", "1", "乳児保育", "1", cwd=tmp_path)
    assert (out.returncode, out.stdout, out.stderr) == (0, "011701100001\n", "")


def test_demo_runs_in_an_empty_folder(tmp_path: Path) -> None:
    out = careerup("demo", "--today", "2026-07-06", cwd=tmp_path)
    assert out.returncode == 0, out.stderr
    written = {p.name for p in (tmp_path / "careerup-demo").iterdir()}
    assert written == {
        "名簿.xlsx",
        "名簿_検証結果.xlsx",
        "名簿_印付き.xlsx",
        "名簿_正しい見本.xlsx",
        "名簿_正しい見本_検証結果.xlsx",
        "指定台帳.xlsx",
        "指定申請台帳.xlsx",
        "指定台帳_検証結果.xlsx",
        "指定申請台帳_検証結果.xlsx",
        "受講者名簿.xlsx",
        "受講者名簿_検証結果.xlsx",
        "修了者名簿.xlsx",
        "修了証",
        "修了証_交付簿.xlsx",
        "修了証_交付簿(2).xlsx",
        "様式",
        "様式_指定申請書_交付簿.xlsx",
        "様式_指定通知書_交付簿.xlsx",
    }
    assert {p.name for p in (tmp_path / "careerup-demo" / "様式").iterdir()} == {
        "指定申請書.xlsx",
        "指定通知書.xlsx",
    }
    assert {p.name for p in (tmp_path / "careerup-demo" / "修了証").iterdir()} == {
        "修了証.xlsx",
        "修了証.pdf",
    }
    assert "このまま提出できます" in out.stdout and "誤りが 8 件" in out.stdout


def test_what_the_demo_prints_runs_from_where_the_reader_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = careerup("demo", "見本 1", "--today", "2026-07-06", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    printed = [line[2:] for line in told.stdout.splitlines() if line.startswith("■ ")]
    assert len(printed) == 10
    monkeypatch.chdir(tmp_path)
    for line in printed:
        program, *words = shlex.split(line)
        status, said = cli.main(words), capsys.readouterr()
        assert program == "careerup" and status in (0, 1), line + said.err
        assert said.out and said.err == ""


def test_the_command_alone_is_a_guide(tmp_path: Path) -> None:
    out = careerup(cwd=tmp_path)
    assert out.returncode == 0 and out.stderr == ""
    assert "careerup demo" in out.stdout and "名簿.xlsx" in out.stdout


def test_a_clerks_words_reach_the_check(tmp_path: Path) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows())
    words = ["check", "名簿", "名簿.xlsx", "−−prefecture", "群馬県", "ー－json"]
    out = careerup(*words, cwd=tmp_path)
    assert out.returncode == 0 and json.loads(out.stdout)["summary"]["error"] == 0


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    """careerup … | head"""
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    command = [*COMMAND, "check", "roster", "名簿.xlsx", "--prefecture", "群馬県", "--json"]
    read, write = os.pipe()
    os.close(read)
    out = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    assert out.stderr == b""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("roster", "研修修了者名簿として"),
        ("applications", "指定申請台帳として"),
        ("designations", "指定台帳として"),
        ("participants", "受講者名簿として"),
    ],
)
def test_a_file_alone_is_known_by_its_table(kind: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    if kind == "roster":
        rosters.write(path, rosters.messy_rows())
    else:
        getattr(ledgers, f"write_{kind}")(path)
    out = careerup("表.xlsx", "--prefecture", "群馬県", "--today", "2026-07-06", cwd=tmp_path)
    assert said in out.stdout and out.stderr == "" and (tmp_path / "表_検証結果.xlsx").exists()


@pytest.mark.real
def test_rosters_are_not_taken_for_lists_of_participants(shared: Path) -> None:
    from validators.profile import default
    from workbooks.kind_of import kind_of
    from xl.files import read as closed

    for path in sorted((shared / "rosters").glob("*.xlsx")):
        assert kind_of(closed.read(path, None), default()) == "roster", path.name


def test_our_own_results_among_files_are_left_out(tmp_path: Path) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows())
    assert careerup("名簿.xlsx", cwd=tmp_path).returncode == 0
    again = careerup("名簿.xlsx", "名簿_検証結果.xlsx", cwd=tmp_path)
    assert "名簿_検証結果.xlsx は careerup が作った結果なので" in again.stdout and not again.stderr
    alone = one_sentence(careerup("名簿_検証結果.xlsx", cwd=tmp_path))
    assert "確かめた元のファイル（名簿.xlsx など）" in alone
    long = one_sentence(careerup("あ" * 300 + ".xlsx", cwd=tmp_path))
    assert "読み書き" not in long and "あ.xlsx を開けません" in long


def test_every_sentence_can_be_shown_on_a_japanese_console() -> None:
    """Windows' console is cp932: a character it lacks becomes a question mark."""
    from validators.messages import rules
    from validators.messages.commands import GUIDE

    for rule in rules().values():
        for text in (rule.title, rule.text, rule.action):
            text.encode("cp932")
    GUIDE.encode("cp932")


def test_a_file_of_no_known_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "献立.csv").write_text("日,主菜,副菜\n1,煮物,和え物\n", encoding="utf-8")
    assert "どの表も見つかりません" in one_sentence(careerup("献立.csv", cwd=tmp_path))
