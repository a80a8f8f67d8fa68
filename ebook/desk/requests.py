"""What the page asks for becomes a decision: it names texts and lines by their places in the latest state."""

from __future__ import annotations

from typing import Any

import msgspec

from ebook.corrections import Anchor, Decision, LineRole, Outdated
from ebook.corrections.texts import Text, anchor_of, texts
from ebook.desk.session import Session
from ebook.desk.view import lines_of, place_id

__all__ = ["BadRequest", "decision_of"]

_TEXTS = ("at", "until", "after", "to", "figure")
_DECODER = msgspec.json.Decoder(Decision)


class BadRequest(ValueError):
    """A request that is none of the page's."""


def decision_of(session: Session, asked: dict[str, Any]) -> Decision:
    """The decision that a request describes.

    Args:
        session: what is open.
        asked: as the decision's own JSON, with the id of a text in the place of each anchor; about a line, `line` is
            its place among all lines.

    Raises:
        BadRequest: it describes none.
        Outdated: a text or line that it names is not there.
    """
    with session.locked():
        if asked.get("do") == "line":
            return _of_line(session, asked)
        found = texts(session.reading.issue)
        by_id = {place_id(text.place): text for text in found}
        values = dict(asked)
        for name in _TEXTS:
            if values.get(name) is not None:
                values[name] = _anchor(by_id, values[name], found)
        return _decoded(values)


def _anchor(by_id: dict[str, Text], name: object, among: list[Text]) -> Anchor:
    text = by_id.get(name) if isinstance(name, str) else None
    if text is None:
        raise Outdated("this text is not in the issue any more")
    return anchor_of(text, among)


def _of_line(session: Session, asked: dict[str, Any]) -> LineRole:
    lines = lines_of(session)
    at = asked.get("line")
    if not session.base.lines or not isinstance(at, int) or not 0 <= at < len(lines):
        raise Outdated("there is no such line")
    line = lines[at]
    values = {
        "do": "line",
        "text": line.text,
        "file": line.file,
        "nth": line.nth,
        "role": asked.get("role"),
        "first": asked.get("first"),
        "line": line.origin.lines[0] if line.origin.lines else None,
    }
    decided = _decoded({name: value for name, value in values.items() if value is not None})
    assert isinstance(decided, LineRole)  # noqa: S101  # the tag says so
    return decided


def _decoded(values: dict[str, Any]) -> Decision:
    try:
        found: Decision = _DECODER.decode(msgspec.json.encode(values))
    except (msgspec.MsgspecError, TypeError, UnicodeEncodeError) as error:
        raise BadRequest(str(error)) from error
    return found
