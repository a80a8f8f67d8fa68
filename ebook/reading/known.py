"""Articles of sources that say what each text is: web editions, newsroom formats, word processors' files.

A reader gives the parts of each article with their roles. What sources do not keep apart is told by wording here, as in
any other text: bylines among the first lines, captions below pictures, notes, boxes, references to other pages.
`known_articles` makes the articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.model import LineBreak, Origin, Person, RichText, Titles, inlines, plain, rich
from ebook.numerals import page_key
from ebook.reading import people
from ebook.reading.articles import is_name
from ebook.reading.spans import ROLE_WORD

__all__ = ["KnownArticle", "Part", "is_jump", "refined"]


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


def refined(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts, with the roles that sources do not tell."""
    found = _with_captions(_whole_captions(parts), language)
    return _with_boxes(_with_bylines(found, language), language)


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


def is_jump(text: str) -> bool:
    """Whether a text is a reference to another page and nothing else: （下转02版）, （A04）, 详见第三版."""
    return (
        len(text) <= _LONGEST_JUMP
        and _JUMP.fullmatch(text) is not None
        and _LEADS.search(text) is not None
        and page_key(text) is not None
    )


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


def _with_bylines(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts; bylines that stand as first lines of the text are bylines."""
    found = list(parts)
    is_unsigned = not any(part.role == "BY" for part in parts)
    for at, part in enumerate(found):
        text = plain(part.text)
        is_bare_name = is_unsigned and is_name(text) and any(after.role == "P" for after in found[at + 1 :])
        if part.role in {"P", "NOTE"} and (is_bare_name or _is_byline(text, language)):
            found[at] = msgspec.structs.replace(part, role="BY")
        elif part.role not in {"BY", "PICTURE", "FIG", "CRED"}:
            break
    return found


_LONGEST_CAPTION = 150


def _with_captions(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts; a short text right below a picture that says 图为… or ends in a credit is its caption."""
    found: list[Part] = []
    for part in parts:
        text = plain(part.text)
        if part.role == "P" and found and found[-1].role == "PICTURE" and len(text) <= _LONGEST_CAPTION:
            credit_at, named = people.caption(text, language)
            is_marked = language.newspaper.at_start("caption_marks", text) is not None
            if is_marked or (named and 0 < credit_at < len(text)):
                found.append(msgspec.structs.replace(part, role="FIG"))
                continue
        found.append(part)
    return found


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
