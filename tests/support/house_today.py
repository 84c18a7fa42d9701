"""What the house does not keep yet (例外). Each table may only get shorter; ``python tests/support/house.py`` prints
the tables as the tree stands now. After the last exception the table goes."""

LONG_MODULES: dict[str, int] = {}
LONG_FUNCTIONS = {
    # a migration is history: it says in one place what stood there, and is never changed again
    "workbooks/ledger/store/migrations/versions/v0001_register.py": 132,
}
SENTENCES: dict[str, int] = {}
