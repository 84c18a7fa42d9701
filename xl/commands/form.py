"""``careerup form certificate | application | notice | renewal | labels``."""

from __future__ import annotations

import argparse
import re

from validators.problems import Problem
from workbooks.a1 import address
from workbooks.forms.places import NUMBERS, PLACES, TITLES
from xl.commands.options import given_files
from xl.files import read as closed
from xl.forms import make as printing
from xl.forms.template import Template
from xl.settings import day_of, profile_of


def form(options: argparse.Namespace) -> int:
    """Write the forms asked for; the exit status. Raises Problem."""
    today = day_of(options.today)
    order = printing.Order(
        options.form,
        profile_of(options.profile, options.prefecture).for_day(today),
        today,
        issuer=re.split(r"\\n|\n", options.issuer) if options.issuer else (),
        template=options.template,
        issued_on=day_of(options.issued_on) if options.issued_on else None,
        reissued_on=day_of(options.reissued_on) if options.reissued_on else None,
        rows=_rows(options.rows),
        designations=closed.read(options.designations) if options.designations else None,
        previous=closed.read(options.previous) if options.previous else None,
        each=options.each,
        pdf=options.pdf,
        inputs=tuple(given_files(options)),
    )
    return printing.run(
        closed.read(options.file, options.sheet), order, options.out, force=options.force
    )


def _rows(text: str | None) -> frozenset[int] | None:
    if text is None:
        return None
    found: set[int] = set()
    for piece in re.split(r"[,、]", text):
        match = re.fullmatch(r"\s*(\d{1,7})(?:\s*-\s*(\d{1,7}))?\s*", piece)
        if not match:
            raise Problem("option-rows", value=text)
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def labels(options: argparse.Namespace) -> int:
    """Tell which cell of a template takes which value; the exit status. Raises Problem."""
    found = [Template(options.file, form) for form in ([options.form] if options.form else PLACES)]
    template = max(found, key=lambda t: len(t.located.targets) - len(t.located.missing))
    print(
        f"{options.file.name} のシート「{template.blank.sheet}」を {NUMBERS[template.form]}（"
        f"{TITLES[template.form]}）として読みました。"
    )
    for place in PLACES[template.form]:
        target = template.located.targets.get(place.name)
        if target:
            how = (
                "名前"
                if target.by_name
                else f"見出し {address(*target.label)}"
                if target.label and target.label != target.at
                else "見出し"
            )
            print(f"○ {place.name}: {address(*target.at)}（{how}）")
        elif place.name in template.located.missing:
            print(f"× {place.name}: 見つかりません")
        elif place.optional:
            print(f"－ {place.name}: ありません（なくてもかまいません）")
    for problem in template.located.problems:
        print(f"× {problem}")
    return 1 if template.located.missing or template.located.problems else 0
