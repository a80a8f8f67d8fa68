"""Decisions about what a text is and says: its kind, its characters, facts, people, and what was dropped."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import msgspec

from ebook.corrections import decisions as kinds
from ebook.corrections.blocks import made_of, merged_origin, replaced, with_texts
from ebook.corrections.bodies import (
    Outdated,
    article_at,
    block_at,
    first_paragraph,
    in_article,
    located,
    on_article,
    on_section,
    one_line,
    put_after,
    shifted,
    swapped,
    taken_out,
    title_value,
    with_spaces,
    without_dateline,
)
from ebook.corrections.decisions import FACTS, Anchor
from ebook.corrections.texts import TITLES, Text
from ebook.errors import UnknownName
from ebook.languages import resolve
from ebook.model import (
    Article,
    Figure,
    Issue,
    Origin,
    Paragraph,
    Person,
    Repair,
    RepairKind,
    RichText,
    plain,
    titles,
)
from ebook.reading import people
from ebook.reading.chars import visible
from ebook.reading.rich_texts import cut
from ebook.rules.text import UNPLACED_TEXT
from ebook.tree import block_texts

__all__ = ["accept", "attach", "correct", "drop", "make", "restore", "set_fact", "set_people"]

_DROPPED = frozenset(("dropped-repeat", "dropped-line"))


# --- what a text is -----------------------------------------------------------------------


def make(issue: Issue, decision: kinds.Make) -> Issue:
    """Texts of an article become something else."""
    first = in_article(issue, decision.at)
    if decision.what in {*TITLES, "byline", "continued-from", "continued-to"}:
        for text in _run(issue, first, decision.until)[::-1]:
            issue, lines = taken_out(issue, text)
            issue = on_article(issue, text.place, _with_part(decision.what, lines, text.place.field, issue))
        return issue
    if first.place.field != "block":
        issue, lines = taken_out(issue, first)
        origin = first.origin and msgspec.structs.replace(first.origin, lines=())
        blocks = made_of([Paragraph(text=line, origin=origin) for line in lines], decision.what)
        return on_article(
            issue, first.place, lambda one: msgspec.structs.replace(one, body=(*blocks, *one.body))
        )
    run = _run(issue, first, decision.until)
    made = made_of([block_at(issue, text.place) for text in run], decision.what)
    return swapped(issue, first.place, made, len(run))


def _run(issue: Issue, first: Text, until: Anchor | None) -> list[Text]:
    """The texts from one to another, which are blocks of one body."""
    if until is None:
        return [first]
    last = in_article(issue, until).place
    start = first.place
    if (last[:3], last.block[:-1]) != (start[:3], start.block[:-1]) or start.field != "block" or last < start:
        raise Outdated("the texts from one to the other do not follow one another in one article")
    run = []
    for at in range(start.block[-1], last.block[-1] + 1):
        place = start._replace(block=(*start.block[:-1], at))
        run.append(Text(place, "", block_at(issue, place).origin))
    return run


def _with_part(what: str, lines: list[RichText], source: str, issue: Issue) -> Callable[[Article], Article]:
    """A function that adds lines to a title, the byline or a jump line of an article; `source`: where they were."""
    text = " ".join(map(plain, lines))

    def byline(article: Article) -> Article:
        named = people.byline(text, resolve(issue.lang))
        return msgspec.structs.replace(
            article,
            byline_text=with_spaces(article.byline_text, text),
            byline=tuple(dict.fromkeys((*article.byline, *named))),
        )

    def field(article: Article) -> Article:
        name = what.replace("-", "_")
        return msgspec.structs.replace(article, **{name: with_spaces(getattr(article, name), text)})

    def title(article: Article) -> Article:
        held = titles(getattr(article, what))
        is_above = source in TITLES and TITLES.index(source) < TITLES.index(what)
        both = [*lines, *held] if is_above else [*held, *lines]
        if what in {"headline", "column"}:
            both = [one_line(both)] if both else []
        return msgspec.structs.replace(article, **{what: title_value(both)})

    return byline if what == "byline" else title if what in TITLES else field


def attach(issue: Issue, decision: kinds.Attach) -> Issue:
    """A text is the caption or the credit of a picture."""
    text = in_article(issue, decision.at)
    figure = in_article(issue, decision.figure)
    if not isinstance(block_at(issue, figure.place), Figure) or figure.place == text.place:
        raise Outdated("the other text does not belong to a picture")
    issue, lines = taken_out(issue, text)
    place = shifted(figure.place, text.place, -1) if text.place.field == "block" else figure.place
    before = block_at(issue, place)
    held = getattr(before, decision.what)
    value = one_line([*([held] if held is not None else []), *lines])
    parts = {decision.what: value, "origin": merged_origin((before.origin, text.origin))}
    issue = swapped(issue, place, [msgspec.structs.replace(before, **parts)])
    if decision.what == "credit":
        named = people.credit(plain(value), resolve(issue.lang))
        return on_article(issue, place, lambda one: _signed(one, named))
    return issue


def _signed(article: Article, named: tuple[Person, ...]) -> Article:
    return msgspec.structs.replace(article, byline=tuple(dict.fromkeys((*article.byline, *named))))


# --- facts and characters -----------------------------------------------------------------


def set_people(issue: Issue, decision: kinds.People) -> Issue:
    """Who made an article."""
    place = in_article(issue, decision.at).place
    return on_article(issue, place, lambda one: msgspec.structs.replace(one, byline=decision.people))


def set_fact(issue: Issue, decision: kinds.Set) -> Issue:
    """A fact has a value."""
    if decision.at is None:
        value = _fact(decision.field, decision.value)
        return msgspec.structs.replace(
            issue, masthead=msgspec.structs.replace(issue.masthead, **{decision.field: value})
        )
    text = located(issue, decision.at)
    match decision.field:
        case "lang":
            return on_article(
                issue, text.place, lambda one: msgspec.structs.replace(one, lang=_tag(decision))
            )
        case "dateline":
            return on_article(issue, text.place, lambda one: _dated(one, decision.value))
        case "alt" if isinstance(figure := block_at(issue, text.place), Figure):
            return swapped(issue, text.place, [msgspec.structs.replace(figure, alt=decision.value)])
        case "page" | "title" if text.place.section >= 0:
            changes = {decision.field: decision.value}
            return on_section(issue, text.place.section, lambda one: msgspec.structs.replace(one, **changes))
        case _:
            raise Outdated(f"it has no “{decision.field}”")


def _tag(decision: kinds.Set) -> str | None:
    try:
        return None if decision.value is None else resolve(decision.value).tag
    except UnknownName as error:
        raise Outdated(f"“{decision.value}” is not a known language") from error


def _fact(field: str, value: str | None) -> str | int | datetime.date | None:
    """The value of a fact of the masthead."""
    if field not in FACTS:
        raise Outdated(f"a masthead has no “{field}”")
    try:
        if value is not None and field == "date":
            return datetime.date.fromisoformat(value)
        if value is not None and field == "page_count":
            return int(value)
    except ValueError as error:
        shape = "a day, such as 2026-03-05" if field == "date" else "a number"
        raise Outdated(f"“{value}” is not {shape}") from error
    return value


def _dated(article: Article, value: str | None) -> Article:
    """An article whose dateline is the given beginning of its text, or which has none."""
    whole = without_dateline(article)
    if not value:
        return whole
    at, first = first_paragraph(whole.body) or (0, Paragraph(text=""))
    text = plain(first.text)
    if not text.startswith(value):
        raise Outdated("the text of the article does not begin with this dateline")
    start = len(text) - len(text[len(value) :].lstrip())
    rest = cut(first.text, start, len(text))
    left = (msgspec.structs.replace(first, text=rest),) if plain(rest) else ()
    body = (*whole.body[:at], *left, *whole.body[at + 1 :])
    return msgspec.structs.replace(whole, dateline=value.rstrip(), body=body)


def correct(issue: Issue, decision: kinds.Correct) -> Issue:
    """Characters were read wrong."""
    text = located(issue, decision.at)
    if not decision.old or decision.old == decision.new:
        raise Outdated("nothing would change")
    changed = _changed_text(issue, text, decision)
    kind: RepairKind = "changed-character" if decision.new else "dropped-character"
    return _recorded(changed, kind, decision.old, decision.new or None, text.origin)


def _changed_text(issue: Issue, text: Text, decision: kinds.Correct) -> Issue:
    """The issue with the characters of a text changed."""
    place = text.place

    def change(values: Sequence[RichText]) -> list[RichText]:
        found = replaced(values, decision.old, decision.new, decision.nth)
        if found is None:
            raise Outdated(f"“{decision.old}” is not in it")
        return found

    if place.section < 0:
        lines = list(issue.masthead.printed)
        lines[place.line] = plain(change([lines[place.line]])[0])
        return msgspec.structs.replace(
            issue, masthead=msgspec.structs.replace(issue.masthead, printed=tuple(lines))
        )
    if place.article < 0:
        printed = list(getattr(issue.sections[place.section], place.field))
        printed[place.line] = plain(change([printed[place.line]])[0])
        held = {place.field: tuple(printed)}
        return on_section(issue, place.section, lambda one: msgspec.structs.replace(one, **held))
    if place.field == "block":
        block = block_at(issue, place)
        return swapped(issue, place, [with_texts(block, change(block_texts(block)))])
    value = getattr(article_at(issue, place), place.field)
    if place.field in TITLES:
        titled = list(titles(value))
        titled[place.line] = change([titled[place.line]])[0]
        changes: dict[str, object] = {place.field: title_value(titled)}
    else:
        changes = {place.field: plain(change([value])[0])}
    return on_article(issue, place, lambda one: msgspec.structs.replace(one, **changes))


def _recorded(issue: Issue, kind: RepairKind, text: str, result: str | None, origin: Origin | None) -> Issue:
    repair = Repair(kind=kind, text=text, result=result, code="corrected-by-hand", origin=origin)
    return msgspec.structs.replace(issue, repairs=(*issue.repairs, repair))


def restore(issue: Issue, decision: kinds.Restore) -> Issue:
    """A dropped text is a paragraph again."""
    wanted = visible(decision.text)
    dropped = (one for one in issue.repairs if one.kind in _DROPPED and visible(one.text) == wanted)
    repair = next(dropped, None)
    if repair is None:
        raise Outdated("this text was not dropped")
    after = in_article(issue, decision.after)
    block = Paragraph(text=repair.text.replace("\n", " "), origin=repair.origin)
    left = tuple(one for one in issue.repairs if one is not repair)
    return put_after(msgspec.structs.replace(issue, repairs=left), after.place, [block])


def drop(issue: Issue, decision: kinds.Drop) -> Issue:
    """A text is none of the paper's."""
    text = in_article(issue, decision.at)
    left, lines = taken_out(issue, text)
    return _recorded(left, "dropped-line", "\n".join(map(plain, lines)), None, text.origin)


def accept(issue: Issue, decision: kinds.Accept) -> Issue:
    """A lost text is left out knowingly; any other doubt changes nothing in the issue."""
    wanted = visible(decision.text)
    repairs = tuple(
        msgspec.structs.replace(one, code="corrected-by-hand")
        if one.code == "unplaced-line" and decision.code == UNPLACED_TEXT.code and visible(one.text) == wanted
        else one
        for one in issue.repairs
    )
    return msgspec.structs.replace(issue, repairs=repairs)
