"""The learned weights: one file, one model a member."""

from __future__ import annotations

import contextlib
import functools
import threading
import zipfile
from collections.abc import Callable, Hashable, Iterator
from importlib import resources
from io import BytesIO
from typing import Any

__all__ = ["members", "own_tagger", "pack", "tagger", "use"]

_FILE = "weights.zip"
_STAMP = (1980, 1, 1, 0, 0, 0)
_IN_USE = "models in use"
_TRAINED = "models trained on the spot"
_MOST_TRAINED = 4
_local = threading.local()


def tagger(name: str) -> Any:  # pycrfsuite has no types
    """The tagger of a model: one for each thread, because it holds the sequence that it works on."""
    held: dict[str, Any] = _local.__dict__
    if name not in held:
        in_use: dict[str, bytes] | None = held.get(_IN_USE)
        held[name] = _opened(_shipped(name) if in_use is None else in_use[name])
    return held[name][0]


def own_tagger(key: Hashable, train: Callable[[], bytes]) -> Any:
    """The tagger of a model that is trained on the spot, once for each thread and key; the latest few are kept."""
    held: dict[Hashable, Any] = _local.__dict__.setdefault(_TRAINED, {})
    if key not in held:
        opened = _opened(train())
        if len(held) >= _MOST_TRAINED:
            del held[next(iter(held))]
        held[key] = opened
    return held[key][0]


def _opened(model: bytes) -> tuple[Any, bytes]:
    """The tagger of a model, and the model, whose bytes the tagger reads without holding them."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return tagger, model


def members() -> dict[str, bytes]:
    """The models as shipped, by name."""
    with _weights() as archive:
        names = [name.removesuffix(".crf") for name in archive.namelist()]
    return {name: _shipped(name) for name in names}


@functools.cache
def _shipped(name: str) -> bytes:
    """One model as shipped; the others are not unpacked for it."""
    with _weights() as archive:
        return archive.read(f"{name}.crf")


@contextlib.contextmanager
def _weights() -> Iterator[zipfile.ZipFile]:
    with (resources.files(__package__) / _FILE).open("rb") as file, zipfile.ZipFile(file) as archive:
        yield archive


@contextlib.contextmanager
def use(models: dict[str, bytes]) -> Iterator[None]:
    """Read with other models in this thread, to measure what they are worth.

    A model that is not among them raises KeyError: the one as shipped may have learned from what is measured.
    """
    held: dict[str, Any] = _local.__dict__
    before = dict(held)
    held.clear()
    held[_IN_USE] = models
    try:
        yield
    finally:
        held.clear()
        held.update(before)


def pack(models: dict[str, bytes]) -> bytes:
    """The file of some models: the same bytes for the same models."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(models.items()):
            member = zipfile.ZipInfo(f"{name}.crf", _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data, compresslevel=9)
    return out.getvalue()
