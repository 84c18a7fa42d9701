"""運用設定 of this PC: the profile the buttons use."""

from __future__ import annotations

from pathlib import Path

from validators.profile import Profile, default, parse


def profile_path() -> Path:
    """Where the PC's own profile stands."""
    return Path.home() / ".careerup" / "profile.toml"


def profile_in_use() -> Profile:
    """The PC's own profile where there is one, else the guideline. Raises ProfileProblem."""
    path = profile_path()
    return parse(path.read_text(encoding="utf-8-sig"), path.name) if path.exists() else default()
