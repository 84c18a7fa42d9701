"""No output is ever an input: every command × every output given the name of each file it reads, with and
without --force, by its own name, by a symbolic link and by a second name."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from workbooks import templates
from workbooks.samples import filings, ledgers, rosters
from xl.cli import main

PLACE = ("--prefecture", "群馬県", "--today", "2026-07-06")
FORM = (*PLACE, "--issuer", "群馬県知事　架空　三郎")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one workbook of each kind and a register."""
    folder = tmp_path_factory.mktemp("元")
    rosters.write(folder / "名簿.xlsx", rosters.clean_rows())
    rosters.write(folder / "次.xlsx", rosters.messy_rows())
    unnumbered = [[*row[:10], "", *row[11:]] for row in rosters.clean_rows()]
    rosters.write(folder / "番号なし.xlsx", unnumbered)
    ledgers.write_designations(folder / "指定.xlsx")
    ledgers.write_applications(folder / "申請.xlsx")
    ledgers.write_participants(folder / "受講.xlsx")
    assert main(["settings", "--out", str(folder / "設定.xlsx")]) == 0
    ledgers.write(folder / "更新.xlsx", [("台帳", filings.HEADINGS, filings.RENEWALS)])
    assert (
        main(
            [
                "ledger",
                "import",
                str(folder / "名簿.xlsx"),
                "--ledger",
                str(folder / "台帳.sqlite"),
                "--new",
                *PLACE,
            ]
        )
        == 0
    )
    return folder


