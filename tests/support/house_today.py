"""What the house does not keep yet (例外). Each table may only get shorter; ``python tests/support/house.py`` prints
the tables as the tree stands now. After the last exception the table goes."""

# actions that name an option and have no words for Excel's dialogs yet; the last is told on the command line only
OPTIONS_IN_DIALOGS = frozenset(
    (
        "form-value-long",
        "form-glyph-missing",
        "form-issue-day-missing",
        "form-notice-day-missing",
        "form-agency-unknown",
        "numbering-out-missing",
    )
)
XL_FLOORS = 7  # 6 as soon as xl/intake.py stands in workbooks/ledger
