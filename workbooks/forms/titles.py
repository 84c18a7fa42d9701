"""What the forms (様式) are called. Apart from their places, so that the command line starts without these."""

from __future__ import annotations

TITLES = {
    "certificate": "修了証",
    "application": "指定申請書",
    "notice": "指定通知書",
    "renewal": "指定内容更新届出書",
    "partial": "一部受講証明書",
}
NUMBERS = {
    "certificate": "様式第1号",
    "application": "様式第2号",
    "notice": "様式第3号",
    "renewal": "様式第4号",
    "partial": "",
}
SIGNED = ("certificate", "notice", "partial")  # forms an office issues in its own name


def called(form: str) -> str:
    """What a form is called: 様式第1号（修了証）, 一部受講証明書."""
    number = NUMBERS[form]
    return f"{number}（{TITLES[form]}）" if number else TITLES[form]
