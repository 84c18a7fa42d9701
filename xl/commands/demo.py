"""``careerup demo``: invented workbooks, the main job run on them, and what to open."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

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
    clean, messy = folder / "名簿_正しい見本.xlsx", folder / "名簿.xlsx"
    designations, applications, participants = (
        folder / "指定台帳.xlsx",
        folder / "指定申請台帳.xlsx",
        folder / "受講者名簿.xlsx",
    )
    rosters.write(clean, rosters.clean_rows())
    rosters.write(messy, rosters.messy_rows())
    ledgers.write_designations(designations)
    ledgers.write_applications(applications)
    ledgers.write_participants(participants)
    profile = default().for_prefecture(10)
    for path in (clean, messy):
        marked = folder / "名簿_印付き.xlsx" if path is messy else None
        more = ["--marked", marked, "--force"] if marked else []
        known = ["--designations", designations, "--today", TODAY]
        _title("check", "roster", path, *_PLACE, *known, *more)
        report = check.rosters([path], profile, TODAY, designations=designations)
        report, outputs = check.write_outputs(report, [path], marked=marked)
        terminal.show(report, outputs=outputs, few=True)
    for kind, path, today in (
        ("applications", applications, TODAY),
        ("designations", designations, WINTER),
        ("participants", participants, TODAY),
    ):
        _title("check", kind, path, *_PLACE, "--today", today)
        report, outputs = check.write_outputs(check.desk(kind, [path], profile, today), [path])
        terminal.show(report, outputs=outputs, few=True)
    _number(folder / "受講者名簿_検証結果.xlsx", folder / "修了者名簿.xlsx", profile)
    made, filled, force = folder / "修了証", folder / "様式", "--force"
    certificates = ["form", "certificate", clean, "--out", made, "--issuer", ISSUER]
    for pdf in (False, True):
        _title(*certificates, *(["--pdf"] if pdf else []), force)
        order = Order("certificate", profile, TODAY, issuer=(ISSUER,), pdf=pdf)
        printing.run(closed.read(clean), order, made)
    _title("form", "application", applications, "--out", filled, *_PLACE, force)
    printing.run(closed.read(applications), Order("application", profile, TODAY), filled)
    given = ["--designations", designations, "--issuer", ISSUER]
    _title("form", "notice", applications, "--out", filled, *_PLACE, *given, force)
    notice = Order(
        "notice",
        profile,
        TODAY,
        issuer=(ISSUER,),
        designations=closed.read(designations),
    )
    printing.run(closed.read(applications), notice, filled)
    print(
        f"\n見本はすべて架空の人と団体です。{folder} の 名簿_検証結果.xlsx を Excel で開き、「セル」"
        f"を押すと直すセルに移ります。"
        "\n自分の名簿は careerup check roster 名簿.xlsx --prefecture 群馬県 で確かめられます。"
    )
    return 0


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
        date_1904=book.grids[0].date_1904,
        leave_out=own_sheets(book),
    )
    print(
        f"{len(given)} 人に付けた写し: {target}（{'、'.join(g.number for g in given)}）"
        + (f"。{len(left)} 人には付けていません。" if left else "")
    )
