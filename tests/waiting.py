"""Waiting for what other processes do, on a machine however busy."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["PATIENCE", "wait_until"]

PATIENCE = 300.0
"""Seconds after which something that has not happened is taken to hang. No test depends on being faster."""


def wait_until(condition: Callable[[], object]) -> None:
    """Return when a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("this did not come true")
        time.sleep(0.02)
