"""Articles of sources that say what each text is: web editions, newsroom formats, word processors' files.

A reader gives the parts of each article with their roles. What papers do not keep apart even there is read here as in
any other text: bylines among the first lines, datelines with reporters in them, credits, jump lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.languages import Language
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    LineBreak,
    List,
    Origin,
    Person,
    Repair,
    RichText,
    Table,
    Titles,
    Verse,
    inlines,
    plain,
    rich,
)
from ebook.numerals import page_key
from ebook.reading import people
from ebook.reading.articles import Composed, article_of, is_name, jump_at_start
from ebook.reading.pieces import Line, Piece
from ebook.reading.rich_texts import cut, with_markup
from ebook.reading.spans import ROLE_WORD

__all__ = ["KnownArticle", "Part", "compose", "is_jump"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A text of an article whose role its source gives, or a picture or table.

    Attributes:
        role: one of `ebook.reading.roles.ROLES`.
        text: its characters with their markup.
        file: the file it stands in.
        line: the line of that file, counted from 1; 0 where lines mean nothing.
        picture: the path of a picture's file, '' for a picture without one.
        alt: what describes the picture, None where nothing does.
        rows: the cells of a table.
    """

    role: str
    text: RichText = ""
    file: str
    line: int = 0
    picture: str | None = None
    alt: str | None = None
    rows: tuple[tuple[RichText, ...], ...] = ()

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(file=self.file, lines=(self.line,) if self.line else ())

    @property
    def whole(self) -> str:
        """All its characters, those of its cells included."""
        cells = (plain(cell) for row in self.rows for cell in row)
        return "\n".join(filter(None, (plain(self.text), *cells)))


class KnownArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its source gives it.

    Attributes:
        titles: column, kicker, headline and deck as `Article` holds them.
        parts: bylines and everything below the titles, in order.
        dateline: where the source gives it apart from the text.
        origin: where the article stands.
    """

    column: RichText | None = None
    kicker: Titles = None
    headline: Titles = None
    deck: Titles = None
    parts: tuple[Part, ...] = ()
    dateline: str | None = None
    lang: str | None = None
    origin: Origin | None = None


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


# --- what the source does not keep apart --------------------------------------------------

_LONGEST_BYLINE = 60
_LONGEST_JUMP = 24
_SENTENCE = re.compile(r"[。！？；!?;]|，.*，")
_MARKED = re.compile(r"[□■◎●○◆◇△▲▽▼☆★※✎]")
_PAGE = (
    r"(?:第?\s*(?:[A-Za-z]{0,2}\s?-?\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版面頁页]|第?[A-Z]{1,2}-?\d{1,3})"
)
_JUMP = re.compile(
    r"[（(【\[▶►→➤▷☞\s]*(?:此?文?[下紧]?[转轉接續续見见]至?|[详詳][见見]|[相有][关關]报道[见見]?|报道[见見]|[见見]|see|turn to|continued on)?"
    rf"\s*(?:page\s*)?(?:{_PAGE}(?:\s*[-－—～~、,，]\s*{_PAGE})*|(?<=page )[A-Z]?\d{{1,3}})"
    r"(?:[·・:： ]*[\u4e00-\u9fff]{0,8})[)）】\]▶►\s]*",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s*[（(【\[▶►→➤▷☞]|[转轉见見]|see|turn|continued", re.IGNORECASE)
_CREDIT_FIRST = re.compile(
    r"\s*(?:作者|摄影|图片来源|供图|来源)?\s*[:：]?\s*"
    r"[（(](?P<credit>[^（）()]{2,40}(?:[摄攝图圖]|供图|供圖|提供|发|發|制图|绘|作))[)）]\s*(?=\S)"
)


def is_jump(text: str) -> bool:
    """Whether a text is a reference to another page and nothing else: （下转02版）, （A04）, 详见第三版."""
    return (
        len(text) <= _LONGEST_JUMP
        and _JUMP.fullmatch(text) is not None
        and _LEADS.search(text) is not None
        and page_key(text) is not None
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


_LONGEST_REST = 8


def _is_byline(text: str, language: Language) -> bool:
    """Whether a line names reporters and says little else."""
    if len(text) > _LONGEST_BYLINE or _SENTENCE.search(text) or not text.strip():
        return False
    if language.newspaper.whole("datelines", text) or not (_MARKED.match(text) or ROLE_WORD.search(text)):
        return False
    named = people.byline(text, language)
    if not named or any(not _can_be_name(person, language) for person in named):
        return False
    if language.newspaper.whole("bylines", text):
        return True
    names = {re.sub(r"\W", "", person.name) for person in named}
    bare = re.sub(r"\W", "", text)
    rest = len(bare) - sum(map(len, names)) - sum(len(match[0]) for match in ROLE_WORD.finditer(text))
    said = (*names, *(match[0] for match in ROLE_WORD.finditer(text)))
    return rest <= max(_LONGEST_REST, *map(len, names)) and bare.endswith(said)


def _can_be_name(person: Person, language: Language) -> bool:
    """Whether a person's name begins as names of the language do, where these are known."""
    surnames = language.newspaper.surnames
    return person.role == "agency" or not surnames or "·" in person.name or person.name[0] in surnames


