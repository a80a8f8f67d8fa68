"""Stage: the signs of page-reading programs become marks of lines.

MinerU, PaddleOCR-VL, olmOCR, Marker, DeepSeek-OCR and their like write a page as Markdown with HTML in it: titles behind
`#`, tables, pictures, page rules, comments, amounts between dollar signs. A sign is taken for one only in a text that
holds such signs as only programs write; the page's own `*`, `#1` or `$5` stay. What carries letters or digits and is no
text of the page (comments, page numbers of the file, names of labels) is recorded as a repair.
"""

from __future__ import annotations

import re

import msgspec

from ebook.model import Origin, Repair
from ebook.reading.html_tables import TABLE, table_rows
from ebook.reading.lines import SourceLine

__all__ = ["close_spaces", "is_marked", "source_lines"]

_WIDTHS = {" ": 0.5, "\u3000": 1.0, "\t": 2.0, "\u00a0": 0.5, "\u2003": 1.0, "\u2002": 0.5}
_EVIDENCE = re.compile(
    r"^[ ]{0,3}#{1,6} \S|<table[\s>]|!\[[^\]\n]*\]\([^)\n]+\)|<!--|<\|ref\|>|^\*\*[^*\n]+\*\*\s*$|<(?:div|details|img|center)\b"
    r"|^[ ]{0,3}[|｜].*\n[ ]{0,3}[|｜]?(?:\s*:?-{3,}:?\s*[|｜])+|^\{\d+\}-{8,}\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A---\n(?:[a-z_]+:[^\n]*\n)+---\n")
_PAGE_MARK = re.compile(
    r"(?:<!--\s*(?:page|页|第)[^>]*-->|\{\d+\}-{3,}|#{1,3} (?:Page|第) ?\d+ ?页?|<page_?break\s*/?>|\[page \d+\])",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|(?:\* ){2,}\*)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|(?=[^\s#\d]))(.*?)[ \t]*#*$")
_BOLD = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__|<(?:b|strong)>(.+)</(?:b|strong)>", re.IGNORECASE)
_PICTURE = re.compile(
    r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)|<img\b([^>]*)/?>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(src|alt)\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_BULLET = re.compile(r"([-*+] )(?=\S)")
_DELIMITER = re.compile(r"[|｜]?(?:\s*:?-{2,}:?\s*[|｜])*\s*:?-{2,}:?\s*[|｜]?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_GROUNDING = re.compile(
    r"<\|ref\|>(.*?)<\|/ref\|>(?:<\|det\|>.*?<\|/det\|>)?|<\|(?:det|/?grounding|/?ref)\|>.*?(?:<\|/det\|>|$)"
)
_TAG = re.compile(
    r"</?(?:p|div|center|span|details|summary|figure|figcaption|b|strong|i|em|u|small|font|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_CENTRED = re.compile(r"<center\b|text-align:\s*center|align=[\"']?center", re.IGNORECASE)
_RAISED = re.compile(r"<(sup|sub)>([^<]*)</\1>", re.IGNORECASE)
_MATH = re.compile(r"\$([^$\n]{1,60})\$|\\\((.{1,60}?)\\\)")
_TEX = re.compile(r"[\\^_{]")
_NO_FORMULA = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\s[A-Za-z]*$")
_COMMAND = re.compile(r"\\(?:mathrm|text|mathbf|textbf|mathit|operatorname)\s*\{([^{}]*)\}")
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\w))")
_SYMBOLS = {
    r"\times": "×", r"\sim": "～", r"\pm": "±", r"\cdot": "·", r"\circ": "°", r"\%": "%", r"\ ": " ", r"\,": " ", r"\leq": "≤",
    r"\geq": "≥", r"\$": "$", "~": " ", r"\#": "#", r"\&": "&", r"\_": "_", r"\to": "→", r"\rightarrow": "→", r"\mu": "μ",
}  # fmt: skip
_RAISED_DIGITS = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED_DIGITS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|$%&~<>])")
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])")
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?:https?:|mailto:|#|www\.|/)[^)\s]*\)")
_PLACEHOLDERS = frozenset(("image", "图像", "图片", "img", "figure", "picture", "圖片", "画像", "이미지", ""))
_CJK = r"\u3005\u3007\u3041-\u30ff\u3400-\u9fff\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff5e“”‘’…—"
_SPACED = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_CLOSE = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}0-9])|(?<=[0-9]) (?=[{_CJK}])")
_PAIR = re.compile(rf"(?<=[{_CJK}])(?=[{_CJK}])")
_MOST = 0.7


def is_marked(text: str) -> bool:
    """Whether a text holds signs that only programs write."""
    return _EVIDENCE.search(text) is not None or _FRONT_MATTER.match(text) is not None


def source_lines(text: str, file: str) -> tuple[list[SourceLine], list[Repair]]:
    """The lines of a text that hold anything, their marks taken off, and what was taken off that says something.

    Args:
        text: the text, lines ending in U+000A.
        file: the source's name, for the repairs.
    """
    reader = _Reader(file)
    if is_marked(text):
        reader.read_marked(text)
    else:
        for number, raw in enumerate(text.split("\n"), 1):
            reader.add(raw, number)
    lines, closed = close_spaces(reader.lines, file)
    return lines, [*reader.repairs(), *closed]


