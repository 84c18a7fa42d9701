"""The blanks read word for word as the notice; every place is found by name, and by label where the names are gone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import unicodedata
import zipfile
from pathlib import Path

import blanks
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT, SHARED

from validators.guideline import fields
from validators.guideline.coverage import Coverage
from validators.messages import blanks as blank_messages
from validators.messages import filings as filing_messages
from validators.messages import forms as messages
from validators.problems import Problem
from validators.profile import Profile, default, parse
from validators.text import squeeze
from validators.values.answers import Decision
from workbooks import templates
from workbooks.applications import filing as applications
from workbooks.forms import filings
from workbooks.forms.certificates import certificates
from workbooks.forms.changes import changed as changed_since
from workbooks.forms.delivery import delivery_list
from workbooks.forms.gate import Gate
from workbooks.forms.issue_days import Wanted
from workbooks.forms.locate import locate
from workbooks.forms.notices import notices
from workbooks.forms.pages import Batch
from workbooks.forms.titles import NUMBERS
from workbooks.roster import check as checks
from workbooks.roster.records import Understood
from workbooks.samples import filings as samples
from workbooks.samples import ledgers, rosters
from workbooks.templates import build
from xl.files import read as closed
from xl.forms import fill as forms
from xl.forms.template import Template

FORMS = [form for form, number in NUMBERS.items() if number]


def plain(text: str) -> str:
    """Without spaces and line breaks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def notice(number: int) -> str:
    """The text of one form in the notice; "- " before the items of a list is the transcript's, not the notice's."""
    text = (SHARED / "guideline" / "notice-2017-04-01.txt").read_text(encoding="utf-8")
    return re.sub(
        r"(?m)^- ",
        "",
        text[text.index(f"(様式第{number}号)") :].split(f"(様式第{number + 1}号)")[0],
    )


@pytest.mark.real
@pytest.mark.parametrize("form", FORMS)
def test_wording_is_the_notices(form: str) -> None:
    sheet = openpyxl.load_workbook(templates.blank(form)).worksheets[0]
    words = "\n".join(str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)
    assert plain(words) == plain(notice(FORMS.index(form) + 1))


@pytest.mark.parametrize("form", FORMS)
def test_the_build_gives_the_blanks_that_ship(form: str, tmp_path: Path) -> None:
    for _ in range(2):  # a second build in the same process must not remember the first
        build.write_all(tmp_path)
    made = tmp_path / templates.BLANKS[form][0]
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(templates.blank(form)) as shipped:
        assert {n: new.read(n) for n in new.namelist()} == {
            n: shipped.read(n) for n in shipped.namelist()
        }
        # nothing tells the system it was built on, nor the day
        assert {(i.create_system, i.date_time) for i in new.infolist()} == {
            (0, (1980, 1, 1, 0, 0, 0))
        }


@pytest.mark.parametrize("form", FORMS)
def test_one_a4_page_upright(form: str) -> None:
    sheet = openpyxl.load_workbook(templates.blank(form)).worksheets[0]
    setup = sheet.page_setup
    assert (
        str(setup.paperSize),
        setup.orientation,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
    ) == ("9", "portrait", True)
    assert (
        sheet.print_area
        and sum(
            sheet.row_dimensions[r].height or 15
            for r in range(1, int(sheet.print_area.split("$")[-1]) + 1)
        )
        <= 728
    )


@pytest.mark.parametrize("form", FORMS)
def test_places_by_name_and_by_label_are_the_same_cells(form: str) -> None:
    template = Template(templates.blank(form), form).complete()
    nameless = locate(dataclasses.replace(template.blank, names={}), form)
    named = template.located.targets
    assert (
        all(t.by_name for n, t in named.items() if n != "講師に関する書類")
        and not nameless.problems
        and not nameless.missing
    )
    assert {n: t.at for n, t in nameless.targets.items()} == {
        n: t.at for n, t in named.items() if n in nameless.targets
    }
    assert set(named) - set(nameless.targets) <= {"再交付"}


# ---------------------------------------------------------------- what is wrong with a blank: one
# sentence, the cell named


def labelled(
    path: Path,
    change: dict[str, object],
    merges: tuple[str, ...] = (),
    names: dict[str, str] | None = None,
) -> Path:
    cells = {k: v for k, v in blanks.LABELLED.items() if k != "A7"}
    return blanks.own(path / "own.xlsx", {**cells, **change}, merges, names)


