"""What stops a whole run, told to the clerk."""

import traceback
from pathlib import Path


class FileProblem(Exception):
    """A file that cannot be read or written; ``str()`` is one Japanese sentence: which file, what, what to do next."""


def own_fault(error: BaseException) -> str:
    """A fault of ours as one sentence: where it happened helps the developers, what was in the file stays private."""
    frame, line = list(traceback.walk_tb(error.__traceback__))[-1]
    place = f"{Path(frame.f_code.co_filename).name}:{line} {type(error).__name__}"
    return f"careerup の誤りで止まりました。「{place}」を開発者に知らせてください。"
