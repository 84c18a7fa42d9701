"""氏名の印字: a name as it goes to print, and what in the cell is no part of it (reading, 様, （仮）).

Nothing is guessed: a reading that stands clearly beside a kanji name is left off; whatever else is
not plainly a name holds the record until a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from validators.reading import Note, Reading
from validators.text import is_ditto, normalize, squeeze
from validators.values.names import split_former

_KANA = r"[ァ-ヺー・･ぁ-ゖゝゞｦ-ﾟ]"
_ALL_KANA = re.compile(rf"{_KANA}+(?:[\s　]+{_KANA}+)*")
_KANJI = re.compile(r"[々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BRACKETED = re.compile(r"[（(〔\[［【]\s*([^（）()〔〕\[\]［］【】]*?)\s*[）)〕\]］】]")
_FORMER = re.compile(r"旧姓|旧氏|旧[:：]|通称|本名|戸籍")
_STATE = re.compile(
    r"仮|予定|未定|代理|辞退|欠席?|取消|取下げ?|退職|休職|産休|育休|育児休業|転勤|転出|新規|再(受講|発行|交付)?|"
    r"一部|部分|非?常勤|パート|派遣|園長|主任|職員|保育士|外国籍|確認中|要確認|同姓同名|男|女|\d+歳|\d+名?"
)
_TITLE = re.compile(r"[\s　]*(様|さま|殿|どの|さん|氏|先生|君|くん|ちゃん)$")
_LOST_MIDDLE = re.compile(r"(?<![ァ-ヺー])[・･](?![ァ-ヺー])|^[・･]|[・･]$")
_DECOMPOSED = re.compile("[A-Za-z\u00c0-\u1eff][\u0300-\u036f]+|[\u3041-\u30ff][\u3099\u309a]")

_LONG_READING = 5  # a given name in kana is shorter; a whole name's reading is not


@dataclass(frozen=True, slots=True)
class PrintedName:
    """``text`` goes to print; ``left_off`` is the reading that stood beside it, "" for none."""

    text: str
    left_off: str = ""


def printed_name(typed: str, *, former: bool = True) -> Reading[PrintedName]:
    """A typed name as it is printed, or a note why nobody but a person can say.

    former  does a 旧姓 or 通称 in brackets stay (profile ``names.former_name``)?
    Notes form-name-ditto, form-name-title, form-name-remark, form-name-reading, form-name-lost.
    """
    text = _composed(typed.replace("\r", "").strip())
    if is_ditto(text) or not any(map(str.isalpha, text)):
        return _no("form-name-ditto", text)
    kept, reading = _without_reading(text)
    if kept is None:
        return _no("form-name-reading", reading)
    text = kept
    for bracket in _BRACKETED.finditer(text):
        inner = bracket[1]
        if not inner or _STATE.fullmatch(squeeze(inner)):
            return _no("form-name-remark", bracket[0])
    bare = split_former(text)[0]
    title = _TITLE.search(bare)
    # 氏 and 君 may end a name (杜氏); they are a title only when set apart by a space
    if title and (title[1] not in ("氏", "君") or title[0] != title[1]):
        return _no("form-name-title", title[1])
    if _LOST_MIDDLE.search(bare) and _KANJI.search(bare):
        return _no("form-name-lost", "・")
    if not former:
        text = bare
    return Reading(PrintedName(" ".join(text.split("\n")) if "\n" in text else text, reading))


def _composed(text: str) -> str:
    """Letters and their marks as one character each, as fonts have them; ideographs stay as typed."""
    return _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _no(rule: str, part: str) -> Reading[PrintedName]:
    return Reading(None, (Note(rule, {"part": normalize(part)[:30]}),))


def _without_reading(text: str) -> tuple[str | None, str]:
    """(name, reading left off), or (None, the part in doubt)."""
    whole = _BRACKETED.fullmatch(text)
    if whole:
        return None, text
    if not _KANJI.search(text):
        return text, ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    kana = [line for line in lines if _ALL_KANA.fullmatch(line)]
    if len(lines) > 1 and kana and len(kana) < len(lines):
        rest = "\n".join(line for line in lines if line not in kana)
        return rest, " ".join(kana)
    for bracket in _BRACKETED.finditer(text):
        inner = bracket[1]
        if _ALL_KANA.fullmatch(inner) and not _FORMER.search(inner):
            rest = (text[: bracket.start()] + text[bracket.end() :]).strip()
            if not _KANJI.search(rest):
                return None, text
            return (rest, inner) if len(squeeze(inner)) >= 4 else (None, bracket[0])
    return _apart(text)


def _apart(text: str) -> tuple[str | None, str]:
    """A reading set before or behind by spaces: アキヤマ　スミ　秋山　澄."""
    if _BRACKETED.search(text):
        return text, ""
    words = re.split(r"[\s　]+", text)
    kana = [bool(_ALL_KANA.fullmatch(w)) for w in words]
    if len(words) == 2 and kana == [False, True] and len(words[1]) >= _LONG_READING:
        return None, words[1]  # 山田花子　やまだはなこ
    if not any(kana) or (len(words) == 2 and not kana[0]):
        return text, ""  # 佐藤　ひろみ
    count = sum(kana)
    ahead, behind = all(kana[:count]), all(kana[len(kana) - count :])
    if count * 2 == len(words) and count > 1 and (ahead or behind):
        name = words[count:] if ahead else words[: len(words) - count]
        reading = words[:count] if ahead else words[len(words) - count :]
        start = text.index(name[0])
        whole = text[start:] if ahead else text[: text.index(reading[0], len(name[0]))].strip()
        return whole, " ".join(reading)
    if kana[0] or len(words) > 2:
        return None, " ".join(w for w, k in zip(words, kana, strict=True) if k)
    return text, ""
