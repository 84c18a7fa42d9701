"""What the commands and buttons do with the register and files together: lists, the share extract, re-issue, export."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from validators.numbers import certificate, municipality
from validators.numbers import prefecture as prefectures
from validators.problems import FileProblem
from validators.profile import Profile
from workbooks.grid import Value
from xl.files.write import new_file, new_files
from xl.outputs.tables import Sheet, encrypted, parquet, workbook, write_large

if TYPE_CHECKING:
    from workbooks.ledger.find import Found
    from workbooks.ledger.history import Entry
    from workbooks.ledger.store.engine import Ledger

ENTRY = (
    "修了証番号",
    "状態",
    "氏名",
    "届出時の氏名",
    "研修分野",
    "生年月日",
    "保育士登録番号",
    "住所",
    "勤務先施設の名称",
    "勤務先施設の所在市町村名",
    "修了年月日",
    "発行年月日",
    "情報提供の同意",
    "研修実施機関",
    "出典",
)
_WIDTHS = (15, 8, 14, 14, 22, 12, 16, 26, 20, 14, 12, 12, 10, 24, 36)
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


def _register(ledger: Ledger) -> list[Path]:
    """The register's own file, which no output may replace."""
    return [ledger.path] if ledger.path else []


def target(ledger: Ledger, out: Path, *endings: str) -> Path:
    """``out`` as a file we may write: of the right kind, and never the register itself. Raises Problem."""
    if endings and out.suffix.lower() not in endings:
        raise FileProblem(f"{out.name} の終わりは {' か '.join(endings)} にしてください。")
    if ledger.path and out.exists() and out.samefile(ledger.path):
        raise FileProblem(f"{out.name} は台帳そのものです。別の名前にしてください。")
    return out


def number_of(text: str) -> str:
    """A typed certificate number. Raises Problem."""
    reading = certificate.read(text)
    if reading.value is None:
        raise FileProblem("修了証番号を読めません。12桁の番号で指定してください。")
    return reading.value.text


def entry_row(e: Entry) -> list[Value]:
    """One entry under ``ENTRY``."""
    from workbooks.ledger.store.schema import STATES

    state = STATES[e.state] if e.current or e.state != "reported" else "差替え前"
    agreed = {True: "同意", False: "不同意", None: "記録なし"}[e.consent]
    former = e.reported_name if e.reported_name != e.name else ""
    return [
        e.number,
        state,
        e.name,
        former,
        e.field,
        e.birth_date or "",
        e.registration_number,
        e.address,
        e.employer,
        e.municipality,
        e.completed_on,
        e.issued_on or "",
        agreed,
        e.agency,
        e.source,
    ]


def found_sentence(found: Found) -> str:
    """How many, taken for what."""
    if not found.entries:
        return "台帳に見つかりません。氏名・12桁の番号・施設の名称のどれかで照会してください。"
    return f"{len(found.entries)} 件（{found.how}として照会）。" + (
        "ほかにもあります。もっと詳しく指定してください。" if found.more else ""
    )


def extract(
    ledger: Ledger,
    to: str | None,
    to_municipality: str | None,
    profile: Profile,
    out: Path,
    password: str = "",
    *,
    force: bool = False,
) -> str:
    """提供用の抽出 into one workbook; the sentence says who was left out. Raises Problem."""
    from workbooks.ledger import extract as extracts

    required = profile.sharing.consent_required
    if to is not None:
        number = prefectures.number(to)
        if number is None:
            raise FileProblem(
                f"都道府県「{to}」が分かりません。11 か 埼玉県 のように書いてください。"
            )
        made = extracts.extract(
            ledger, prefectures.name(number), prefecture=number, consent_required=required
        )
    else:
        places = _places(to_municipality or "", profile)
        made = extracts.extract(
            ledger, places[0].prefecture + places[0].name, places, consent_required=required
        )
    lines = ("保育士等キャリアアップ研修 修了者情報（ガイドライン5(4)）", made.sentence)
    content = workbook(
        [
            Sheet(
                "修了者情報",
                extracts.HEADINGS,
                made.rows,
                lines,
                (16, 14, 12, 28, 22, 14, 22, 15, 12),
            )
        ]
    )
    if password:
        content = encrypted(content, password)
    with new_file(target(ledger, out, ".xlsx"), _register(ledger), force=force) as temporary:
        temporary.write_bytes(content)
        extracts.record(
            ledger, made, hashlib.sha256(content).hexdigest()
        )  # before it is in place: none leaves unlogged
    return f"{made.sentence}{out} に書き、台帳に記録しました。"


