"""PDF の様式: set by ourselves where that shows the same page, else printed by Excel or LibreOffice, many files
at a start."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from validators.problems import Problem
from workbooks.forms.batch import Order
from workbooks.forms.pages import Page
from xl.files.package import faults_of
from xl.forms import background, convert, fill, typeset
from xl.forms.filled import AnyTemplate, filled
from xl.forms.word import WordTemplate

# the persons of one file, what it will be called, and where it is written
File = tuple[Sequence[Page], Path, Path]


def write(
    blank: AnyTemplate,
    order: Order,
    files: Sequence[File],
    done: Callable[[str], None] = lambda name: None,
) -> None:
    """Write each file. Raises Problem, also where somebody's form runs over onto another page."""
    with tempfile.TemporaryDirectory() as work:
        slow_files: list[File] = []
        books: list[tuple[Path, Path]] = []
        for group, name, path in files:
            template = blank.fresh()
            if drawn := _drawn(template, group, order, done):
                path.write_bytes(drawn)
                continue
            package = filled(template, group, done)
            if not isinstance(template, WordTemplate):
                fill.hide_others(template, package)
            book = Path(work) / f"{name.stem}{template.ending}"
            with faults_of(template.path):
                package.write_to(book)
            books.append((book, path))
            slow_files.append((group, name, path))
        convert.convert_all(books, archive=order.profile.forms.archive)
    _same_leaves(blank, slow_files)


def _drawn(
    template: AnyTemplate, group: Sequence[Page], order: Order, done: Callable[[str], None]
) -> bytes | None:
    """The PDF set by ourselves; None where Excel or LibreOffice has to do it."""
    if isinstance(template, WordTemplate):
        return None
    if order.template is None:
        return typeset.compile_pdf(template, group, done)
    return background.compile_own(template, group, done, archive=order.profile.forms.archive)


def _same_leaves(blank: AnyTemplate, files: Sequence[File]) -> None:
    """Does everybody's form take as many pages? A text that runs over makes one more."""
    if blank.annex or len(getattr(blank, "sheets", ())) > 1:
        return  # 別紙 for those who need it, and sheets printed once
    slots = len(blank.slots)
    counts = {path: convert.leaves(path.read_bytes()) for _, _, path in files}
    usual = Counter(counts.values()).most_common(1)
    for group, name, path in files:
        over = counts[path] % -(-len(group) // slots) or counts[path] > usual[0][0]
        if over:
            raise Problem("pdf-runs-over", name=name.stem, pages=counts[path], count=len(group))
