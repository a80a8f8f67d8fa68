"""A session: what stands nowhere, what cannot be saved, what is learned."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ebook.cli.edit import edit_command
from ebook.corrections import Corrections, corrections_path, save
from ebook.corrections import decisions as kinds
from ebook.desk import session as sessions
from ebook.desk.requests import decision_of
from ebook.desk.session import Session, Unfinished
from ebook.desk.shelf import by_doubt
from ebook.desk.view import lost_characters, view
from ebook.errors import CannotWrite
from ebook.model import Article, Issue, Paragraph, Repair, Section, to_json
from ebook.options import Options
from ebook.reading.profiles import load
from ebook.source import Source
from tests.desk.process import PAGE


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_what_cannot_be_saved_is_not_decided(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(page, Options(), page.parent)

    def full(*_: object) -> None:
        raise CannotWrite("cannot be written: the disk is full", file="x")

    monkeypatch.setattr(sessions, "save", full)
    with pytest.raises(CannotWrite, match="full"):
        session.decide(kinds.Set(field="price", value="一角"), session.revision)
    assert (session.revision, session.can_undo) == (1, False)
    assert session.reading.issue.masthead.price is None


def test_done_is_refused_while_text_is_nowhere_until_it_is_dismissed_by_name(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(page, Options(to=("json",)), page.parent / "out")
    lost = Repair(kind="dropped-line", text="遗失的文字", code="unplaced-line")
    base = session.base
    monkeypatch.setattr(Session, "base", property(lambda _: _with_repair(base, lost)))
    assert lost_characters(session) == 5
    with pytest.raises(Unfinished):
        session.finish(session.revision, lost_characters(session))
    shown = next(one for one in view(session)["dropped"] if one["lost"])
    session.decide(
        decision_of(session, {"do": "accept", "code": "TXT-006", "text": shown["text"]}), session.revision
    )
    assert lost_characters(session) == 0
    assert session.finish(session.revision, lost_characters(session)).files[0].exists()


def _with_repair(reading, repair):
    issue = msgspec.structs.replace(reading.issue, repairs=(*reading.issue.repairs, repair))
    return msgspec.structs.replace(reading, issue=issue)


def test_a_lost_decision_about_characters_is_counted(page: Path) -> None:
    """Whatever a decision does, each character of the source is in a text or in a repair."""
    session = Session(page, Options(), page.parent)
    texts = {text["text"]: text["id"] for text in view(session)["texts"]}
    for asked in (
        {"do": "correct", "at": texts["渡口停航"], "old": "停", "new": "仃"},
        {"do": "drop", "at": texts["合作社有了新机器"]},
    ):
        session.decide(decision_of(session, asked), session.revision)
    assert lost_characters(session) == 0


def test_what_was_corrected_is_learned_at_the_end(page: Path) -> None:
    profile = page.parent / "paper.toml"
    session = Session(page, Options(to=("json",)), page.parent / "out", profile)
    session.decide(kinds.Set(field="publisher", value="青衡报社"), session.revision)
    session.finish(session.revision, 0)
    learned = load(profile)
    assert (learned.issues, learned.corrected) == (1, 1)
    assert learned.facts["publisher"] == "青衡报社"


def test_a_source_that_says_itself_what_it_is_can_be_corrected(tmp_path: Path) -> None:
    page = tmp_path / "issue.json"
    body = (Paragraph(text="受大风影响停航。"), Paragraph(text="晚班照常。"))
    issue = Issue(sections=(Section(articles=(Article(headline="渡口停航", body=body),)),))
    page.write_bytes(to_json(issue))
    session = Session(page, Options(), tmp_path)
    shown = view(session)
    assert not shown["reads"]
    texts = {text["text"]: text["id"] for text in shown["texts"]}
    session.decide(decision_of(session, {"do": "join", "at": texts["晚班照常。"]}), session.revision)
    assert "受大风影响停航。晚班照常。" in [text["text"] for text in view(session)["texts"]]


def test_decisions_that_fit_nothing_are_shown_as_doubts(page: Path) -> None:
    outdated = kinds.Join(at=kinds.Anchor(text="去年的一行文字已经没有了"))
    save(Corrections((outdated,)), corrections_path(Source.from_path(page)))
    shown = view(Session(page, Options(), page.parent))
    assert [one["code"] for one in shown["doubts"] if one["kind"] == "problem"] == ["COR-001"]


def test_the_issues_of_a_folder_are_listed_by_their_doubt(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sure = page.parent / "sure.json"
    sure.write_bytes(to_json(Issue(sections=(Section(articles=(Article(headline="渡口停航"),)),))))
    (page.parent / "broken.json").write_text("{", "utf-8")
    place = corrections_path(Source.from_path(page))
    save(Corrections((kinds.Set(field="price", value="一角"),)), place)
    found = by_doubt(page.parent, Options())
    assert [one.path.name for one in found] == ["page.txt", "sure.json", "broken.json"]
    assert [one.decisions for one in found] == [1, 0, 0]
    assert found[0].doubt > 0.1
    assert found[2].failure
    edit_command(page.parent)
    assert "page.txt: " in capsys.readouterr().out.splitlines()[0]