@pytest.mark.parametrize(
    ("change", "merges", "names", "words"),
    [
        ({"A5": None, "A6": None}, (), {}, ("見つかりません", "「氏名」、「生年月日」")),
        (
            {"A5": None, "D3": None, "A10": None, "C12": "代表者の氏名"},
            (),
            {},
            ("「修了証番号」、「氏名」、「交付年月日」、「発行者」",),
        ),
        ({"E5": "氏名"}, (), {}, ("「氏名」に当たるところが A5と E5 にあります",)),
        ({"B5": "=1+1"}, (), {}, ("「氏名」を入れるセル B5 には数式があります",)),
        (
            {},
            ("B5:C5",),
            {"氏名": "'修了証'!$C$5"},
            ("「氏名」の指すセル C5 は、結合したセルの中に隠れています（先頭は B5）",),
        ),
        ({}, (), {"氏名": "#REF!"}, ("名前「氏名」の指すセルがなくなっています",)),
        ({"B5": "（ここに氏名）", "A6": None, "B6": None}, (), {}, ("「生年月日」",)),
        (
            {"B5": "楷書で", "A6": "漢字", "E5": "=1"},
            (),
            {"生年月日": "'修了証'!$E$5"},
            ("（A5）の右と下に空いたセルがありません", "セル E5 には数式"),
        ),
    ],
)
def test_a_blank_that_cannot_be_filled_says_everything_at_once(
    change: dict[str, object],
    merges: tuple[str, ...],
    names: dict[str, str],
    words: tuple[str, ...],
    tmp_path: Path,
) -> None:
    template = Template(labelled(tmp_path, change, merges, names), "certificate")
    with pytest.raises(Problem) as problem:
        template.complete()
    text = str(problem.value)
    assert all(word in text for word in words), text
    assert text.endswith("。") and "シート「修了証」は様式第1号" in text


def test_protected_cells_are_named_and_unlocked_ones_filled(tmp_path: Path) -> None:
    path = labelled(tmp_path, {})
    book = openpyxl.load_workbook(path)
    page = book.active
    page.protection.sheet = True
    for at in ("B5", "B6", "B8", "D3", "A9", "A10", "C12"):
        page[at].protection = openpyxl.styles.Protection(locked=at == "B5")
    book.save(path)
    with pytest.raises(Problem, match=r"「氏名」を入れるセル B5 は保護されています"):
        Template(path, "certificate").complete()
    for at in ("B5", "B6", "B8", "D3", "A9", "A10", "C12"):
        page[at].protection = openpyxl.styles.Protection(locked=True)
    book.save(path)  # Excel locks every cell unless told otherwise: nothing is said by it
    assert Template(path, "certificate").complete().located.targets["氏名"].at == (5, 2)
    for at in ("B5", "B6", "B8", "D3", "A9", "A10", "C12"):
        page[at].protection = openpyxl.styles.Protection(locked=False)
    book.save(path)
    assert Template(path, "certificate").complete().located.targets["氏名"].at == (5, 2)


@pytest.mark.parametrize(
    ("cells", "place", "at", "how"),
    [
        ({"A5": "氏名", "B5": "：", "C5": None, "F9": "x"}, "氏名", (5, 3), "cell"),
        ({"A5": "氏　　名", "B5": "保育　太郎"}, "氏名", (5, 2), "cell"),
        ({"A5": "【氏名】"}, "氏名", (5, 2), "cell"),
        ({"A5": "ア　受講者氏名"}, "氏名", (5, 2), "cell"),
        ({"A5": "■氏名欄"}, "氏名", (5, 2), "cell"),
        ({"A5": "修了した分野"}, "研修種別", (5, 2), "cell"),
        ({"A5": "交付の日"}, "交付年月日", (5, 2), "cell"),
        ({"A5": "氏名　　　　　　殿"}, "氏名", (5, 1), "here"),
        ({"A5": "生年月日　　　年　　月　　日"}, "生年月日", (5, 1), "here"),
        ({"A5": "研修（　　　　分野）を修了した。"}, "研修種別", (5, 1), "here"),
        ({"A5": "令和　　年　　月　　日修了"}, "修了年月日", (5, 1), "here"),
        ({"A5": "第　　－　　－　　　－　　　号"}, "修了証番号", (5, 1), "here"),
        ({"A5": "１．氏名：　　　　　"}, "氏名", (5, 1), "behind"),
        ({"A5": "氏名（旧姓を含む）"}, "氏名", (5, 2), "cell"),
        ({"C5": "第　　号"}, "修了証番号", (5, 3), "here"),
        ({"A5": "修了証番号", "F9": "x"}, "修了証番号", (5, 2), "cell"),
        ({"A5": "平成　　年　　月　　日"}, "交付年月日", (5, 1), "here"),
        ({"A5": "（公印）\n都道府県知事名"}, "発行者", (5, 1), "here"),
    ],
)
def test_labels_as_prefectures_print_them(
    cells: dict[str, object], place: str, at: tuple[int, int], how: str, tmp_path: Path
) -> None:
    target = Template(
        blanks.own(tmp_path / "own.xlsx", {"A1": "修了証", "H12": "。", **cells}), "certificate"
    ).located.targets[place]
    assert (target.at, target.how) == (at, how)


def test_a_moved_cell_is_still_found_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "moved.xlsx"
    with zipfile.ZipFile(templates.blank("certificate")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name, data.replace(b"!$F$8<", b"!$F$12<") if name == "xl/workbook.xml" else data
            )
    assert Template(path, "certificate").complete().located.targets["氏名"].at == (12, 6)


