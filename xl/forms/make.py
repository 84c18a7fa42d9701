"""``careerup form`` and the buttons 様式: checked records in, a workbook (or one file each, or a
PDF) and the 交付簿 out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from validators.messages import Door, sentence
from validators.problems import Problem
from validators.reading import Note
from validators.text import normalize
from workbooks import templates
from workbooks.forms.batch import Order, batch_of
from workbooks.forms.delivery import TITLE, delivery_list
from workbooks.forms.holes import printed_issuer
from workbooks.forms.pages import Batch, Page
from workbooks.forms.titles import SIGNED, TITLES, called
from workbooks.grid import Book
from xl.files.package import faults_of
from xl.files.write import folder_possible, free, new_files, ready
from xl.forms import convert, measure, to_pdf
from xl.forms.filled import AnyTemplate, filled
from xl.forms.names import file_names
from xl.forms.remember import remember
from xl.forms.template import Template
from xl.forms.word import ENDINGS, WordTemplate
from xl.ooxml import ordinary
from xl.outputs.listing import content
from xl.progress import progress

_SHOWN = 30  # lines of remarks on the terminal; the 交付簿 has all


def opened(path: Path, form: str, *, ordinary: bool = False) -> AnyTemplate:
    """A blank of Excel or of Word by its ending; ``ordinary``: one in the Strict form is put into the ordinary
    one. Raises Problem."""
    if path.suffix.lower() in ENDINGS:
        return WordTemplate(path, form)
    return Template(path, form, strict=ordinary)


def template_of(order: Order) -> AnyTemplate:
    """The blank to fill, complete. Raises Problem with everything that is wrong with it."""
    framed = order.profile.forms.certificate == "framed"
    path = order.template or templates.blank(order.form, framed=framed)
    template = opened(path, order.form, ordinary=order.ordinary).complete()
    if isinstance(template, WordTemplate):
        if order.pdf and not convert.is_there():
            raise Problem("word-no-pdf", file=path.name)
        if not order.each and not template.joinable:
            raise Problem("word-each-only", file=path.name)
    if order.each and len(template.slots) > 1:
        params = {"count": len(template.slots), "left": len(template.slots) - 1}
        template.notes.append(Note("blank-several-a-page", params))
    signed = any(t.place.name == "発行者" for t in template.located.all)
    if order.form in SIGNED and signed and not order.issuer_lines:
        raise Problem("form-issuer-missing", form=called(order.form))
    if order.form in SIGNED and not signed:
        _sign(template, order)
    return template


def _sign(template: AnyTemplate, order: Order) -> None:
    """An 発行者 printed on the blank: the one given, another person in the same office, or a Problem."""
    for number, slot in enumerate(template.slots):
        targets, wrong = printed_issuer(slot.blank, order.form, order.issuer_lines)
        if wrong and wrong.rule == "blank-office-alone":
            template.notes.append(wrong)
        elif wrong:
            raise Problem(wrong.rule, **wrong.params)
        for target in targets:
            printed = slot.blank.texts[target.at]
            cell, issuer = slot.blank.where(target.at), order.issuer_lines[0]
            template.add(number, target)
            params = {"cell": cell, "printed": normalize(printed), "issuer": issuer}
            template.notes.append(Note("blank-issuer-replaced", params))


def batch_for(book: Book, order: Order, template: AnyTemplate) -> Batch:
    """The pages of a book's records that come out whole on this blank. Raises Problem."""
    batch = batch_of(book, order, annex=template.annex is not None)
    with faults_of(template.path):
        return measure.printable(batch, order, template)


def outputs(folder: Path, pages: Sequence[Page], order: Order) -> list[Path]:
    """The files a run writes into the folder."""
    ending = ordinary.ending(order.template) if order.template else ".xlsx"
    ending = ".pdf" if order.pdf else ending
    title = TITLES[order.form]
    if order.each:
        names = file_names(pages, order.profile.forms.file_name, ending, title)
        return [folder / name for name in names]
    return [folder / f"{title}{ending}"]


def list_beside(folder: Path, order: Order) -> Path:
    """The 交付簿 of a run: beside the folder, so that in the folder there is nothing but forms."""
    whole = folder.absolute()
    title = TITLES[order.form]
    stem = f"{whole.name}_{TITLE}" if whole.name == title else f"{whole.name}_{title}_{TITLE}"
    return free(folder.parent if folder.name not in ("", "..") else whole.parent, stem, ".xlsx")


