"""見本: the first page of a run as a picture, before 1,000 are made."""

from __future__ import annotations

import tempfile
from pathlib import Path

from validators.messages import sentence
from validators.reading import Note
from workbooks.forms.batch import Order
from workbooks.forms.pages import Batch, Page
from workbooks.forms.titles import TITLES
from workbooks.grid import Book
from xl.files.write import new_file
from xl.forms import fonts, make, to_pdf, typeset
from xl.forms.filled import AnyTemplate
from xl.forms.word import WordTemplate

_PPI = 144.0
_PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("page.pdf", page: 1)\n'


def proof(book: Book, order: Order, folder: Path, *, force: bool = False) -> int:
    """Write the first page as PNG into the folder; the exit status of the run it stands for. Raises Problem."""
    template = make.template_of(order)
    batch = make.batch_for(book, order, template)
    for note in template.notes:
        print(sentence(note))
    if not batch.pages:
        for line in make.told(batch):
            print(line)
        print(sentence(Note("form-run-nothing")))
        return 1
    pages = batch.pages[: len(template.slots)]
    cells = {page.cell for page in pages}
    remarks = [one for one in batch.remarks if one.cell in cells]
    for line in make.told(Batch(pages, [], remarks)):
        print(line)
    target = folder / f"{TITLES[order.form]}_見本.png"
    make.folder_for(folder)
    with new_file(target, make.read_files(order), force=force) as temporary:
        temporary.write_bytes(picture(template, pages, order))
    params = {"who": pages[0].name, "file": str(target), "count": len(batch.pages)}
    print(sentence(Note("proof-made", params)))
    return 0


def picture(template: AnyTemplate, pages: list[Page], order: Order) -> bytes:
    """The first page as PNG: set by typst where it is a blank of ours, else by the program that shows
    it best. Raises Problem."""
    known = fonts.available()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        if order.template is None and not isinstance(template, WordTemplate):
            source = typeset.markup(template, pages[:1], known, lambda name: None)
            return typeset.compile_picture(source, known, folder, _PPI)
        page = folder / "page.pdf"
        to_pdf.write(template, order, [(pages, page, page)])
        return typeset.compile_picture(_PICTURE, known, folder, _PPI)