@pytest.mark.parametrize("name", ["book.csv", "book.xlsx", "text.xlsx"])
def test_what_is_no_workbook_is_one_sentence(name: str, tmp_path: Path) -> None:
    if name == "text.xlsx":
        (tmp_path / name).write_text("x")
    with pytest.raises(Problem) as problem:
        Template(tmp_path / name, "certificate")
    assert str(problem.value).endswith("。") and "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
        ("xl/styles.xml", b"<styleSheet xmlns='x'/>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", b""),
    ],
)
def test_a_damaged_workbook_is_one_sentence(part: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(templates.blank("certificate")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    with pytest.raises(Problem, match=r"^damaged\.xlsx .*保存し直してください。$"):
        Template(path, "certificate")


# ---------------------------------------------------------------- certificates


def made(
    rows: list[list[object]], tmp_path: Path, profile: Profile | None = None, **more: object
) -> Batch:
    path = tmp_path / "名簿.xlsx"
    rosters.write(path, rows)  # type: ignore[arg-type]
    profile = profile or default().for_prefecture(10)
    tables = checks.read_rosters([closed.read(path)], profile)
    read = Understood(tables, profile, dt.date(2026, 6, 30))
    wanted = Wanted(profile, ["知事"], **more)  # type: ignore[arg-type]
    return certificates(read, checks.check_understood(read), wanted)


def renamed(name: str) -> list[list[object]]:
    return changed(0, "氏名", name)[:1]


def changed(record: int, heading: str, value: object) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in rosters.clean_rows()]
    rows[record][rosters.HEADINGS.index(heading)] = value
    return rows


def test_a_clean_roster_gives_a_page_each(tmp_path: Path) -> None:
    batch = made([list(r) for r in rosters.clean_rows()], tmp_path)
    assert len(batch.pages) == 16 and not batch.refused
    assert batch.pages[0].values == {
        "修了証番号": "102502400001",
        "保育士登録番号": "群馬県-500001",
        "氏名": "青木　小春",
        "生年月日": "昭和63年4月12日",
        "研修種別": "食育・アレルギー対応",
        "交付年月日": "令和7年11月23日",
        "発行者": "知事",
    }
    assert (
        batch.pages[4].drop == {"保育士登録番号"} and "保育士登録番号" not in batch.pages[4].values
    )  # 調理員 (R13)


@pytest.mark.parametrize(
    ("record", "heading", "value", "cell", "word"),
    [
        (0, "氏名", "", "C5", "氏名"),
        (1, "生年月日", "", "E6", "生年月日"),
        (2, "修了証番号", "", "K7", "修了証番号"),
        (3, "修了した研修分野", "", "J8", "分野"),
        (4, "修了した研修分野", "乳児保育", "K9", "合いません"),
        (5, "生年月日", "5.4.1", "E10", "元号"),
        (6, "氏名", "〓井　朝陽", "C11", "〓"),
        (7, "備考", "未修了（1日欠席）", "N12", "未修了"),
        (8, "発行年月日", "", "M13", "交付"),
        (9, "保育士登録番号", "", "B14", "職種が保育士"),
        (10, "発行年月日", dt.date(2026, 1, 5), "K15", "年"),
        (11, "生年月日", "慶応3年1月1日", "E16", "慶応"),
        (12, "修了証番号", "#REF!", "K17", "K17"),
        (13, "発行年月日", dt.date(1988, 1, 5), "K18", "1988"),
        (14, "保育士登録番号", "取得中", "B19", "登録番号"),
    ],
)
def test_a_hole_or_a_fault_keeps_one_record_from_print(
    record: int, heading: str, value: object, cell: str, word: str, tmp_path: Path
) -> None:
    batch = made(changed(record, heading, value), tmp_path)
    assert [r.cell for r in batch.refused] == [f"名簿!{cell}"] and len(batch.pages) == 15
    assert (word in batch.refused[0].sentence or word == cell) and batch.refused[
        0
    ].sentence.endswith("。")


def test_dates_before_heisei_print_in_their_own_era(tmp_path: Path) -> None:
    for value, printed in (
        (dt.date(1989, 1, 7), "昭和64年1月7日"),
        (dt.date(1989, 1, 8), "平成元年1月8日"),
        ("T15.12.24", "大正15年12月24日"),
    ):
        batch = made(changed(0, "生年月日", value), tmp_path)
        page = [p for p in batch.pages if p.number == "102502400001"]
        assert not page or page[0].values["生年月日"] == printed
        assert page or "E5" in batch.refused[0].cell


@pytest.mark.parametrize(
    ("issued", "cell", "word"),
    [
        (dt.date(2016, 12, 1), "M5", "平成29年4月1日より前"),
        (dt.date(2026, 1, 1), "M5", "名簿の発行年月日 2025-11-23"),
    ],
)
def test_a_day_of_issue_that_cannot_be(
    issued: dt.date, cell: str, word: str, tmp_path: Path
) -> None:
    batch = made([list(r) for r in rosters.clean_rows()][:1], tmp_path, issued_on=issued)
    assert (
        not batch.pages
        and batch.refused[0].cell == f"名簿!{cell}"
        and word in batch.refused[0].sentence
    )


def test_reissue_keeps_number_and_first_date(tmp_path: Path) -> None:
    batch = made(renamed("青山　小春（旧姓：青木）"), tmp_path, reissued_on=dt.date(2026, 6, 30))
    assert len(batch.pages) == 1
    values = batch.pages[0].values
    assert (values["修了証番号"], values["交付年月日"], values["再交付"], values["氏名"]) == (
        "102502400001",
        "令和7年11月23日",
        "（再交付　令和8年6月30日）",
        "青山　小春（旧姓：青木）",
    )
    assert (
        "より前です"
        in made(renamed("青山　小春"), tmp_path, reissued_on=dt.date(2025, 11, 1))
        .refused[0]
        .sentence
    )
    dropped = parse('[names]\nformer_name = "drop"\n', "x.toml").for_prefecture(10)
    assert (
        made(renamed("青山　小春（旧姓：青木）"), tmp_path, dropped).pages[0].values["氏名"]
        == "青山　小春"
    )


def test_a_number_the_register_revoked_is_not_printed(tmp_path: Path) -> None:
    rows = [list(r) for r in rosters.clean_rows()][:2]
    batch = made(rows, tmp_path, revoked=frozenset({"102502400001"}))
    assert [(r.cell, r.rule) for r in batch.refused] == [("名簿!K5", "form-number-revoked")]
    assert [p.number for p in batch.pages] == ["102502400002"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("山田　花子　様", "form-name-title"),
        ("山田　花子（仮）", "form-name-remark"),
        ("山・　花子", "form-name-lost"),
        ("アンナ　山田", "form-name-reading"),
        ("（アキヤマ スミ）", "form-name-reading"),
        ("山田花子　やまだはなこ", "form-name-reading"),
    ],
)
def test_what_is_not_plainly_a_name_waits_for_a_person(
    name: str, rule: str, tmp_path: Path
) -> None:
    batch = made(renamed(name), tmp_path)
    assert [(r.cell, r.rule, r.held) for r in batch.refused] == [("名簿!C5", rule, True)]
    for word in (squeeze(name), "C5"):
        batch = made(renamed(name), tmp_path, accepted=frozenset({word}))
        assert [p.values["氏名"] for p in batch.pages] == [name], word
        assert [(r.cell, "確かめたとの指定" in r.sentence) for r in batch.remarks] == [
            ("名簿!C5", True)
        ]
        assert "確かめたとの指定" in str(delivery_list(batch).rows[0])


