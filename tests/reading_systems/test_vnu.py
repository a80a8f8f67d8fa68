"""The Nu checker: valid HTML, and CSS without unknown properties beyond those under @supports."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ebook.edition import Edition
from ebook.render import RenderOptions, render, themes
from ebook.writers.epub.nav import nav_document
from tests.reading_systems import module
from tests.reading_systems.books import illustrated
from tests.writers.epub.newspapers import LANGUAGES, newspaper

JAVA = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Its grammars nest deeper than the usual stack; the rest is for a short life."""

FALSE = re.compile(r"Attribute .type. not allowed on element .*")
"""It checks XHTML as the web's and knows no EPUB: `epub:type` is right by EPUB 3.3, appendix D."""

SPOILT = {
    "spoilt.css": b"p { colour: red }",
    "spoilt.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>a</title></head>'
    b"<body><p><i><p>a</p></i></p></body></html>",
}


def files() -> dict[str, bytes]:
    """All of small papers in every language, horizontal and vertical, and the styles of every theme."""
    found: dict[str, bytes] = dict(SPOILT)
    for lang in LANGUAGES:
        for vertical in (False, True):
            edition = illustrated(lang, vertical=vertical, embed_fonts="all").edition
            folder = f"{lang}-{'vertical' if vertical else 'horizontal'}"
            found[f"{folder}/nav.xhtml"] = nav_document(edition)
            found |= {f"{folder}/{document.path}": document.content for document in edition.documents}
            found |= {f"{folder}/{path}": content for path, content in styles(edition).items()}
        for theme in themes():
            found |= styles(render(newspaper(lang), RenderOptions(theme=theme)).edition)
    return found


def styles(edition: Edition) -> dict[str, bytes]:
    return {sheet.path: sheet.content for sheet in edition.resources if sheet.media_type == "text/css"}


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of each file, by its path; one run of Java for all."""
    folder = tmp_path_factory.mktemp("vnu")
    java = shutil.which("java")
    assert java, "Java is not installed; run `make test`, which installs it"
    said: dict[str, list[str]] = {}
    for path, content in files().items():
        said[path] = []
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    jar = module("vnu-jar") / "build" / "dist" / "vnu.jar"
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--also-check-css")
    run = subprocess.run(
        [java, *JAVA, "-jar", str(jar), *options, *said],
        cwd=folder, capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    for message in json.loads(run.stdout)["messages"]:
        if message["type"] != "info" and not FALSE.fullmatch(message["message"]):
            path = Path(unquote(urlsplit(message["url"]).path)).relative_to(folder.resolve())
            said[path.as_posix()].append(f"{message.get('lastLine')}: {message['message']}")
    return said


def test_documents_and_styles_are_valid(messages: dict[str, list[str]]) -> None:
    assert {path: said for path, said in messages.items() if said and path not in SPOILT} == {}


@pytest.mark.parametrize("path", SPOILT)
def test_it_would_object(messages: dict[str, list[str]], path: str) -> None:
    assert messages[path]
