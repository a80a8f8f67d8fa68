"""Files reach the disk whole or not at all.

Each file is written to a temporary sibling, flushed to the disk, and then put in its place in
one step. A folder is made the same way. Whatever goes wrong, nothing half-written stays.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ebook.errors import CannotWrite
from ebook.writers import Files

__all__ = ["ensure_writable", "os_errors_as_cannot_write", "save", "save_companions", "sync_folder"]

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
    """See to it that a target may be written.

    Raises:
        CannotWrite: it exists, and `force` is not set.
    """
    if not force and (target.exists() or target.is_symlink()):
        raise CannotWrite(
            "already exists and was left as it is",
            file=str(target),
            hint="use --force to overwrite it, or -o to choose another folder",
        )


def save(files: Files, folder: Path, *, force: bool = False, flush: bool = True) -> list[Path]:
    """Write files under a folder, which is made if it lacks; their paths are returned in the order given.

    All files below one top folder (`name/...`) are put in place together, as that folder.

    With `flush` off a file may be lost with the power; it is for what is made again from other files,
    by a caller who calls `os.sync` once for many.

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
                _save_folder(group, target)
    return paths


def save_companions(files: Files, folder: Path, *, force: bool = False) -> None:
    """Write files that stand beside others; one whose bytes are there already is left as it is.

    Raises:
        CannotWrite: another file stands there and `force` is not set, or the system refuses.
    """
    for name, content in files.items():
        target = folder / name
        with os_errors_as_cannot_write(target):
            if target.is_file() and target.read_bytes() == content:
                continue
            ensure_writable(target, force=force)
            target.parent.mkdir(parents=True, exist_ok=True)
            _save_file(content, target, force=force)


def _by_top(files: Files) -> dict[str, dict[str, bytes]]:
    groups: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        groups.setdefault(name.split("/", 1)[0], {})[name] = content
    return groups


def _save_file(content: bytes, target: Path, *, force: bool, flush: bool = True) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if flush:
                os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        _put_in_place(temporary, target, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def _put_in_place(temporary: Path, target: Path, *, force: bool) -> None:
    """Without `force` a hard link does it: it fails where another process was quicker."""
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


def _save_folder(group: dict[str, bytes], target: Path) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent))
    try:
        for name, content in group.items():
            path = temporary / name.split("/", 1)[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        temporary.chmod(0o777 & ~_umask())
        _swap(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _swap(temporary: Path, target: Path) -> None:
    """A folder cannot replace one that has content: the old one steps aside first, and back on failure."""
    if not target.exists():
        temporary.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".old", dir=target.parent))
    target.rename(old / target.name)
    try:
        temporary.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder outlast a power loss, as `fsync` of a file does for its content."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems know no such thing for a folder.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def os_errors_as_cannot_write(target: Path) -> Iterator[None]:
    """Tell what the system refuses in words that help.

    Raises:
        CannotWrite: instead of any `OSError`.
    """
    try:
        yield
    except FileExistsError as error:
        raise CannotWrite(
            "a file stands where the output folder should be",
            file=str(target),
            hint="choose another folder with -o",
        ) from error
    except OSError as error:
        reason, hint = _REASONS.get(
            error.errno or 0, (error.strerror or str(error), "check the folder, or choose another with -o")
        )
        raise CannotWrite(f"cannot be written: {reason}", file=str(target), hint=hint) from error
