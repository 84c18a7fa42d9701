"""文書: 差戻し, 受理, 督促 and 指定の更新 in the office's own words; no letter names a person."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from pathlib import Path

import docx
import ledgers as registers
import openpyxl
import pytest

from validators.guideline.coverage import Agency, Coverage
from validators.problems import Problem
from validators.profile import Profile, default, parse
from workbooks.ledger import receive
from workbooks.ledger.holders import reported
from workbooks.ledger.store.open import open_ledger
from workbooks.letters.letter import Letter, make
from workbooks.letters.reports import overdue
from workbooks.samples import ledgers, rosters
from xl.cli import main
from xl.outputs import letters as outputs

DAY = dt.date(2026, 7, 6)
BODY = Agency(2, "一般社団法人みほん会", contact="研修係 027-000-0000 mihon@example.jp")
OWN = """
[letters]
sender = ["みほん県子育て課", "電話 027-000-0000"]
reference = "子第　　号"
answer_days = 10
renewal_subject = "更新の御案内（{year}）"
renewal_body = '''{name} 様

{kinds}
{end}まで。{number} {today} {sender} 100{単位}'''
"""


def office() -> Profile:
    return parse(OWN.replace(" 100{単位}", ""), "みほん県.toml")


def letter() -> Letter:
    values = {"kinds": "・乳児保育", "end": "令和9年3月31日", "year": "令和9年度"}
    return make("renewal", BODY, DAY, office(), values)


def test_a_letter_is_in_the_words_of_the_office() -> None:
    made = letter()
    assert made.subject == "更新の御案内（令和9年度）"
    assert made.text.startswith(
        "一般社団法人みほん会 様\n\n・乳児保育\n令和9年3月31日まで。02 令和8年7月6日"
    )
    assert made.whole().startswith(
        "子第　　号\n令和8年7月6日\nみほん県子育て課\n電話 027-000-0000\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN, "{単位}"),
        ("[letters]\nreturn_body = '{name} {氏名}'", "{氏名}"),
        ("[letters]\naccept_subject = ' '", "空の文"),
        ("[letters]\nanswer_days = -1", "0 以上"),
        ("[letters]\nsender = '課'", "一覧"),
    ],
)
def test_wording_that_cannot_be_filled_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(Problem) as problem:
        parse(text, "みほん県.toml")
    sentence = str(problem.value)
    assert said in sentence and "みほん県.toml" in sentence and sentence.endswith("。")


def test_the_three_files_say_the_same() -> None:
    made = letter()
    document = docx.Document(io.BytesIO(outputs.docx(made)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for line in filter(None, made.whole().split("\n")):
        assert line in words, line
    mail = message_from_bytes(outputs.eml(made), policy=mail_policy)
    assert isinstance(mail, EmailMessage)
    assert mail["To"] == "mihon@example.jp" and mail["X-Unsent"] == "1" and mail["From"] is None
    assert mail["Subject"] == made.subject and made.text in mail.get_content().replace("\r\n", "\n")
    assert outputs.txt(made).decode("utf-8-sig").replace("\r\n", "\n") == made.whole()


def test_a_name_cannot_write_a_header_or_leave_the_folder() -> None:
    body = Agency(3, "みほん\r\nBcc: x@example.jp\r\n../../会", contact="")
    made = make("overdue", body, DAY, default(), {"kinds": "・乳児保育"})
    mail = message_from_bytes(outputs.eml(made), policy=mail_policy)
    assert mail["Bcc"] is None and mail["To"] is None
    (paths,) = outputs.targets(Path("文書"), [made], ["eml"])
    assert paths[0].parent == Path("文書")


def test_overdue_is_what_has_passed_and_has_not_come() -> None:
    coverage = Coverage(
        agencies={2: BODY, 3: Agency(3, "みほん学園")}, names={2: "", 3: "", 4: "みほん園"}
    )
    past, future = dt.date(2026, 5, 31), dt.date(2026, 8, 31)
    coverage.due = {
        (2, 1): [past],
        (2, 4): [past],
        (2, 5): [future],
        (3, 1): [past],
        (3, 2): [dt.date(2024, 5, 31)],
    }
    coverage.due_unread = {(4, 1): ["未定"]}
    letters, unread = overdue(coverage, {(2, 1, 2025), (3, 1, 2023)}, DAY, default())
    assert [(one.body.number, one.text.count("提出予定日 ")) for one in letters] == [(2, 1), (3, 1)]
    assert "食育・アレルギー対応（提出予定日 令和8年5月31日）" in letters[0].text
    assert "令和8年7月20日までに" in letters[0].text
    assert unread == ["04 みほん園"]
    coverage.revoked = {(2, 4): dt.date(2026, 4, 1)}
    assert [one.body.number for one in overdue(coverage, {(2, 1, 2025)}, DAY, default())[0]] == [3]


def test_the_register_knows_what_was_reported(tmp_path: Path) -> None:
    with closing(open_ledger(str(tmp_path / "台帳.sqlite"), create=True)) as ledger:
        receive.receive(ledger, registers.report([registers.completion(1, kind=4, agency=2)]))
        assert reported(ledger) == {(2, 4, 2025)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    rosters.write(tmp_path / "報告.xlsx", rosters.messy_rows())
    yield tmp_path


def words(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_a_report_with_faults_goes_back_without_a_name_or_a_value(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["差戻し", "報告.xlsx", "--designations", "指定台帳.xlsx", "--out", "文書"]
    assert main([*command, "--today", "2026-07-06", "--format", "docx,eml,txt"]) == 0
    files = sorted(p.suffix for p in (folder / "文書").iterdir())
    assert files == [".docx", ".eml", ".txt"]
    text = words(next((folder / "文書").glob("差戻し_02_*.docx")))
    sheet = openpyxl.load_workbook(folder / "報告.xlsx").worksheets[0]
    people = [str(r[2].value) for r in sheet.iter_rows(min_row=5) if r[2].value]
    assert "報告.xlsx" in text and people and not any(name in text for name in people)
    assert main(command) == 2 and "既に" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ["letter", "renewal", "報告.xlsx", "--out", "文書"],
            "指定台帳ではなく、研修修了者名簿のよう",
        ),
        (["letter", "overdue", "指定台帳.xlsx", "--out", "文書"], "--received"),
        (["letter", "renewal", "指定台帳.xlsx", "--out", "文書", "--format", "pdf"], "pdf"),
        (["letter", "renewal", "指定台帳.xlsx", "--out", "報告.xlsx"], "報告.xlsx"),
        (
            [
                "letter",
                "reply",
                "指定台帳.xlsx",
                "--designations",
                "指定台帳.xlsx",
                "--out",
                "文書",
            ],
            "指定台帳.xlsx",
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    assert main(command) == 2
    sentence = capsys.readouterr().err.strip()
    assert said in sentence and sentence.endswith("。") and "\n" not in sentence
    assert not (folder / "文書").exists()


def test_reminders_and_renewals_of_the_ledger(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["更新のお知らせ", "指定台帳.xlsx", "--out", "文書", "--today", "2026-02-01"]) == 0
    assert list((folder / "文書").glob("更新のお知らせ_02_*.docx"))
    assert main(["letter", "renewal", "指定台帳.xlsx", "--out", "後", "--today", "2026-06-01"]) == 0
    assert "文書はありません" in capsys.readouterr().out and not (folder / "後").exists()
    late = ["督促", "指定台帳.xlsx", "--today", "2026-12-01", "--out"]
    assert main([*late, "督促", "--received"]) == 0
    assert list((folder / "督促").glob("督促_02_*.eml"))
