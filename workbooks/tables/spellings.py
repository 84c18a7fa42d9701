"""見出しの書き方: a printed label without its marks, brackets and polite words."""

from __future__ import annotations

import re
from functools import lru_cache

from validators.text import squeeze
from workbooks.tables.words import outside_brackets, plain_question

_MARKS = re.compile(r"^[①-⑳❶-❿(]?[\d①-⑳ⅰ-ⅹⅠ-Ⅹア-ウ]{0,2}[)．.、:：]?(?=\D)|[*＊※★●■◆□○]|必須|任意")
_BRACKETS = re.compile(r"\([^()]*\)|［[^［］]*］|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
# What a bracket must not be dropped for: it changes the meaning of the label.
_TELLING = re.compile(
    r"下\d桁|カナ|かな|フリガナ|ふりがな|(?<![一-龠])分(?![一-龠])|(?<![一-龠])時間(?![一-龠])|勤務|施設|所属"
)
_WHOLE = re.compile(
    r"[(［\[【〔<《「]([^()［］\[\]【】〔〕<>《》「」]+)[)］\]】〕>》」]"
)  # （ふりがな）
_NOTE = re.compile(r"[※＊*].*$")
# What marks, brackets, notes and polite requests begin with: without any of these a label stands as it is.
_SPECIAL = re.compile(
    r"^[おご御①-⑳❶-❿(\dⅰ-ⅹⅠ-Ⅹア-ウ)．.、:：]|[*＊※★●■◆□○\[［【〔<(]|必須|任意|記入|入力|選|回答|答え|教え|お書き|お願い|ですか"
)
_HONORIFIC = re.compile(r"^[おご御](?=[一-龥])")


@lru_cache(maxsize=4096)  # every row is tried as a heading, once for each kind of table
def spellings(label: str) -> tuple[str, ...]:
    """The label as it stands, without marks, brackets and polite requests, and its first line, squeezed."""
    text = squeeze(label)
    if text == label and not _SPECIAL.search(text):
        return (text,) if text and len(text) <= 60 else ()
    candidates = [text]
    if whole := _WHOLE.fullmatch(text):
        candidates.append(whole[1])
    for drop in (_MARKS, _BRACKETS):
        shorter = drop.sub(lambda m: m[0] if _TELLING.search(m[0]) else "", candidates[-1])
        if shorter and shorter != candidates[-1]:
            candidates.append(shorter)
    bare = candidates[-1]
    first = squeeze(re.split(r"[\r\n]", label.strip())[0])
    for shorter in (_NOTE.sub("", text), plain_question(outside_brackets(bare)), first):
        if shorter and not _TELLING.search(text.replace(shorter, "")):
            candidates.append(_MARKS.sub("", shorter))
    candidates += [_HONORIFIC.sub("", c) for c in candidates]  # お名前, ご住所, 御所属
    return tuple(dict.fromkeys(c for c in candidates if c and len(c) <= 60))
