"""Articles whose parts their source names become articles of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.languages import Language
from ebook.model import Article, Aside, Block, Figure, List, Origin, Person, Repair, Table, Verse, plain
from ebook.reading import people
from ebook.reading.articles import Composed, article_of, jump_at_start
from ebook.reading.known import KnownArticle, Part, is_jump, refined
from ebook.reading.pieces import Line, Piece
from ebook.reading.rich_texts import cut, with_markup

__all__ = ["compose"]


def compose(
    articles: Sequence[KnownArticle], language: Language, *, keep_repeats: bool = False
) -> list[Composed]:
    """The articles of the model, with what was changed to get there.

    Args:
        articles: as their source gives them.
        language: of the issue.
        keep_repeats: whether bylines and headlines that the text repeats stay in it.
    """
    prepared = [_Prepared(article, language, keep_repeats=keep_repeats) for article in articles]
    firsts = (next((piece.text for piece in one.pieces if piece.role == "P"), None) for one in prepared)
    heads = people.Heads([text for text in firsts if text])
    return [one.composed(heads) for one in prepared]


_CREDIT_FIRST = re.compile(
    r"\s*(?:作者|摄影|图片来源|供图|来源)?\s*[:：]?\s*"
    r"[（(](?P<credit>[^（）()]{2,40}(?:[摄攝图圖]|供图|供圖|提供|发|發|制图|绘|作))[)）]\s*(?=\S)"
)
_AND = re.compile(r"\s+and\s+|\s*[,;&/|]\s*|^\s*(?:By|by|BY)\s+")
_WORD = r"(?:[A-Z][\w'’.-]*|[a-z]{1,2}['’][A-Z][\w-]*|de|da|di|du|van|von|der|den|la|le|el|bin|al|y)"
_SPACED_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_ORGANISATION = re.compile(
    r"\b(?:Press|News|Agency|Times|Post|Daily|Wire|Service|Staff|Bureau|Editor|Writer|Reporter|Correspondent|Desk|Team|"
    r"Photo\w*|Associated|Reuters|AFP|AP|Special|Contribut\w+)\b"
)


def _others_named(byline: str, found: Sequence[Person]) -> Iterator[Person]:
    """The people of a byline that a comma or "and" parts from those whom the tagger found."""
    for part in filter(None, _AND.split(byline)):
        is_new = not any(person.name in part or part in person.name for person in found)
        if is_new and _SPACED_NAME.fullmatch(part) and not _ORGANISATION.search(part):
            yield Person(role=found[0].role if found else "reporter", name=part)


class _Prepared:
    """The pieces of one article, each numbered by the part that it was made of."""

    def __init__(self, article: KnownArticle, language: Language, *, keep_repeats: bool) -> None:
        self.article, self.language = article, language
        self.parts: list[Part] = []
        self.pieces: list[Piece] = []
        self.repairs: list[Repair] = []
        parts = refined(article.parts, language)
        for part in parts if keep_repeats else self._without_copies(parts):
            self._take(part)

    # --- preparing ---

    def _without_copies(self, parts: Sequence[Part]) -> list[Part]:
        """The parts without bylines that stand there twice, and without a first line that repeats the headline."""
        found: list[Part] = []
        seen: set[str] = set()
        is_first = True
        for part in parts:
            letters = re.sub(r"\W+", "", plain(part.text))
            copies_byline = part.role == "BY" and letters in seen
            copies_headline = is_first and part.role in {"P", "H"} and letters == self._headline()
            is_first = is_first and (part.role not in {"P", "H"} or copies_headline)
            if part.role == "BY":
                seen.add(letters)
            if letters and (copies_byline or copies_headline):
                code = "headline-repeated" if copies_headline else "byline-repeated"
                self._record(part, "dropped-repeat", code)
            else:
                found.append(part)
        return found

    def _headline(self) -> str:
        return re.sub(r"\W+", "", plain(self.article.headline))

    def _take(self, part: Part) -> None:
        text = plain(part.text)
        if part.role == "FIG" and (match := _CREDIT_FIRST.match(text)):
            self._split_credit(part, match)
        elif part.role in {"P", "H", "NOTE"} and is_jump(text):
            self._add(part, "JT")
        elif part.role == "P" and not any(piece.role in {"P", "JF"} for piece in self.pieces):
            self._take_first(part)
        else:
            self._add(part, part.role)

    def _take_first(self, part: Part) -> None:
        """The first paragraph, which can begin by saying from which page the article comes."""
        text = plain(part.text)
        jump = jump_at_start(text, self.language)
        if jump:
            self._add(msgspec.structs.replace(part, text=cut(part.text, 0, len(jump))), "JF")
            start = len(text) - len(text[len(jump) :].lstrip())
            part = msgspec.structs.replace(part, text=cut(part.text, start, len(text)))
        self._add(part, "P")

    def _split_credit(self, part: Part, match: re.Match[str]) -> None:
        """A caption that begins with its credit in brackets, as sites print it."""
        text = plain(part.text)
        credit = match["credit"].strip()
        caption = cut(part.text, match.end(), len(text))
        self._add(msgspec.structs.replace(part, text=caption), "FIG")
        self._add(msgspec.structs.replace(part, text=credit), "CRED")
        self.repairs.append(
            Repair(
                kind="split-line",
                text=text,
                result=f"{plain(caption)}\n{credit}",
                code="credit-before-caption",
                origin=part.origin,
            )
        )

    def _record(self, part: Part, kind: str, code: str) -> None:
        self.repairs.append(Repair(kind=kind, text=part.whole, code=code, origin=part.origin))  # type: ignore[arg-type]  # both kinds exist

    def _add(self, part: Part, role: str) -> None:
        self.parts.append(part)
        line = Line(
            text=plain(part.text),
            file=part.file,
            numbers=(len(self.parts),),
            picture=part.picture,
            rows=tuple(tuple(map(plain, row)) for row in part.rows),
        )
        self.pieces.append(Piece(line=line, role=role))

    # --- composing ---

    def composed(self, heads: people.Heads) -> Composed:
        """The article."""
        made = article_of(self.pieces, self.language, heads, known=True)
        given, read = self.article, made.article
        article = msgspec.structs.replace(
            read,
            column=given.column,
            kicker=given.kicker,
            headline=given.headline,
            deck=given.deck,
            byline=self._people(read),
            dateline=" ".join(filter(None, (given.dateline, read.dateline))) or None,
            body=self._restored(read.body),
            lang=given.lang,
            origin=given.origin,
        )
        placed = tuple(msgspec.structs.replace(one, origin=self._origin(one.origin)) for one in made.repairs)
        return Composed(article, (*self.repairs, *placed))

    def _people(self, read: Article) -> tuple[Person, ...]:
        """Who made it. Under pictures alone, whoever is named took them."""
        has_text = any(not isinstance(block, Figure) for block in read.body)
        if not has_text and read.body and read.byline_text:
            return people.credit(read.byline_text, self.language) or read.byline
        if read.byline_text and self.language.newspaper.spaced:
            signed = [person for person in read.byline if person.name in read.byline_text]
            rest = [person for person in read.byline if person not in signed]
            return (*signed, *_others_named(read.byline_text, read.byline), *rest)
        return read.byline

    def _origin(self, origin: Origin | None) -> Origin | None:
        if origin is None:
            return None
        found = [self.parts[number - 1] for number in origin.lines]
        lines = sorted({part.line for part in found if part.line})
        return Origin(file=found[0].file if found else origin.file, lines=tuple(lines))

    def _restored(self, body: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._restore(block) for block in body)

    def _restore(self, block: Block) -> Block:
        """A block with the markup and the place of the parts that it was made of."""
        numbers = block.origin.lines if block.origin else ()
        parts = [self.parts[number - 1] for number in numbers]
        texts = [part.text for part in parts]
        values: dict[str, object] = {"origin": self._origin(block.origin)}
        match block:
            case Table():
                rows = tuple(row for part in parts for row in part.rows)
                if len(rows) == len(block.rows) + 1:
                    values |= {"header": rows[0], "rows": rows[1:]}
            case Figure():
                alts = [part.alt for part in parts if part.picture is not None]
                values |= {"caption": with_markup(block.caption, texts), "alt": alts[0] if alts else None}
            case List():
                values["items"] = tuple(
                    with_markup(item, [part.text]) for item, part in zip(block.items, parts, strict=False)
                )
            case Verse():
                values["text"] = tuple(with_markup(line, texts) for line in block.text)
            case Aside():
                values["body"] = self._restored(block.body)
            case _:
                values["text"] = with_markup(block.text, texts)
        return msgspec.structs.replace(block, **values)