def test_a_ditto_is_nobodys_name_whoever_accepts_it(tmp_path: Path) -> None:
    batch = made(renamed("〃"), tmp_path, accepted=frozenset({"C5", "〃"}))
    assert not batch.pages and "--accept" not in batch.refused[0].sentence


def test_what_was_accepted_and_is_not_there_is_told(tmp_path: Path) -> None:
    batch = made(renamed("山田　花子　様"), tmp_path, accepted=frozenset({"C6", "山田花子様"}))
    assert len(batch.pages) == 1
    assert any("「C6」に当たる要確認がありません" in r.sentence for r in batch.remarks)


@pytest.mark.parametrize(
    "name",
    [
        "アキヤマ　スミ　秋山　澄",
        "秋山　澄　アキヤマ　スミ",
        "（アキヤマ スミ）秋山　澄",
        "アキヤマ スミ\n秋山　澄",
    ],
)
def test_a_reading_beside_a_name_is_left_off_and_said(name: str, tmp_path: Path) -> None:
    batch = made(renamed(name), tmp_path)
    assert [p.values["氏名"] for p in batch.pages] == ["秋山　澄"]
    assert any("フリガナ" in said.sentence for said in batch.remarks)


@pytest.mark.parametrize("name", ["佐藤　ひろみ", "グエン・ティ・ラン", "杜氏", "Nguyen Thi Lan"])
def test_a_name_in_other_letters_is_printed_as_it_is(name: str, tmp_path: Path) -> None:
    assert [p.values["氏名"] for p in made(renamed(name), tmp_path).pages] == [name]


def test_letters_and_their_marks_are_printed_as_one_character(tmp_path: Path) -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Lan")
    assert [p.values["氏名"] for p in made(renamed(typed), tmp_path).pages] == ["Nguyễn Thị Lan"]
    kept = "神谷　\ufa19子"
    assert [p.values["氏名"] for p in made(renamed(kept), tmp_path).pages] == [kept]


