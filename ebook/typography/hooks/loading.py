"""WeasyPrint, loaded without two modules that it imports and a print never needs: they take a fifth of its time.

They cut fonts where HarfBuzz is missing, and make static fonts of variable ones. They are imported when somebody uses
them, as for other programs that print with WeasyPrint in the same process.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

__all__ = ["weasyprint"]

_INSTANCER = "fontTools.varLib.instancer"


def _postpone(name: str) -> None:
    """Let a module be loaded when one of its attributes is used."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name=name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    # Python would look into the module, and so load it, to find out whether its package has it.
    package, _, own = name.rpartition(".")
    setattr(sys.modules[package], own, module)


def _static_font(*arguments: Any, **named: Any) -> Any:
    """FontTools' function of that place, imported when it is called."""
    return importlib.import_module(_INSTANCER).instantiateVariableFont(*arguments, **named)


@contextmanager
def _without_instancer() -> Iterator[None]:
    """Import the module of variable fonts as nothing but that function."""
    if _INSTANCER in sys.modules:
        yield
        return
    module = ModuleType(_INSTANCER)
    module.instantiateVariableFont = _static_font  # type: ignore[attr-defined]  # a module has any attribute
    sys.modules[_INSTANCER] = module
    try:
        yield
    finally:
        del sys.modules[_INSTANCER]


_postpone("fontTools.subset")
with _without_instancer():
    import weasyprint
