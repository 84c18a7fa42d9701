"""The buttons (リボンのボタン): control id → what it does. The add-in shows only these."""

from __future__ import annotations

from collections.abc import Callable

from workbooks.asking import Answer, Host
from xl.buttons import check, columns, form, ledger, letter, number, setup, tidy

BUTTONS: dict[str, Callable[[Host], Answer]] = {
    "CheckRoster": check.press_check_roster,
    "CheckApplications": check.press_check_applications,
    "CheckDesignations": check.press_check_designations,
    "CheckEligibility": check.press_check_eligibility,
    "Compare": check.press_compare,
    "Columns": columns.press_columns,
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
    "Letter": letter.press_letter,
    "LetterOverdue": letter.press_overdue,
    "LedgerImport": ledger.press_import,
    "LedgerFind": ledger.press_find,
    "LedgerExtract": ledger.press_extract,
    "LedgerReissue": ledger.press_reissue,
    "LedgerStatistics": ledger.press_statistics,
    "Settings": setup.press_settings,
    "Doctor": setup.press_doctor,
    "Help": setup.press_help,
}
