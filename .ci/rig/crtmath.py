"""Give numpy under Wine the complex functions Wine's C run-time lacks: a small DLL of ours, and one changed letter
in numpy's own files, by which they ask for it.

python crtmath.py SITE-PACKAGES FOLDER-OF-SYSTEM32
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ASKED, OURS = b"api-ms-win-crt-math-l1-1-0.dll", b"xpi-ms-win-crt-math-l1-1-0.dll"
HERE = Path(__file__).parent


def printed(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def asked_of(library: Path) -> set[str]:
    """The functions a library asks of the C run-time for."""
    listing = printed("x86_64-w64-mingw32-objdump", "-p", str(library))
    blocks = [b for b in listing.split("DLL Name: ") if b.startswith(ASKED.decode())]
    lines = [line for block in blocks for line in block.splitlines()[1:]]
    return {line.split()[-1] for line in lines if re.fullmatch(r"\s+[0-9a-f]+\s+\d+\s+\w+", line)}


def main(site: Path, beside: Path) -> None:
    """Change numpy's files and build the DLL."""
    own = set(re.findall(r"\bx_(\w+)\(", printed("gcc", "-E", "-P", str(HERE / "crtmath.c"))))
    wanted: set[str] = set()
    for library in (site / "numpy").rglob("*.pyd"):
        data = library.read_bytes()
        if ASKED in data:
            wanted |= asked_of(library)
            library.write_bytes(data.replace(ASKED, OURS))
    names = [f"{n} = {'x_' if n in own else 'ucrtbase.'}{n}" for n in sorted(wanted)]
    definition = beside / "crtmath.def"
    definition.write_text(f"LIBRARY {OURS.decode()}\nEXPORTS\n" + "\n".join(names) + "\n")
    target = ("-o", str(beside / OURS.decode()), str(HERE / "crtmath.c"), str(definition))
    printed("x86_64-w64-mingw32-gcc", "-shared", "-static", "-O1", *target)
    definition.unlink()


main(Path(sys.argv[1]), Path(sys.argv[2]))