def _places(name: str, profile: Profile) -> tuple[municipality.Municipality, ...]:
    """The municipality, with its wards where it has them."""
    found = municipality.find(name, profile.prefecture) or municipality.find(name)
    if not found:
        raise FileProblem(f"市町村「{name}」が分かりません。{municipality_hint(name)}")
    if len({m.prefecture for m in found}) > 1:
        raise FileProblem(
            f"「{name}」は {'・'.join(m.prefecture for m in found)} にあります。都道府県から書いてください。"
        )
    return (found[0], *municipality.wards(found[0]))


def municipality_hint(name: str) -> str:
    """What it may be."""
    reading = municipality.read(name)
    near = reading.notes[0].suggestion if reading.notes else ""
    return f"候補は {near} です。" if near else "埼玉県さいたま市 のように書いてください。"


def reissue(
    ledger: Ledger,
    number: str,
    reason: str,
    day: dt.date,
    profile: Profile,
    *,
    name: str = "",
    note: str = "",
    out: Path | None = None,
    force: bool = False,
) -> str:
    """Record a re-issue; ``out`` gets the one-row roster the certificate is printed from again. Raises Problem."""
    from contextlib import nullcontext

    from workbooks.ledger import reissue as reissues

    settings = profile.numbers
    place = target(ledger, out, ".xlsx") if out else None
    made = new_file(place, _register(ledger), force=force) if place else nullcontext()
    with made as temporary:
        entry = reissues.reissue(
            ledger,
            number_of(number),
            reason,
            day,
            new_name=name,
            note=note,
            new_number=settings.reissue == "new",
            scope=settings.sequence_scope,
        )
        if temporary is not None:
            temporary.write_bytes(
                workbook(
                    [
                        Sheet(
                            "名簿",
                            _ROSTER,
                            [_roster_row(entry, reason, day)],
                            (),
                            (16, 14, 12, 28, 22, 14, 22, 15, 12, 12, 24),
                        )
                    ]
                )
            )
    printed = f"{out} から careerup form certificate で印刷できます。" if out else ""
    return f"修了証番号 {entry.number} の再交付（{reason}）を記録しました。{printed}"


def _roster_row(e: Entry, reason: str, day: dt.date) -> list[Value]:
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


def revoke(ledger: Ledger, number: str, reason: str, day: dt.date, *, note: str = "") -> str:
    """Record a revocation. Raises Problem."""
    from workbooks.ledger import reissue as reissues

    reissues.revoke(ledger, number_of(number), reason, day, note=note)
    return f"修了証番号 {number_of(number)} の取消（{reason}）を記録しました。この番号は二度と使われません。"


def history(
    ledger: Ledger, number: str, out: Path | None = None, *, force: bool = False
) -> Iterator[str]:
    """履歴 of the person who holds a number, as lines and, with ``out``, on one sheet. Raises Problem."""
    from workbooks.ledger import history as people

    found = people.history(ledger, number_of(number))
    for e in found.events:
        yield f"{e.day} {e.number} {e.what}: {e.detail}（{e.actor}、監査記録 {e.entry} 番）"
    if out:
        lines = [
            f"{e.day}　{e.number}　{e.what}　{e.detail}（{e.actor}、監査記録 {e.entry} 番）"
            for e in found.events
        ]
        content = workbook(
            [Sheet("履歴", ENTRY, [entry_row(e) for e in found.entries], lines, _WIDTHS)]
        )
        with new_file(target(ledger, out, ".xlsx"), _register(ledger), force=force) as temporary:
            temporary.write_bytes(content)
        yield f"{len(found.entries)} 件の修了と {len(found.events)} 件の記録を {out} に書きました。"


def backup(ledger: Ledger, out: Path, *, force: bool = False) -> str:
    """控え. Raises Problem."""
    from workbooks.ledger.store import backup as copies

    with new_file(target(ledger, out, ".sqlite"), _register(ledger), force=force) as temporary:
        copies.backup(ledger, temporary, out.name)
    return f"控えを {out} に作りました。"


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
    with ledger.write() as connection:
        audit.append(connection, "export", "すべての表を書き出し")
    with (
        new_files(targets, _register(ledger), force=force) as temporary,
        ledger.read() as connection,
    ):
        if kind == ".xlsx":
            sheets = [
                Sheet(title, list(copies.columns(name)), copies.rows(connection, name))
                for name, title in NAMES.items()
            ]
            write_large(temporary[0], sheets)
        else:
            for path, name in zip(temporary, NAMES, strict=True):
                parquet(path, copies.columns(name), copies.rows(connection, name))
    return (
        f"すべての表を {'、'.join(t.name for t in targets)} に書き出しました。個人情報を含みます。"
        f"取扱いに注意してください。"
    )
