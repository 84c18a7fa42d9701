"""The tables of the register as they are now; how older registers come here stands in ``migrations``.

A number, once it stands in ``certificates``, stays there for ever, whatever becomes of it: that is
what keeps it unique.
Completions are kept as they were reported; a corrected report adds rows and retires (``current`` False) the old ones.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    text,
)

# oldest first; the last one is what this program reads and writes
REVISIONS = ("v0001", "v0002", "v0003", "v0004", "v0005")

# What becomes of a number. reserved: given out, its workbook not yet known to be saved · given:
# workbook saved, no report yet ·
# reported: a completion stands behind it · withdrawn: a corrected report left it out · replaced:
# re-issued under a new one · revoked
STATES = {
    "reserved": "予約中",
    "given": "付番済み",
    "reported": "有効",
    "withdrawn": "取下げ済み",
    "replaced": "番号変更済み",
    "revoked": "取消済み",
}

_WAITING = "state <> 'reported'"
_REGISTERED = "state <> 'reported' AND registration <> ''"
metadata = MetaData()


def _person() -> list[Column[object]]:
    """What tells one person from another: 照合キー, 生年月日, and the 登録番号 with its registrar ("" for none)."""
    return [
        Column("name_key", String(100), nullable=False),
        Column("birth_date", Date),
        Column("registration", String(40), nullable=False),
    ]


def _partial(name: str, *columns: str, where: TextClause) -> Index:
    """An index of the rows that fulfil ``where`` alone."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


ledger = Table(  # one row: the end of the audit chain, locked by whoever writes
    "ledger",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("identity", String(32), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    # live: the one register that changes · copy: a backup, opened for reading · closed: moved away
    Column("role", String(8), nullable=False, server_default="live"),
    Column("moved_to", Text, nullable=False, server_default=""),
    Column("seal", Text, nullable=False, server_default=""),  # sums of the marks of all rows
    # the office's key the marks were made with (key.py); "" for the register's own identity
    Column("key_id", String(16), nullable=False, server_default=""),
)
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(120), nullable=False),
    Column("action", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("session", String(120), nullable=False, server_default=""),  # the database's own user
    Column("seal", String(64), nullable=False, server_default=""),
    Column(
        "mark", String(32), nullable=False, server_default=""
    ),  # the line under the office's key
)
agencies = Table(
    "agencies",
    metadata,
    Column("prefecture", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("valid_from", Date, primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("contact", Text, nullable=False),
)
designations = Table(
    "designations",
    metadata,
    Column("prefecture", Integer, primary_key=True, autoincrement=False),
    Column("agency", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("designated_on", Date, primary_key=True),
)
renewals = Table(
    "renewals",
    metadata,
    Column("prefecture", Integer, primary_key=True, autoincrement=False),
    Column("agency", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("fiscal_year", Integer, primary_key=True, autoincrement=False),
    Column("valid", Boolean, nullable=False),
)
certificates = Table(
    "certificates",
    metadata,
    Column("number", String(12), primary_key=True),
    Column("prefecture", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column(
        "state",
        String(10),
        CheckConstraint(
            "state IN ('reserved', 'given', 'reported', 'withdrawn', 'replaced', 'revoked')"
        ),
        nullable=False,
    ),
    *_person(),
    Column("entry", ForeignKey("audit.id"), nullable=False),
    Index("certificates_sequence", "prefecture", "sequence"),
    _partial("certificates_waiting", "name_key", where=text(_WAITING)),
    _partial("certificates_registered", "registration", where=text(_REGISTERED)),
)
reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content", String(64), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
    Column("replaced_by", ForeignKey("reports.id"), index=True),
)
completions = Table(
    "completions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("place", Text, nullable=False),  # sheet and cell in the report, e.g. 名簿!K5
    Column("number", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("kind", Integer, nullable=False),
    *_person(),
    Column("registration_number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("employer", Text, nullable=False),
    Column("employer_key", String(100), nullable=False),
    Column("municipality", Text, nullable=False),
    Column("municipality_code", String(6), nullable=False),
    Column("completed_on", Date, nullable=False),
    Column("issued_on", Date),
    Column("consent", Boolean),  # None: the report does not say
    Column("current", Boolean, nullable=False),
    Column("former_key", String(100), nullable=False, server_default=""),  # 旧姓 in brackets
    Column("kana_key", String(100), nullable=False, server_default=""),
    # the row as reported that this one carries on under another number; NULL for reported rows
    Column("origin", ForeignKey("completions.id")),
    _partial("completions_former", "former_key", where=text("former_key <> ''")),
    _partial("completions_kana", "kana_key", where=text("kana_key <> ''")),
    Index("completions_born", "birth_date"),
    Index(
        "completions_current",
        "number",
        unique=True,
        sqlite_where=text("current"),
        postgresql_where=text("current"),
    ),
    Index("completions_person", "name_key", "birth_date", "kind"),
    _partial("completions_registration", "registration", "kind", where=text("registration <> ''")),
    Index("completions_employer", "employer_key"),
    _partial("completions_unregistered", "registration_number", where=text("registration = ''")),
)
reissues = Table(
    "reissues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("new_number", ForeignKey("certificates.number"), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("old_name", Text, nullable=False),
    Column("new_name", Text, nullable=False),
    Column("new_name_key", String(100), nullable=False, index=True),
    Column("issued_on", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)
revocations = Table(
    "revocations",
    metadata,
    Column("number", ForeignKey("certificates.number"), primary_key=True),
    Column("reason", String(40), nullable=False),
    Column("revoked_on", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)
consents = Table(  # decisions about 情報提供 after the report; the latest one counts
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("agreed", Boolean, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)
acceptances = Table(  # what a clerk decided about one row of a report, and why
    "acceptances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("held", String(12), nullable=False),
    Column("why", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)
sameness = Table(  # what a clerk said of two numbers: one person, two, or (undone) nothing any more
    "sameness",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("other", ForeignKey("certificates.number"), nullable=False, index=True),
    Column("verdict", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)
returned = (
    Table(  # 差戻し: reports with 誤り that went back, one row for each body and kind in them
        "returned",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("content", String(64), nullable=False, index=True),
        Column("file", Text, nullable=False),
        Column("prefecture", Integer, nullable=False),
        Column("agency", Integer, nullable=False),  # 0: the report does not say
        Column("kind", Integer, nullable=False),
        Column("fiscal_year", Integer, nullable=False),
        Column("rows", Integer, nullable=False),
        Column("errors", Integer, nullable=False),
        Column("entry", ForeignKey("audit.id"), nullable=False),
    )
)
floors = Table(  # the highest number known of a series when a backup was made live again
    "floors",
    metadata,
    Column("series", String(7), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("entry", ForeignKey("audit.id"), nullable=False),
)

NAMES = {  # what the sheets and files of an export are called, in the order rows may be put in
    "ledger": "台帳",
    "audit": "監査記録",
    "agencies": "研修実施機関",
    "designations": "指定",
    "renewals": "更新届出",
    "certificates": "修了証番号",
    "reports": "実績報告",
    "completions": "修了",
    "reissues": "再交付",
    "revocations": "取消",
    "consents": "同意の変更",
    "acceptances": "要確認の判断",
    "sameness": "同じ人の判断",
    "returned": "差戻し",
    "floors": "番号の下限",
}
