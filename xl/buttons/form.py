"""修了証, 申請書, 指定通知書, 更新届出書, PDF: from the open book to a new file beside it; the book
itself is never written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from validators.messages import Door, sentence, sentence_of
from validators.problems import Problem
from workbooks.asking import Answer, Ask, Host
from workbooks.designations.coverage import coverage_of
from workbooks.forms import delivery
from workbooks.forms.batch import Order
from workbooks.forms.pages import Refusal
from workbooks.forms.titles import TITLES
from workbooks.grid import Book, Grid
from workbooks.plan import Plan
from workbooks.sheet_names import OWN_SHEETS
from workbooks.templates import BLANKS
from xl.files import read as closed
from xl.files import temporary
from xl.files.write import free, new_file
from xl.forms import convert as pdf
from xl.forms import make as printing
from xl.forms.remember import latest
from xl.forms.word import ENDINGS
from xl.settings import known, profile_in_use, profile_path

_FORM = re.compile("修了証(?!番号|の)|指定申請書|指定通知書|更新届出書")
_PRINTED = 1  # the number of the temporary file that Excel prints into
_NAMED = 5  # refused records told in the dialog; all of them are found by the check


def press_certificate(host: Host) -> Answer:
    """Button 修了証."""
    return _press(host, "certificate")


def press_application(host: Host) -> Answer:
    """Button 申請書."""
    return _press(host, "application")


def press_notice(host: Host) -> Answer:
    """Button 指定通知書."""
    return _press(host, "notice")


def press_renewal(host: Host) -> Answer:
    """Button 更新届出書."""
    return _press(host, "renewal")


def press_pdf(host: Host) -> Answer:
    """Button PDF: the forms in the open book, by Excel itself where it does it."""

    folder, content = host.folder(), host.book()
    if folder is None:
        raise Problem("form-unsaved")
    words = "".join(
        "".join(str(v).split())
        for grid in content.grids
        for row in grid.rows[:60]
        for v in row
        if isinstance(v, str)
    )
    if not _FORM.search(words):
        raise Problem("form-not-in-front")
    target = free(folder, Path(content.name).stem, ".pdf")
    host.stage("PDF を作っています")
    printed = target.with_name(temporary.name(_PRINTED, ".pdf"))

    def done(by_excel: bool) -> Plan:
        with new_file(target, ()) as path:
            if by_excel and printed.exists():
                printed.replace(path)
            else:
                pdf.convert(folder / content.name, path)
        return Plan(message=sentence_of("form-pdf-made", Door.EXCEL, name=target.name))

    return Ask("print", done, text=str(printed))


def _press(host: Host, form: str) -> Plan:
    host.stage("読んで確かめています")
    folder = host.folder()
    if folder is None:
        raise Problem("form-unsaved")
    rows = host.rows()
    profile = profile_in_use().for_day(dt.date.today())
    content = known(host.book(), profile)
    listed, path = _designations(content, folder) if form in ("notice", "renewal") else (None, None)
    order = Order(
        form,
        profile,
        dt.date.today(),
        rows=rows,
        template=own_blank(form),
        designations=listed,
        ledger=path if form == "notice" else None,
        ordinary=True,  # told with the files made
    )
    sheet = host.active()[0] if rows is not None else ""
    _, message = make(
        content, order, folder, sheet, lambda: host.stage(f"{TITLES[form]}を作っています")
    )
    return Plan(message=message)


def make(
    book: Book,
    order: Order,
    folder: Path,
    sheet: str,
    stage: Callable[[], None] = lambda: None,
) -> tuple[Path | None, str]:
    """Write the forms of the open book's records into ``folder``: (file, what to tell). ``sheet``
    alone when rows were chosen. Raises Problem."""
    grids = tuple(
        g for g in book.grids if g.sheet not in OWN_SHEETS and (not sheet or g.sheet == sheet)
    )
    template = printing.template_of(order)
    batch = printing.batch_for(replace(book, name="", grids=grids), order, template)
    if not batch.pages and not batch.refused:
        return None, sentence_of("form-no-record", Door.EXCEL)
    if not batch.pages:
        return None, sentence_of("form-nothing-made", Door.EXCEL) + _refused(batch.refused)
    stage()
    title = f"{Path(book.name).stem}_{TITLES[order.form]}"
    target = free(folder, title, template.ending)
    listed = free(folder, f"{title}_{delivery.TITLE}", ".xlsx")
    kept = printing.keep(batch, order)
    printing.write(batch, order, template, [target, listed])
    made = sentence_of(
        "form-made",
        Door.EXCEL,
        title=TITLES[order.form],
        count=len(batch.pages),
        name=target.name,
    )
    remarks = "".join(f"\n{sentence(one, Door.EXCEL)}" for one in template.notes[:_NAMED])
    remarks += "".join(f"\n{one.cell} {one.who}: {one.sentence}" for one in batch.remarks[:_NAMED])
    if kept:
        remarks += "\n" + sentence_of("form-agency-kept", Door.EXCEL, file=kept.name)
    return target, made + remarks + _refused(batch.refused)


def own_blank(form: str) -> Path | None:
    """The prefecture's own blank on this PC: a file of the blank's name beside the 運用設定, of Excel
    or of Word."""
    path = profile_path().parent / BLANKS[form][1]
    found = (path.with_suffix(ending) for ending in (path.suffix, *ENDINGS))
    return next((one for one in found if one.is_file()), None)


def _refused(refused: Sequence[Refusal]) -> str:
    if not refused:
        return ""
    lines = "".join(f"\n{r.cell} {r.who}: {r.told(Door.EXCEL)}" for r in refused[:_NAMED])
    and_others = f"\nほか {len(refused) - _NAMED} 件" if len(refused) > _NAMED else ""
    return sentence_of("form-refused", Door.EXCEL, count=len(refused)) + lines + and_others


def _designations(book: Book, folder: Path) -> tuple[Book | None, Path | None]:
    """The 指定台帳 that stands in the open book (agency numbers are kept from there), or its newest
    copy with added numbers, and the file it lies in where that can be copied."""
    in_book = with_designations(book)
    path = folder / book.name
    if in_book is None or path.suffix.lower() not in (".xlsx", ".xlsm") or not path.is_file():
        return in_book, None
    newest = latest(path)
    return (in_book if newest == path else with_designations(closed.read(newest))), newest


def with_designations(book: Book) -> Book | None:
    """The open book when a 指定台帳 stands in it: agency numbers are kept from there."""

    def has(grid: Grid) -> bool:
        try:
            coverage_of(Book(book.name, (grid,)))
        except Problem:
            return False
        return True

    grids = tuple(g for g in book.grids if has(g))
    return replace(book, grids=grids) if grids else None
