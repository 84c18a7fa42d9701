"""``careerup serve``: xlwings Server with our buttons and functions (Excel のためのサーバー), closed by default: a
key, TLS, few addresses, bounded sizes, nothing of a book in a log."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import socket
import ssl
import sys
import tempfile
import uuid
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from validators.messages import Door, sentence_of
from validators.problems import Problem
from workbooks.a1 import address
from workbooks.asking import Answer, Ask, Cell
from workbooks.office import build as office
from workbooks.plan import NO_PAINT, Plan
from xl import ribbon, udfs
from xl.files.write import new_file
from xl.functions.catalogue import FUNCTIONS
from xl.settings import profile_path

if TYPE_CHECKING:
    from xl.live.served import Fills, Told

_LARGEST = 20_000_000  # bytes of a request
_TOGETHER = 40  # requests at once
_PUBLIC = ("/manifest.xml", "/taskpane.html", "/static/", "/xlwings/custom-")
# read by Excel's own page on the web: what the functions are called, nothing of a book
_OPEN = ("/xlwings/custom-functions-meta.json", "/xlwings/custom-functions-code.js")
_SERVED = "https://{host}:{port}"
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def serve(options: argparse.Namespace) -> int:
    """Serve until stopped; the exit status. Raises Problem."""
    if find_spec("xlwings_server") is None or find_spec("uvicorn") is None:
        raise Problem("serve-missing")
    for path in (options.cert, options.key):
        if not path.is_file():
            raise Problem("command-serve-certificate", path=path)
    certified(options.cert, options.key)
    listening = listener("127.0.0.1" if options.host == "localhost" else "0.0.0.0", options.port)
    import uvicorn

    kept = _kept_place()
    credentials = identity(kept)
    place = _SERVED.format(host=options.host, port=listening.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="careerup-server-") as work:
        served = app(Path(work), place, credentials)
        places = {"manifest": f"{place}/manifest.xml", "kept": kept}
        print(sentence_of("serve-running", Door.CLI, **places), flush=True)
        settings = uvicorn.Config(
            served,
            ssl_certfile=str(options.cert),
            ssl_keyfile=str(options.key),
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=_TOGETHER,
        )
        uvicorn.Server(settings).run(sockets=[listening])
    return 0


def certified(cert: Path, key: Path) -> None:
    """Raises Problem where the two files are no certificate and its key; a key with a password is asked for none."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password=lambda: "")
    except (ssl.SSLError, OSError, ValueError):
        raise Problem("serve-certificate-wrong", cert=cert, key=key) from None


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises Problem."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, sys.platform != "win32")
    try:
        made.bind((host, port))
        made.listen()  # who comes before the server stands waits
    except (OSError, OverflowError):
        made.close()
        raise Problem("serve-port", port=port) from None
    return made


def _kept_place() -> Path:
    return profile_path().with_name("server.json")


