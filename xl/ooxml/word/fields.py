"""差し込みフィールド: MERGEFIELD fields become the plain mark they show («氏名»), so that Word neither asks
for a data source nor puts the mark back."""

from __future__ import annotations

import re
from typing import Any

from xl.ooxml.word.texts import W

_FIELD = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)


def flatten(root: Any) -> None:
    """Take every merge field out of a story; what it shows stays."""
    for simple in list(root.iter(f"{W}fldSimple")):
        name = _name(simple.get(f"{W}instr", ""))
        if name:
            for child in list(simple):
                simple.addprevious(child)
            _show(simple.getprevious(), name)
            simple.getparent().remove(simple)
    for paragraph in list(root.iter(f"{W}p")):
        _complex(paragraph)


def _complex(paragraph: Any) -> None:
    """begin – instruction – separate – result – end, all in one paragraph."""
    field: list[Any] = []
    instruction, depth, shown = "", 0, False
    result: list[Any] = []
    for run in list(paragraph.iterchildren(f"{W}r")):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        if kind == "begin":
            depth += 1
            if depth == 1:
                field, result, instruction, shown = [], [], "", False
        if depth == 1 and not kind and shown:
            result.append(run)
        elif depth == 1:
            field.append(run)
            instruction += "".join(e.text or "" for e in run.iter(f"{W}instrText"))
            shown = shown or kind == "separate"
        if kind == "end":
            depth -= 1
            name = _name(instruction)
            if depth == 0 and name and result:
                _show(result[0], name)
                for one in (*field, *result[1:]):
                    paragraph.remove(one)


def _name(instruction: str) -> str:
    match = _FIELD.match(instruction)
    return (match[1] or match[2]) if match else ""


def _show(run: Any, name: str) -> None:
    """Let a run show the mark of a field."""
    texts = list(run.iter(f"{W}t")) if run is not None else []
    for text in texts[1:]:
        text.getparent().remove(text)
    if texts:
        texts[0].text = f"«{name}»"
