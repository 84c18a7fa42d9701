"""Profile (運用設定): one prefecture's practice in one fiscal year, over the guideline's defaults.

The notice is technical advice (技術的助言): what it leaves open is decided by each prefecture. The defaults stand, with
their reasons, in ``profiles/guideline.toml``; a file of a prefecture names only what differs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from validators.messages import Severity, rules
from validators.numbers import prefecture as prefectures

DEFAULT = "guideline"
_CHOICES: dict[str, tuple[object, ...]] = {
    "numbers.sequence_scope": ("series", "agency-year", "ever"),
    "numbers.reissue": ("same", "new"),
    "filing.method": ("", "A", "B", "C"),
    "filing.renewal_deadline": ("none", "same"),
    "completion.mode": ("all-days", "accumulate"),
    "names.former_name": ("as-typed", "drop"),
    "agencies.after_99": ("refuse",),
}
_MINIMUM = {
    "completion.required_minutes": 900,
    "roster.min_age": 0,
    "roster.max_age": 1,
    "report.due_days": 0,
}
_LEVELS = ("error", "warning", "info", "off")


class ProfileProblem(Exception):
    """A profile that cannot be used; ``str()`` is one Japanese sentence that says which setting and
    what may stand there."""


@dataclass(frozen=True)
class Profile:
    """Settings by section, e.g. ``profile["completion"]["mode"]``. ``prefecture`` is 1–47, or None when not set."""

    name: str
    prefecture: int | None
    fiscal_years: tuple[int, ...]
    sections: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, section: str) -> Mapping[str, Any]:
        return self.sections[section]

    def severity(self, rule: str) -> Severity | None:
        """The rule's severity under this profile; None when switched off."""
        level: str = self.sections["severity"].get(rule, "") or rules()[rule].severity
        return None if level == "off" else level  # type: ignore[return-value]

    def for_prefecture(self, prefecture: int) -> Profile:
        """The same practice for a named prefecture."""
        return replace(self, prefecture=prefecture)


def names() -> tuple[str, ...]:
    """The profiles that ship with the package."""
    return tuple(
        sorted(
            p.name.removesuffix(".toml")
            for p in files("validators.profiles").iterdir()
            if p.name.endswith(".toml")
        )
    )


@lru_cache(maxsize=16)
def default() -> Profile:
    """The guideline's own defaults."""
    return parse("", DEFAULT)


def shipped(name: str) -> Profile:
    """A shipped profile by its name (``akita``) or by its prefecture (``秋田県``). Raises ProfileProblem."""
    for candidate in names():
        text = (files("validators.profiles") / f"{candidate}.toml").read_text(encoding="utf-8")
        if name == candidate or tomllib.loads(text)["name"] == name:
            return parse(text, candidate)
    raise ProfileProblem(
        f"運用設定「{name}」がありません。使えるのは {'、'.join(names())} か、.toml ファイルの場所です。"
    )


def parse(text: str, source: str) -> Profile:
    """A profile from TOML text; ``source`` names it in sentences. Raises ProfileProblem."""
    base = tomllib.loads(
        (files("validators.profiles") / f"{DEFAULT}.toml").read_text(encoding="utf-8")
    )
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = (
            f"{error.lineno}行目" if hasattr(error, "lineno") else "どこか"
        )  # known from Python 3.14 on
        raise ProfileProblem(
            f"運用設定 {source} の{line}が TOML の書き方になっていません。見本は guideline.toml です。"
        ) from None
    sections = {key: dict(value) for key, value in base.items() if isinstance(value, dict)}
    top = {key: value for key, value in base.items() if not isinstance(value, dict)}
    for key, value in own.items():
        if isinstance(value, dict) and key in sections:
            for setting, chosen in value.items():
                _check(source, key, setting, chosen, sections[key])
                sections[key][setting] = chosen
        elif key in top and isinstance(value, type(top[key])):
            top[key] = value
        else:
            raise ProfileProblem(
                f"運用設定 {source} の「{key}」は知らない項目です。使えるのは {'、'.join([*top, *sections])} です。"
            )
    prefecture = prefectures.number(top["prefecture"]) if top["prefecture"] else None
    if top["prefecture"] and prefecture is None:
        raise ProfileProblem(
            f"運用設定 {source} の prefecture「{top['prefecture']}」は都道府県名ではありません。群馬県 "
            f"のように書いてください。"
        )
    return Profile(top["name"], prefecture, tuple(top["fiscal_years"]), sections)


def _check(
    source: str, section: str, setting: str, value: object, known: Mapping[str, object]
) -> None:
    where = f"運用設定 {source} の {section}.{setting}"
    if section == "severity":
        if setting not in rules():
            raise ProfileProblem(
                f"{where} は知らない規則です。規則の名前は検証結果の「規則」の列にあります。"
            )
        if value not in _LEVELS:
            raise ProfileProblem(f"{where} は {'、'.join(_LEVELS)} のどれかにしてください。")
        return
    if setting not in known:
        raise ProfileProblem(f"{where} は知らない設定です。使えるのは {'、'.join(known)} です。")
    choices = _CHOICES.get(f"{section}.{setting}")
    if choices and value not in choices:
        raise ProfileProblem(f"{where} は {'、'.join(map(str, choices))} のどれかにしてください。")
    if type(value) is not type(known[setting]):
        kind = {bool: "true か false", int: "整数", str: "文字列", list: "一覧 [ ]"}[
            type(known[setting])
        ]
        raise ProfileProblem(f"{where} は{kind}で書いてください。")
    minimum = _MINIMUM.get(f"{section}.{setting}")
    if minimum is not None and isinstance(value, int) and value < minimum:
        raise ProfileProblem(f"{where} は {minimum} 以上にしてください。")
