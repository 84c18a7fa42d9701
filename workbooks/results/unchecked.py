"""確かめていないこと: the questions that were not asked, as lines on top of a report, as a list and as a count."""

from __future__ import annotations

from validators.findings import Listing, Report, Unchecked
from validators.messages import Door
from workbooks.sheet_names import UNCHECKED

NOT_NEEDED = (
    "なくてもよい列"  # what cannot be asked without one is listed, and the verdict may be green
)
LISTED = 12  # questions and facts on top of a report; the rest stand on a sheet of their own


def questions(report: Report, door: Door) -> list[tuple[str, str]]:
    """確かめていないこと, one line each, those first that keep the verdict from being green."""
    asked = sorted(report.unchecked, key=lambda question: question.aside)
    several = len({t.sheet for t in report.tables} | {t.file for t in report.tables}) > 2
    begun: set[bool] = set()
    lines = []
    for q in asked[:LISTED]:
        label = "" if q.aside in begun else (NOT_NEEDED if q.aside else UNCHECKED)
        lines.append((label, f"{_place(q, several)}{q.what}: {q.why_at(door)}"))
        begun.add(q.aside)
    if len(asked) > LISTED:
        lines.append(("", f"ほかに {len(asked) - LISTED} 件あります（シート「{UNCHECKED}」）"))
    return lines


def _place(question: Unchecked, several: bool) -> str:
    if not question.cell:
        return ""
    return f"{question.sheet}!{question.cell} " if several else f"{question.cell} "


def unchecked_list(report: Report) -> Listing:
    """確かめていないこと as a list for a sheet of its own."""
    asked = sorted(report.unchecked, key=lambda question: question.aside)
    rows = tuple(
        (q.file, q.sheet, q.cell, q.what, q.why, NOT_NEEDED if q.aside else "") for q in asked
    )
    return Listing(
        UNCHECKED,
        ("ファイル", "シート", "セル", "確かめていないこと", "理由", "備考"),
        (14, 14, 8, 28, 90, 16),
        rows,
    )


def unchecked_link(report: Report) -> str:
    """What the list is called where it is linked: the questions that keep the verdict from being green, else those
    about columns nobody has to give."""
    aside = sum(question.aside for question in report.unchecked)
    unasked = len(report.unchecked) - aside
    return f"{UNCHECKED} {unasked} 件" if unasked else f"{NOT_NEEDED} {aside} 件"
