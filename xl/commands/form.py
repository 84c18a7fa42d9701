"""``careerup form certificate | application | notice | renewal | labels``: what they do."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from validators.text import fold_hyphens
from workbooks.forms.batch import Order
from workbooks.forms.learn import evidence
from workbooks.forms.places import PLACES
from workbooks.forms.titles import called
from workbooks.grid import Book
from workbooks.kind_of import holding
from xl.commands.columns import named
from xl.commands.options import given_files
from xl.files import read as closed
from xl.forms import learn as learning
from xl.forms import make as printing
from xl.forms import proof as first_page
from xl.forms.remember import latest
from xl.settings import day_of, known, open_register, profile_of

_TABLE = {"certificate": "roster", "partial": "participants"}  # else 指定申請台帳


def form(options: argparse.Namespace) -> int:
    """Write the forms asked for; the exit status. Raises Problem."""
    order, book = _order(options)
    with holding(_TABLE.get(order.form, "applications"), replace(book, name=str(options.file))):
        return printing.run(book, order, options.out, force=options.force)


def proof(options: argparse.Namespace) -> int:
    """Write the first page of a run as a picture; the exit status. Raises Problem."""
    order, book = _order(options)
    return first_page.proof(book, order, options.out, force=options.force)


def learn(options: argparse.Namespace) -> int:
    """Ask about a blank, or store the answers in a copy of it; the exit status. Raises Problem."""
    path: Path = options.file
    if options.answers is None:
        target = options.out or path.with_name(f"{path.stem}_場所.xlsx")
        print(learning.ask(path, options.form, target, force=options.force))
    else:
        target = options.out or path.with_name(f"{path.stem}_名前付き{path.suffix}")
        print(learning.store(path, options.form, options.answers, target, force=options.force))
    return 0


def _order(options: argparse.Namespace) -> tuple[Order, Book]:
    """What the options ask for, and the book to make it from."""
    today = day_of(options.today)
    ledger = latest(options.designations) if options.designations else None
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    order = Order(
        options.form,
        profile,
        today,
        issuer=re.split(r"\\n|\n", options.issuer) if options.issuer else (),
        template=options.template,
        issued_on=day_of(options.issued_on) if options.issued_on else None,
        reissued_on=day_of(options.reissued_on) if options.reissued_on else None,
        rows=_rows(options.rows),
        designations=known(closed.read(ledger), profile) if ledger else None,
        ledger=ledger,
        previous=known(closed.read(options.previous), profile) if options.previous else None,
        each=options.each,
        pdf=options.pdf,
        ordinary=options.ordinary,
        accepted=frozenset(re.split(r"[,、]", options.accept)) if options.accept else frozenset(),
        inputs=tuple(given_files(options)),
        revoked=_revoked(options),
    )
    names = named(options, _TABLE.get(options.form, "applications"), order.profile)
    return order, replace(closed.read(options.file, options.sheet), columns=names)


def _revoked(options: argparse.Namespace) -> frozenset[str]:
    """The numbers a register says are void; none without a register."""
    if not options.ledger:
        return frozenset()
    from workbooks.ledger.void import void_numbers

    profile = profile_of(options.profile, options.prefecture)
    return void_numbers(open_register(options.ledger, profile))


def _rows(text: str | None) -> frozenset[int] | None:
    if text is None:
        return None
    found: set[int] = set()
    for piece in re.split(r"[,、]", fold_hyphens(re.sub("[~～〜]", "-", text))):
        match = re.fullmatch(r"\s*(\d{1,7})(?:\s*-\s*(\d{1,7}))?\s*", piece)
        if not match:
            raise Problem("option-rows", value=text)
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def labels(options: argparse.Namespace) -> int:
    """Tell which cell of a template takes which value; the exit status. Raises Problem."""
    wanted = [options.form] if options.form else list(PLACES)
    found = [printing.opened(options.file, form, ordinary=True) for form in wanted]
    template = max(found, key=lambda t: len(t.located.targets) - len(t.located.missing))
    params = {
        "file": options.file.name,
        "sheet": template.blank.sheet,
        "form": called(template.form),
    }
    print(sentence(Note("blank-read-as" if template.blank.sheet else "word-read-as", params)))
    for place in PLACES[template.form]:
        target = template.located.targets.get(place.name)
        if target:
            cells = "・".join(template.blank.where(at) for at in target.positions[:4])
            print(f"○ {place.name}: {cells}（{evidence(target, template.blank)}）")
        elif place.name in template.located.missing:
            print(f"× {place.name}: 見つかりません")
    for mark in template.located.marks:
        print(f"○ {mark.place.name}: {template.blank.where(mark.at)}（差し込み印）")
    for note in (*template.located.problems, *template.notes):
        print(f"{'－' if note in template.notes else '×'} {sentence(note)}")
    return 1 if template.located.missing or template.located.problems else 0
