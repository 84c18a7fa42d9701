"""The door of the buttons (リボン): ``press`` runs one on the book in front. What each decides
stands in ``buttons``."""

from __future__ import annotations

from collections.abc import Callable

from validators.messages import Door, sentence_of
from validators.problems import Problem
from xl.buttons import check, form, ledger, number, setup, tidy

# Ribbon control id → what it does. The add-in shows only these buttons.
BUTTONS: dict[str, Callable[[object], None]] = {
    "CheckRoster": check.press_check_roster,
    "CheckApplications": check.press_check_applications,
    "CheckDesignations": check.press_check_designations,
    "CheckEligibility": check.press_check_eligibility,
    "Compare": check.press_compare,
    "NextFinding": check.press_next_finding,
    "ClearMarks": check.press_clear_marks,
    "Tidy": tidy.press_tidy,
    "TidyApply": tidy.press_tidy_apply,
    "TidyUndo": tidy.press_tidy_undo,
    "Number": number.press_number,
    "FormCertificate": form.press_certificate,
    "FormApplication": form.press_application,
    "FormNotice": form.press_notice,
    "FormRenewal": form.press_renewal,
    "FormPdf": form.press_pdf,
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

    try:
        _run(button, live.caller() if book is None else book)
    finally:
        del book
        live.release()


def _run(button: str, book: object) -> None:
    from xl import live

    try:
        BUTTONS[button](book)
    except Problem as problem:
        live.say(book, problem.sentence(Door.EXCEL))
    except live.Stopped:
        live.say(book, sentence_of("stopped", Door.EXCEL))
    except Exception as error:
        live.say(book, live.trouble(error))