def test_a_warning_on_a_printed_value_waits_until_it_is_accepted(tmp_path: Path) -> None:
    rows = changed(0, "保育士登録番号", "700011")[:2]
    held = made(rows, tmp_path)
    assert [(r.cell, r.held) for r in held.refused] == [("名簿!B5", True)]
    assert "--accept" in held.refused[0].sentence and len(held.pages) == 1
    for accepted in ("B5", "名簿!B5", "青木 小春", "102502400001"):
        batch = made(rows, tmp_path, accepted=frozenset({accepted.replace(" ", "")}))
        assert len(batch.pages) == 2, accepted


@pytest.mark.parametrize(
    "said",
    [
        "",
        "承認待ち",
        "承認しない",
        "指定取消",
        "非承認",
        "×",
        "取下げ",
        "差戻し",
        "審査中",
        "たぶん可",
    ],
)
def test_only_a_whole_word_of_approval_makes_a_notice(said: str, tmp_path: Path) -> None:
    batch = notices(
        ledger(tmp_path, edited(0, "審査結果", said)), issuer=["知事"], issued_on=None, known={}
    )
    assert "台帳!L4" in {r.cell for r in batch.refused}
    assert "学校法人あかぎ学園" not in {p.name for p in batch.pages}


def test_each_kind_speaks_for_itself(tmp_path: Path) -> None:
    """One receipt, two kinds: a refused one is not on the notice, whichever row comes first."""
    for refused, printed in ((1, "7"), (2, "1")):
        batch = notices(
            ledger(tmp_path, edited(refused, "審査結果", "不承認")),
            issuer=["知事"],
            issued_on=None,
            known={},
        )
        own = [p for p in batch.pages if p.name == "社会福祉法人くさつ会"]
        assert [p.values["研修種別番号"] for p in own] == [printed]


def test_kinds_designated_on_other_days_are_papers_of_their_own(tmp_path: Path) -> None:
    rows = edited(2, "指定日", dt.date(2025, 6, 20), samples.RENEWALS)
    batch = renewed(ledger(tmp_path, rows), GUNMA)
    own = [p for p in batch.pages if p.name == "社会福祉法人くさつ会"]
    assert sorted(p.values["指定年月日"] for p in own) == ["令和7年6月20日", "令和8年5月8日"]


def test_a_row_belongs_to_the_form_it_names(tmp_path: Path) -> None:
    headings = (*samples.HEADINGS, "様式")
    rows = [[*row, "様式第4号" if i == 0 else "様式第2号"] for i, row in enumerate(samples.ROWS)]
    lines = ledger(tmp_path, rows, headings)
    batch = notices(lines, issuer=["知事"], issued_on=None, known={})
    assert ("台帳!N4", "form-notice-for-renewal") in {(r.cell, r.rule) for r in batch.refused}
    filed = applied(lines, GUNMA)
    assert ("台帳!N4", "form-is-renewal") in {(r.cell, r.rule) for r in filed.refused}


def test_an_example_row_and_a_ditto_never_become_a_paper(tmp_path: Path) -> None:
    example = list(samples.ROWS[0])
    example[0], example[2] = "記入例", "学校法人○○学園"
    ditto = [*samples.ROWS[0]]
    ditto[0], ditto[2] = 3, "〃"
    lines = ledger(tmp_path, [example, samples.ROWS[0], ditto])
    batch = applied(lines, GUNMA)
    assert "学校法人○○学園" not in {p.name for p in batch.pages}
    assert "〃" not in {p.name for p in batch.pages}


@pytest.mark.parametrize("mark", ["◯", "●", "◎", "✔", "☑", "済", "添付"])
def test_a_mark_that_says_yes_in_the_check_says_yes_here(mark: str, tmp_path: Path) -> None:
    rows = edited(0, "事業計画", mark)
    assert "学校法人あかぎ学園" in {p.name for p in applied(ledger(tmp_path, rows), GUNMA).pages}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("申請者の名称", "申請者"),
        ("申請日", "受付日"),
        ("研修種別", "①研修種別"),
        ("申請者の名称", "申請者の名称【必須】"),
    ],
)
def test_headings_are_read_as_the_check_reads_them(old: str, new: str, tmp_path: Path) -> None:
    headings = tuple(new if h == old else h for h in samples.HEADINGS)
    assert len(applied(ledger(tmp_path, samples.ROWS, headings), GUNMA).pages) == 2


def test_the_same_body_in_another_spelling_keeps_its_number(tmp_path: Path) -> None:
    rows = edited(0, "申請者の名称", "（学）あかぎ学園")
    known = {3: "学校法人　あかぎ学園"}
    batch = notices(ledger(tmp_path, rows), issuer=["知事"], issued_on=None, known=known)
    assert [p.number for p in batch.pages if "あかぎ" in p.name] == ["03"]
    lines = ledger(tmp_path, edited(0, "申請者の名称", "学校法人あかき学園"))
    near = notices(lines, issuer=["知事"], issued_on=None, known=known)
    assert ("台帳!C4", "form-agency-near") in {(r.cell, r.rule) for r in near.refused}
    gate = Gate((), frozenset({"C4"}))
    apart = notices(lines, issuer=["知事"], issued_on=None, known=known, gate=gate)
    assert any(page.new_agency for page in apart.pages) and gate.used == {"C4"}


