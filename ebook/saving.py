"""Write files to disk whole or not at all.

Each file is written to a temporary sibling, flushed to the disk, and then renamed in one step. A
folder is written the same way. Whatever goes wrong, nothing half-written stays.
"""

from __future__ import annotations

import errno
import mmap
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from ebook.errors import CannotWrite

__all__ = [
    "Content",
    "ensure_writable",
    "os_errors_as_cannot_write",
    "save",
    "save_companions",
    "sync_folder",
]

Content: TypeAlias = bytes | mmap.mmap
"""The bytes of a file, in memory or, of those that may be very large, in a temporary file that nobody else sees."""

_REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another folder with -o"),
    errno.EDQUOT: ("the disk quota is used up", "free some space, or choose another folder with -o"),
    errno.EACCES: ("no permission to write here", "choose another folder with -o"),
    errno.EPERM: ("no permission to write here", "choose another folder with -o"),
    errno.EROFS: ("the file system is read-only", "choose another folder with -o"),
    errno.ENOTDIR: ("a part of this path is a file, not a folder", "choose another folder with -o"),
    errno.ENAMETOOLONG: ("the name is too long for this file system", "choose another folder with -o"),
}


def ensure_writable(target: Path, *, force: bool) -> None:
    """Refuse to overwrite.

    Raises:
        CannotWrite: the target exists, and `force` is not set.
    """
    if not force and (target.exists() or target.is_symlink()):
        raise CannotWrite(
            "already exists and was left unchanged",
            file=str(target),
            hint="use --force to overwrite it, or -o to choose another folder",
        )


def save(
    files: Mapping[str, Content], folder: Path, *, force: bool = False, flush: bool = True
) -> list[Path]:
    """Write files below a folder, which is created if missing; their paths are returned in the given order.

    All files below one top folder (`name/...`) are moved to their place together, as that folder.

    With `flush=False` a power failure may lose files. Use it for files that can be made again, and
    call `os.sync` once for many.

    Raises:
        CannotWrite: a target exists without `force`, or the system refuses.
    """
    paths = [folder / name for name in files]
    with os_errors_as_cannot_write(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for top, group in _by_top(files).items():
        target = folder / top
        ensure_writable(target, force=force)
        with os_errors_as_cannot_write(target):
            if top in files:
                _save_file(group[top], target, force=force, flush=flush)
            else:
                _save_folder(group, target, flush=flush)
    return paths


def save_companions(files: Mapping[str, Content], folder: Path, *, force: bool = False) -> None:
    """Write files that several outputs share; one that exists with the same bytes is left alone.

    Raises:
        CannotWrite: a different file exists and `force` is not set, or the system refuses.
    """
    for name, content in files.items():
        target = folder / name
        with os_errors_as_cannot_write(target):
            if target.is_file() and target.read_bytes() == content:
                continue
            ensure_writable(target, force=force)
            target.parent.mkdir(parents=True, exist_ok=True)
            _save_file(content, target, force=force)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power failure, as `fsync` does for a file's content."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems do not support this for folders.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


@contextmanager
def os_errors_as_cannot_write(target: Path) -> Iterator[None]:
    """Translate what the system refuses into a message that helps.

    Raises:
        CannotWrite: instead of any `OSError`.
    """
    try:
        yield
    except FileExistsError as error:
        raise CannotWrite(
            "a file exists where the output folder should be",
            file=str(target),
            hint="choose another folder with -o",
        ) from error
    except OSError as error:
        reason, hint = _REASONS.get(
            error.errno or 0, (error.strerror or str(error), "check the folder, or choose another with -o")
        )
        raise CannotWrite(f"cannot be written: {reason}", file=str(target), hint=hint) from error


def _by_top(files: Mapping[str, Content]) -> dict[str, dict[str, Content]]:
    groups: dict[str, dict[str, Content]] = {}
    for name, content in files.items():
        groups.setdefault(name.split("/", 1)[0], {})[name] = content
    return groups


def _save_file(content: Content, target: Path, *, force: bool, flush: bool = True) -> None:
    temporary = _sibling(target, ".part")
    try:
        _write(content, temporary, flush=flush)
        _rename(temporary, target, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def _sibling(target: Path, suffix: str) -> Path:
    """An unused name for a temporary file or folder. It is created by whoever asks, under the process's umask."""
    return target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}{suffix}")


def _write(content: Content, path: Path, *, flush: bool) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        if flush:
            os.fsync(stream.fileno())


def _rename(temporary: Path, target: Path, *, force: bool) -> None:
    """Without `force`, a hard link is used: it fails where another process was quicker."""
    if not force:
        try:
            os.link(temporary, target)
        except FileExistsError:
            ensure_writable(target, force=False)
        except OSError:  # a file system without hard links
            pass
        else:
            return
    temporary.replace(target)


def _save_folder(group: dict[str, Content], target: Path, *, flush: bool) -> None:
    temporary = _sibling(target, ".part")
    temporary.mkdir()
    try:
        folders = {temporary}
        for name, content in group.items():
            path = temporary / name.split("/", 1)[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.update(folder for folder in path.parents if folder.is_relative_to(temporary))
            _write(content, path, flush=flush)
        if flush:
            for folder in sorted(folders, reverse=True):
                sync_folder(folder)
        _replace_folder(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _replace_folder(temporary: Path, target: Path) -> None:
    """A folder that is not empty cannot be replaced: the old one is moved aside first, and back on failure."""
    if not target.exists():
        temporary.rename(target)
        return
    old = _sibling(target, ".old")
    old.mkdir()
    target.rename(old / target.name)
    try:
        temporary.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