def identity(path: Path) -> dict[str, str]:
    """The add-in's UUID and the office's key, made the first time; the file is its owner's alone."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = {"id": str(uuid.uuid4()), "key": secrets.token_urlsafe(24)}
        with new_file(path, (), private=True) as temporary:
            temporary.write_text(json.dumps(made, indent=1), encoding="utf-8")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        uuid.UUID(found["id"])
        if len(found["key"]) < 16:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise Problem("serve-key", path=path) from None
    return {"id": str(found["id"]), "key": str(found["key"])}


def app(folder: Path, place: str, credentials: dict[str, str]) -> App:
    """xlwings Server over a project of ours in ``folder``, found at ``place``, behind our bounds. Raises Problem
    without its licence key."""
    spec = find_spec("xlwings_server")
    assert spec is not None and spec.origin is not None
    library = next((Path(spec.origin).parent / "static/vendor/office-js").glob("*/dist/office.js"))
    served_as = "/static/" + library.relative_to(Path(spec.origin).parent / "static").as_posix()
    office.write(folder, place, credentials["id"], served_as)
    os.environ |= _settings(folder, credentials["id"])
    try:
        from xl.live import served
    except Exception as error:
        raise _refused(error) from None
    _module("custom_functions", {n: served.function(getattr(udfs, n)) for n in FUNCTIONS})
    _module("custom_scripts", {b: served.script(b, partial(pressed, b)) for b in office.BUTTONS})
    _module(f"auth.{office.PROVIDER}", {"validate_token": _validator(credentials["key"])})
    try:
        from xlwings_server.main import main_app
    except Exception as error:
        raise _refused(error) from None
    import_module("xl.ribbon.table")  # who presses first does not wait for pandas
    return bounded(main_app)


def _refused(error: Exception) -> Exception:
    """xlwings without its licence key says so by the name of what it raises, or has no such parts."""
    named = type(error).__name__ in ("LicenseError", "AttributeError", "ImportError")
    return Problem("serve-no-licence") if named else error


def _settings(folder: Path, identity: str) -> dict[str, str]:
    """For xlwings Server. Its sample provider, which takes a word anyone can read, is never named."""
    return {
        "XLWINGS_PROJECT_DIR": str(folder),
        "DOTENV_PATH": str(folder / "none.env"),
        "XLWINGS_ON_SERVER": "true",
        "XLWINGS_ENVIRONMENT": "prod",
        "XLWINGS_MANIFEST_ID_PROD": identity,
        "XLWINGS_FUNCTIONS_NAMESPACE": office.NAMESPACE,
        "XLWINGS_AUTH_PROVIDERS": json.dumps([office.PROVIDER]),
        "XLWINGS_ENABLE_SOCKETIO": "false",
        "XLWINGS_ENABLE_HTMX": "false",
        "XLWINGS_ENABLE_HOTRELOAD": "false",
        "XLWINGS_ENABLE_EXAMPLES": "false",
        "XLWINGS_ENABLE_WASM": "false",
        "XLWINGS_CDN_OFFICEJS": "false",
        "XLWINGS_CORS_ALLOW_ORIGINS": "[]",
        "XLWINGS_LOG_LEVEL": "CRITICAL",
    }


def _module(name: str, members: dict[str, Any]) -> None:
    """xlwings Server looks for these modules by name."""
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module


def _validator(key: str) -> Callable[[str], Awaitable[Any]]:
    async def validate_token(token: str) -> Any:
        from fastapi import HTTPException
        from xlwings_server.models.user import User

        if not secrets.compare_digest(token.encode(), key.encode()):
            raise HTTPException(401, sentence_of("office-key", Door.EXCEL))
        return User.model_validate({"id": "office", "name": "office"})

    return validate_token


# ---------------------------------------------------------------- a button


class _Served(ribbon.Held):
    """The book that Excel sent: there is no status bar, and no Esc."""

    def stage(self, text: str) -> None:
        """Nothing is shown on the way."""


def pressed(button: str, book: Any, facts: Told) -> None:
    """A button over the book that Excel sent. What cannot be changed is refused before anything is."""
    from xl import live
    from xl.live import served

    def go_on(ask: Ask) -> Answer:
        # the other questions belong to buttons that are not served
        return ask.then(colours(ask.cells, facts.fills))

    plan = ribbon.planned(partial(ribbon.run, button, _Served(book)), go_on, live.trouble)
    if forbidden(plan, [s.name for s in book.sheets], facts):
        plan = Plan(message=sentence_of("book-locked", Door.EXCEL))
    # notes need an Excel newer than most offices have
    plain = tuple(replace(mark, note="") for mark in plan.marks)
    done = replace(plan, message="", marks=plain, unnote=())
    failed = ribbon.kept(partial(live.apply, book, done), live.trouble)
    served.say(book, plan.message if failed is None else failed.message)


def colours(cells: Sequence[Cell], fills: Fills) -> dict[Cell, str]:
    """The fill of each cell as "#RRGGBB", "" for none; nothing for a sheet whose fills were not read."""
    found = {
        (sheet, address(row, column)): colour.upper() if pattern == "Solid" else NO_PAINT
        for sheet, known in fills.items()
        for row, column, colour, pattern in known
    }
    return {cell: found.get(cell, "") for cell in cells if cell[0] in fills}


def forbidden(plan: Plan, present: list[str], facts: Told) -> bool:
    """Would Excel refuse a change of the plan?"""
    changed = {mark.sheet for mark in plan.marks} | {block.sheet for block in plan.blocks}
    changed |= {r[0] for r in plan.restore} | {u[0] for u in plan.unnote} | set(plan.sheets)
    added = not set(plan.sheets) <= set(present)
    return bool(changed & set(facts.locked)) or (facts.structure and added)


# ---------------------------------------------------------------- bounds


def bounded(app: App) -> App:
    """Only the addresses that Excel needs, no more bytes than a large roster has."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await app(scope, receive, send)
            return
        if not scope["path"].startswith(_PUBLIC):
            await _answer(send, 404)
            return
        body = await _body(receive)
        if body is None:
            await _answer(send, 413)
            return
        parts = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def handed() -> MutableMapping[str, Any]:
            return next(parts, None) or await receive()

        shown = scope["method"] == "GET" and scope["path"] in _OPEN
        await app(scope, handed, partial(_to_any, send) if shown else send)

    return run


async def _to_any(send: Send, message: MutableMapping[str, Any]) -> None:
    if message["type"] == "http.response.start":
        message["headers"] = [*message["headers"], (b"access-control-allow-origin", b"*")]
    await send(message)


async def _body(receive: Receive) -> bytes | None:
    """The whole request, None for one that is too long."""
    found = bytearray()
    unfinished = True
    while unfinished:
        message = await receive()
        found += message.get("body", b"")
        if len(found) > _LARGEST:
            return None
        unfinished = message.get("more_body", False)
    return bytes(found)


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
