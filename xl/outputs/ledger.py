"""What the commands and buttons do with the register and files together: extract, re-issue, history, export."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from validators.eras import day_in_japan
from validators.messages import Door, sentence
from validators.numbers import certificate, municipality
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from workbooks.grid import Book, Value
from workbooks.ticks import list_in
from xl.files.write import new_file, new_files, ready
from xl.outputs.tables import Sheet, encrypt, parquet, workbook, write_large

if TYPE_CHECKING:
    from workbooks.ledger.compare import Decision
    from workbooks.ledger.extract import Destination
    from workbooks.ledger.history import RegisterEntry
    from workbooks.ledger.imports import Imported
    from workbooks.ledger.reissue import Reissue
    from workbooks.ledger.store.engine import Ledger

_CONFLICTS = "違いと重複"
_WIDTHS = (15, 8, 14, 14, 22, 12, 16, 26, 20, 14, 12, 12, 10, 24, 36)
_ITEM_WIDTHS = (16, 14, 12, 28, 22, 14, 22, 15, 12)
_ROSTER = (
    "保育士登録番号",
    "氏名",
    "生年月日",
    "住所",
    "勤務先施設の名称",
    "勤務先施設の所在市町村名",
    "修了した研修分野",
    "修了証番号",
    "修了年月日",
    "発行年月日",
    "備考",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written: its path, a password or "", and whether an older file may be replaced. One that is not
    ``kept`` is only for the next step."""

    out: Path
    password: str = ""
    force: bool = False
    kept: bool = True


def said(rule: str, /, **params: object) -> str:
    """A sentence of what was done, for any door."""
    return sentence(Note(rule, params))


def own_files(ledger: Ledger) -> list[Path]:
    """The register's own file, which no output may replace."""
    return [ledger.path] if ledger.path else []


def target(ledger: Ledger, out: Path, *endings: str) -> Path:
    """``out`` as a file we may write: of the right kind, and never the register itself. Raises Problem."""
    if endings and out.suffix.lower() not in endings:
        raise Problem("output-ending", name=out.name, endings=" か ".join(endings))
    if ledger.path and out.exists() and out.samefile(ledger.path):
        raise Problem("output-register", name=out.name)
    return out


def number_of(text: str) -> str:
    """A typed certificate number. Raises Problem."""
    reading = certificate.read(text)
    if reading.value is None:
        raise Problem("ledger-number-unread")
    return reading.value.text


def result_workbook(imported: Sequence[Imported], ledger: Ledger) -> bytes:
    """取込結果: one line a file, and every difference and conflict; the register's anchor stands on top."""
    from workbooks.ledger import imports

    files = [[one.file, "○" if one.done else "×", imports.told(one, Door.CLI)] for one in imported]
    lines = (f"台帳 {ledger.name.removeprefix('台帳 ')}　台帳の控え {ledger.anchor()}",)
    widths = (8, 20, 24, 14, 16, 16, 36, 16, 24, 24, 40)
    rows = (["", "", *row] for row in imports.details(imported))
    conflicts = Sheet(_CONFLICTS, imports.LIST_COLUMNS, rows, (), widths)
    return workbook(
        [Sheet("取込結果", ("ファイル", "取込", "内容"), files, lines, (30, 8, 90)), conflicts]
    )


def decisions(book: Book, file: str) -> Decision:
    """What a clerk marked for one report in a 取込結果, row by row. Raises Problem where it is none."""
    from workbooks.ledger import imports

    return imports.decided(list_in(book, _CONFLICTS, len(imports.LIST_COLUMNS)), file)


def destination(to: str, profile: Profile, *, whole: bool) -> Destination:
    """A prefecture (``whole``) or a municipality with its wards, as typed. Raises Problem."""
    from workbooks.ledger.extract import Destination

    if not whole:
        places = _places(to, profile)
        return Destination(places[0].prefecture + places[0].name, places)
    number = prefectures.number(to)
    if number is None:
        raise Problem("extract-prefecture", given=to)
    return Destination(prefectures.name(number), prefecture=number)


def extract(ledger: Ledger, to: Destination, profile: Profile, file: Target) -> str:
    """提供用の抽出 into one workbook; the sentence says who was left out. Raises Problem."""
    from workbooks.ledger import extract as extracts

    path = target(ledger, file.out, ".xlsx")
    consent = profile.sharing.consent_required
    with (
        extracts.extract(ledger, to, consent_required=consent) as made,
        new_file(path, own_files(ledger), force=file.force, private=True) as temporary,
    ):
        lines = (
            "保育士等キャリアアップ研修 修了者情報（ガイドライン5(4)）",
            f"{made.sentence}（台帳の控え {made.anchor}）",
        )
        page = Sheet("修了者情報", extracts.EXTRACT_COLUMNS, made.rows, lines, _ITEM_WIDTHS)
        write_large(temporary, [page])
        if file.password:
            encrypt(temporary, file.password)
        with temporary.open("rb") as written:
            content = hashlib.file_digest(written, "sha256").hexdigest()
        # before it is in place: none leaves unlogged
        extracts.record(ledger, made, content)
    return made.sentence + said("extract-written", out=path, anchor=made.anchor)