def test_several_completions_of_one_person_are_several_certificates(tmp_path: Path) -> None:
    rows = [list(r) for r in (*rosters.clean_rows()[:1], *rosters.clean_rows("乳児保育", 1)[:1])]
    assert [(p.number, p.values["研修種別"]) for p in made(rows, tmp_path).pages] == [
        ("102502400001", "食育・アレルギー対応"),
        ("102502100001", "乳児保育"),
    ]


# ---------------------------------------------------------------- applications, notices, renewals


def ledger(
    tmp_path: Path, rows: object = samples.ROWS, headings: tuple[str, ...] = samples.HEADINGS
) -> list[applications.Line]:
    path = tmp_path / "台帳.xlsx"
    ledgers.write(path, [("台帳", headings, rows)])  # type: ignore[list-item]
    return applications.read(closed.read(path))


GUNMA = default().for_prefecture(10)


def applied(lines: list[applications.Line], profile: Profile, **order: object) -> Batch:
    return filings.applications(lines, filings.FilingOrder(profile, **order))  # type: ignore[arg-type]


def renewed(lines: list[applications.Line], profile: Profile, **order: object) -> Batch:
    return filings.renewals(lines, filings.FilingOrder(profile, **order))  # type: ignore[arg-type]


def edited(
    row: int, heading: str, value: object, rows: tuple[tuple[object, ...], ...] = samples.ROWS
) -> list[list[object]]:
    new = [list(r) for r in rows]
    new[row][samples.HEADINGS.index(heading)] = value
    return new


def test_applications_group_their_kinds_and_name_the_governor(tmp_path: Path) -> None:
    batch = applied(ledger(tmp_path), GUNMA, filer=(), filed_on=None, annex=True)
    one, two = batch.pages
    assert (
        one.values["宛先"] == "群馬県知事"
        and one.values["申請者"].split("\n")[2] == "理事長　架空　太郎"
        and one.values["研修時間数"] == "15時間"
        and not one.annex
    )
    assert two.values["研修種別"] == "別紙のとおり" and two.annex == [
        ("乳児保育", "15時間", "レポート"),
        ("マネジメント", "16時間30分", "レポートと面接"),
    ]
    assert [(r.cell, "講師に関する書類" in r.sentence) for r in batch.refused] == [
        ("台帳!K7", True)
    ]
    listed = applied(ledger(tmp_path), GUNMA, filer=(), filed_on=None, annex=False).pages[1]
    assert (
        listed.values["研修時間数"] == "乳児保育 15時間\nマネジメント 16時間30分"
        and not listed.annex
    )


@pytest.mark.parametrize(
    ("heading", "value", "cell", "word"),
    [
        ("申請者の名称", "", "C4", "申請者の名称"),
        ("研修種別", "", "F4", "研修種別"),
        ("研修種別", "園芸", "F4", "読めません"),
        ("研修時間数", "", "G4", "研修時間数"),
        ("研修時間数", "14.5時間", "G4", "14時間30分"),
        ("研修修了の評価方法", "", "H4", "評価方法"),
        ("申請日", "", "B4", "申請日"),
        ("申請日", "R8.2.30", "B4", "読めません"),
        ("事業計画", "無", "I4", "事業計画"),
        ("研修カリキュラム", "未提出", "J4", "カリキュラム"),
        ("講師に関する書類", "変更なし", "K4", "講師"),
        ("代表者の職・氏名", "", "E4", "代表者"),
    ],
)
def test_an_application_with_a_hole_is_not_printed(
    heading: str, value: object, cell: str, word: str, tmp_path: Path
) -> None:
    batch = applied(
        ledger(tmp_path, edited(0, heading, value)), GUNMA, filer=(), filed_on=None, annex=True
    )
    assert (
        batch.refused[0].cell == f"台帳!{cell}"
        and word in batch.refused[0].sentence
        and len(batch.pages) == 1
    )


def test_the_body_itself_may_be_given_as_filer(tmp_path: Path) -> None:
    rows = [r[:3] + r[5:] for r in samples.ROWS[:1]]
    headings = samples.HEADINGS[:3] + samples.HEADINGS[5:]
    filer = ["学校法人あかぎ学園", "前橋市", "理事長"]
    assert applied(
        ledger(tmp_path, rows, headings), GUNMA, filer=filer, filed_on=None, annex=True
    ).pages[0].values["申請者"] == "\n".join(filer)
    other = applied(
        ledger(tmp_path, rows, headings),
        GUNMA,
        filer=["別の会", "x", "y"],
        filed_on=None,
        annex=True,
    )
    assert "別の会" in other.refused[0].sentence
    with pytest.raises(Problem, match="都道府県"):
        applied(ledger(tmp_path), default(), filer=(), filed_on=None, annex=True)


