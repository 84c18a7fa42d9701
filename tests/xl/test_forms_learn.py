"""A blank looked over once: guesses with their evidence, answers as names in a copy; the first page as a picture."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import blanks
import openpyxl
import pytest
from PIL import Image

from validators.problems import Problem
from validators.profile import default
from workbooks.forms.batch import Order
from workbooks.samples import rosters
from xl.files import read as closed
from xl.forms import learn, proof
from xl.forms.template import Template

BLANK: dict[str, object] = {
    "B2": "修了証",
    "D3": "第　　　号",
    "A5": "氏　　名",
    "A6": "生年月日",
    "A7": "この欄に書く",
    "A8": "研修種別",
    "A9": "保育士証登録番号：",
    "A10": "　　年　　月　　日",
    "C12": "都道府県知事名",
    "F14": "以上",
}


def own(tmp_path: Path, **changes: object) -> Path:
    return blanks.own(tmp_path / "県.xlsx", {**BLANK, **changes}, ("B5:C5",))


def asked(tmp_path: Path, path: Path, **answers: tuple[str, str]) -> Path:
    """The list as written, then answered: place → (使う, 正しいセル)."""
    target = tmp_path / "場所.xlsx"
    learn.ask(path, "certificate", target, force=True)
    book = openpyxl.load_workbook(target)
    for row in book.active.iter_rows(min_row=4):
        if str(row[0].value) in answers:
            row[4].value, row[5].value = answers[str(row[0].value)]
    book.save(target)
    return target


def test_each_guess_stands_with_its_evidence(tmp_path: Path) -> None:
    path = own(tmp_path, A8="別の見出し")
    said = learn.ask(path, "certificate", tmp_path / "場所.xlsx")
    rows = {
        str(row[0]): tuple(v or None for v in row[1:5])
        for row in openpyxl.load_workbook(tmp_path / "場所.xlsx").active.values
    }
    assert rows["氏名"] == ("B5", None, "見出し A5", "○")
    assert rows["修了証番号"] == ("D3", "第　　　号", "見出し", "○")
    assert rows["研修種別"] == (None, None, "見つかりません", None) and "研修種別" in said
    assert rows["備考"] == (None, None, None, None)


def test_the_answers_are_names_in_a_copy_and_the_blank_stays(tmp_path: Path) -> None:
    path = own(tmp_path, A8="別の見出し")
    before = path.read_bytes()
    answers = asked(tmp_path, path, 研修種別=("", "B7"), 備考=("", "$B$11"))
    learn.store(path, "certificate", answers, tmp_path / "名前.xlsx")
    found = Template(tmp_path / "名前.xlsx", "certificate").complete().located.targets
    assert (found["研修種別"].at, found["備考"].at, found["氏名"].at) == ((7, 2), (11, 2), (5, 2))
    assert found["研修種別"].by_name and found["氏名"].by_name and found["修了証番号"].how == "here"
    assert path.read_bytes() == before
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "名前.xlsx") as new:
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["xl/workbook.xml"]


def test_a_place_the_office_does_not_print_is_remembered_and_told(tmp_path: Path) -> None:
    path = own(tmp_path, A9="", A8="研修種別")
    with pytest.raises(Problem, match="不要_保育士登録番号"):
        Template(path, "certificate").complete()
    answers = asked(tmp_path, path, 保育士登録番号=("×", ""))
    copy = tmp_path / "名前.xlsx"
    learn.store(path, "certificate", answers, copy)
    template = Template(copy, "certificate").complete()
    assert "保育士登録番号" not in template.located.targets
    told = [note.params for note in template.notes if note.rule == "blank-unwanted"]
    assert told == [{"places": "「保育士登録番号」"}]
    corner = asked(tmp_path, path, 保育士登録番号=("×", ""), 備考=("", "A1"))
    learn.store(path, "certificate", corner, tmp_path / "角.xlsx")
    assert Template(tmp_path / "角.xlsx", "certificate").located.targets["備考"].at == (1, 1)
    again = asked(tmp_path, copy, 備考=("", ""))
    assert [
        row[4] for row in openpyxl.load_workbook(again).active.values if row[0] == "保育士登録番号"
    ] == ["×"]
    named = blanks.own(tmp_path / "氏名.xlsx", BLANK, names={"不要_氏名": "'修了証'!$A$1"})
    with pytest.raises(Problem, match="「氏名」を載せない様式は作れません"):
        Template(named, "certificate").complete()


def test_a_name_that_is_there_already_is_pointed_anew(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "県.xlsx", BLANK, names={"氏名": "'修了証'!$D$7"})
    answers = asked(tmp_path, path, 氏名=("○", "B5"))
    learn.store(path, "certificate", answers, tmp_path / "名前.xlsx")
    assert Template(tmp_path / "名前.xlsx", "certificate").located.targets["氏名"].at == (5, 2)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"氏名": ("×", "")}, "6 行目の「氏名」は"),
        ({"氏名": ("○", "五行目")}, "「五行目」を読めません"),
        ({"氏名": ("", "C5")}, "先頭のセル B5"),
        ({"氏名": ("", "B6")}, "「氏名」と同じ"),
        ({"氏名": ("", "F1400000")}, "「F1400000」を読めません"),
    ],
)
def test_an_answer_that_cannot_be_is_told_with_its_row(
    answers: dict[str, tuple[str, str]], words: str, tmp_path: Path
) -> None:
    path = own(tmp_path)
    with pytest.raises(Problem, match=words):
        learn.store(path, "certificate", asked(tmp_path, path, **answers), tmp_path / "名前.xlsx")
    assert not (tmp_path / "名前.xlsx").exists()


def test_another_workbook_holds_no_answers(tmp_path: Path) -> None:
    path = own(tmp_path)
    with pytest.raises(Problem, match="一覧が見つかりません"):
        learn.store(path, "certificate", path, tmp_path / "名前.xlsx")


@pytest.mark.parametrize("own_blank", [False, True])
def test_the_first_page_is_a_picture(
    own_blank: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows())
    template = own(tmp_path) if own_blank else None
    today = dt.date(2026, 6, 30)
    order = Order("certificate", default(), today, issuer=["知事　架空"], template=template)
    book = closed.read(tmp_path / "名簿.xlsx")
    assert proof.proof(book, order, tmp_path / "出力") == 0
    assert [p.name for p in (tmp_path / "出力").iterdir()] == ["修了証_見本.png"]
    picture = Image.open(io.BytesIO((tmp_path / "出力" / "修了証_見本.png").read_bytes()))
    dark = picture.convert("L").histogram()
    assert abs(picture.height / picture.width - 297 / 210) < 0.1 and sum(dark[:100]) > 1000
    assert "青木 小春" in capsys.readouterr().out.replace("　", " ")