def read_files(order: Order) -> list[Path]:
    """Every file a run reads: none of them is written over."""
    return [*order.inputs, *([order.template] if order.template else [])]


def write(
    batch: Batch,
    order: Order,
    blank: AnyTemplate,
    targets: Sequence[Path],
    *,
    force: bool = False,
) -> None:
    """Write all files or none; the last target is the 交付簿. Raises Problem."""
    pages = batch.pages
    groups = [[page] for page in pages] if order.each else [list(pages)]
    with (
        progress(max(len(pages), 3), f"{TITLES[order.form]}を作っています") as bar,
        new_files(targets, read_files(order), force=force) as temporary,
    ):
        temporary[-1].write_bytes(content([delivery_list(batch)]))
        if order.pdf:
            files = zip(groups, targets, temporary[:-1], strict=False)
            to_pdf.write(blank, order, list(files), bar.advance)
            return
        for group, path in zip(groups, temporary[:-1], strict=False):
            package = filled(blank.fresh(), group, bar.advance)
            with faults_of(blank.path):
                package.write_to(path)


def run(book: Book, order: Order, folder: Path, *, force: bool = False) -> int:
    """The command line's way: what was left out and the files written on stdout; exit status 1 when
    a record was left out. Raises Problem."""
    folder_possible(folder)
    template = template_of(order)  # what is wrong with the blank is said before any record
    batch = batch_for(book, order, template)
    for note in template.notes:
        print(sentence(note))
    for line in told(batch):
        print(line)
    if not batch.pages:
        if not batch.refused and order.rows is not None:
            print(sentence(Note("option-rows-none"), Door.CLI))
        print(sentence(Note("form-run-nothing")))
        return 1
    targets, kept = put(batch, order, template, folder, force=force)
    if kept:
        print(sentence(Note("form-agency-kept", {"file": kept.name})))
    print(_made(batch, order, targets))
    return 1 if batch.refused else 0


def put(
    batch: Batch, order: Order, template: AnyTemplate, folder: Path, *, force: bool = False
) -> tuple[list[Path], Path | None]:
    """The files written into the folder, 交付簿 last, and the copy of the 指定台帳 that remembers new
    agency numbers. Raises Problem."""
    targets = [*outputs(folder, batch.pages, order), list_beside(folder, order)]
    folder_for(folder)
    ready(targets, read_files(order), force=force)  # before any number is kept
    kept = keep(batch, order)
    write(batch, order, template, targets, force=force)
    return targets, kept


def folder_for(folder: Path) -> None:
    """The folder, made where it is not there. Raises Problem."""
    folder_possible(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Problem("form-folder-unwritable", folder=folder) from None


def keep(batch: Batch, order: Order) -> Path | None:
    """The copy of the 指定台帳 with the run's new numbers, where there are any; written before the
    notices, so that a number printed is a number kept. Raises Problem."""
    if order.ledger is None or order.designations is None:
        return None
    return remember(order.ledger, order.designations, batch.pages)


def told(batch: Batch, door: Door = Door.CLI) -> list[str]:
    """A line for each record that was not printed, then for each remark and each change of a renewal."""
    lines = []
    for one in batch.refused:
        state = "保留" if one.held else "作りません"
        who = f" {one.who}" if one.who else ""
        lines.append(f"{state} {one.cell}{who}: {one.told(door)}")
    remarks = list(dict.fromkeys(batch.remarks))
    for said in remarks[:_SHOWN]:
        state = "要確認のまま作りました" if said.doubt else "お知らせ"
        where = " ".join(filter(None, (state, said.cell, said.who)))
        lines.append(f"{where}: {said.sentence}")
    if len(remarks) > _SHOWN:
        lines.append(f"ほか {len(remarks) - _SHOWN} 件は{TITLE}に")
    for page in batch.pages:
        if page.note:
            lines.append(f"前年度からの変更 {page.cell} {page.name}: {page.note}")
    return lines


def _made(batch: Batch, order: Order, targets: Sequence[Path]) -> str:
    where = str(targets[0])
    if len(targets) > 2:
        where = f"{targets[0].parent} の {len(targets) - 1} 個のファイル"
    params = {
        "form": called(order.form),
        "count": len(batch.pages),
        "where": where,
        "left": f"（{len(batch.refused)} 件は上の理由で作っていません）" if batch.refused else "",
        "list": targets[-1],
    }
    return sentence(Note("form-run-made", params))
