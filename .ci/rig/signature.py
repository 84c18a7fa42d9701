"""Is the Python of the kit as it was signed, and is a changed byte found? python signature.py FOLDER-OF-THE-PYTHON"""

import sys
from pathlib import Path

from xl.setup.embed import SIGNED, signed

bad = 0
for name in SIGNED:
    program = (Path(sys.argv[1]) / name).read_bytes()
    places = (0x40, len(program) // 3, len(program) // 2)
    changed = [program[:at] + bytes([program[at] ^ 1]) + program[at + 1 :] for at in places]
    found = [signed(program), *(signed(one) for one in changed)]
    print(name, found)
    bad += found != [True] + [False] * len(places)
sys.exit(bool(bad))