class _Prepared:
    """The pieces of one article, each numbered by the part that it was made of."""

    def __init__(self, article: KnownArticle, language: Language, *, keep_repeats: bool) -> None:
        self.article, self.language = article, language
        self.parts: list[Part] = []
        self.pieces: list[Piece] = []
        self.repairs: list[Repair] = []
        parts = self._with_bylines(_whole_captions(article.parts))
        parts = _with_boxes(parts, language)
        for part in parts if keep_repeats else self._without_copies(parts):
            self._take(part)

    # --- preparing ---

    def _with_bylines(self, parts: Sequence[Part]) -> list[Part]:
        """The parts; bylines that stand as first lines of the text are bylines."""
        found = list(parts)
        is_unsigned = not any(part.role == "BY" for part in parts)
        for at, part in enumerate(found):
            text = plain(part.text)
            is_bare_name = (
                is_unsigned and is_name(text) and any(after.role == "P" for after in found[at + 1 :])
            )
            if part.role in {"P", "NOTE"} and (is_bare_name or _is_byline(text, self.language)):
                found[at] = msgspec.structs.replace(part, role="BY")
            elif part.role not in {"BY", "PICTURE", "FIG", "CRED"}:
                break
        return found

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


_EDITORS = re.compile(
    r"[（(【\[]?\s*(?:本版|本期)?(?:责任编辑|責任編輯|责编|責編|编辑|編輯|统筹|版式|美编|美編|校对|校對|編集|担当|편집)\s*[:：|｜/／ ].{1,50}"
)
_IN_BOX = {"P": "AP", "LIST": "ALIST"}


def _with_boxes(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts, with notes of the editors, boxes under titles such as 相关链接, and who edited the text at its end."""
    found: list[Part] = []
    in_box = False
    for at, part in enumerate(parts):
        text, role = plain(part.text), part.role
        if role == "H":
            in_box = at > 0 and language.newspaper.whole("aside_titles", text) is not None
            role = "AT" if in_box else "H"
        elif role == "P" and at >= len(parts) - 2 and _EDITORS.fullmatch(text) and not _SENTENCE.search(text):
            role = "EC"
        elif role == "P" and language.newspaper.at_start("notes", text):
            role = "NOTE"
        elif in_box:
            role = _IN_BOX.get(role, role)
        found.append(msgspec.structs.replace(part, role=role))
    return found


def _whole_captions(parts: Sequence[Part]) -> list[Part]:
    """The parts; the paragraphs of one caption are one text."""
    found: list[Part] = []
    for part in parts:
        if part.role == "FIG" and found and found[-1].role == "FIG" and part.file == found[-1].file:
            text = rich(*inlines(found[-1].text), LineBreak(), *inlines(part.text))
            found[-1] = msgspec.structs.replace(found[-1], text=text)
        else:
            found.append(part)
    return found