def _places(name: str, profile: Profile) -> tuple[municipality.Municipality, ...]:
    """The municipality, with its wards where it has them."""
    found = municipality.find(name, profile.prefecture) or municipality.find(name)
    if not found:
        raise Problem("extract-municipality", given=name, hint=municipality_hint(name))
    if len({m.prefecture for m in found}) > 1:
        where = "・".join(m.prefecture for m in found)
        raise Problem("extract-ambiguous", given=name, where=where)
    return (found[0], *municipality.wards(found[0]))


def municipality_hint(name: str) -> str:
    """Says which municipality a name that nobody knows may mean, or how to write one."""
    reading = municipality.read(name)
    near = reading.notes[0].suggestion if reading.notes else ""
    rule = "extract-municipality-near" if near else "extract-municipality-how"
    return said(rule, near=near).removesuffix("。")


def reissue(ledger: Ledger, wanted: Reissue, file: Target | None = None) -> str:
    """Record a re-issue; ``file`` gets the one-row roster the certificate is printed from again. Raises Problem.

    What was recorded is said also when the file cannot be written; doing it again then only writes the file.
    """
    from workbooks.ledger import reissue as reissues

    if file is not None:
        path = target(ledger, file.out, ".xlsx")
        ready([path], own_files(ledger), force=file.force)  # before anything is recorded
    done = reissues.reissue(ledger, wanted)
    number = done.entry.number
    if file is not None:
        row = _roster_row(done.entry, wanted.reason, wanted.issued_on)
        widths = (*_ITEM_WIDTHS, 12, 24)
        try:
            with new_file(file.out, own_files(ledger), force=file.force, private=True) as temporary:
                temporary.write_bytes(workbook([Sheet("名簿", _ROSTER, [row], (), widths)]))
        except Problem as problem:
            why = str(problem).removesuffix("。")
            raise Problem("reissue-unwritten", number=number, why=why) from None
    rule = "reissue-before" if done.before else "reissue-done"
    printed = said("reissue-printed", out=file.out) if file and file.kept else ""
    return said(rule, number=number, reason=wanted.reason) + printed


def _roster_row(e: RegisterEntry, reason: str, day: dt.date) -> list[Value]:
    again = f"再交付 {day:%Y/%m/%d}（{reason}）"
    return [
        e.registration_number,
        e.name,
        e.birth_date or "",
        e.address,
        e.employer,
        e.municipality,
        e.field,
        e.number,
        e.completed_on,
        e.issued_on or "",
        again,
    ]


def history(ledger: Ledger, number: str, file: Target | None = None) -> Iterator[str]:
    """履歴 of the person who holds a number, as lines and, with ``file``, on one sheet. Raises Problem."""
    from workbooks.ledger import find
    from workbooks.ledger import history as people

    if file is not None:  # refused before anything is told
        ready([target(ledger, file.out, ".xlsx")], own_files(ledger), force=file.force)
    found = people.history(ledger, number_of(number))
    for e in found.events:
        yield f"{day_in_japan(e.day)} {e.number} {e.what}: {e.detail}（{e.actor}、監査記録 {e.entry} 番）"
    if found.doubtful:
        numbers = "、".join(e.number for e in found.doubtful)
        yield said("history-doubtful", count=len(found.doubtful), numbers=numbers)
    if file is None:
        return
    lines = [
        f"{day_in_japan(e.day)}　{e.number}　{e.what}　{e.detail}（{e.actor}、監査記録 {e.entry} 番）"
        for e in found.events
    ]
    rows = [find.entry_row(e) for e in found.entries]
    content = workbook([Sheet("履歴", find.ENTRY_COLUMNS, rows, lines, _WIDTHS)])
    with new_file(file.out, own_files(ledger), force=file.force, private=True) as temporary:
        temporary.write_bytes(content)
    counts = {"entries": len(found.entries), "events": len(found.events)}
    yield said("history-written", out=file.out, **counts)


def backup(ledger: Ledger, out: Path, *, force: bool = False) -> str:
    """控え. Raises Problem; then an older file at ``out`` is left as it was."""
    from workbooks.ledger.store import backup as copies

    path = target(ledger, out, ".sqlite")
    with new_file(path, own_files(ledger), force=force, private=True) as temporary:
        anchor = copies.backup(ledger, temporary, out.name)
    return said("backup-made", place=out, anchor=anchor)


def export(ledger: Ledger, out: Path, *, force: bool = False) -> str:
    """Every table: sheets of one .xlsx, or one .parquet a table beside each other. Raises Problem."""
    from workbooks.ledger.store import audit
    from workbooks.ledger.store import backup as copies
    from workbooks.ledger.store.schema import NAMES

    kind = target(ledger, out, ".xlsx", ".parquet").suffix.lower()
    targets = (
        [out]
        if kind == ".xlsx"
        else [out.with_name(f"{out.stem}_{title}.parquet") for title in NAMES.values()]
    )
    with new_files(targets, own_files(ledger), force=force, private=True) as temporary:
        with ledger.write() as connection:
            audit.append(connection, "export", "すべての表を書き出し")
        with ledger.read() as connection:
            if kind == ".xlsx":
                sheets = [
                    Sheet(title, list(copies.columns(name)), copies.rows(connection, name))
                    for name, title in NAMES.items()
                ]
                write_large(temporary[0], sheets)
            else:
                for path, name in zip(temporary, NAMES, strict=True):
                    parquet(path, copies.columns(name), copies.rows(connection, name))
    names = "、".join(t.name for t in targets)
    return said("export-done", files=names, anchor=ledger.anchor())
