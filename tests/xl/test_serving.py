"""`careerup serve` for real: xlwings Server over TLS, its own client in Chromium, Microsoft's library alone replaced
by a workbook in memory. Closed by default, few round trips, nothing of a book in an address or a log."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from crowd import WRONG, rows
from places import ROOT

from validators.messages import Door, sentence_of
from workbooks.office.build import BUTTONS
from workbooks.samples.rosters import HEADINGS, TITLE_LINE, clean_rows, write
from workbooks.sheet_names import FINDINGS
from xl.cli import main
from xl.functions.catalogue import FUNCTIONS

pytestmark = pytest.mark.chromium
STANDIN = ROOT / "tests/support/office_standin.js"
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
DATE = '[$-411]ggge"年"m"月"d"日"'


@dataclass
class Served:
    process: subprocess.Popen[str]
    place: str
    key: str
    home: Path

    def _open(self, path: str, **more: Any) -> Any:
        context = ssl.create_default_context(cafile=self.home / "cert.pem")
        request = urllib.request.Request(self.place + path, **more)
        return urllib.request.urlopen(request, context=context)

    def shared(self, path: str) -> str | None:
        """Which other servers' pages may read it."""
        with self._open(path, headers={"Origin": "https://excel"}) as answer:
            found: str | None = answer.headers["Access-Control-Allow-Origin"]
            return found

    def get(self, path: str, **more: Any) -> tuple[int, bytes]:
        try:
            with self._open(path, **more) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


def command(home: Path, *arguments: object, licence: str = "noncommercial") -> dict[str, Any]:
    env = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    env.pop("XLWINGS_LICENSE_KEY", None)
    if licence:
        env["XLWINGS_LICENSE_KEY"] = licence
    words = [sys.executable, "-X", "utf8", "-m", "xl", "serve", *map(str, arguments)]
    return {"args": words, "env": env, "text": True, "encoding": "utf-8"}


def certificate(home: Path) -> tuple[object, ...]:
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=localhost"
    more = ["-addext", "subjectAltName=DNS:localhost", "-keyout", home / "key.pem"]
    subprocess.run(
        [*words.split(), *more, "-out", home / "cert.pem"], check=True, capture_output=True
    )
    return "--cert", home / "cert.pem", "--key", home / "key.pem"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("server")
    (home / ".careerup").mkdir()
    # an office that wants notes: this host adds none, and says so
    (home / ".careerup" / "profile.toml").write_text("[excel]\nnotes = true\n", "utf-8")
    with (home / "log").open("w") as log:
        process: subprocess.Popen[str] = subprocess.Popen(
            **command(home, "--port", 0, *certificate(home)), stdout=log, stderr=log
        )
    while not (found := re.search(r"https://localhost:\d+", (home / "log").read_text("utf-8"))):
        assert process.poll() is None
        time.sleep(0.1)
    key = json.loads((home / ".careerup" / "server.json").read_text("utf-8"))["key"]
    yield Served(process, found[0], key, home)
    process.terminate()
    process.wait()


# ---------------------------------------------------------------- closed by default


def test_without_the_key_nothing_is_answered(served: Served) -> None:
    call = {
        "func_name": "FISCALYEAR",
        "args": [[["2026-03-31"]]],
        "version": "",
        "client": "Office.js",
    }
    body = json.dumps({**call, "runtime": "1.3"}).encode()
    path = "/xlwings/custom-functions-call"
    for words in (
        {},
        {"Authorization": "test-token"},
        {"Authorization": "test-token", "Auth-Provider": "custom"},
    ):
        headers = {"Content-Type": "application/json", **words}
        assert served.get(path, data=body, headers=headers)[0] in (400, 401)
        assert served.get("/xlwings/custom-scripts-call/CheckRoster", data=b"{}", headers=headers)[
            0
        ] in (400, 401)
    own = {
        "Content-Type": "application/json",
        "Authorization": served.key,
        "Auth-Provider": "office",
    }
    assert served.get(path, data=body, headers=own) == (200, b'{"result":[[2025]]}')
    assert served.get(path, data=b" " * 20_000_001, headers=own)[0] == 413
    for other in ("/", "/xlwings/alert?prompt=x", "/manifest/download/x", "/docs"):
        assert served.get(other)[0] == 404
    kept = served.home / ".careerup" / "server.json"
    assert len(served.key) >= 32 and kept.stat().st_mode & 0o077 == 0