def test_a_renewal_says_the_designation_and_the_year(tmp_path: Path) -> None:
    batch = renewed(ledger(tmp_path, samples.RENEWALS), GUNMA, filer=(), filed_on=None, annex=True)
    assert not batch.refused and (
        batch.pages[0].values["指定年月日"],
        batch.pages[0].values["実施年度"],
    ) == ("令和8年5月8日", "令和9")
    gone = edited(0, "指定日", "", samples.RENEWALS)
    assert (
        renewed(ledger(tmp_path, gone), GUNMA, filer=(), filed_on=None, annex=True).refused[0].cell
        == "台帳!M4"
    )
    same = edited(0, "申請日", dt.date(2026, 6, 1), samples.RENEWALS)
    assert (
        "翌年度から"
        in renewed(ledger(tmp_path, same), GUNMA, filer=(), filed_on=None, annex=True)
        .refused[0]
        .sentence
    )


def test_a_renewal_says_what_changed_since_last_year(tmp_path: Path) -> None:
    before = ledger(tmp_path)
    rows = edited(1, "研修時間数", "16時間", samples.RENEWALS)
    rows[1][samples.HEADINGS.index("代表者の職・氏名")] = "理事長　架空　新"
    rows[2][samples.HEADINGS.index("代表者の職・氏名")] = "理事長　架空　新"
    batch = renewed(
        ledger(tmp_path, rows), GUNMA, filer=(), filed_on=None, annex=True, previous=before
    )
    assert [p.note for p in batch.pages] == [
        "",
        "代表者氏名 理事長　架空　花子 → 理事長　架空　新、乳児保育: 研修時間数 15時間 → 16時間",
    ]
    assert batch.pages[1].values["前年度からの変更"] == batch.pages[1].note
    assert changed_since(applications.group(before)[0], []) is None


def test_a_kind_new_this_year_is_no_renewal_and_an_unknown_body_is_told(tmp_path: Path) -> None:
    before = ledger(tmp_path)
    rows = edited(2, "研修種別", "幼児教育", samples.RENEWALS)
    batch = renewed(ledger(tmp_path, rows), GUNMA, previous=before)
    assert [(r.cell, r.rule) for r in batch.refused] == [("台帳!F5", "form-renewal-new-kind")]
    other = renewed(
        ledger(tmp_path, edited(0, "申請者の名称", "学校法人はるな学園", samples.RENEWALS)),
        GUNMA,
        previous=before,
    )
    assert [r.cell for r in other.remarks] == ["台帳!C4"]
    assert "前年度の届出・申請が見つかりません" in other.remarks[0].sentence


def test_a_renewal_of_a_kind_never_designated_needs_an_application(tmp_path: Path) -> None:
    coverage = Coverage(
        {3: "学校法人あかぎ学園", 5: "社会福祉法人くさつ会"}, years={(3, 1): {2026}, (5, 1): {2026}}
    )
    batch = renewed(
        ledger(tmp_path, samples.RENEWALS),
        GUNMA,
        filer=(),
        filed_on=None,
        annex=True,
        coverage=coverage,
    )
    assert (
        len(batch.pages) == 1
        and [(r.cell, r.sentence[:7]) for r in batch.refused] == [("台帳!F5", "マネジメントは")]
        and "様式第2号" in batch.refused[0].sentence
    )


def test_lecturers_left_out_of_a_renewal_are_said_to_be(tmp_path: Path) -> None:
    page = renewed(
        ledger(tmp_path, samples.RENEWALS), GUNMA, filer=(), filed_on=None, annex=True
    ).pages[0]
    forms.fill(Template(templates.blank("renewal"), "renewal"), [page]).write_to(
        tmp_path / "r.xlsx"
    )
    texts = [
        str(c.value)
        for row in openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
        for c in row
        if c.value
    ]
    assert "・講師に関する書類（前年度から変更がないため省略）" in texts and "・事業計画" in texts
    with_papers = renewed(
        ledger(tmp_path, edited(0, "講師に関する書類", "有", samples.RENEWALS)),
        GUNMA,
        filer=(),
        filed_on=None,
        annex=True,
    ).pages[0]
    assert "講師に関する書類" not in with_papers.values


@pytest.mark.parametrize(
    ("form", "cells", "missing"),
    [
        ("application", {"A1": "群馬県知事　殿"}, False),
        ("application", {"A1": "殿"}, True),
    ],
)
def test_a_governor_printed_already_needs_no_place(
    form: str, cells: dict[str, object], missing: bool, tmp_path: Path
) -> None:
    assert (
        "宛先" in Template(blanks.own(tmp_path / "own.xlsx", cells), form).located.missing
    ) is missing


def numbers(batch: Batch) -> list[str]:
    return [p.values["研修実施機関番号"] for p in batch.pages]


