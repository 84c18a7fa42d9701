"""A blank of either kind, filled: its own kind of file with the pages in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbooks.forms.pages import Page
from xl.forms import fill, word_fill
from xl.forms.template import Template
from xl.forms.word import WordTemplate
from xl.ooxml.package import Package

AnyTemplate = Template | WordTemplate


def filled(
    template: AnyTemplate, pages: Sequence[Page], done: Callable[[str], None] = lambda name: None
) -> Package:
    """The blank's own kind of file with the pages in it. Raises Problem."""
    if isinstance(template, WordTemplate):
        return word_fill.fill(template, pages, done)
    return fill.fill(template, pages, done)
