"""``python -m xl`` is ``careerup``."""

import sys

from xl.cli import main

sys.exit(main())