def close_spaces(lines: list[SourceLine], file: str) -> tuple[list[SourceLine], list[Repair]]:
    """The lines without the spaces that a program put between all characters; they stay where most have none."""
    spaces = pairs = 0
    for line in lines:
        spaces += len(_SPACED.findall(line.raw))
        pairs += len(_PAIR.findall(line.raw))
    if spaces < _MOST * (spaces + pairs) or not spaces:
        return lines, []
    found = [msgspec.structs.replace(line, raw=_CLOSE.sub("", line.raw)) for line in lines]
    changed = [(old, new) for old, new in zip(lines, found, strict=True) if old.raw != new.raw]
    repair = Repair(
        kind="joined-line",
        text="\n".join(old.raw for old, _ in changed),
        result="\n".join(new.raw for _, new in changed),
        code="spaced-characters",
        origin=Origin(file=file, lines=tuple(old.number for old, _ in changed)),
    )
    return found, [repair]


class _Reader:
    """Lines as they are read, and what was taken off."""

    def __init__(self, file: str) -> None:
        self.lines: list[SourceLine] = []
        self._file = file
        self._blank = self._break = False
        self._removed: list[tuple[int, str]] = []
        self._drawn: list[tuple[int, str]] = []

    def repairs(self) -> list[Repair]:
        """One repair for each table drawn with bars, and one for all else that was taken off and says something."""
        found = [
            Repair(
                kind="dropped-character",
                text=text,
                code="table-bars",
                origin=Origin(file=self._file, lines=(number,)),
            )
            for number, text in self._drawn
        ]
        told = [(number, text) for number, text in self._removed if any(char.isalnum() for char in text)]
        if told:
            origin = Origin(file=self._file, lines=tuple(sorted({number for number, _ in told})))
            text = "\n".join(text for _, text in told)
            found.append(Repair(kind="dropped-character", text=text, code="program-markup", origin=origin))
        return found

    def add(self, raw: str, number: int, **marks: object) -> None:
        """Take a line, or note that it is blank."""
        if "\f" in raw:
            self._break = True
            raw = raw.replace("\f", "")
        if not raw.strip() and not marks.get("rows") and marks.get("picture") is None:
            self._blank = True
            return
        lead = raw[: len(raw) - len(raw.lstrip())]
        self.lines.append(
            SourceLine(
                raw=raw,
                number=number,
                indent=sum(_WIDTHS.get(char, 0.5) for char in lead),
                blank_before=self._blank,
                page_break=self._break and bool(self.lines),
                **marks,  # type: ignore[arg-type]
            )
        )
        self._blank = self._break = False

    def _remove(self, number: int, text: str) -> None:
        self._removed.append((number, text))

    # --- marked text ---

    def read_marked(self, text: str) -> None:
        """Read a text that holds a program's signs."""
        number = 1
        front = _FRONT_MATTER.match(text)
        if front:
            self._remove(1, front[0])
            number += front[0].count("\n")
            text = text[front.end() :]
        at = 0
        for table in TABLE.finditer(text):
            number = self._read_lines(text[at : table.start()], number)
            last = number + table[0].count("\n")
            for comment in _COMMENT.findall(table[0]):
                self._remove(last, comment)
            caption, rows = table_rows(_COMMENT.sub("", table[0]))
            self.add(caption, number, rows=rows, last=last if last > number else 0)
            number, at = last, table.end()
        self._read_lines(text[at:], number)

    def _read_lines(self, text: str, number: int) -> int:
        """Read lines without HTML tables; the number of the line on which they end."""
        text = _COMMENT.sub(lambda match: self._comment(match, text, number), text)
        lines = text.split("\n")
        at = 0
        while at < len(lines):
            rows = _pipe_rows(lines, at)
            if rows:
                cells = tuple(
                    _cells(line) for line in lines[at : at + rows] if not _DELIMITER.fullmatch(line.strip())
                )
                self.add("", number + at, rows=cells, last=number + at + rows - 1)
                self._drawn.append((number + at, "\n".join(lines[at : at + rows])))
                at += rows
            else:
                underlined = at + 1 < len(lines) and re.fullmatch(r"={3,}", lines[at + 1].strip()) is not None
                self._read_line(lines[at], number + at, level=1 if underlined and lines[at].strip() else 0)
                at += 2 if underlined else 1
        return number + len(lines) - 1

    def _comment(self, match: re.Match[str], text: str, number: int) -> str:
        if _PAGE_MARK.fullmatch(match[0].strip()):
            return match[0]
        self._remove(number + text.count("\n", 0, match.start()), match[0])
        return "\n" * match[0].count("\n")

    def _read_line(self, raw: str, number: int, level: int = 0) -> None:
        if self._is_divider(raw.strip(), number):
            return
        marks: dict[str, object] = {}
        raw = self._pictures(raw, number)
        raw = _GROUNDING.sub(lambda match: self._label(match, number, marks), raw)
        heading = _HEADING.fullmatch(raw) if raw.lstrip().startswith("#") else None
        if heading and heading[2]:
            level, raw = len(heading[1]), heading[2]
        if html := _HTML_HEADING.search(raw):
            level = int(html[1])
        if _CENTRED.search(raw):
            marks["centred"] = True
        raw = _without_tags(raw)
        if level:
            marks["level"] = level
        else:
            raw = _without_signs(raw, marks)
        for part in _BREAK.split(raw):
            self.add(_inline(part), number, **(marks if part.strip() else {}))

    def _is_divider(self, stripped: str, number: int) -> bool:
        """Whether a line is a mark of a page's end, a rule, or the fence of a code block; they are no text."""
        is_mark = _PAGE_MARK.fullmatch(stripped) is not None
        if not is_mark and not (_RULE.fullmatch(stripped) and self._blank) and not stripped.startswith("```"):
            return False
        self._blank = True
        self._break = self._break or is_mark or stripped.startswith("-")
        self._remove(number, stripped.strip("`"))
        return True

    def _pictures(self, raw: str, number: int) -> str:
        """The line without its pictures, which become lines of their own."""
        for match in _PICTURE.finditer(raw):
            attributes = dict(_ATTRIBUTE.findall(match[3] or ""))
            source, alt = match[2] or attributes.get("src", ""), match[1] or attributes.get("alt", "")
            is_caption = alt.strip().lower() not in _PLACEHOLDERS and re.search(
                r"[\u3041-\u9fff\uac00-\ud7a3]| \w+ ", alt
            )
            if alt and not is_caption:
                self._remove(number, alt)
            self.add(alt if is_caption else "", number, picture=source)
        return _PICTURE.sub("", raw)

    def _label(self, match: re.Match[str], number: int, marks: dict[str, object]) -> str:
        """What stands in the place of a grounding tag: nothing, or a mark for a title."""
        label = match[1] or ""
        self._remove(number, match[0])
        if label in {"title", "sub_title", "heading"}:
            marks["bold"] = True
        if label == "image":
            self.add("", number, picture="")
        return ""


