"""The same issue gives the same bytes; another paragraph changes one document alone."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from ebook.model import Figure
from tests.writers.epub.newspapers import book, newspaper, picture, with_paragraph

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from pathlib import Path
from ebook.model import Figure
from tests.writers.epub.newspapers import book, newspaper
picture = Figure(src="lamp.png", alt="lamp")
sys.stdout.buffer.write(book(newspaper("ja", pictures=(picture,)), Path.cwd(), vertical=True))
"""


def made_in(folder, **environment):
    folder.mkdir()
    picture(folder)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=True,
    )
    return run.stdout


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_bytes_in_any_place_and_process(tmp_path):
    first = made_in(tmp_path / "a", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LANG="C")
    second = made_in(tmp_path / "other place", PYTHONHASHSEED="2", TZ="America/Lima", LANG="zh_CN.UTF-8")
    assert first == second


def test_no_trace_of_the_clock(tmp_path):
    with zipfile.ZipFile(io.BytesIO(book(newspaper()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-03-05T00:00:00Z" in archive.read("EPUB/content.opf")


def test_one_paragraph_changes_one_document():
    before, after = files(book(newspaper())), files(book(with_paragraph(newspaper(), "换了一段。")))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]} - {"EPUB/content.opf"}
    assert len(changed) == 1
    assert "换了一段。".encode() in after[changed.pop()]


def test_a_picture_more_changes_no_other_document(tmp_path):
    picture(tmp_path)
    figure = Figure(src="lamp.png", alt="lamp")
    before = files(book(newspaper(), tmp_path))
    after = files(book(newspaper(pictures=(figure,)), tmp_path))
    changed = {name for name in before if before[name] != after[name]} - {"EPUB/content.opf"}
    assert len(changed) == 1
