"""``careerup form`` as a clerk runs it: forms out of a roster or a ledger, what is left out is
told, nothing half-written."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import blanks
import openpyxl
import pytest
from places import ROOT

from workbooks import templates
from workbooks.samples import filings, ledgers, rosters
from xl.cli import main

ISSUER = r"一般社団法人みなかみ保育研修会\n群馬県利根郡みなかみ町後閑1\n代表理事　架空　花子"


def careerup(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in this process, in a folder of its own; ``test_certificates_of_a_clean_roster``
    runs it as a process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def process(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "xl", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    rosters.write(tmp_path / "正.xlsx", rosters.clean_rows())
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    ledgers.write(tmp_path / "台帳.xlsx", [("台帳", filings.HEADINGS, filings.ROWS)])
    ledgers.write(tmp_path / "更新.xlsx", [("台帳", filings.HEADINGS, filings.RENEWALS)])
    ledgers.write(
        tmp_path / "指定.xlsx", [("指定台帳", ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS)]
    )
    return tmp_path


def test_certificates_of_a_clean_roster(work: Path) -> None:
    before = (work / "正.xlsx").read_bytes()
    out = process(
        "form",
        "certificate",
        "正.xlsx",
        "--out",
        "出力",
        "--issuer",
        ISSUER,
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert (
        (out.returncode, out.stderr) == (0, "")
        and "16 件" in out.stdout
        and (work / "正.xlsx").read_bytes() == before
    )
    book = openpyxl.load_workbook(work / "出力" / "修了証.xlsx")
    assert (
        len(book.sheetnames) == 16
        and book.worksheets[2]["F8"].value == "上原　千尋"
        and book.worksheets[2]["E18"].value.count("\n") == 2
    )
    again = careerup(
        "form",
        "certificate",
        "正.xlsx",
        "--out",
        "出力",
        "--issuer",
        ISSUER,
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert again.returncode == 2 and "既にあります" in again.stderr


def test_a_record_with_a_fault_is_listed_and_the_others_are_made(work: Path) -> None:
    out = careerup(
        "form",
        "certificate",
        "名簿.xlsx",
        "--out",
        "出力",
        "--issuer",
        "知事",
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert (
        out.returncode == 1
        and len(re.findall(r"^(?:作りません|保留) 名簿![A-Z]+\d+.*: .+。$", out.stdout, re.M)) == 11
    )
    assert (
        "名簿!C9: 氏名がありません" in out.stdout
        and len(openpyxl.load_workbook(work / "出力" / "修了証.xlsx").sheetnames) == 5
    )
    none = careerup(
        "form",
        "certificate",
        "名簿.xlsx",
        "--out",
        "なし",
        "--issuer",
        "知事",
        "--rows",
        "6-7,9",
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert (
        none.returncode == 1
        and "何も書いていません" in none.stdout
        and not (work / "なし").exists()
    )


def test_a_file_each_with_the_profiles_pattern_and_no_name_windows_forbids(work: Path) -> None:
    rows = rosters.clean_rows()[:3]
    rows[0][2], rows[1][2] = "山本　A/B", "山本　A:B"
    rosters.write(work / "三人.xlsx", rows)
    (work / "p.toml").write_text(
        'prefecture = "群馬県"\n[forms]\nissuer = ["群馬県知事　架空　三郎"]\nfile_name = "{form}_{name}"\n',
        encoding="utf-8",
    )
    out = careerup(
        "form",
        "certificate",
        "三人.xlsx",
        "--out",
        "出力",
        "--each",
        "--profile",
        "p.toml",
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert {p.name for p in (work / "出力").iterdir()} == {
        "修了証_山本A・B.xlsx",
        "修了証_山本A・B(2).xlsx",
        "修了証_上原千尋.xlsx",
    }, out.stdout + out.stderr


def test_reissue_with_its_date(work: Path) -> None:
    out = careerup(
        "form",
        "certificate",
        "正.xlsx",
        "--out",
        "出力",
        "--issuer",
        "知事",
        "--rows",
        5,
        "--reissued-on",
        "R8.6.30",
        "--today",
        "2026-06-30",
        cwd=work,
    )
    page = openpyxl.load_workbook(work / "出力" / "修了証.xlsx").worksheets[0]
    assert out.returncode == 0 and [page[at].value for at in ("F3", "B15", "B16")] == [
        "第102502400001号",
        "令和7年11月23日",
        "（再交付　令和8年6月30日）",
    ]


@pytest.mark.skipif(
    not shutil.which("pdfinfo"), reason="pdfinfo がないため省きました（apt install poppler-utils）"
)
@pytest.mark.parametrize(
    ("form", "file", "more", "status", "pages", "name"),
    [
        ("certificate", "正.xlsx", ("--issuer", ISSUER), 0, 16, "修了証.pdf"),
        ("application", "台帳.xlsx", (), 1, 3, "指定申請書.pdf"),
        ("renewal", "更新.xlsx", (), 0, 3, "指定内容更新届出書.pdf"),
        (
            "notice",
            "台帳.xlsx",
            ("--issuer", "群馬県知事", "--designations", "指定.xlsx"),
            1,
            2,
            "指定通知書.pdf",
        ),
    ],
)
def test_pdf_of_every_form(
    form: str, file: str, more: tuple[str, ...], status: int, pages: int, name: str, work: Path
) -> None:
    out = careerup(
        "form",
        form,
        file,
        "--out",
        "出力",
        "--prefecture",
        "群馬県",
        "--pdf",
        "--today",
        "2026-06-30",
        *more,
        cwd=work,
    )
    assert (
        out.returncode == status
        and out.stderr == ""
        and [p.name for p in (work / "出力").iterdir()] == [name]
    ), out.stderr
    told = subprocess.run(
        ["pdfinfo", work / "出力" / name], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(rf"Pages:\s+{pages}\n", told) and "A4" in told


@pytest.mark.libreoffice
def test_pdf_of_an_own_blank_goes_through_libreoffice(work: Path) -> None:
    blanks.own(work / "県.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    out = careerup(
        "form",
        "certificate",
        "正.xlsx",
        "--out",
        "出力",
        "--issuer",
        "知事",
        "--template",
        "県.xlsx",
        "--pdf",
        "--rows",
        "5-6",
        "--today",
        "2026-06-30",
        cwd=work,
    )
    assert out.returncode == 0 and (work / "出力" / "修了証.pdf").read_bytes().startswith(
        b"%PDF"
    ), out.stderr
    assert {p.name for p in (work / "出力").iterdir()} == {"修了証.pdf"}


def test_a_renewal_tells_what_changed(work: Path) -> None:
    rows = [list(r) for r in filings.RENEWALS]
    rows[0][filings.HEADINGS.index("研修修了の評価方法")] = "確認テスト"
    ledgers.write(work / "今年.xlsx", [("台帳", filings.HEADINGS, rows)])
    out = careerup(
        "form",
        "renewal",
        "今年.xlsx",
        "--previous",
        "台帳.xlsx",
        "--out",
        "出力",
        "--prefecture",
        "10",
        cwd=work,
    )
    assert (
        out.returncode == 0
        and "前年度からの変更 台帳!C4 学校法人あかぎ学園: 乳児保育: 評価方法 レポート → 確認テスト\n"
        in out.stdout
    )


def test_labels_lists_what_is_recognised(work: Path) -> None:
    blanks.own(
        work / "県.xlsx", {k: v for k, v in blanks.LABELLED.items() if k not in ("A7", "A5")}
    )
    out = careerup("form", "labels", "県.xlsx", cwd=work)
    assert (
        out.returncode == 1
        and "× 氏名: 見つかりません" in out.stdout
        and "○ 生年月日: B6（見出し A6）" in out.stdout
        and "様式第1号" in out.stdout
    )
    whole = careerup("form", "labels", templates.blank("notice"), cwd=work)
    assert (
        whole.returncode == 0
        and "○ 研修実施機関番号: E9（名前）" in whole.stdout
        and "様式第3号" in whole.stdout
    )


def test_a_framed_certificate_has_all_the_form_asks_and_no_number_of_a_form(work: Path) -> None:
    (work / "p.toml").write_text(
        'prefecture = "群馬県"\n[forms]\nissuer = ["群馬県知事　架空　三郎"]\ncertificate = "framed"\n',
        encoding="utf-8",
    )
    more = ("--profile", "p.toml", "--today", "2026-06-30", "--rows", "5")
    out = careerup("form", "certificate", "正.xlsx", "--out", "賞状", *more, cwd=work)
    assert out.returncode == 0, out.stdout + out.stderr
    sheet = openpyxl.load_workbook(work / "賞状" / "修了証.xlsx").worksheets[0]
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    name = next(c for row in sheet.iter_rows() for c in row if c.value == "青木　小春")
    assert name.font.sz == 20 and sheet["A1"].border.top.style == "double"
    assert {"修　了　証", "第102502400001号", "昭和63年4月12日", "群馬県-500001"} <= set(texts)
    assert {"食育・アレルギー対応", "令和7年11月23日", "群馬県知事　架空　三郎", "印"} <= set(texts)
    assert "様式" not in "".join(texts)


def test_what_somebody_attended_is_certified_and_what_the_list_lacks_is_told(work: Path) -> None:
    heads = (
        "番号",
        "氏名",
        "生年月日",
        "研修分野",
        "研修名",
        "受講年月日",
        "受講時間（分）",
        "受講した内容",
        "情報提供の同意",
    )
    rows = [
        (1, "山田　花子", "平成元年1月8日", "乳児保育", "第1回", "令和7年6月6日", 600, "①②③", "有"),
        (
            2,
            "川口　一郎",
            "平成2年2月2日",
            "乳児保育",
            "第1回",
            "令和7年6月6日",
            900,
            "①②③④⑤",
            "有",
        ),
        (3, "森　はな　様", "平成3年3月3日", "乳児保育", "第1回", "令和7年6月6日", 300, "①", "有"),
        (4, "林　太郎", "平成4年4月4日", "乳児保育", "", "令和7年6月6日", 300, "①②", "有"),
        (5, "岡　次郎", "平成5年5月5日", "乳児保育", "第1回", "令和7年6月6日", "", "", "有"),
    ]
    ledgers.write(work / "受講.xlsx", [("受講者名簿", heads, rows)])
    more = ("--today", "2026-06-30", "--issuer", "知事　架空", "--out", "一部")
    out = careerup("form", "partial", "受講.xlsx", *more, cwd=work)
    book = openpyxl.load_workbook(work / "一部" / "一部受講証明書.xlsx")
    shown = [[str(c.value) for row in s.iter_rows() for c in row if c.value] for s in book]
    assert ["山田　花子" in texts for texts in shown] == [True, False], out.stdout
    assert {"乳児保育", "第1回", "令和7年6月6日", "10時間", "令和8年6月30日"} <= set(shown[0])
    assert "林　太郎" in shown[1] and "研修名" not in shown[1]
    assert "研修名の行を除いて" in out.stdout and "保留" in out.stdout and "川口" not in out.stdout
    listed = openpyxl.load_workbook(work / "一部_一部受講証明書_交付簿.xlsx").worksheets[0]
    states = [row[0] for row in listed.iter_rows(values_only=True)]
    assert [states.count(s) for s in ("作成", "保留", "作成しない")] == [2, 1, 1]


def test_build_writes_the_blanks_beside_the_add_in(tmp_path: Path) -> None:
    out = careerup("build", "--out", "b", cwd=tmp_path)
    assert out.returncode == 0 and {p.name for p in (tmp_path / "b").iterdir()} == {
        "careerup.xlam",
        *(name for own in (templates.BLANKS, templates.FRAMED) for _, name in own.values()),
    }
    with (
        zipfile.ZipFile(tmp_path / "b" / "様式第1号_修了証.xlsx") as built,
        zipfile.ZipFile(templates.blank("certificate")) as shipped,
    ):
        assert built.read("xl/worksheets/sheet1.xml") == shipped.read("xl/worksheets/sheet1.xml")
    (tmp_path / "b" / "様式第1号_修了証.xlsx").write_bytes(b"the prefecture's own")
    careerup("build", "--out", "b", cwd=tmp_path)
    assert (tmp_path / "b" / "様式第1号_修了証.xlsx").read_bytes() == b"the prefecture's own"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["certificate", "正.xlsx"], "発行者が分かりません"),
        (["certificate", "無い.xlsx", "--issuer", "x"], "見つかりません"),
        (["certificate", "台帳.xlsx", "--issuer", "x"], "指定申請台帳のようです"),
        (["certificate", "正.xlsx", "--issuer", "x", "--rows", "あ"], "行の指定"),
        (["certificate", "正.xlsx", "--issuer", "x", "--issued-on", "きのう"], "きのう"),
        (
            ["certificate", "正.xlsx", "--issuer", "x", "--template", "正.xlsx"],
            "差し込む場所が見つかりません",
        ),
        (["certificate", "正.xlsx", "--issuer", "x", "--template", "x.docx"], "x.docx"),
        (["application", "台帳.xlsx"], "宛先の都道府県"),
        (["application", "正.xlsx", "--prefecture", "10"], "指定申請"),
        (["notice", "台帳.xlsx", "--designations", "正.xlsx", "--issuer", "x"], "指定台帳"),
        (["poster", "正.xlsx"], "選べません"),
        (["certificate", "正.xlsx", "--reissued-on", "x", "--issuer", "x"], "日付「x」"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    arguments: list[str], word: str, work: Path
) -> None:
    before = sorted(p.name for p in work.iterdir())
    out = careerup("form", *arguments, "--out", "出力", cwd=work)
    assert (
        out.returncode == 2
        and out.stdout == ""
        and out.stderr.count("\n") == 1
        and out.stderr.strip().endswith("。")
        and word in out.stderr
    ), (out.stdout, out.stderr)
    assert sorted(p.name for p in work.iterdir()) == before


def test_a_filing_whose_curriculum_is_incomplete_is_not_printed(work: Path) -> None:
    """R26–R29: the カリキュラム and 講師 sheets of the same workbook are checked; the other filings are printed."""
    curriculum = [
        [2, "マネジメント", item, "山本　太郎", 200, "演習"]
        for item in ("マネジメントの理解", "リーダーシップ", "組織目標の設定", "人材育成")
    ]
    lecturers = [[1, "山本　太郎", "見本大学 教授", "養成施設の教員", "有", "有", "有"]]
    ledgers.write(
        work / "申請.xlsx",
        [
            ("台帳", filings.HEADINGS, filings.ROWS),
            ("カリキュラム", ledgers.CURRICULUM_HEADINGS, curriculum),
            ("講師", ledgers.LECTURER_HEADINGS, lecturers),
        ],
    )
    out = careerup(
        "form", "application", "申請.xlsx", "--out", "様式", "--prefecture", "10", cwd=work
    )
    assert out.returncode == 1 and out.stderr == ""
    lines = [line for line in out.stdout.splitlines() if line.startswith("作りません")]
    assert any(
        "カリキュラム!" in line and "社会福祉法人くさつ会" in line for line in lines
    ) and not any("あかぎ学園" in line for line in lines)
    assert "指定申請書）1 件" in out.stdout


def test_a_new_number_is_kept_for_the_next_run(work: Path) -> None:
    """Two ledgers, one after the other: the second new body gets another number than the first."""
    rows = [list(r) for r in filings.ROWS[:2]]
    for name, row, body in (
        ("甲", rows[0], "学校法人みどり学園"),
        ("乙", rows[1], "社会福祉法人あおぞら会"),
    ):
        row[2] = body
        ledgers.write(work / f"{name}.xlsx", [("台帳", filings.HEADINGS, [row])])
    options = ["--designations", "指定.xlsx", "--prefecture", "10", "--issuer", "知事"]
    before = (work / "指定.xlsx").read_bytes()
    given = []
    for name in ("甲", "乙", "甲"):
        out = careerup(
            "form", "notice", f"{name}.xlsx", "--out", f"出{len(given)}", *options, cwd=work
        )
        assert out.returncode == 0, out.stdout + out.stderr
        book = openpyxl.load_workbook(work / f"出{len(given)}" / "指定通知書.xlsx")
        given.append(book.worksheets[0]["E9"].value)
    assert given[0] != given[1] and given[2] == given[0]
    copies = sorted(p.name for p in work.glob("指定_番号追加*.xlsx"))
    assert copies == ["指定_番号追加(2).xlsx", "指定_番号追加.xlsx"]
    assert (work / "指定.xlsx").read_bytes() == before