def _without_signs(raw: str, marks: dict[str, object]) -> str:
    """A line without what marks it as bold, as an item or as quoted, which is noted."""
    if bold := _BOLD.fullmatch(raw.strip()):
        marks["bold"] = True
        return next(part for part in bold.groups() if part)
    bare = raw.lstrip(" ")
    if bullet := _BULLET.match(bare):
        marks["bullet"] = bullet[1]
        return bare[bullet.end() :]
    if bare.startswith("> "):
        marks["quoted"] = True
        return bare[2:]
    return raw


def _without_tags(raw: str) -> str:
    return _TAG.sub(
        "", _RAISED.sub(lambda match: _script("^" if match[1].lower() == "sup" else "_", match[2]), raw)
    )


def _pipe_rows(lines: list[str], at: int) -> int:
    """How many lines from a place on are a table drawn with bars and a line of dashes below its head; 0 for none."""
    if at + 1 >= len(lines) or not lines[at].strip().startswith(("|", "｜")):
        return 0
    if not _DELIMITER.fullmatch(lines[at + 1].strip()) or "-" not in lines[at + 1]:
        return 0
    end = at + 2
    while end < len(lines) and lines[end].strip().startswith(("|", "｜")):
        end += 1
    return end - at


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().replace("｜", "|")
    return tuple(_inline(cell.strip()) for cell in bare.removeprefix("|").removesuffix("|").split("|"))


def _inline(text: str) -> str:
    """A line without emphasis, links, escapes and the dollar signs around amounts."""
    text = _MATH.sub(lambda match: _of_formula(match) or match[0], text)
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text)


def _of_formula(match: re.Match[str]) -> str | None:
    """What a formula says; None for one that says more, and for the text between two amounts (US$1＝HK$7.8, $5、$10).

    Without any sign of TeX it is told from these as in Pandoc's Markdown: no digit follows the second dollar sign.
    """
    text, start, end = match.string, *match.span()
    if match[1] and not _TEX.search(match[1]):
        is_code = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
        if is_code or text[end : end + 1].isdigit() or _NO_FORMULA.search(match[1]):
            return None
    return _amount(match[1] or match[2])


def _amount(formula: str) -> str | None:
    """The characters of a simple formula; None for one that is more than an amount."""
    text = _COMMAND.sub(r"\1", formula)
    text = _SCRIPT.sub(lambda match: _script(match[1], match[2] or match[3]), text)
    for sign, char in _SYMBOLS.items():
        text = text.replace(sign, char)
    return None if re.search(r"[\\{}$]", text) else " ".join(text.split())


def _script(kind: str, text: str) -> str:
    """A superscript or subscript in the characters that Unicode has for it."""
    if text.strip() in {r"\circ", "°", "o"} and kind == "^":
        return "°"
    return text.translate(_RAISED_DIGITS if kind == "^" else _LOWERED_DIGITS)
