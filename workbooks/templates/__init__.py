"""The official blanks 様式第1号–第4号: built by ``build``, found by everybody else through ``blank``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

# kind of form → (file in this folder, name a clerk meets it under)
BLANKS: dict[str, tuple[str, str]] = {
    "certificate": ("form1.xlsx", "様式第1号_修了証.xlsx"),
    "application": ("form2.xlsx", "様式第2号_指定申請書.xlsx"),
    "notice": ("form3.xlsx", "様式第3号_指定通知書.xlsx"),
    "renewal": ("form4.xlsx", "様式第4号_指定内容更新届出書.xlsx"),
}


def blank(form: str) -> Path:
    """The blank of a form: certificate, application, notice or renewal."""
    return Path(str(files("workbooks.templates") / BLANKS[form][0]))
