"""写しの数式の値: what the formulas of a blank's page show for one sheet's persons, where they only repeat
what its cells say."""

from __future__ import annotations

from collections.abc import Mapping

from workbooks.forms.blank import Position
from workbooks.forms.formulas import plain
from xl.forms.drawable import copied
from xl.forms.template import Template


class Repeated:
    """The formulas on the page of a blank, and what its other cells say."""

    def __init__(self, template: Template) -> None:
        self.template, self.formulas = template, copied(template)
        slots = template.slots
        self.printed = {at: text for slot in slots for at, text in slot.blank.texts.items()}
        self.typed = template.typed[template.part]
        self.places = {at for s in slots for t in s.located.all for at in t.positions}

    def texts(self, said: Mapping[Position, str]) -> dict[Position, str | None]:
        """Formula → its text, None where only Excel knows; ``said`` is what the places of the sheet show."""
        return {at: self._text(at, said, 0) for at in sorted(self.formulas)}

    def _text(self, at: Position, said: Mapping[Position, str], depth: int) -> str | None:
        blank = self.template.blank

        def says(cell: Position) -> str | None:
            if blank.first(cell) != cell:
                return ""  # under a merged range there is nothing
            if cell in self.formulas and depth < len(self.formulas):
                return self._text(cell, said, depth + 1)
            if cell in blank.dated or cell in self.formulas:
                return None
            if cell in said:
                return said[cell]
            if cell in self.places:
                return ""
            if cell in self.printed and cell not in self.typed:
                return None
            return self.printed.get(cell, "")

        return plain(self.formulas[at], blank.sheet, says)
