"""``careerup demo``: invented workbooks, the main job run on them, and what to open."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

from validators.findings import Report
from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile, default
from workbooks.forms.batch import Order
from workbooks.grid import own_sheets
from workbooks.numbering import rows as numbering
from workbooks.numbering import sheet
from workbooks.numbering.rows import NumberingOrder
from workbooks.samples import ledgers, rosters
from xl.commands import terminal
from xl.files import read as closed
from xl.forms import make as printing
from xl.outputs import results as check
from xl.outputs.numbered_copy import write_copy

TODAY = dt.date(2026, 7, 6)  # the rosters are of fiscal year 2025, the applications of 2026
ISSUER = "群馬県知事　架空　三郎"
_CLEAN, _MESSY = "名簿_正しい見本.xlsx", "名簿.xlsx"
_DESIGNATIONS, _APPLICATIONS = "指定台帳.xlsx", "指定申請台帳.xlsx"
_PARTICIPANTS = "受講者名簿.xlsx"
_PLACE = ("--prefecture", "群馬県")
WINTER = dt.date(2026, 2, 1)  # when designations are about to end


def demo(options: argparse.Namespace) -> int:
    """Write the samples into the folder asked for. Raises Problem."""
    return run(options.folder)


def run(folder: Path) -> int:
    """Write the samples into an empty or new folder, check them, say what to open. Raises Problem."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem("demo-folder", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    rosters.write(folder / _CLEAN, rosters.clean_rows())
    rosters.write(folder / _MESSY, rosters.messy_rows())
    ledgers.write_designations(folder / _DESIGNATIONS)
    ledgers.write_applications(folder / _APPLICATIONS)
    ledgers.write_participants(folder / _PARTICIPANTS)
    profile = default().for_prefecture(10)
    _check(folder, profile)
    _number(folder / "受講者名簿_検証結果.xlsx", folder / "修了者名簿.xlsx", profile)
    _forms(folder, profile)
    print(f"\n{sentence_of('command-demo', Door.CLI, folder=folder)}")
    return 0


def _check(folder: Path, profile: Profile) -> None:
    """Every table is checked as its command does it."""
    designations = folder / _DESIGNATIONS
    for path, marked in ((folder / _CLEAN, None), (folder / _MESSY, folder / "名簿_印付き.xlsx")):
        more = ["--marked", marked, "--force"] if marked else []
        known = ["--designations", designations, "--today", TODAY]
        _title("check", "roster", path, *_PLACE, *known, *more)
        asked = check.Asked(designations=designations)
        _told(check.rosters([path], profile, TODAY, asked), path, marked)
    for kind, name, today in (
        ("applications", _APPLICATIONS, TODAY),
        ("designations", _DESIGNATIONS, WINTER),
        ("participants", _PARTICIPANTS, TODAY),
    ):
        path = folder / name
        _title("check", kind, path, *_PLACE, "--today", today)
        _told(check.desk(kind, [path], profile, today), path)


def _told(report: Report, path: Path, marked: Path | None = None) -> None:
    """The report written beside the file, and shown."""
    report, outputs = check.write_outputs(report, [path], check.Targets(marked=marked))
    terminal.show(report, outputs=outputs, few=True)


def _forms(folder: Path, profile: Profile) -> None:
    """様式第1号 as workbook and PDF, 様式第2号 and 様式第3号."""
    clean, applications = folder / _CLEAN, folder / _APPLICATIONS
    made, filled, force = folder / "修了証", folder / "様式", "--force"
    certificates = ["form", "certificate", clean, "--out", made, "--issuer", ISSUER]
    for pdf in (False, True):
        _title(*certificates, *(["--pdf"] if pdf else []), force)
        order = Order("certificate", profile, TODAY, issuer=(ISSUER,), pdf=pdf)
        printing.run(closed.read(clean), order, made)
    _title("form", "application", applications, "--out", filled, *_PLACE, force)
    printing.run(closed.read(applications), Order("application", profile, TODAY), filled)
    given = ["--designations", folder / _DESIGNATIONS, "--issuer", ISSUER]
    _title("form", "notice", applications, "--out", filled, *_PLACE, *given, force)
    known = closed.read(folder / _DESIGNATIONS)
    notice = Order("notice", profile, TODAY, issuer=(ISSUER,), designations=known)
    printing.run(closed.read(applications), notice, filled)


def _title(*words: object) -> None:
    """The command as it runs from where the reader stands; a word with a blank in quotes."""
    shown = (f'"{word}"' if re.search(r"\s", str(word)) else str(word) for word in words)
    print(f"\n■ careerup {' '.join(shown)}")


def _number(source: Path, target: Path, profile: Profile) -> None:
    """Those who completed get their numbers in a copy."""
    told = ["--agency", "02", "--issued-on", "2025-11-30", "--out", target, "--force"]
    _title("number", source, *_PLACE, *told)
    issued = dt.date(2025, 11, 30)
    book, order = closed.read(source), NumberingOrder(profile, TODAY, issued, 2)
    tables = sheet.tables_of(book, profile)
    wanted, left = numbering.wanted(tables, order)
    given = numbering.assign(wanted, tables, order.scope)
    write_copy(
        source,
        target,
        sheet.fills(given, issued),
        leave_out=own_sheets(book),
    )
    numbers = "、".join(g.number for g in given)
    done = {"count": len(given), "path": target, "numbers": numbers}
    more = sentence_of("numbering-left", Door.CLI, count=len(left)) if left else ""
    print(sentence_of("run-demo-numbered", Door.CLI, **done) + more)
