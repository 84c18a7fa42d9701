"""Ways to damage a file, by a chance with a fixed seed: its markup, or any bytes."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable

ABSURD = (
    "",
    "x",
    "1.5",
    "-1",
    "0",
    "99999999999999999999",
    "rId999",
    "A0",
    "ZZZZ9",
    "../..",
    "/",
    "\\",
    "true",
    "&#1;",
    "é",
    "#REF!",
)
WORDS = ("&#1;", "\ufffe", "&nbsp;", "]]>", "<!-- -->", "\0", "99")


def _tags(data: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"<[\w:]+[^<>]*>", data))


def _attribute(chance: random.Random, data: bytes) -> bytes:
    found = list(re.finditer(rb'([\w:]+)="([^"]*)"', data))
    one = chance.choice(found)
    if chance.random() < 0.3:
        return data[: one.start()] + data[one.end() :]
    return data[: one.start(2)] + chance.choice(ABSURD).encode() + data[one.end(2) :]


def _drop_tag(chance: random.Random, data: bytes) -> bytes:
    one = chance.choice(_tags(data))
    return data[: one.start()] + data[one.end() :]


def _drop_element(chance: random.Random, data: bytes) -> bytes:
    one = chance.choice(_tags(data))
    name = re.match(rb"<([\w:]+)", one[0])
    end = data.find(b"</%s>" % (name[1] if name else b""), one.start())
    return data[: one.start()] + (
        data[data.find(b">", end) + 1 :] if end >= 0 else data[one.end() :]
    )


def _twice(chance: random.Random, data: bytes) -> bytes:
    one = chance.choice(_tags(data))
    return data[: one.end()] + one[0] + data[one.end() :]


def _rename(chance: random.Random, data: bytes) -> bytes:
    name = chance.choice(sorted(set(re.findall(rb"</?([\w:]+)", data))))
    return re.sub(
        rb"(</?)%s\b" % re.escape(name), rb"\1" + chance.choice((b"x", b"y:z", b"c", b"row")), data
    )


def _text(chance: random.Random, data: bytes) -> bytes:
    one = chance.choice(_tags(data))
    return data[: one.end()] + chance.choice(WORDS).encode() + data[one.end() :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _namespace(chance: random.Random, data: bytes) -> bytes:
    return data.replace(
        b"http://schemas.openxmlformats.org",
        chance.choice((b"http://purl.oclc.org/ooxml", b"urn:x")),
    )


def _bytes(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


MARKUP: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _attribute, _attribute, _attribute, _drop_tag, _drop_element, _twice, _rename, _text, _cut, _namespace, _bytes,
)  # fmt: skip


def _numbers(chance: random.Random, data: bytes) -> bytes:
    """A length, a count or a place that is far too large, or none."""
    at = chance.randrange(len(data))
    wild = struct.pack(
        "<I", chance.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFF0, 0xFFFFFFFF))
    )
    size = chance.choice((1, 2, 4))
    return data[:at] + wild[:size] + data[at + size :]


def _moved(chance: random.Random, data: bytes) -> bytes:
    """A piece of it once more somewhere else, in place of what stood there."""
    source, target = chance.randrange(len(data)), chance.randrange(len(data))
    piece = data[source : source + chance.choice((4, 64, 512))]
    return data[:target] + piece + data[target + len(piece) :]


BYTES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _numbers,
    _numbers,
    _moved,
    _bytes,
    _cut,
)
