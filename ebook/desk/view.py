"""The state of a desk as JSON for its page: lines, articles, doubts, and what is nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ebook.calendar import weekday_name
from ebook.corrections.decisions import Accept
from ebook.corrections.texts import Place, Text, texts
from ebook.desk.session import Session
from ebook.languages import resolve
from ebook.languages.reasons import reason_of
from ebook.lunar import right_lunar
from ebook.model import Aside, Issue, Origin, Repair, to_json
from ebook.problems import Problem
from ebook.readers import ReadLine
from ebook.reading.audit import texts_of
from ebook.reading.chars import visible
from ebook.reading.profiles import word_of
from ebook.rules import RULES
from ebook.rules.text import DOUBTFUL_LINE

__all__ = ["lines_of", "lost_characters", "place_id", "view"]

_DOUBT = 0.8
"""What is less sure than this is shown as a doubt."""
_SHOWN = 80


def view(session: Session) -> dict[str, Any]:
    """All that the page shows."""
    with session.locked():
        reading, issue = session.reading, session.reading.issue
        lines = lines_of(session)
        found = texts(issue)
        links = _Links(lines)
        nodes = {text.place: links.of(text, issue) for text in found}
        return {
            "revision": session.revision,
            "source": session.source.name,
            "lang": issue.lang,
            "reads": bool(session.base.lines),
            "lines": [_line(at, line) for at, line in enumerate(lines)],
            "issue": msgspec.json.decode(to_json(issue)),
            "texts": [
                {
                    "id": place_id(text.place),
                    "field": text.place.field,
                    "section": text.place.section,
                    "article": text.place.article,
                    "depth": len(text.place.block),
                    "kind": _kind(issue, text.place),
                    "text": text.text,
                    "lines": nodes[text.place],
                }
                for text in found
            ],
            "doubts": _doubts(session, lines, nodes),
            "dropped": _dropped(issue, links),
            "lost": lost_characters(session),
            "undo": session.can_undo,
            "redo": session.can_redo,
            "decisions": len(session.corrections.decisions),
            "pages": [{"number": page.number, "label": page.label} for page in reading.facsimiles],
            "articles": list(session.preview.articles),
            "calendar": _calendar(issue),
        }


def _calendar(issue: Issue) -> list[str]:
    """What the calendar says of the day of issue: its weekday, and the lunar date where the printed one is wrong."""
    masthead, language = issue.masthead, resolve(issue.lang)
    if masthead.date is None:
        return []
    lunar = right_lunar(masthead.date, masthead.lunar_date, language) if masthead.lunar_date else None
    return [weekday_name(masthead.date, language), *([lunar] if lunar else [])]


def place_id(place: Place) -> str:
    """What the page calls a place; `place_of` of the server reads it."""
    return ".".join(map(str, (place.section, place.article, place.field, place.line, *place.block)))


def _kind(issue: Issue, place: Place) -> str:
    if place.field != "block":
        return place.field
    body = issue.sections[place.section].articles[place.article].body
    block = body[place.block[0]]
    for at in place.block[1:]:
        block = block.body[at] if isinstance(block, Aside) else block
    return str(type(block).__struct_config__.tag)


def lines_of(session: Session) -> Sequence[ReadLine]:
    """The lines of the source; of a source that says itself what each text is, its texts."""
    if session.base.lines:
        return session.base.lines
    times: Counter[tuple[str, str]] = Counter()
    found = []
    for text in texts(session.base.issue):
        origin = text.origin or Origin(file=session.source.name)
        key = (origin.file, visible(text.text))
        times[key] += 1
        found.append(
            ReadLine(text=text.text, file=origin.file, nth=times[key], origin=origin, label=text.place.field)
        )
    return found


def _line(at: int, line: ReadLine) -> dict[str, Any]:
    return {
        "id": at,
        "number": line.origin.lines[0] if line.origin.lines else None,
        "text": line.text,
        "role": _word(line.label),
        "first": line.label.endswith("*"),
        "sure": line.sure,
        "decided": line.decided is not None,
        "boxes": [[place.page, *place.box] for place in line.origin.places],
    }


def _word(label: str) -> str:
    """A label of the reader as corrections call it; a field of an issue as it is."""
    if not label:
        return "dropped"
    return word_of(label.rstrip("*")) if label.rstrip("*").isupper() or label == "+" else label


class _Links:
    """Which lines of the source a text comes from."""

    def __init__(self, lines: Sequence[ReadLine]) -> None:
        self.lines = lines
        self._at: dict[object, list[int]] = {}
        for at, line in enumerate(lines):
            for key in _keys(line.origin):
                self._at.setdefault(key, []).append(at)

    def of(self, text: Text, issue: Issue) -> list[int]:
        """The lines of a text; of a title or a box, those that say the same."""
        found = self.of_origin(text.origin)
        is_whole = text.place.field == "block" and _kind(issue, text.place) != "aside"
        if is_whole and self.lines:
            return found
        whole = visible(text.text)
        return [
            at for at in found if (line := visible(self.lines[at].text)) and (line in whole or whole in line)
        ]

    def of_origin(self, origin: Origin | None) -> list[int]:
        """The lines of an origin."""
        keys = _keys(origin) if origin else ()
        return sorted({at for key in keys for at in self._at.get(key, ())})


def _keys(origin: Origin) -> Iterable[object]:
    yield from origin.places or ((origin.file, line) for line in origin.lines)


# --- doubts -------------------------------------------------------------------------------


def _doubts(
    session: Session, lines: Sequence[ReadLine], nodes: Mapping[Place, list[int]]
) -> list[dict[str, Any]]:
    """The places where the reading is unsure, the least sure first."""
    accepted = {
        (one.code, visible(one.text)) for one in session.corrections.decisions if isinstance(one, Accept)
    }
    found = [*_of_lines(lines), *_of_repairs(session.reading.issue, accepted)]
    found += [
        _of_problem(problem, lines)
        for problem in session.reading.problems
        if problem.code != DOUBTFUL_LINE.code
    ]
    by_line = {line: place_id(place) for place, held in reversed(list(nodes.items())) for line in held}
    for doubt in found:
        doubt["text_id"] = by_line.get(doubt["line"])
    return sorted(
        found, key=lambda doubt: (doubt["sure"], doubt["line"] if doubt["line"] is not None else -1)
    )


def _of_lines(lines: Sequence[ReadLine]) -> Iterable[dict[str, Any]]:
    for at, line in enumerate(lines):
        if line.likely and line.sure < _DOUBT and line.decided is None:
            options = [(line.label, line.sure), *line.likely]
            yield {
                "kind": "line",
                "sure": line.sure,
                "line": at,
                "text": line.text[:_SHOWN],
                "options": [
                    {"role": _word(label), "first": label.endswith("*"), "share": share}
                    for label, share in options
                ],
            }


def _of_repairs(issue: Issue, accepted: set[tuple[str, str]]) -> Iterable[dict[str, Any]]:
    words = resolve(issue.lang).words
    for repair in issue.repairs:
        if repair.confidence < _DOUBT and (repair.code, visible(repair.text)) not in accepted:
            yield {
                "kind": "repair",
                "sure": repair.confidence,
                "line": None,
                "text": repair.text,
                "code": repair.code,
                "message": reason_of(repair, words.reasons) or repair.code,
            }


def _of_problem(problem: Problem, lines: Sequence[ReadLine]) -> dict[str, Any]:
    at = next((at for at, line in enumerate(lines) if problem.line in line.origin.lines), None)
    return {
        "kind": "problem",
        "sure": 1 - int(problem.severity) / 4,
        "line": at,
        "text": lines[at].text if at is not None else "",
        "code": problem.code,
        "message": problem.message,
        "summary": RULES[problem.code].summary,
    }


# --- what is nowhere ----------------------------------------------------------------------


def _dropped(issue: Issue, links: _Links) -> list[dict[str, Any]]:
    """What reading left out or changed, with the lines concerned."""
    words = resolve(issue.lang).words
    return [
        {
            "kind": repair.kind,
            "what": words.repair_kinds.of(repair.kind),
            "code": repair.code,
            "text": repair.text,
            "result": repair.result,
            "reason": reason_of(repair, words.reasons) or repair.code,
            "lost": _is_lost(repair),
            "restorable": repair.kind in {"dropped-repeat", "dropped-line"},
            "lines": links.of_origin(repair.origin),
        }
        for repair in issue.repairs
    ]


def _is_lost(repair: Repair) -> bool:
    return repair.code == "unplaced-line"


def lost_characters(session: Session) -> int:
    """How many characters of the source are in no text of the issue, and not left out knowingly."""
    issue = session.reading.issue
    unplaced = sum(len(visible(repair.text)) for repair in issue.repairs if _is_lost(repair))
    held = Counter(char for text in _held(issue) for char in visible(text))
    source = Counter(char for line in session.base.lines for char in visible(line.text))
    return unplaced + (source - held).total()


def _held(issue: Issue) -> Iterable[str]:
    yield from issue.masthead.printed
    for section in issue.sections:
        yield from (*section.folio, *section.staff)
        for article in section.articles:
            yield from texts_of(article)
    yield from (repair.text for repair in issue.repairs)
