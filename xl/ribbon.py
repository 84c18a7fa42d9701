"""The door of the buttons (リボン): ``press`` runs one on the book in front. What each decides
stands in ``buttons``."""

from __future__ import annotations

from collections.abc import Callable

from validators.problems import Problem
from xl.buttons import check as roster
from xl.buttons import desk, ledger, setup, tidy
from xl.buttons import form as forms

# Ribbon control id → what it does. The add-in shows only these buttons.
BUTTONS: dict[str, Callable[[object], None]] = {
    "CheckRoster": roster.press_check_roster,
    "CheckApplications": desk.press_check_applications,
    "CheckDesignations": desk.press_check_designations,
    "NextFinding": roster.press_next_finding,
    "ClearMarks": roster.press_clear_marks,
    "Tidy": tidy.press_tidy,
    "TidyApply": tidy.press_tidy_apply,
    "TidyUndo": tidy.press_tidy_undo,
    "Number": desk.press_number,
    "FormCertificate": forms.press_certificate,
    "FormApplication": forms.press_application,
    "FormNotice": forms.press_notice,
    "FormRenewal": forms.press_renewal,
    "FormPdf": forms.press_pdf,
    "LedgerImport": ledger.press_import,
    "LedgerFind": ledger.press_find,
    "LedgerExtract": ledger.press_extract,
    "LedgerReissue": ledger.press_reissue,
    "Settings": setup.press_settings,
    "Doctor": setup.press_doctor,
    "Help": setup.press_help,
}


def press(button: str, book: object | None = None) -> None:
    """What the add-in calls: run one button on the book in front, say what went wrong in one Japanese sentence."""
    from xl import live

    book = book or live.caller()
    try:
        BUTTONS[button](book)
    except Problem as problem:
        live.say(book, str(problem))
    except live.Stopped:
        live.say(book, "中止しました。ブックは変えていません。")
    except Exception as error:
        live.say(book, live.trouble(error))
