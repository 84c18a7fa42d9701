"""The one page for the administrator (依頼書): each × with its policy, registry path, value now and value wanted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from validators.messages import rules
from workbooks.addin.build import NAME
from xl.setup.machine import Check, Machine

FILE = "依頼書.html"
_WIDTHS = (25, 20, 29, 8, 18)  # of the columns, in hundredths: registry paths are long
_STYLE = (
    "@page{size:A4;margin:15mm}body{font:11pt/1.6 'Yu Gothic','Noto Sans CJK JP',sans-serif;max-width:180mm;"
    "margin:auto}h1{font-size:15pt;text-align:center}table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #888;padding:4px 6px;text-align:left;vertical-align:top;font-size:9.5pt;"
    "overflow-wrap:anywhere}"
    "th{background:#eef3ee}code{word-break:break-all}.fill td{height:9mm}.fill th{width:22%}"
)


def asked(checks: Sequence[Check]) -> list[Check]:
    """What only the administrator can change."""
    return [check for check in checks if check.setting is not None]


def page(checks: Sequence[Check], machine: Machine) -> str:
    """The page as HTML, complete in itself: it opens in any browser and prints on one sheet of A4."""
    named = zip(_text("paper-columns").split("|"), _WIDTHS, strict=True)
    columns = "".join(f'<th style="width:{width}%">{name}</th>' for name, width in named)
    rows = "".join(_row(check) for check in asked(checks))
    fill = "".join(f"<tr><th>{name}</th><td></td></tr>" for name in _text("paper-fill").split("|"))
    files = _text("paper-files", addin=machine.start / NAME, python=machine.python)
    title = _text("paper-title")
    return (
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1><p>{_text('paper-intro')}。</p>"
        f"<table><tr>{columns}</tr>{rows}</table><p>{files}</p>"
        f'<table class="fill">{fill}</table></html>'
    )


def write(path: Path, checks: Sequence[Check], machine: Machine) -> bool:
    """Write the page; False, and no file, where nothing has to be asked for."""
    if not asked(checks):
        return False
    path.write_text(page(checks, machine), encoding="utf-8")
    return True


def _row(check: Check) -> str:
    setting = check.setting
    assert setting is not None
    cells = (check.seen, setting.policy, setting.key, setting.now, setting.wanted)
    shown = [escape(text) for text in cells]
    shown[2] = f"<code>{shown[2]}</code>"
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in shown)}</tr>"


def _text(rule: str, **params: object) -> str:
    return escape(rules()[rule].text.format_map(params))
