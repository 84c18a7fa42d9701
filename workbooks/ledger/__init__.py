"""台帳: numbers that never collide, and one register of completions over years and clerks. SQLAlchemy lives here only.

``store`` opens it, seals every row and keeps the audit chain; ``numbers`` gives out 修了証番号; ``imports`` takes whole
reports (``compare`` what is there, ``receive`` decides, ``taking`` writes); ``reissue`` re-issues, revokes and records
consent; ``find`` and ``history`` look things up; ``extract`` picks what others may have; ``statistics`` counts;
``verify`` proves (``replay``, ``restoration``); ``questions`` asks on sheets. Every change is one transaction with one
line in the audit chain.
"""

DEFAULT = "台帳.sqlite"  # a register without a name of its own, in the current folder
NO_REASON = "理由の記入なし"  # what the record says where a decision came back without one
