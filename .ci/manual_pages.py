"""The manual as HTML and PDF, from workbooks/manual/manual.md: python .ci/manual_pages.py

Markdown is read by markdown-it (installed with rich), the PDF is set by typst with Noto Sans JP, pictures are put
into both. ``ribbon:CheckRoster,…`` as a picture's address is the tab with these buttons framed; {{buttons}} and
{{commands}} are tables from the ribbon and the parsers.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import hashlib
import html
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci")]
import ribbon_picture  # noqa: E402
from markdown_it import MarkdownIt  # noqa: E402
from markdown_it.token import Token  # noqa: E402

from xl.cli import _parser  # noqa: E402

HOME = ROOT / "workbooks" / "manual"
IMAGES = ROOT / ".github" / "images"
STYLE = """
body{font-family:"Yu Gothic","Hiragino Sans","Noto Sans JP",sans-serif;max-width:52rem;margin:2rem auto;
padding:0 1rem;line-height:1.7;color:#222}
h1{color:#217346}h2{color:#217346;border-bottom:2px solid #217346;margin-top:3rem}
img{max-width:100%;border:1px solid #ccc;margin:.3rem 0}p.row img{max-width:24%}
pre{background:#f3f3f3;padding:.6rem .8rem;overflow-x:auto;white-space:pre-wrap}code{background:#f3f3f3}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2rem .6rem;text-align:left;vertical-align:top}
@page{size:A4;margin:15mm}@media print{h2{break-before:page;margin-top:0}img,pre,table{break-inside:avoid}}
"""
TYPST = """#set document(title: "careerup 使い方", date: none)
#set page(paper: "a4", margin: (x: 18mm, y: 13mm), numbering: "1 / 1")
#set text(font: "Noto Sans JP", lang: "ja", region: "JP", size: 9.5pt, fallback: false)
#set par(leading: 0.7em, spacing: 0.9em)
#show raw: set text(font: "Noto Sans JP", size: 9pt)
#show raw.where(block: true): it => block(fill: luma(242), inset: 7pt, radius: 2pt, width: 100%, it)
#show heading: set text(fill: rgb("#217346"))
#show strong: set text(fill: rgb("#14502f"))
#set table(stroke: 0.5pt + luma(180), inset: 3.5pt)
"""


def source() -> str:
    """The text with its generated tables."""
    text = (HOME / "manual.md").read_text(encoding="utf-8")
    return text.replace("{{buttons}}", buttons()).replace("{{commands}}", commands())


def buttons() -> str:
    """Every button of the ribbon and what it does."""
    rows = [f"| {b.get('label')} | {b.get('supertip')} |" for b in ribbon_picture.buttons()]
    return "\n".join(["| ボタン | すること |", "|---|---|", *rows])


def commands() -> str:
    """Every command and its help."""
    rows = [f"| `{name}` | {told} |" for name, told in _commands(_parser(), "careerup")]
    return "\n".join(["| 命令 | すること |", "|---|---|", *rows])


def _commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            for word, below in action.choices.items():
                inner = list(_commands(below, f"{name} {word}"))
                yield from inner or [(f"{name} {word}", helps.get(word, ""))]


def digest() -> str:
    """What the manual was made of, in one word: text, tables and pictures."""
    told = hashlib.sha256(source().encode())
    for token in _tokens():
        for child in token.children or ():
            if child.type == "image":
                told.update(picture(str(child.attrs["src"]))[1])
    return told.hexdigest()[:16]


def picture(address: str) -> tuple[str, bytes]:
    """(ending, content) of a picture named in the text."""
    if address.startswith("ribbon:"):
        framed = tuple(filter(None, address.partition(":")[2].split(",")))
        return "svg", ribbon_picture.drawn(framed).encode()
    return "png", (IMAGES / address).read_bytes()


def _tokens() -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(source())


def as_html() -> str:
    """One page with everything in it: no other file, no network."""
    tokens = _tokens()
    for token in tokens:
        pictures = [child for child in token.children or () if child.type == "image"]
        for child in pictures:
            ending, content = picture(str(child.attrs["src"]))
            kind = "svg+xml" if ending == "svg" else ending
            child.attrs["src"] = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    for before, token in pairwise(tokens):
        if sum(child.type == "image" for child in token.children or ()) > 1:
            before.attrSet("class", "row")
    body = MarkdownIt("commonmark").renderer.render(tokens, MarkdownIt().options, {})
    return (
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>careerup 使い方</title>\n'
        f'<meta name="made-of" content="{html.escape(digest())}"><style>{STYLE}</style></head>\n'
        f"<body>\n{body}</body></html>\n"
    )


def as_pdf() -> bytes:
    """The printed manual: a page for each task."""
    import pylopdf_fonts_jp
    import typst

    fonts = [str(Path(pylopdf_fonts_jp.serif_path()).parent)]
    with tempfile.TemporaryDirectory() as folder:
        made_of = f'#set document(keywords: "made-of-{digest()}")\n'
        text = TYPST + made_of + _Typst(Path(folder)).of(_tokens())
        (Path(folder) / "manual.typ").write_text(text, encoding="utf-8")
        return bytes(
            typst.compile(
                str(Path(folder) / "manual.typ"),
                root=folder,
                font_paths=typst.Fonts(False, False, fonts),
                ignore_system_fonts=True,
                timestamp=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
            )
        )


class _Typst:
    """Markdown's tokens as typst markup; pictures are laid beside it in ``folder``."""

    PLAIN = {  # noqa: RUF012
        "paragraph_close": "\n\n",
        "bullet_list_open": "\n",
        "bullet_list_close": "\n",
        "list_item_open": "- #[",
        "list_item_close": "]\n",
        "strong_open": "#strong[",
        "strong_close": "]",
        "heading_close": "\n\n",
        "tr_close": "\n",
        "th_open": "[#strong[",
        "th_close": "]],",
        "td_open": "[",
        "td_close": "],",
        "table_close": ")\n\n",
        "softbreak": " ",
    }

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pictures = 0
        self._pages = 0

    def of(self, tokens: list[Token]) -> str:
        """The whole text."""
        return "".join(self._one(token) for token in tokens)

    def _one(self, token: Token) -> str:
        if token.type == "inline":
            return self._inline(token.children or [])
        if token.type == "heading_open":
            return self._heading(token)
        if token.type == "fence":
            return f"#raw({_quoted(token.content.rstrip())}, block: true)\n\n"
        if token.type == "table_open":
            return "#table(columns: (auto, 1fr),\n"
        return self.PLAIN.get(token.type, "")

    def _heading(self, token: Token) -> str:
        self._pages += token.tag == "h2"
        fresh = "#pagebreak(weak: true)\n" if token.tag == "h2" else ""
        return fresh + "=" * int(token.tag[1]) + " "

    def _inline(self, children: list[Token]) -> str:
        pictures = sum(child.type == "image" for child in children)
        out = []
        for child in children:
            if child.type == "text":
                out.append(f"#({_quoted(child.content)})")
            elif child.type == "code_inline":
                out.append(f"#raw({_quoted(child.content)})")
            elif child.type == "image":
                out.append(self._picture(child, pictures))
            else:
                out.append(self.PLAIN.get(child.type, ""))
        return "".join(out)

    def _picture(self, token: Token, of: int) -> str:
        ending, content = picture(str(token.attrs["src"]))
        self._pictures += 1
        name = f"p{self._pictures}.{ending}"
        (self.folder / name).write_bytes(content)
        width = "23%" if of > 1 else "72%" if ending == "svg" and len(content) < 6000 else "100%"
        alt = f", alt: {_quoted(token.content)}"
        return f'#box(stroke: 0.5pt + luma(190), image("{name}", width: {width}{alt}))'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write() -> None:
    """manual.html and manual.pdf beside manual.md."""
    (HOME / "manual.html").write_text(as_html(), encoding="utf-8")
    (HOME / "manual.pdf").write_bytes(as_pdf())


if __name__ == "__main__":
    write()