def test_a_notice_keeps_the_number_or_takes_the_next(tmp_path: Path) -> None:
    batch = notices(
        ledger(tmp_path),
        issuer=["知事"],
        issued_on=None,
        known={2: "一般社団法人みなかみ保育研修会", 3: "学校法人　あかぎ学園", 4: "はるな"},
    )
    assert (
        numbers(batch) == ["03", "05"]
        and batch.pages[1].values["研修種別番号"] == "1、7"
        and batch.pages[1].values["宛先"].endswith("\n理事長　架空　花子")
    )
    assert [r.cell for r in batch.refused] == ["台帳!L7"] and "保留" in batch.refused[0].sentence
    assert numbers(notices(ledger(tmp_path), issuer=["知事"], issued_on=None, known={})) == [
        "02",
        "03",
    ]  # 01 is the prefecture's
    assert all(
        "--designations" in r.sentence
        for r in notices(ledger(tmp_path), issuer=["知事"], issued_on=None, known=None).refused[1:]
    )


@given(known=st.sets(st.integers(2, 99)))
def test_numbers_are_never_given_twice_and_the_hundredth_is_refused(known: set[int]) -> None:
    found = [dataclasses.replace(_LINE, name=f"{'赤青黄'[n]}会") for n in range(3)]
    batch = notices(found, issuer=["知事"], issued_on=None, known={n: f"第{n}機関" for n in known})
    given_out = [int(n) for n in numbers(batch)]
    assert (
        len(set(given_out)) == len(given_out)
        and not known & set(given_out)
        and all(max(known, default=1) < n <= 99 for n in given_out)
    )
    assert (
        all(
            ("100番目" in r.sentence) is (len(known) == 98) or "続き" in r.sentence
            for r in batch.refused
        )
        and len(batch.pages) + len(batch.refused) == 3
    )


_LINE = applications.Line(
    "台帳.xlsx",
    4,
    "",
    "会",
    "前橋市",
    "理事長",
    fields.by_number(1),
    900,
    "レポート",
    dt.date(2026, 4, 3),
    dt.date(2026, 5, 8),
    None,
    None,
    Decision.APPROVED,
    "",
    {},
    "",
    {"result": "承認"},
    {"name": "台帳!C4"},
    frozenset({"name", "result"}),
)


@pytest.mark.parametrize(
    ("change", "known", "word"),
    [
        ({"agency_number": 1}, {}, "01 は都道府県"),
        ({"agency_number": 5}, {3: "会"}, "指定台帳では 03"),
        ({"agency_number": 3}, {3: "別の会"}, "別の会"),
        ({"designated_on": dt.date(2026, 4, 1)}, {}, "より前"),
        ({"designated_on": None}, {}, "通知する日"),
        ({"representative": ""}, {}, "代表者"),
        ({"decision": Decision.REFUSED}, {}, "承認"),
    ],
)
def test_a_notice_that_must_not_go_out(
    change: dict[str, object], known: dict[int, str], word: str
) -> None:
    batch = notices(
        [dataclasses.replace(_LINE, **change)], issuer=["知事"], issued_on=None, known=known
    )  # type: ignore[arg-type]
    assert (
        not batch.pages and word in batch.refused[0].sentence and batch.refused[0].cell == "台帳!C4"
    )


def test_the_sheets_of_a_bodys_own_workbook_are_its_attachments(tmp_path: Path) -> None:
    path = tmp_path / "申請.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "申請"
    for row in (samples.HEADINGS[:8], [str(v) for v in samples.ROWS[0][:8]]):
        book.active.append(list(row))
    for name in ("事業計画", "研修カリキュラム"):
        book.create_sheet(name)["A1"] = "内容"
    book.save(path)
    found = applications.read(closed.read(path))
    assert found[0].papers == {"plan": "有", "curriculum": "有"}
    assert (
        "講師に関する書類"
        in applied(found, GUNMA, filer=(), filed_on=None, annex=True).refused[0].sentence
    )
    book.create_sheet("講師一覧")["A1"] = "内容"
    book.save(path)
    assert (
        len(
            applied(
                applications.read(closed.read(path)), GUNMA, filer=(), filed_on=None, annex=True
            ).pages
        )
        == 1
    )


def test_every_rule_of_the_forms_is_used() -> None:
    source = "".join(
        p.read_text(encoding="utf-8")
        for folder in ("workbooks", "xl")
        for p in (ROOT / folder).rglob("*.py")
    )
    assert all(
        f'"{rule}"' in source
        for rule in (*messages.RULES, *filing_messages.RULES, *blank_messages.RULES)
    )


def test_attachments_in_the_words_of_clerks() -> None:
    assert all(applications.attached(t) for t in ("有", "あり", "○", "添付済", "レ")) and not any(
        applications.attached(t) for t in ("", "無", "なし", "未提出", "後日")
    )
    assert applications.omitted("前年度から変更なしのため省略") and not applications.omitted("有")
