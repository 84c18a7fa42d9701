"""列の確認 on the open book: the first press asks, the press after answering keeps the answers."""

from __future__ import annotations

from validators.messages import Door
from validators.problems import Problem
from workbooks.asking import Answer, Host
from workbooks.columns_asked import answers_of, question, sheet_of
from workbooks.plan import Plan
from workbooks.sheet_names import COLUMNS_ASKED
from xl.settings import keep_answers, kept_already, known, profile_in_use


def press_columns(host: Host) -> Answer:
    """Button 列の確認: answers that are not kept yet are never written over by new questions."""
    host.stage("列を読んでいます")
    content, front = host.book(), host.active()[0]
    sheet = sheet_of(content)
    given = answers_of(sheet) if sheet else {}
    if given and (front == COLUMNS_ASKED or not kept_already(given)):
        return Plan(message=keep_answers(given, Door.EXCEL))
    if sheet and front == COLUMNS_ASKED:
        raise Problem("answers-none")
    profile = profile_in_use()
    return question(known(content, profile), front, profile)
