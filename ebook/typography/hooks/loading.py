"""WeasyPrint, loaded without two modules that it imports and a print never needs: they take a fifth of its time.

They cut fonts where HarfBuzz is missing, and make static fonts of variable ones. They are loaded when
they are asked for that.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

__all__ = ["postponed", "weasyprint"]


class _Postponed(ModuleType):
    """Stands for a module, whose functions import it when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def postponed(*names: str) -> Iterator[None]:
    """Let modules that are not yet loaded not be loaded by what is imported in this context."""
    stood = {name: sys.modules[name] for name in names if name in sys.modules}
    stands = {name: _Postponed(name) for name in names if name not in stood}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name, module in stands.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


with postponed("fontTools.subset", "fontTools.varLib.instancer"):
    import weasyprint
