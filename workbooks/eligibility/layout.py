"""加算の対象者の表: which headings of a list of posts (役職の一覧) mean which column."""

from __future__ import annotations

from collections.abc import Sequence

from validators.guideline.eligibility import read_role
from workbooks.grid import Book
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_read import read
from workbooks.tables.headings import items, meaning
from workbooks.tables.layout import Layout, columns

LAYOUT = Layout(
    "eligibility",
    columns(
        *items("registration_number", "name", "family_name", "given_name", "kana", "birth_date"),
        (
            "role",
            "役職",
            r"(発令)?(した|する|予定)?の?(役職|職位|役付)(の?名(称)?)?(\(予定\))?|発令(の)?(職名?|内容)|加算(の)?(対象)?(職|区分)",
        ),
        (
            "duty",
            "職務分野",
            r"(担当)?(する)?(の)?職務(の)?分野|担当(する)?(の)?(職務)?分野|担当(する)?職務",
        ),
        (
            "facility",
            "施設の種類",
            r"(施設|事業(所)?)(・事業(所)?)?(の)?(種類|種別|類型|区分)",
        ),
        (
            "month",
            "加算の開始月",
            r"(加算|賃金(の)?改善|昇給|発令|適用)(の)?(開始|適用)?(年?月|年月日|日|時期)(\(予定\))?|開始(適用)?(年?月|年月日)",
        ),
        *items("employer", "occupation", "remarks"),
        ("number", "番号", r"(職員|整理)?(番号|N[oO]\.?)"),
    ),
    (frozenset(("name", "family_name")), frozenset(("role",))),
    ("birth_date",),
    ("name", "number"),
    ("facility", "month"),
    of_people=True,
)


def staff(books: Sequence[Book]) -> list[DeskTable]:
    """The lists of posts (役職の一覧) of the books."""
    return [table for book in books for table in read(book, LAYOUT)]


# What a list of trainees or of completions says besides their posts.
_OF_TRAINING = frozenset(
    (
        *("certificate_number", "completed_on", "?completed_on", "field", "?field"),
        *("minutes", "presence", "consent"),
    )
)


def names_roles(table: DeskTable) -> bool:
    """Is it a list of posts, and any of them one of the 加算's? 園長 and 保育士 alone in a 役職 column make no such
    list, nor does the post of a trainee in a 受講者名簿."""
    if any(meaning(heading) in _OF_TRAINING for heading in table.headings.values()):
        return False
    return any(read_role(value).value for value in table.values["role"])
