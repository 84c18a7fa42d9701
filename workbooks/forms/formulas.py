"""写しの数式: a formula of a blank that only repeats what its cells say (=E8, =E8&"　様", =IF(E7="","",E7)), worked
out here so that a page with it can be drawn without Excel or LibreOffice. Any other formula is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from workbooks.a1 import position
from workbooks.forms.blank import Position

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"]|"")*")
    | (?P<call>IF|CONCATENATE|CONCAT|_xlfn\.CONCAT)\s*\(
    | (?P<ref>(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^\s'!(),;:=+\-*/&<>^"]+))!)?\$?[A-Z]{1,3}\$?\d{1,7})
      (?![\w(:.!])
    | (?P<sign><>|[&=(),])
    )""",
    re.VERBOSE,
)
_DEEPEST = 20

# what a cell says; None where that is no text
Says = Callable[[Position], str | None]


class NotPlainError(ValueError):
    """A formula that does more than repeat texts."""


def plain(formula: str, sheet: str, says: Says) -> str | None:
    """What a formula of the sheet shows, or None where only Excel knows: it looks elsewhere, works out a
    number or a day, or repeats an empty cell alone, which shows a 0.

    >>> plain('E8&"　様"', "修了証", lambda at: "山田　花子" if at == (8, 5) else None)
    '山田　花子　様'
    >>> plain('TEXT(E9,"ggge年")', "修了証", lambda at: "") is None
    True
    """
    try:
        parser = _Parser(_tokens(formula), sheet, says)
        shown = parser.joined(0)
        parser.end()
    except NotPlainError:
        return None
    return shown or None if parser.alone else shown


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    sheet: str = ""


def _tokens(formula: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while formula[at:].strip():
        match = _TOKEN.match(formula, at)
        if match is None:
            raise NotPlainError
        kind = next(k for k in ("text", "call", "ref", "sign") if match[k])
        sheet = (match["quoted"] or "").replace("''", "'") or match["sheet"] or ""
        found.append(_Token(kind, match[kind], sheet))
        at = match.end()
    return found


class _Parser:
    """``alone``: the whole formula is one cell's."""

    def __init__(self, tokens: list[_Token], sheet: str, says: Says) -> None:
        self.tokens, self.sheet, self.says, self.at = tokens, sheet, says, 0
        self.alone = False

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, text: str = "") -> _Token:
        if self.at >= len(self.tokens) or text not in ("", self.peek()):
            raise NotPlainError
        self.at += 1
        return self.tokens[self.at - 1]

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise NotPlainError

    def joined(self, depth: int) -> str:
        """Terms joined by &."""
        if depth > _DEEPEST:
            raise NotPlainError
        shown = self.term(depth)
        while self.peek() == "&":
            self.take()
            shown += self.term(depth)
            self.alone = False
        return shown

    def term(self, depth: int) -> str:
        token = self.take()
        self.alone = token.kind == "ref"
        if token.kind == "text":
            return token.text[1:-1].replace('""', '"')
        if token.kind == "ref":
            return self.cell(token)
        if token.text == "(":
            shown = self.joined(depth + 1)
            self.take(")")
            return shown
        if token.kind != "call":
            raise NotPlainError
        return self.choice(depth) if token.text.startswith("IF") else self.together(depth)

    def cell(self, token: _Token) -> str:
        if token.sheet not in ("", self.sheet):
            raise NotPlainError
        shown = self.says(position(token.text.rpartition("!")[2]))
        if shown is None:
            raise NotPlainError
        return shown

    def together(self, depth: int) -> str:
        """CONCATENATE(…)."""
        shown = self.joined(depth + 1)
        while self.peek() == ",":
            self.take()
            shown += self.joined(depth + 1)
        self.take(")")
        self.alone = False
        return shown

    def choice(self, depth: int) -> str:
        """IF(E7="", …, …)."""
        one = self.joined(depth + 1)
        sign = self.take().text
        if sign not in ("=", "<>"):
            raise NotPlainError
        other = self.joined(depth + 1)
        self.take(",")
        yes, alone = self.joined(depth + 1), self.alone
        self.take(",")
        no = self.joined(depth + 1)
        self.take(")")
        if (one.casefold() == other.casefold()) is (sign == "="):
            self.alone = alone
            return yes
        return no
