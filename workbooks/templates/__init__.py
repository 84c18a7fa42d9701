"""The official blanks 様式第1号–第4号, a certificate worth framing (賞状) and 一部受講証明書: built by
``build``, found by everybody else through ``blank``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

# kind of form → (file in this folder, name a clerk meets it under)
BLANKS: dict[str, tuple[str, str]] = {
    "certificate": ("form1.xlsx", "様式第1号_修了証.xlsx"),
    "application": ("form2.xlsx", "様式第2号_指定申請書.xlsx"),
    "notice": ("form3.xlsx", "様式第3号_指定通知書.xlsx"),
    "renewal": ("form4.xlsx", "様式第4号_指定内容更新届出書.xlsx"),
    "partial": ("partial.xlsx", "一部受講証明書.xlsx"),
}
# the same with a frame, chosen in the profile
FRAMED: dict[str, tuple[str, str]] = {
    "certificate": ("framed.xlsx", "賞状_修了証.xlsx"),
}


def blank(form: str, *, framed: bool = False) -> Path:
    """The blank of a form: certificate (as the notice has it, or framed), application, notice,
    renewal or partial."""
    blanks = FRAMED if framed and form in FRAMED else BLANKS
    return Path(str(files("workbooks.templates") / blanks[form][0]))
