"""Parent labels (上の見出し): what a column means seen with the labels above it and with the column before it."""

from __future__ import annotations

import re

from validators.text import squeeze
from workbooks.tables.headings import (
    ASIDE,
    DATE_PARTS,
    DATES,
    NUMBER_PARTS,
    TITLES,
    Heading,
    meaning,
)
from workbooks.tables.words import surest

_PART_LABELS = (
    r"(都道府)?県(番号|コード)?",
    r"(修了証)?(の)?(発行)?年(\(?下2桁\)?)?|西暦",
    r"(研修)?指定番号",
    r"(個人)?番号|連番|通し番号",
)

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_PARTS_OF_NAME = ("family_name", "given_name")
_WORK = r"勤務|所属|施設|職場|園|就業|就労|勤め|在籍|事業所"
# A parent label that decides an ambiguous leaf: (pattern over the parents, leaf meaning or pattern, canonical)
_CONTEXT: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(parent), re.compile(leaf), canonical)
    for parent, leaf, canonical in (
        (_WORK, r"名称|名|施設名|氏名", "employer"),
        (
            _WORK,
            r"(所在)?(地)?(の)?市?区?町村(名)?|所在(市町村)?",
            "municipality",
        ),
        (_WORK, r"住所|所在地", "employer_address"),
        (_WORK, r"フリガナ|電話番号", ASIDE),
        (r"実施機関|機関|団体", r"名称|名", "agency_name"),
        (r"実施機関|機関|団体", r"番号", "agency_number"),
        (r"実施機関|機関|団体", r"所在地|住所|連絡先|代表者.*", ASIDE),
        (r"登録", r"番号|N[oO]\.?", "registration_number"),
        (r"登録", r"(都道府)?県名?|都道府県", "registration_prefecture"),
        (r"修了証|修了書", r"番号|N[oO]\.?|第号", "certificate_number"),
        (r"修了証|修了書", r"(年月)?日(付)?", "?date"),
        (r"修了証|修了書|発行|交付", r"(発行|交付)?(年月)?日(付)?", "issued_on"),
        (r"修了", r"番号", "certificate_number"),
        (r"修了", r"(年月)?日(付)?", "completed_on"),
        (r"氏名|名前|受講者|修了者", r"姓|氏", "family_name"),
        (r"氏名|名前|受講者|修了者", r"名", "given_name"),
        (r"フリガナ|カナ|ふりがな", r"姓|氏|セイ", "family_kana"),
        (r"フリガナ|カナ|ふりがな", r"名|メイ", "given_kana"),
    )
)


def _broken(above: str, leaf: str, alone: str) -> str:
    """What a word means that is broken over two rows, 氏 over 名 and 生年 over 月日; else what the leaf alone means."""
    if above and (alone not in TITLES or alone in _PARTS_OF_NAME):
        whole = meaning(above + leaf)
        return whole if whole in TITLES else alone
    return alone


def in_context(heading: Heading, previous: str) -> str:
    """The canonical name of a column seen with the labels above it and with ``previous``, the meaning
    of the mapped column before it."""
    leaf = squeeze(heading.leaf)
    parents = squeeze("".join(heading.labels[:-1]))
    if parents:
        if any(meaning(label) == "certificate_number" for label in heading.labels[:-1]):
            for name, label in zip(NUMBER_PARTS, _PART_LABELS, strict=True):
                if re.fullmatch(label, leaf):
                    return name
        part = meaning(heading.leaf)
        if part in DATE_PARTS:
            dates = [m for m in map(meaning, heading.labels[:-1]) if m in DATES]
            return f"{dates[-1]}{part}" if dates else ASIDE
        for parent, pattern, canonical in _CONTEXT:
            if parent.search(parents) and pattern.fullmatch(leaf):
                return canonical
    found = meaning(heading.leaf)
    found = _broken(parents, leaf, found)
    if not found and parents:  # a leaf nobody knows under a known parent: 修了証番号 over (12桁)
        found = next(
            (m for m in map(meaning, reversed(heading.labels[:-1])) if m and not m.startswith("?")),
            "",
        )
        inside = _IN_BRACKETS.search(leaf)  # 勤務地（市町村） under 勤務先
        said = surest(heading.leaf) or (meaning(inside[1]) if inside else "")
        return found if found in TITLES and said in ("", found) else ""
    return _after(previous, leaf, found)


def _after(previous: str, leaf: str, found: str) -> str:
    """What a label means behind the column before it; else what it means alone."""
    for part in ("name", "kana"):  # 苗字 / 名前, ミョウジ / ナマエ
        if previous == f"family_{part}" and found in ("name", "kana"):
            return f"given_{part}"
    if previous == "employer" and leaf == "所在地":
        return "employer_address"
    if found == "kana" and previous in ("employer", "municipality", "employer_address"):
        return ASIDE
    return found