def test_the_manifest_names_no_other_server(served: Served) -> None:
    status, text = served.get("/manifest.xml")
    root = ElementTree.fromstring(text)
    values = [value for node in root.iter() for value in node.attrib.values()]
    addresses = [v for v in (*values, *(n.text or "" for n in root.iter())) if "://" in v]
    assert status == 200 and len(addresses) > 8
    assert all(
        address.startswith(served.place + "/") or address == served.place for address in addresses
    )
    defined = {
        n.get("id")
        for n in root.iter()
        if n.get("id") and n.tag.startswith("{http://schemas.microsoft.com/office/officeapp")
    }
    used = {n.get("resid") for n in root.iter() if n.get("resid")}
    assert used == defined and all(len(name or "") <= 32 for name in used)
    pressed = {n.text for n in root.iter() if n.tag.endswith("}FunctionName")}
    assert pressed == set(BUTTONS)
    for address in addresses:
        if "/static/" in address or address.endswith((".json", ".js", ".html")):
            assert served.get(address[len(served.place) :])[0] == 200, address
    named = json.loads(served.get("/xlwings/custom-functions-meta.json")[1])["functions"]
    assert {f["name"] for f in named} == set(FUNCTIONS)
    assert served.shared("/xlwings/custom-functions-meta.json") == "*"
    assert served.shared("/taskpane.html") is served.shared("/manifest.xml") is None


def test_what_is_missing_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = certificate(tmp_path)
    told = {"path": "none.pem", "cert": __file__, "key": __file__, "port": 99999}
    for rule, arguments in (
        ("command-serve-certificate", ("--cert", "none.pem", "--key", "none.pem")),
        ("serve-certificate-wrong", ("--cert", __file__, "--key", __file__)),
        ("serve-port", ("--port", "99999", *map(str, good))),
    ):
        assert main(["serve", *arguments]) == 2
        shown = capsys.readouterr()
        assert shown.err.strip() == sentence_of(rule, Door.CLI, **told) and not shown.out
    done = subprocess.run(
        **command(tmp_path, *good, licence=""), capture_output=True, cwd=tmp_path, timeout=60
    )
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.strip() == sentence_of("serve-no-licence", Door.CLI)


# ---------------------------------------------------------------- in the browser


def sheet(people: list[list[Any]]) -> dict[str, Any]:
    """As Excel holds it: dates are numbers with a format."""

    def number(value: Any) -> Any:
        return (value - dt.date(1899, 12, 30)).days if isinstance(value, dt.date) else value

    agency = "研修実施機関番号：02　一般社団法人みなかみ保育研修会"
    head: list[list[Any]] = [[TITLE_LINE], [agency], [], list(HEADINGS)]
    formats = [[DATE if isinstance(v, dt.date) else "General" for v in row] for row in people]
    values = [[number(v) for v in row] for row in people]
    own = {"K5": "#00FF00", "A1": "#123456"}
    return {"name": "名簿", "rows": head + values, "formats": [[]] * 4 + formats, "fills": own}


