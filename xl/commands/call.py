"""``careerup call``: one worksheet function, without Excel."""

from __future__ import annotations

import argparse

from xl.functions import catalogue


def call(options: argparse.Namespace) -> int:
    """Print what the worksheet function gives for these arguments. Raises Problem for an unknown name."""
    print(catalogue.call(options.name, options.arguments))
    return 0
