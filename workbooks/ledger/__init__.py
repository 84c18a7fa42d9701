"""台帳: numbers that never collide, and one register of completions over years and clerks. SQLAlchemy lives here only.

``store`` opens it, ``numbers`` gives out 修了証番号, ``intake`` takes whole reports, ``reissue``
re-issues and revokes, ``find`` and
``people`` look things up, ``extract`` picks what other prefectures may have, ``proof`` verifies,
``copies`` backs up and moves.
Every change is one transaction with one line in the audit chain (``audit``).
"""
