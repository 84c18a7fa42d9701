"""実績報告を取込, 照会, 提供用に抽出, 再交付・取消 on the open book.

What needs more than the book in front is asked on a sheet, not in pop-ups: the first press writes
the sheet, the clerk fills it in,
the second press does it. What was done stands on the sheet afterwards, so a third press does not do it again.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from validators.numbers import certificate
from validators.problems import FileProblem
from validators.profile import Profile
from validators.text import to_text
from workbooks.grid import OWN_SHEETS, Book, Value, position
from workbooks.plan import Block, Plan
from xl import intake
from xl.outputs import ledger as registers
from xl.settings import VARIABLE, day_of, open_register, profile_in_use

if TYPE_CHECKING:
    from workbooks.ledger.find import Found
    from workbooks.ledger.store.engine import Ledger

IMPORT, FIND, EXTRACT, REISSUE = "取込結果", "照会", "提供用抽出", "再交付・取消"
TICK = "○"
_ANSWER = "取り込む（○）"
_EXTRACT = {"提供先": "都道府県か市町村の名前", "保存するフォルダー": "", "結果": ""}
_REISSUE = {
    "修了証番号": "",
    "再交付か取消": "再交付 か 取消",
    "理由": "",
    "新しい氏名": "氏名変更のときだけ",
    "備考": "",
    "日付": "",
    "結果": "",
}


def the_ledger(profile: Profile, *, create: bool = False) -> Ledger:
    """The register of this PC. A button knows no folder, so its place has to be set. Raises Problem."""
    if not (os.environ.get(VARIABLE) or profile.ledger.place):
        raise FileProblem(
            "台帳の場所が決まっていません。「運用設定」を押し、[ledger] の place に台帳のファイル（例 "
            "C:/台帳/台帳.sqlite）を書いて保存してください。"
        )
    return open_register(None, profile, create=create)


def import_report(book: Book, ledger: Ledger, profile: Profile, today: dt.date) -> Plan:
    """実績報告を取込: taken when nothing has to be decided; else the sheet 取込結果 asks, for exactly this content."""
    own = Book(book.name, tuple(g for g in book.grids if g.sheet not in OWN_SHEETS))
    tables = intake.roster_of(own, profile)
    asked = fields(book, IMPORT)
    taken = intake.take_tables(ledger, book.name, tables, profile, today)
    outcome = taken.outcome
    if (
        outcome is not None
        and outcome.verdict in ("correction", "question")
        and asked.get(_ANSWER)
        and asked.get("内容の控え") == outcome.content
    ):
        taken = intake.take_tables(
            ledger, book.name, tables, profile, today, replacing=True, accept=True
        )
        outcome = taken.outcome
    message = intake.told(taken)
    if outcome is None:
        return Plan(
            message=message + ("「名簿検証」で誤りのセルが分かります。" if taken.checked else "")
        )
    if taken.done or outcome.verdict == "refused":
        if taken.done and not asked:
            return Plan(message=message)
        body = _form(IMPORT, {"結果": message}, {})
    else:
        hint = "下の一覧を確かめ、取り込んでよければ右の欄に ○ を入れて、もう一度「実績報告を取込」を押してください"
        body = _form(
            IMPORT, {"結果": message, _ANSWER: "", "内容の控え": outcome.content}, {_ANSWER: hint}
        )
        message += f"シート「{IMPORT}」で確かめてください。"
    listed = [[to_text(v) for v in row] for row in intake.details([taken])]
    blocks = body + (
        (Block(IMPORT, 8, 1, [list(intake.HEADINGS), *listed], "@"),) if listed else ()
    )
    return Plan(
        sheets=(IMPORT,), blocks=blocks, select=(IMPORT, "A1") if listed else None, message=message
    )


def show_found(wanted: str, found: Found) -> Plan:
    """照会: the completions on the sheet 照会."""
    message = registers.found_sentence(found)
    rows: list[list[Value]] = [[to_text(v) for v in registers.entry_row(e)] for e in found.entries]
    if not rows:
        return Plan(message=f"「{wanted[:40]}」は{message}")
    blocks = (
        Block(FIND, 1, 1, [[f"照会: {wanted[:100]}"], [message]], "@"),
        Block(FIND, 4, 1, [list(registers.ENTRY), *rows], "@"),
    )
    return Plan(sheets=(FIND,), blocks=blocks, select=(FIND, "A4"), message=message)


def extract(book: Book, ledger: Ledger, profile: Profile, today: dt.date) -> Plan:
    """提供用に抽出: into a new workbook in the folder named on the sheet."""
    given = fields(book, EXTRACT)
    to = given.get("提供先", "")
    folder = str(ledger.path.absolute().parent) if ledger.path else str(Path.home())
    if not to or given.get("結果"):
        message = (
            "提供先を入れて、もう一度「提供用に抽出」を押してください。パスワードを付けるときは careerup "
            "ledger extract --password を使います。"
        )
        return _ask(EXTRACT, _EXTRACT, {"保存するフォルダー": folder}, message)
    from validators.numbers import prefecture as prefectures

    whole = prefectures.number(to)
    path = (
        Path(given.get("保存するフォルダー") or folder)
        / f"提供_{''.join(c for c in to if c.isalnum())}_{today:%Y%m%d}.xlsx"
    )
    said = registers.extract(ledger, to if whole else None, None if whole else to, profile, path)
    return _done(EXTRACT, _EXTRACT, given, said)


def reissue(book: Book, ledger: Ledger, profile: Profile, today: dt.date, selected: Value) -> Plan:
    """再交付・取消: the number selected is offered; recorded when 再交付か取消 and 理由 are filled in."""
    from workbooks.ledger.reissue import REISSUE_REASONS, REVOKE_REASONS

    given = fields(book, REISSUE)
    what = given.get("再交付か取消", "")
    if given.get("結果") or not (given.get("修了証番号") and what and given.get("理由")):
        reading = certificate.read(selected).value
        number = given.get("修了証番号", "") if not given.get("結果") else ""
        kept = {**given, "結果": ""} if not given.get("結果") else {}
        start = {
            "日付": today.isoformat(),
            **kept,
            "修了証番号": number or (reading.text if reading else ""),
        }
        hints = {
            **_REISSUE,
            "理由": f"再交付: {'・'.join(REISSUE_REASONS)} ／ 取消: {'・'.join(REVOKE_REASONS)}",
        }
        return _ask(
            REISSUE,
            hints,
            start,
            "番号・再交付か取消・理由を入れて、もう一度「再交付・取消」を押してください。",
        )
    day = day_of(given["日付"] or None)
    if what == "再交付":
        said = registers.reissue(
            ledger,
            given["修了証番号"],
            given["理由"],
            day,
            profile,
            name=given["新しい氏名"],
            note=given["備考"],
        )
    elif what == "取消":
        said = registers.revoke(ledger, given["修了証番号"], given["理由"], day, note=given["備考"])
    else:
        raise FileProblem(
            f"シート「{REISSUE}」の「再交付か取消」には 再交付 か 取消 を入れてください。"
        )
    return _done(REISSUE, _REISSUE, given, said)


def fields(book: Book, sheet: str) -> dict[str, str]:
    """Label → value of a sheet of ours, {} when it is not there."""
    grid = next((g for g in book.grids if g.sheet == sheet), None)
    if grid is None:
        return {}
    return {
        to_text(grid.value(row, 1)): to_text(grid.value(row, 2)).strip()
        for row in range(2, 2 + 10)
        if to_text(grid.value(row, 1))
    }


def _form(sheet: str, values: Mapping[str, str], hints: Mapping[str, str]) -> tuple[Block, ...]:
    body: Sequence[Sequence[Value]] = [
        [label, value, hints.get(label, "")] for label, value in values.items()
    ]
    return Block(sheet, 1, 1, [[sheet]]), Block(sheet, 2, 1, body, "@")


def _ask(sheet: str, hints: Mapping[str, str], values: Mapping[str, str], message: str) -> Plan:
    start = {label: values.get(label, "") for label in hints}
    return Plan(
        sheets=(sheet,), blocks=_form(sheet, start, hints), select=(sheet, "B2"), message=message
    )


def _done(sheet: str, hints: Mapping[str, str], given: Mapping[str, str], said: str) -> Plan:
    return Plan(
        sheets=(sheet,),
        blocks=_form(sheet, {label: given.get(label, "") for label in hints} | {"結果": said}, {}),
        message=said,
    )


def _selected(book: object, grids: Book) -> Value:
    from xl import live

    sheet, cell = live.active(book)
    grid = next((g for g in grids.grids if g.sheet == sheet), None)
    return grid.value(*position(cell)) if grid else None


def press_import(book: object) -> None:
    """Button 実績報告を取込."""
    from xl import live

    live.stage(book, "名簿を読んでいます")
    grids, profile = live.read(book), profile_in_use()
    live.stage(book, "台帳と照らし合わせています")
    live.apply(
        book, import_report(grids, the_ledger(profile, create=True), profile, dt.date.today())
    )


def press_find(book: object) -> None:
    """Button 照会: the text of the selected cell."""
    from workbooks.ledger.find import find
    from xl import live

    wanted = _selected(book, live.read(book))
    live.apply(book, show_found(to_text(wanted), find(the_ledger(profile_in_use()), wanted)))


def press_extract(book: object) -> None:
    """Button 提供用に抽出."""
    from xl import live

    profile = profile_in_use()
    live.apply(book, extract(live.read(book), the_ledger(profile), profile, dt.date.today()))


def press_reissue(book: object) -> None:
    """Button 再交付・取消."""
    from xl import live

    grids, profile = live.read(book), profile_in_use()
    live.apply(
        book, reissue(grids, the_ledger(profile), profile, dt.date.today(), _selected(book, grids))
    )
