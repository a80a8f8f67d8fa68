"""Books as other programs see them: two reading systems in a browser, Ace, and the Nu checker.

`make test` installs the programs; a test fails where one is missing, since a suite that skips
its readers proves nothing.
"""

import sys
from pathlib import Path

MODULES = Path(sys.prefix, "share", "readers", "node_modules")


def module(name: str) -> Path:
    """The folder of an installed package."""
    path = MODULES / name
    assert path.is_dir(), f"{name} is not installed; run `make test`, which installs it"
    return path