class Page:
    """The task pane in Chromium, over a workbook in memory."""

    def __init__(self, browser: Any, served: Served, book: dict[str, Any]) -> None:
        context = browser.new_context(
            ignore_https_errors=True, viewport={"width": 380, "height": 760}
        )
        self.page, self.asked = context.new_page(), []
        self.page.on("request", lambda r: self.asked.append((r.method, r.url)))
        body = STANDIN.read_text("utf-8")
        self.page.route(
            "**/dist/office.js", lambda r: r.fulfill(body=body, content_type="text/javascript")
        )
        seed = json.dumps(json.dumps({"sheets": [book]}))
        self.page.add_init_script(f"localStorage.setItem('seed', {seed})")
        self.page.goto(f"{served.place}/taskpane.html")
        self.page.wait_for_selector("#ClearMarks")

    def unlock(self, key: str) -> None:
        self.page.fill("#own-key input", key)
        self.page.press("#own-key input", "Enter")

    def press(self, button: str, *, ribbon: bool = False) -> str:
        """The sentence shown at the end; ``asked`` holds what was asked of the server meanwhile."""
        self.asked.clear()
        self.do("standin.syncs = 0")
        if ribbon:
            self.do(f"standin.ribbon('{button}')")
        else:
            self.page.click(f"#{button}")
        self.page.wait_for_function(
            f"!document.querySelector('#{button}').disabled", timeout=60_000
        )
        boxes = [self.page.locator(box) for box in ("#said", "#global-error-alert")]
        return "".join(box.inner_text() for box in boxes if box.is_visible())

    def do(self, script: str) -> Any:
        return self.page.evaluate(script)

    @property
    def fills(self) -> dict[str, str]:
        found: dict[str, str] = self.do("standin.sheets[0].fills")
        return found

    def state(self) -> Any:
        return self.do("JSON.stringify(standin.sheets)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        chromium = running.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET.split())
        yield chromium
        chromium.close()


def test_the_buttons_in_the_browser(
    browser: Any, served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = rows()
    page = Page(browser, served, sheet(people))
    before = page.state()
    key = sentence_of("office-key", Door.EXCEL)
    assert page.press("CheckRoster") == key and page.state() == before
    page.unlock("wrong")
    assert page.press("CheckRoster") == key and page.state() == before
    page.unlock(served.key)

    assert f"誤りが {WRONG} 件" in page.press("CheckRoster")
    assert [method for method, _ in page.asked] == ["POST"]  # one call to Python
    assert page.do("standin.syncs") <= 60  # with 2,000 cells marked
    marked = {cell for cell, colour in page.fills.items() if colour.upper() == "#FFC7CD"}
    write(tmp_path / "名簿.xlsx", people)
    assert main(["check", "roster", str(tmp_path / "名簿.xlsx"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert marked == {f["cell"] for f in found} and len(marked) == WRONG
    listed = page.do(f"standin.sheets.find((s) => s.name === '{FINDINGS}').rows")
    start = next(i for i, row in enumerate(listed) if row and row[0] == "No.")
    at = [listed[start].index(name) for name in ("セル", "内容")]
    assert [tuple(row[i] for i in at) for row in listed[start + 1 :]] == [
        (f["cell"], f["message"]) for f in found
    ]

    assert page.press("NextFinding", ribbon=True) == ""
    assert page.do("[standin.front, ...standin.selection]") == [0, 0, 4, 10, 1, 1]
    assert f"{WRONG} 個のセルの印を消し" in page.press("ClearMarks", ribbon=True)
    own = {cell: colour.upper() for cell, colour in page.fills.items()}
    assert own == {"K5": "#00FF00", "A1": "#123456"}  # the clerk's own colours are back
    assert page.do("standin.completed") == 2
    assert set(page.do("standin.actions()")) == set(BUTTONS)
    assert all(url.startswith(served.place) and "?" not in url for _, url in page.asked)
    log = (served.home / "log").read_text("utf-8")
    assert people[0][2] not in log and "名簿" not in log


def test_the_formulas_in_the_browser(browser: Any, served: Served) -> None:
    page = Page(browser, served, sheet(clean_rows()))
    page.unlock(served.key)
    number = "standin.call('CERTNO', [['北海道']], [[42887]], [[1]], [['乳児保育']], [[1]])"
    assert page.do(number) == [["011701100001"]]
    for other in ("CheckApplications", "CheckDesignations", "Compare"):
        assert page.press(other, ribbon=True).endswith("。")
    page.do("standin.sheets[0].rows[5][10] = standin.sheets[0].rows[4][10]")
    given = "standin.sheets[0].rows.slice(3)"
    spilled = page.do(f"standin.call('ROSTERCHECK', {given})")
    assert spilled[0][0] == "行" and {row[0] for row in spilled[1:3]} == {2, 3}
    assert {len(row) for row in spilled} == {6}


def test_what_excel_refuses_leaves_no_trace(browser: Any, served: Served) -> None:
    page = Page(browser, served, sheet(clean_rows()))
    page.unlock(served.key)
    page.do("standin.sheets[0].rows[5][10] = standin.sheets[0].rows[4][10]")
    locked = sentence_of("book-locked", Door.EXCEL)
    for change, back in (
        ("standin.sheets[0].locked = true", "standin.sheets[0].locked = false"),
        ("standin.structure = true", "standin.structure = false"),
    ):
        page.do(change)
        before = page.state()
        assert page.press("CheckRoster") == locked and page.state() == before
        page.do(back)
    assert "誤りが 2 件" in page.press("CheckRoster")
    page.page.route("**/custom-scripts-call/**", lambda r: r.abort())
    before = page.state()
    assert page.press("CheckRoster") == sentence_of("office-silent", Door.EXCEL)
    page.page.unroute("**/custom-scripts-call/**")
    page.page.route("**/custom-scripts-call/**", lambda r: r.fulfill(status=500, body="boom"))
    assert page.press("CheckRoster") == sentence_of("office-failed", Door.EXCEL)
    assert page.state() == before
