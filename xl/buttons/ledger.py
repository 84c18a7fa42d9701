"""実績報告を取込, 照会, 提供用に抽出, 再交付・取消, 集計 on the open book. What is asked, and what it means, stands in
``workbooks.ledger.questions``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from validators.guideline.fiscal_year import fiscal_year, read_fiscal_year
from validators.numbers import certificate
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from validators.text import to_text
from workbooks.a1 import position
from workbooks.asking import Answer, Host
from workbooks.designations.coverage import planned_of
from workbooks.designations.layout import tables_of
from workbooks.grid import Book, Value, without_own
from workbooks.kind_of import no_table
from workbooks.plan import Plan
from workbooks.roster import check as rosters
from workbooks.sheet_names import (
    LEDGER_EXTRACT,
    LEDGER_IMPORT,
    LEDGER_REISSUE,
    LEDGER_STATISTICS,
)
from workbooks.ticks import marked
from xl.outputs import ledger as outputs
from xl.outputs import statistics as figures
from xl.outputs.results import free_path
from xl.settings import (
    day_of,
    known,
    make_register,
    open_register,
    profile_in_use,
    register_kept,
    register_place,
)

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger


def the_ledger(profile: Profile) -> Ledger:
    """The register of this PC. A button knows no folder, so its place has to be set. Raises Problem."""
    if not register_kept(None, profile):
        raise Problem("register-elsewhere", name=Path(register_place(None, profile)).name)
    return open_register(None, profile)


def import_report(book: Book, profile: Profile, today: dt.date) -> Plan:
    """実績報告を取込, and where there is no register yet, the question whether to make one. Raises Problem."""
    from workbooks.ledger import questions

    roster_book = without_own(book)
    tables = rosters.read_rosters([roster_book], profile)
    if not tables:
        raise no_table("roster", Book("", roster_book.grids), profile)
    try:
        ledger = the_ledger(profile)
    except Problem as problem:
        if problem.note.rule not in ("register-missing", "register-empty"):
            raise
        new = questions.fields(book, LEDGER_IMPORT).get(questions.NEW, "")
        if not marked(new, questions.NEW):
            return questions.ask_new(Path(register_place(None, profile)).name)
        ledger = make_register(None, profile)
    return questions.import_report(book, ledger, tables, (profile, today))


def extract(book: Book, ledger: Ledger, profile: Profile, today: dt.date) -> Plan:
    """提供用に抽出: into a new workbook in the folder named on the sheet."""
    from workbooks.ledger import questions

    given = questions.fields(book, LEDGER_EXTRACT)
    to = given.get("提供先", "")
    folder, hints = _folder(ledger), questions.EXTRACT_FIELDS
    if not to or given.get(questions.RESULT):
        start = {"保存するフォルダー": folder}
        return questions.ask(LEDGER_EXTRACT, hints, start, outputs.said("extract-ask"))
    whole = bool(prefectures.number(to))
    name = f"提供_{''.join(c for c in to if c.isalnum())}_{today:%Y%m%d}.xlsx"
    path = Path(given.get("保存するフォルダー") or folder) / name
    destination = outputs.destination(to, profile, whole=whole)
    message = outputs.extract(ledger, destination, profile, outputs.Target(path))
    return questions.done(LEDGER_EXTRACT, hints, given, message)


def statistics(book: Book, ledger: Ledger, profile: Profile, today: dt.date) -> Plan:
    """集計: a new workbook in the folder named on the sheet; a 指定台帳 in the open book says what was planned."""
    from workbooks.ledger import questions
    from workbooks.ledger.reception import Asked

    given = questions.fields(book, LEDGER_STATISTICS)
    hints = questions.STATISTICS_FIELDS
    if not given or given.get(questions.RESULT):
        start = {"年度": str(fiscal_year(today)), "保存するフォルダー": _folder(ledger)}
        return questions.ask(LEDGER_STATISTICS, hints, start, outputs.said("statistics-ask"))
    year = read_fiscal_year(given["年度"]).value
    if given["年度"] and year is None:
        raise Problem("statistics-year", sheet=LEDGER_STATISTICS, given=given["年度"])
    rosters_of_book = without_own(book)
    planned = planned_of(rosters_of_book) if tables_of([rosters_of_book]) else ()
    name = f"集計_{year or 'すべての年度'}_{today:%Y%m%d}.xlsx"
    path = free_path(Path(given["保存するフォルダー"] or _folder(ledger)) / name)
    asked = Asked(profile.prefecture, year or fiscal_year(today), today, planned)
    message = figures.write(ledger, year, asked, outputs.Target(path))
    return questions.done(LEDGER_STATISTICS, hints, given, message)


def _folder(ledger: Ledger) -> str:
    """Where files go when nobody says: beside the register."""
    return str(ledger.path.absolute().parent) if ledger.path else str(Path.home())


def reissue(book: Book, ledger: Ledger, when: tuple[Profile, dt.date], selected: Value) -> Plan:
    """再交付・取消: the number selected is offered; recorded when 再交付か取消 and 理由 are filled in."""
    from workbooks.ledger import questions

    given = questions.fields(book, LEDGER_REISSUE)
    what, result = given.get("再交付か取消", ""), given.get(questions.RESULT)
    if result or not (given.get("修了証番号") and what and given.get("理由")):
        return _ask_reissue({} if result else given, when[1], selected)
    if what not in ("再交付", "取消"):
        raise Problem("reissue-choice", sheet=LEDGER_REISSUE)
    message = (_reissued if what == "再交付" else _revoked)(ledger, given, when)
    return questions.done(LEDGER_REISSUE, questions.REISSUE_FIELDS, given, message)


def _ask_reissue(given: dict[str, str], today: dt.date, selected: Value) -> Plan:
    from workbooks.ledger import questions
    from workbooks.ledger.reissue import REISSUE_REASONS, REVOKE_REASONS

    reading = certificate.read(selected).value
    number = given.get("修了証番号") or (reading.text if reading else "")
    start = {"日付": today.isoformat(), **given, "修了証番号": number, questions.RESULT: ""}
    reasons = f"再交付: {'・'.join(REISSUE_REASONS)} ／ 取消: {'・'.join(REVOKE_REASONS)}"
    hints = {**questions.REISSUE_FIELDS, "理由": reasons}
    return questions.ask(LEDGER_REISSUE, hints, start, outputs.said("reissue-ask"))


def _reissued(ledger: Ledger, given: dict[str, str], when: tuple[Profile, dt.date]) -> str:
    from workbooks.ledger.reissue import Reissue

    profile, today = when
    settings = profile.numbers
    wanted = Reissue(
        outputs.number_of(given["修了証番号"]),
        given["理由"],
        day_of(given["日付"] or None),
        given["新しい氏名"],
        given["備考"],
        settings.reissue == "new",
        settings.sequence_scope,
        today,
    )
    return outputs.reissue(ledger, wanted)


def _revoked(ledger: Ledger, given: dict[str, str], when: tuple[Profile, dt.date]) -> str:
    from workbooks.ledger.reissue import Revocation, revoke

    number, reason = outputs.number_of(given["修了証番号"]), given["理由"]
    day = day_of(given["日付"] or None)
    revoke(ledger, Revocation(number, reason, day, given["備考"], when[1]))
    return outputs.said("revoke-done", number=number, reason=reason)


def _selected(host: Host, grids: Book) -> Value:
    sheet, cell = host.active()
    grid = next((g for g in grids.grids if g.sheet == sheet), None)
    return grid.value(*position(cell)) if grid else None


def press_import(host: Host) -> Answer:
    """Button 実績報告を取込."""
    host.stage("名簿を読んでいます")
    profile = profile_in_use()
    grids = known(host.book(), profile)
    host.stage("台帳と照らし合わせています")
    return import_report(grids, profile, dt.date.today())


def press_find(host: Host) -> Answer:
    """Button 照会: the text of the selected cell."""
    from workbooks.ledger import questions
    from workbooks.ledger.find import find

    wanted = _selected(host, host.book())
    found = find(the_ledger(profile_in_use()), wanted)
    return questions.show_found(to_text(wanted), found)


def press_extract(host: Host) -> Answer:
    """Button 提供用に抽出."""
    profile = profile_in_use()
    return extract(host.book(), the_ledger(profile), profile, dt.date.today())


def press_reissue(host: Host) -> Answer:
    """Button 再交付・取消."""
    grids, profile = host.book(), profile_in_use()
    when = (profile, dt.date.today())
    return reissue(grids, the_ledger(profile), when, _selected(host, grids))


def press_statistics(host: Host) -> Answer:
    """Button 集計."""
    profile = profile_in_use()
    return statistics(host.book(), the_ledger(profile), profile, dt.date.today())
