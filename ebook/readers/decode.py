"""Bytes become text: the encoding is detected, and what cannot be text is removed and recorded."""

from __future__ import annotations

import codecs
import re

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair
from ebook.problems import Problem
from ebook.readers.encodings import bad_byte, decode_marked, guess
from ebook.readers.mixed import decode_mixed
from ebook.rules import source as rules
from ebook.source import Source

__all__ = ["Decoded", "decode"]


class Decoded(msgspec.Struct, frozen=True):
    """A source as text.

    Attributes:
        text: lines that end in U+000A, without a byte order mark, without characters that XML 1.0
            cannot hold; bytes that are no text are U+FFFD.
        encoding: the name of the codec that it was decoded with, as Python knows it.
        repairs: what was taken out or replaced, a repair a line.
        problems: what the user should know of.
        page_breaks: the lines, counted from 1, that a form feed stood before.
    """

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    page_breaks: tuple[int, ...] = ()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_READ_IT_FIRST = "convert it to text with an OCR program, then export that text"
_SAVE_AS_TEXT = "save it as plain text (UTF-8) first"
_UNPACK = "unpack it, and export the text file inside"
_KINDS_OF_FILE = (
    (b"%PDF-", "a PDF document", _READ_IT_FIRST),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _READ_IT_FIRST),
    (b"\xff\xd8\xff", "a JPEG picture", _READ_IT_FIRST),
    (b"GIF87a", "a GIF picture", _READ_IT_FIRST),
    (b"GIF89a", "a GIF picture", _READ_IT_FIRST),
    (b"II*\0", "a TIFF picture", _READ_IT_FIRST),
    (b"MM\0*", "a TIFF picture", _READ_IT_FIRST),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture", _READ_IT_FIRST),
    (b"AT&TFORM", "a DjVu document", _READ_IT_FIRST),
    (b"PK\x03\x04", "a ZIP archive, such as a Word or EPUB file", f"{_SAVE_AS_TEXT}, or {_UNPACK}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document", _SAVE_AS_TEXT),
    (b"{\\rtf", "a Rich Text document", _SAVE_AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"SQLite format 3\0", "a database", _SAVE_AS_TEXT),
    (b"\x7fELF", "a program", "export the page's text file"),
)

_MAX_JUNK = 0.25
"""A decoding of which more than a quarter is not text is wrong."""

_MAX_NUL = 0.02
"""ASCII with a greater share of NUL bytes than this is UTF-16 or no text."""

_CLOSE = 8.0
"""Points by which the best decoding must lead: the worth of three frequent characters."""

_ISO_2022_JP = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_jp_2")
_ISO_2022_ESCAPE = re.compile(rb"\x1b\$[@B(]|\x1b\([IJ]")
_ISO_2022_KR_HEADER = b"\x1b$)C"
_HZ_RUN = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")

_BAD_BYTES = re.compile("[\udc00-\udcff]+")
# XML 1.0 (fifth edition), production 2; and U+FEFF, which inside a text is a mark left by joining files.
_DROPPED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udbff\udd00-\udfff\ufeff\ufffe\uffff]")
# Both, as one class: alternatives would be tried one after the other at each character of a long text.
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_PAGE_BREAK = re.compile(r"\n\f+|\f+\n|\f+")


def decode(source: Source, declared: str | None = None) -> Decoded:
    """The text of a source, whatever encoding it is in.

    Args:
        source: the bytes.
        declared: the encoding that the file itself names; it is believed where the bytes fit it and are not UTF-8.

    Reads UTF-8, UTF-16 and UTF-32 with or without byte order mark, GB 18030, Big5 (with HKSCS),
    Shift_JIS (code page 932), EUC-JP, EUC-KR (code page 949), ISO-2022-JP, ISO-2022-KR and HZ.

    Raises:
        UnreadableSource: it is a picture, an archive or the like, or not text in any of these.
    """
    _refuse_other_kinds(source)
    reading = _reading(source, declared)
    text, page_breaks = _with_plain_line_ends(reading.text)
    text, repairs, problems = _mend(text, reading.encoding, source.name)
    return Decoded(text, reading.encoding, repairs, (*reading.problems, *problems), page_breaks)


