"""``careerup demo``: invented workbooks, the main job run on them, and what to open."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from validators.findings import Report
from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile, default
from validators.text import quoted
from workbooks.forms.batch import Order
from workbooks.grid import own_sheets
from workbooks.numbering import rows as numbering
from workbooks.numbering import sheet
from workbooks.numbering.rows import NumberingOrder
from workbooks.samples import ledgers, rosters, years
from xl.commands import terminal
from xl.files import read as closed
from xl.files.write import make_folder
from xl.forms import make as printing
from xl.outputs import results as check
from xl.outputs.numbered_copy import write_copy
from xl.settings import day_of

ISSUER = "群馬県知事　架空　三郎"
_PLACE = ("--prefecture", "群馬県")
_WINTER = dt.date(2027, 2, 1)  # when designations are about to end


@dataclass(frozen=True, slots=True)
class _Demo:
    """Where the samples lie, the day they are looked at, and how many years they were moved."""

    folder: Path
    today: dt.date
    years: int
    day_option: tuple[object, ...]  # --today, where it was asked for
    profile: Profile

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.xlsx"


def demo(options: argparse.Namespace) -> int:
    """Write the samples into the folder asked for. Raises Problem."""
    today = day_of(options.today)
    day_option = ("--today", today) if options.today else ()
    return run(options.folder, today, day_option)


def run(folder: Path, today: dt.date, day_option: tuple[object, ...] = ()) -> int:
    """Write the samples into an empty or new folder, check them, say what to open. Raises Problem.

    today       the samples are of its year
    day_option  what the printed commands say of the day
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem("demo-folder", folder=folder)
    make_folder(folder)
    show = _Demo(folder, today, years.years_until(today), day_option, default().for_prefecture(10))
    _write(show)
    for name in ("名簿_正しい見本", "名簿"):
        _roster(show, name)
    _desk(show)
    _number(show)
    _forms(show)
    print("\n" + sentence_of("command-demo", Door.CLI, folder=folder))
    return 0


def _write(show: _Demo) -> None:
    """The five workbooks of a prefecture's desk."""
    rosters.write_moved(show.file("名簿_正しい見本"), rosters.clean_rows(), show.years)
    rosters.write_moved(show.file("名簿"), rosters.messy_rows(), show.years)
    ledgers.write_designations(show.file("指定台帳"), show.years)
    ledgers.write_applications(show.file("指定申請台帳"), show.years)
    recent = years.years_until(show.today, years.JUST_COMPLETED)
    ledgers.write_participants(show.file("受講者名簿"), recent)


def _roster(show: _Demo, name: str) -> None:
    path, designations = show.file(name), show.file("指定台帳")
    marked = show.file("名簿_印付き") if name == "名簿" else None
    marked_option = ["--marked", marked, "--force"] if marked else []
    _title(
        "check",
        "roster",
        path,
        *_PLACE,
        "--designations",
        designations,
        *show.day_option,
        *marked_option,
    )
    asked = check.Asked(designations=designations)
    _told(check.rosters([path], show.profile, show.today, asked), path, marked)


def _desk(show: _Demo) -> None:
    winter = years.day(_WINTER, show.years)
    for kind, name, day, day_option in (
        ("applications", "指定申請台帳", show.today, show.day_option),
        ("designations", "指定台帳", winter, ("--today", winter)),
        ("participants", "受講者名簿", show.today, show.day_option),
    ):
        path = show.file(name)
        _title("check", kind, path, *_PLACE, *day_option)
        _told(check.desk(kind, [path], show.profile, day), path)


def _told(report: Report, path: Path, marked: Path | None = None) -> None:
    """The report written beside the file, and shown."""
    report, outputs = check.write_outputs(report, [path], check.Targets(marked=marked))
    terminal.show(report, outputs=outputs, few=True)


def _number(show: _Demo) -> None:
    """Those who completed get their numbers in a copy."""
    source, target = show.file("受講者名簿_検証結果"), show.file("修了者名簿")
    arguments = ["--agency", "02", "--out", target, *show.day_option, "--force"]
    _title("number", source, *_PLACE, *arguments)
    book, order = closed.read(source), NumberingOrder(show.profile, show.today, None, 2)
    choice = numbering.choose(sheet.tables_of(book, show.profile), order)
    given, not_numbered = numbering.assign(choice, order.scope), choice.not_numbered
    write_copy(
        source,
        target,
        sheet.fills(given, None),
        leave_out=own_sheets(book),
    )
    numbers = "、".join(g.number for g in given)
    done = {"count": len(given), "path": target, "numbers": numbers}
    about_not_numbered = (
        sentence_of("numbering-left", Door.CLI, count=len(not_numbered)) if not_numbered else ""
    )
    print(sentence_of("run-demo-numbered", Door.CLI, **done) + about_not_numbered)


def _forms(show: _Demo) -> None:
    made, filled = show.folder / "修了証", show.folder / "様式"
    clean, applications = show.file("名簿_正しい見本"), show.file("指定申請台帳")
    for pdf in (False, True):
        options = ["--issuer", ISSUER, *(["--pdf"] if pdf else []), *show.day_option, "--force"]
        _title("form", "certificate", clean, "--out", made, *options)
        order = Order("certificate", show.profile, show.today, issuer=(ISSUER,), pdf=pdf)
        printing.run(closed.read(clean), order, made)
    _title(
        "form", "application", applications, "--out", filled, *_PLACE, *show.day_option, "--force"
    )
    order = Order("application", show.profile, show.today)
    printing.run(closed.read(applications), order, filled)
    designations = show.file("指定台帳")
    given = ["--designations", designations, "--issuer", ISSUER, *show.day_option, "--force"]
    _title("form", "notice", applications, "--out", filled, *_PLACE, *given)
    notice = Order(
        "notice",
        show.profile,
        show.today,
        issuer=(ISSUER,),
        designations=closed.read(designations),
    )
    printing.run(closed.read(applications), notice, filled)


def _title(*words: object) -> None:
    """The command as it runs from where the reader stands; a word with a blank in quotes."""
    print(f"\n■ careerup {' '.join(map(quoted, words))}")
