"""Files of corrections: what is written is read again, and what cannot be read is refused with its line."""

from __future__ import annotations

import msgspec
import pytest

from ebook.corrections import Corrections, LineRole, corrections_path, load, save
from ebook.corrections import decisions as kinds
from ebook.corrections.files import decode, encode
from ebook.errors import UnreadableSource
from ebook.model import Person
from ebook.source import Source

HEAD = '{"schema": "ebook-corrections-1"}\n'
ANCHOR = kinds.Anchor(text="今天\u2028“上午”", nth=2, line=7)
DECISIONS = (
    LineRole(text="渡口停航", file="page.txt", role="headline", first=True, line=3),
    kinds.Make(at=ANCHOR, what="list", until=ANCHOR),
    kinds.Split(at=ANCHOR, before="上午"),
    kinds.Join(at=ANCHOR),
    kinds.Begin(at=ANCHOR),
    kinds.Merge(at=ANCHOR),
    kinds.Move(at=ANCHOR, after=ANCHOR),
    kinds.MoveArticle(at=ANCHOR, to=ANCHOR, place="before"),
    kinds.People(at=ANCHOR, people=(Person(role="editor", name="周"),)),
    kinds.Set(field="price", value="一角"),
    kinds.Correct(at=ANCHOR, old="上", new="下"),
    kinds.Attach(at=ANCHOR, figure=ANCHOR, what="credit"),
    kinds.Restore(text="今天", after=ANCHOR),
    kinds.Drop(at=ANCHOR),
    kinds.Accept(code="TXT-006", text="今天"),
)


def test_what_is_written_is_read_again():
    assert {type(one) for one in DECISIONS} == set(
        msgspec.inspect.type_info(kinds.Decision).types and _kinds()
    )
    data = encode(Corrections(DECISIONS))
    assert decode(data, "x") == Corrections(DECISIONS)
    assert data.decode().count("\n") == len(DECISIONS) + 1


def _kinds():
    return [one.cls for one in msgspec.inspect.type_info(kinds.Decision).types]


def test_the_file_is_beside_the_source_also_that_of_a_folder(tmp_path):
    page = tmp_path / "issue" / "page.txt"
    page.parent.mkdir()
    page.write_text("渡口停航", "utf-8")
    path = corrections_path(Source.from_path(page))
    assert path == page.parent / "page.txt.corrections.jsonl"
    assert corrections_path(Source.from_path(page.parent)) == tmp_path / "issue.corrections.jsonl"
    assert corrections_path(Source("page.txt", b"x")) is None
    save(Corrections(DECISIONS), path)
    assert load(Source.from_path(page)) == Corrections(DECISIONS)
    assert Source.from_path(page.parent).files.names() == ("page.txt",)


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"", 1, "ebook-corrections-1"),
        (b"[]", 1, "ebook-corrections-1"),
        (b'{"schema": "ebook-corrections-2"}\n', 1, "newer"),
        (HEAD.encode() + b"\xff", 2, "UTF-8"),
        (HEAD.encode() + b'{"do": "join"}\n', 2, "at"),
        (HEAD.encode() + b'\n{"do": "explode"}\n', 3, "explode"),
        (HEAD.encode() + b'{"do": "line", "text": "a", "file": "b", "role": "king"}\n', 2, "king"),
        (HEAD.encode() + b'{"do": "drop", "at": {"text": "a", "nht": 2}}\n', 2, "nht"),
        (HEAD.encode() + b"[" * 100_000, 2, "decision"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_its_line(data, line, what):
    with pytest.raises(UnreadableSource) as refused:
        decode(data, "page.txt.corrections.jsonl")
    assert refused.value.line == line
    assert what in f"{refused.value.message} {refused.value.hint}"


def test_a_name_that_is_too_long_with_the_ending_has_no_corrections(tmp_path):
    page = tmp_path / f"{'页' * 80}.txt"
    page.write_text("海风日报", "utf-8")
    assert load(Source.from_path(page)) == Corrections()
