"""The files of a source by path, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ebook.source import Source

__all__ = ["Members"]


class Members(Mapping[str, bytes]):
    """The files of a folder or zip by path; of any other source that file alone."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = {source.name: 0} if source.files is None else dict.fromkeys(source.files.names(), 0)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._source.data if self._source.files is None else self._source.files.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
