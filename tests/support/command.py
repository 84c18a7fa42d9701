"""``careerup`` in a process of its own, as a clerk or a script runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from places import ROOT


def careerup(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "xl", *map(str, arguments)]
    env_path = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env={**os.environ, **env_path}, timeout=120)


def one_sentence(out: subprocess.CompletedProcess[str]) -> str:
    assert out.returncode == 2 and out.stdout == "" and out.stderr.count("\n") == 1 and out.stderr.strip().endswith("。"), (out.stdout, out.stderr)
    return out.stderr
