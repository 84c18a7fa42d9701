"""交付簿: every record of one run — made, waiting for a decision, refused — with its cell and reason,
and room for the seal of the one who hands it over."""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import Listing
from workbooks.forms.pages import Batch, Page
from workbooks.sheet_names import DELIVERY, DELIVERY_REASON

TITLE = DELIVERY
_HEADINGS = (
    "状態",
    "番号",
    "氏名・名称",
    "研修種別",
    "日付",
    "セル",
    DELIVERY_REASON,
    "受領印",
)
_WIDTHS = (10, 16, 26, 22, 18, 18, 60, 12)
_DAYS = ("交付年月日", "通知年月日", "申請年月日", "届出年月日")


def delivery_list(batch: Batch) -> Listing:
    """The list of one run: what was made first, in the order of the pages, then what waits, then
    what was refused."""
    rows: list[tuple[object, ...]] = []
    for page in batch.pages:
        rows.append(
            (
                "作成",
                page.number,
                page.name,
                page.values.get("研修種別", "").replace("\n", "、"),
                _day(page),
                page.cell,
                _said(batch, page),
                "",
            )
        )
    for waiting, state in ((True, "保留"), (False, "作成しない")):
        for one in batch.refused:
            if one.held is waiting:
                rows.append((state, "", one.who, "", "", one.cell, one.sentence, ""))
    return Listing(TITLE, _HEADINGS, _WIDTHS, tuple(rows))


def _day(page: Page) -> object:
    for place in _DAYS:
        if place in page.dates:
            return page.dates[place]
    return ""


def _said(batch: Batch, page: Page) -> str:
    """The change of a renewal and every remark of this page."""
    remarks: Sequence[str] = [
        f"{one.cell}: {one.sentence}"
        for one in batch.remarks
        if one.who == page.name or one.cell == page.cell
    ]
    return "\n".join([*([page.note] if page.note else []), *dict.fromkeys(remarks)])
