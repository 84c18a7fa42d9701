"""README and the manual are true: every command line they print for the demo's folder runs there, in its order."""

from __future__ import annotations

import re
from pathlib import Path

import printed
import pytest
from command import careerup
from places import ROOT

from validators.messages import rules
from workbooks.samples import ledgers

README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "workbooks" / "manual" / "manual.md").read_text(encoding="utf-8")
TODAY = "2026-07-06"


@pytest.mark.parametrize(("text", "least"), [(README, 10), (MANUAL, 20)], ids=["README", "manual"])
def test_its_commands_run_where_the_reader_stands(
    text: str,
    least: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = careerup("demo", "--today", TODAY, cwd=tmp_path)
    assert out.returncode == 0, out.stderr
    here = tmp_path / "careerup-demo"
    staff = [("青木　小春", "1988-04-12", "副主任保育士")]
    ledgers.write(here / "職員.xlsx", [("職員", ("氏名", "生年月日", "役職"), staff)])
    lines = printed.in_fences(text)
    assert len(lines) >= least
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))  # the register used last is not the developer's
    for words in lines:
        status = printed.run(words, TODAY)
        told = capsys.readouterr()
        assert status in (0, 1) and told.err == "", (words, told)


def test_commands_in_sentences_exist() -> None:
    """A sentence that says what to type says what the parser takes."""
    seen = 0
    for name, rule in rules().items():
        for text in (rule.text, rule.action, rule.excel, rule.cell):
            for words in printed.in_sentences(text):
                parser, rest = printed.parser_of(words)
                taken = {o for a in parser._actions for o in a.option_strings}
                options = {word for word in rest if word.startswith("--")}
                assert options <= taken, (name, words)
                left = [w for w in rest if not w.startswith(("--", "{"))]
                assert not left or parser.prog.split()[-1] in ("call", "restore"), (name, words)
                seen += 1
    assert seen > 30


def test_its_pictures_and_links_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README):
        path = target[0] or target[1]
        assert (ROOT / path).exists(), path


def test_the_first_screen_leads_both() -> None:
    first = README[:1800]
    assert first.index("保育士") < first.index("```") and "#for-engineers" in first
    assert "=CERTNO(" in first and "report.png" in first and '-e ".[test]"' in first