@pytest.fixture
def folder(originals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "作業"
    shutil.copytree(originals, place)
    monkeypatch.chdir(place)
    return place


ROSTER = ("check", "roster", "名簿.xlsx", *PLACE)
TWO = ("check", "roster", "名簿.xlsx", "次.xlsx", *PLACE, "--designations", "指定.xlsx")
APPLICATIONS = ("check", "applications", "申請.xlsx", *PLACE, "--designations", "指定.xlsx")
PRACTICE = ("--profile", "設定.xlsx")
LEDGER = ("--ledger", "台帳.sqlite", *PLACE)
# (command, its output, the input whose name the output is given)
SINGLE = [
    *((ROSTER, "--out", name) for name in ("名簿.xlsx",)),
    *((TWO, "--out", name) for name in ("名簿.xlsx", "次.xlsx", "指定.xlsx")),
    (ROSTER, "--marked", "名簿.xlsx"),
    ((*ROSTER, "--designations", "指定.xlsx"), "--marked", "指定.xlsx"),
    *((APPLICATIONS, option, name) for option in ("--out", "--marked") for name in ("申請.xlsx", "指定.xlsx")),
    *((("check", "designations", "指定.xlsx", *PLACE), option, "指定.xlsx") for option in ("--out", "--marked")),
    *((("check", "participants", "受講.xlsx", *PLACE), option, "受講.xlsx") for option in ("--out", "--marked")),
    (("tidy", "次.xlsx"), "--out", "次.xlsx"),
    (("number", "番号なし.xlsx", *PLACE), "--out", "番号なし.xlsx"),
    (("number", "番号なし.xlsx", *LEDGER), "--out", "番号なし.xlsx"),
    (("ledger", "backup", *LEDGER), "--out", "台帳.sqlite"),
    (("ledger", "statistics", *LEDGER, "--designations", "指定.xlsx"), "--out", "指定.xlsx"),
    *((command, "--out", "設定.xlsx") for command in (
        (*ROSTER, *PRACTICE), ("compare", "名簿.xlsx", "次.xlsx", *PRACTICE), ("settings", *PRACTICE),
        ("number", "番号なし.xlsx", *PLACE, *PRACTICE), ("ledger", "export", *LEDGER, *PRACTICE))),
]  # fmt: skip


def unchanged(folder: Path, originals: Path) -> bool:
    """Every original file has its content; nothing of ours lies about."""
    names = {path.name for path in originals.iterdir() if path.suffix != ".sqlite"}
    return all((folder / n).read_bytes() == (originals / n).read_bytes() for n in names) and not [
        path.name for path in folder.iterdir() if path.name.startswith("~")
    ]


def refusal(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> str:
    """Run a command that has to be refused; its one sentence."""
    status = main(list(arguments))
    told = capsys.readouterr()
    assert (status, told.out) == (2, "") and told.err.count("\n") == 1, (arguments, told)
    return told.err


@pytest.mark.parametrize("force", [False, True], ids=["plain", "force"])
@pytest.mark.parametrize(("command", "option", "name"), SINGLE)
def test_an_output_is_never_an_input(
    folder: Path,
    originals: Path,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
    option: str,
    name: str,
    force: bool,
) -> None:
    more = ("--force",) if force else ()
    refused = refusal(capsys, (*command, option, name, *more))
    assert name in refused and (
        "元のファイル" in refused or "台帳そのもの" in refused or "台帳" in refused
    )
    assert unchanged(folder, originals)


@pytest.mark.parametrize("link", ["symbolic", "hard", "dotted"])
@pytest.mark.parametrize("option", ["--out", "--marked"])
def test_links_are_followed(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str], option: str, link: str
) -> None:
    other = folder / "別名.xlsx"
    if link == "symbolic":
        other.symlink_to(folder / "名簿.xlsx")
    elif link == "hard":
        os.link(folder / "名簿.xlsx", other)
    else:
        (folder / "中").mkdir()
        other = folder / "中" / ".." / "名簿.xlsx"
    assert "元のファイル" in refusal(capsys, (*ROSTER, option, str(other), "--force"))
    assert unchanged(folder, originals)


FORMS = [
    ("certificate", "修了証", "名簿.xlsx", ()),
    ("application", "指定申請書", "申請.xlsx", ()),
    ("notice", "指定通知書", "申請.xlsx", ("--designations", "指定.xlsx")),
    ("renewal", "指定内容更新届出書", "更新.xlsx", ("--previous", "更新.xlsx")),
]  # fmt: skip


def form_cases() -> list[tuple[str, str, tuple[str, ...]]]:
    """(form, the input that has the output's name, the command's arguments)."""
    cases: list[tuple[str, str, tuple[str, ...]]] = []
    for form, title, source, more in FORMS:
        output = f"{title}.xlsx"
        cases.append((form, source, (output, *more)))
        cases.append((form, "ひな形", (source, *more, "--template", output)))
        for option, file in zip(more[::2], more[1::2], strict=True):
            rest = [
                x
                for pair in zip(more[::2], more[1::2], strict=True)
                if pair[0] != option
                for x in pair
            ]
            cases.append((form, file, (source, *rest, option, output)))
    return cases


@pytest.mark.parametrize("force", [False, True], ids=["plain", "force"])
@pytest.mark.parametrize(("form", "copied", "arguments"), form_cases())
def test_a_form_never_replaces_what_it_was_made_from(
    folder: Path,
    originals: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    copied: str,
    arguments: tuple[str, ...],
    force: bool,
) -> None:
    """The input has the very name that the form is going to have."""
    title = next(f[1] for f in FORMS if f[0] == form)
    output = folder / f"{title}.xlsx"
    shutil.copyfile(templates.blank(form) if copied == "ひな形" else folder / copied, output)
    before = output.read_bytes()
    status = main(["form", form, *arguments, "--out", ".", *FORM, *(["--force"] if force else [])])
    told = capsys.readouterr()
    assert status == 2 and "元のファイル" in told.err, told
    assert output.read_bytes() == before and unchanged(folder, originals)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_published_list_never_replaces_the_register_of_designations(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    source = folder / f"指定研修一覧{suffix}"
    shutil.copyfile(folder / "指定.xlsx", source)  # told by its content, whatever the ending
    before = source.read_bytes()
    command = (
        "check",
        "designations",
        source.name,
        *PLACE,
        "--publish",
        ".",
        "--year",
        "令和7年度",
        "--force",
    )
    assert "元のファイル" in refusal(capsys, command)
    assert source.read_bytes() == before and unchanged(folder, originals)
    assert not (folder / "指定研修一覧_検証結果.xlsx").exists()


def test_a_reply_never_replaces_a_report(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--designations", "指定.xlsx", "--reply", ".", *PLACE)
    assert main(["check", "roster", "名簿.xlsx", *arguments]) in (0, 1)
    capsys.readouterr()
    reply = next(folder.glob("受付結果_*.xlsx"))
    shutil.copyfile(folder / "名簿.xlsx", reply)
    before = reply.read_bytes()
    refused = refusal(capsys, ("check", "roster", reply.name, *arguments, "--force"))
    assert (
        "元のファイル" in refused and reply.read_bytes() == before and unchanged(folder, originals)
    )


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["plain", "force"])
def test_two_outputs_of_one_name_are_refused(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str], force: tuple[str, ...]
) -> None:
    command = (*ROSTER, "--out", "x.xlsx", "--marked", str(folder / "x.xlsx"), *force)
    assert "2つのもの" in refusal(capsys, command)
    published = (
        "check",
        "designations",
        "指定.xlsx",
        *PLACE,
        "--publish",
        ".",
        "--year",
        "令和7年度",
    )
    assert "2つのもの" in refusal(capsys, (*published, "--out", "指定研修一覧.xlsx", *force))
    assert unchanged(folder, originals) and not list(folder.glob("x.xlsx"))


def test_a_device_is_no_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = folder / "管.xlsx"
    os.mkfifo(pipe)
    assert "ふつうのファイルではありません" in refusal(
        capsys, (*ROSTER, "--out", str(pipe), "--force")
    )
    assert pipe.is_fifo()