class _Reading(msgspec.Struct, frozen=True):
    """The text with bad bytes still marked, the codec's name, and what is to be said of the choice."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def _refuse_other_kinds(source: Source) -> None:
    for magic, kind, hint in _KINDS_OF_FILE:
        if source.data.startswith(magic):
            raise UnreadableSource(f"this is {kind}, not text", hint=hint, file=source.name)


_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "euc-jp": "euc_jp", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
}  # fmt: skip
"""Names of encodings as files write them, and the codec that reads all that is written under that name."""


def _reading(source: Source, declared: str | None) -> _Reading:
    data = source.data
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _Reading(decode_marked(data[len(bom) :], name), name)
    if data.isascii() and (encoding := _seven_bit(data)):
        return _Reading(decode_marked(data, encoding), encoding, (_decoded_as(encoding, source),))
    looks_like_utf_16 = data.isascii() and data.count(0) > len(data) * _MAX_NUL
    if not looks_like_utf_16 and _fits(data, "utf-8"):
        return _Reading(data.decode(), "utf-8")
    codec = _DECLARED.get(declared.lower()) if declared else None
    if codec and _fits(data, codec):
        return _Reading(data.decode(codec), codec)
    return _mixed(source) or _guessed(source)


def _seven_bit(data: bytes) -> str | None:
    """The encoding of a text that spells CJK characters in ASCII bytes, None for plain ASCII."""
    if _ISO_2022_KR_HEADER in data and _fits(data, "iso2022_kr"):
        return "iso2022_kr"
    if _ISO_2022_ESCAPE.search(data):
        return next((name for name in _ISO_2022_JP if _fits(data, name)), _ISO_2022_JP[1])
    if _HZ_RUN.search(data) and _fits(data, "hz"):
        return "hz"
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded_as(encoding: str, source: Source) -> Problem:
    return rules.DECODED.at(Origin(file=source.name), f"read as {encoding}, not UTF-8")


def _guessed(source: Source) -> _Reading:
    best, *others = guess(source.data)
    if best.junk > _MAX_JUNK or best.worth < 0:
        raise UnreadableSource(
            "this is not text in any known encoding",
            hint="export the page's text file, or convert it to UTF-8",
            file=source.name,
        )
    text = decode_marked(source.data, best.encoding)
    if best.encoding == "utf-8":
        return _Reading(text, best.encoding)
    rivals = (other for other in others if other.reading != best.reading and other.junk == 0)
    rival = next((other for other in rivals if other.points > best.points - _CLOSE), None)
    if rival is None:
        return _Reading(text, best.encoding, (_decoded_as(best.encoding, source),))
    message = (
        f"read as {best.encoding}, but it may be {rival.encoding}; if it looks wrong, convert it to UTF-8"
    )
    return _Reading(text, best.encoding, (rules.UNSURE_ENCODING.at(Origin(file=source.name), message),))


def _mixed(source: Source) -> _Reading | None:
    mixed = decode_mixed(source.data)
    if mixed is None:
        return None
    message = f"read as {mixed.other} from here on, in a file that is UTF-8 elsewhere; convert it to UTF-8"
    places = (Origin(file=source.name, lines=(start,)) for start in mixed.starts)
    return _Reading(mixed.text, "utf-8", tuple(rules.MIXED.at(place, message) for place in places))


def _with_plain_line_ends(text: str) -> tuple[str, tuple[int, ...]]:
    """All line ends as U+000A, and the lines that a form feed stood before.

    A form feed within a line ends it; beside a line end it adds no line, so that lines keep the
    numbers that an editor shows.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" not in text:
        return text, ()
    pieces: list[str] = []
    breaks: list[int] = []
    line, end = 1, 0
    for match in _PAGE_BREAK.finditer(text):
        piece = text[end : match.start()]
        line += piece.count("\n") + 1
        pieces.append(piece)
        breaks.append(line)
        end = match.end()
    return "\n".join([*pieces, text[end:]]), tuple(breaks)


def _mend(text: str, encoding: str, file: str) -> tuple[str, tuple[Repair, ...], tuple[Problem, ...]]:
    """Removes what is not text, with a repair and a problem for each line concerned."""
    if not _ODD.search(text):
        return text, (), ()
    lines = text.split("\n")
    repairs: list[Repair] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        if not _ODD.search(line):
            continue
        origin = Origin(file=file, lines=(index + 1,))
        lines[index] = _DROPPED.sub("", _BAD_BYTES.sub("\ufffd", line))
        repairs += _repairs(line, lines[index], encoding, origin)
        problems += _problems(line, encoding, origin)
    return "\n".join(lines), tuple(repairs), tuple(problems)


def _repairs(line: str, result: str, encoding: str, origin: Origin) -> list[Repair]:
    found: list[Repair] = []
    if bad := _BAD_BYTES.findall(line):
        text = ", ".join(_hex(run) for run in bad)
        found.append(
            Repair(
                kind="decoded",
                text=text,
                code="undecodable-bytes",
                params={"encoding": encoding},
                result=result,
                origin=origin,
            )
        )
    if dropped := _DROPPED.findall(line):
        text = " ".join(f"U+{ord(char):04X}" for char in dropped)
        found.append(Repair(kind="dropped-character", text=text, code="control-character", origin=origin))
    return found


def _problems(line: str, encoding: str, origin: Origin) -> list[Problem]:
    found: list[Problem] = []
    if bad := _BAD_BYTES.search(line):
        message = (
            f"not valid {encoding}: {_hex(bad[0][:8])}, replaced by U+FFFD; correct the file, or convert it"
        )
        found.append(rules.UNDECODABLE.at(origin, message))
    if dropped := _DROPPED.findall(line):
        many = "" if len(dropped) == 1 else "s"
        message = f"removed {len(dropped)} control character{many}, the first is U+{ord(dropped[0]):04X}"
        found.append(rules.CONTROL.at(origin, message))
    return found


def _hex(run: str) -> str:
    return " ".join(f"{bad_byte(char):02X}" for char in run)
