"""Which encoding bytes are in: candidates, weighed by how usual the characters are that they give.

Statistical detectors need more text than a newspaper page has. CJK encodings overlap so much
that nearly any bytes decode in several of them; but only the right one gives the few hundred
characters that make up half of all running text. So each candidate is judged by what its
characters are worth, and bytes that it cannot decode at all count against it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from functools import cache

import msgspec

__all__ = ["Guess", "bad_byte", "decode_marked", "guess", "points"]

_SAMPLE_BYTES = 1 << 16
"""How much of a source is weighed: more changes no verdict and costs time."""

_MARK = 0xDC00
_MARKED = range(_MARK, _MARK + 0x100)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_JUNK = -5
"""The worth of a character that no text holds: a control, an unassigned code, a byte left over."""
_CONTROLS = frozenset(chr(c) for c in range(0x20)) - frozenset("\t\n\r\f\x1b")


class Guess(msgspec.Struct, frozen=True):
    """What speaks for an encoding.

    Attributes:
        encoding: Python's codec name.
        points: what its reading of a sample is worth.
        size: the sample's length in bytes.
        junk: the share of that reading's characters that no text would hold, 0 to 1.
        reading: that reading.
    """

    encoding: str
    points: float
    size: int
    junk: float
    reading: str

    @property
    def worth(self) -> float:
        """Points a byte: about 1 for running text in the right encoding, below 0 for noise."""
        return self.points / max(self.size, 1)


# In the order in which equals win: the commoner superset first, its rarer relatives after it.
_CANDIDATES = (
    "utf-8", "gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "euc_jis_2004", "cp949",
    "utf-16-le", "utf-16-be", "cp1252",
)  # fmt: skip

# Kana stand at the same places in the Chinese and Korean double-byte sets, where nobody uses them.
_JAPANESE = ("utf-8", "cp932", "euc_jp", "euc_jis_2004", "utf-16-le", "utf-16-be")

# The most frequent characters of running text, each list about half of what is printed.
_USUAL_HANZI = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小"
    "么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知"
    "民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话者向情部正名定女问力机给等几很业最间新"
    "什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市体别"
    "处总才场师书比住员九性通目华报立活难神数件安表原车白应路期常提感金何更反合放做系计或利受光王果界及今"
    "京务制解各任至清物台记边共风战干接许八特直服林题建南度统色字请交让认论百义科元社术结六功指思非流每青"
    "管连远资队带花快条院变联言权展该领传近红治决周保达办运半七必城强步完深区即求品转量技程江基满式识收党"
    "持取设版双历史商千片容研站广改议形委早房音际则首单据导专石校读飞观争包组造落视济兴切推企创项村镇县农"
    "這來個國說們為時會著過學對裡後麼沒於還發當開見經頭長樣現將與進實點種聲話問機給幾業間電門東聽氣關並內"
    "產軍處總場師書員華報難數應車論義術結統請讓認題計務戰邊風連遠資隊條變聯權領傳運達辦區轉設歷廣議際則單"
    "據導讀飛觀爭組視濟興項縣農灣號媒億臺鄉鎮觀眾記訊"
    "円気県図広実対応売読語込駅町働験続経済労営銀業議員選挙監督戦試調査警察署長側歳円党首相"
)
_USUAL_KANA = frozenset(
    "のにはをたがでてとしれさるいなもっこからあすりきょうんくまだそどけめえよわ、。「」ーンスルトイ"
)
_USUAL_HANGUL = frozenset(
    "이다의는에을가고은로하지를도기한서사들리인시어나자대있으일정수것라해아부그전과여주보만장게원제상구동공"
    "오소조세면우년안성까습니했된며터실연화스와적비경미위더할민진국중신관체무말물내었간모월선명치려당마음등"
)
_USUAL_MARKS = frozenset("，。、：；？！“”‘’「」『』（）《》〈〉【】〔〕·…—　％～／０１２３４５６７８９，．")


def _encodable(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _is_everyday(char: str) -> bool:
    """Whether a hanzi is in the first level (the ordinary half) of GB 2312, Big5 or JIS X 0208."""
    gb, big5, jis = (_encodable(char, name) for name in ("gb2312", "big5", "euc_jp"))
    return b"\xb0\xa1" <= gb < b"\xd8" or b"\xa4\x40" <= big5 < b"\xc6\xa1" or b"\xb0\xa1" <= jis < b"\xd0"


# What characters outside the lists of usual ones are worth, by where they stand in Unicode.
_BLOCKS = (
    (range(0x80, 0x250), -0.8),  # Latin with accents
    (range(0x2010, 0x2300), 0.0),  # punctuation, arrows, signs
    (range(0x3000, 0x3041), 0.0),
    (range(0x3041, 0x3100), 1.0),  # kana
    (range(0xFF01, 0xFF5F), 0.0),  # full-width forms
)
_HANZI = range(0x4E00, 0xA000)
_HANGUL = range(0xAC00, 0xD7A4)
_BY_CATEGORY = {"Cn": -5.0, "Cc": -8.0, "Co": -3.0, "Cs": -10.0}
_ELSEWHERE = -2.0


@cache
def _worth(char: str) -> float:
    """What a character says for the reading that gave it: usual ones speak for it, odd ones against."""
    code = ord(char)
    if code in _MARKED:
        return -10
    if char.isascii():
        return -8 if char in _CONTROLS else 0.3
    if char in _USUAL_HANZI or char in _USUAL_HANGUL:
        return 3
    if char in _USUAL_KANA or char in _USUAL_MARKS:
        return 2
    if code in _HANGUL:
        return 0.5 if _encodable(char, "euc_kr") else -2
    if code in _HANZI:
        return 0.5 if _is_everyday(char) else -1.5
    by_category = _BY_CATEGORY.get(unicodedata.category(char), _ELSEWHERE)
    return next((worth for block, worth in _BLOCKS if code in block), by_category)


def _mark_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: each undecodable byte becomes a lone surrogate, which no decoder gives."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(_MARK + byte) for byte in bad), error.end


codecs.register_error("ebook.mark", _mark_bad_bytes)


def decode_marked(data: bytes, encoding: str) -> str:
    """Decode; a byte that does not fit becomes one character, of which `bad_byte` gives it back."""
    return data.decode(encoding, "ebook.mark")


def bad_byte(char: str) -> int:
    """The byte that `decode_marked` could not decode and put this character for."""
    return ord(char) - _MARK


def guess(data: bytes) -> tuple[Guess, ...]:
    """The encodings that the bytes may be in, the likeliest first."""
    return tuple(sorted((_weigh(data, name) for name in _CANDIDATES), key=lambda found: -found.worth))


def _weigh(data: bytes, encoding: str) -> Guess:
    start = 0 if encoding.startswith("utf-16") else _end_of_ascii(data)
    sample = data[start : start + _SAMPLE_BYTES]
    # A sample may end in the middle of a character, which says nothing against the encoding.
    decoder = codecs.getincrementaldecoder(encoding)("ebook.mark")
    text = decoder.decode(sample, final=start + len(sample) == len(data))
    counts = Counter(text)
    kana = 1.0 if encoding in _JAPANESE else 0.5
    total = points(text, kana=kana)
    junk = sum(count for char, count in counts.items() if _worth(char) <= _JUNK)
    return Guess(encoding, total, len(sample), junk / max(len(text), 1), text)


def points(text: str, *, kana: float = 1.0) -> float:
    """What a reading is worth: the sum over its characters, kana weighed by a factor."""
    counts = Counter(text).items()
    return sum(_worth(char) * (kana if char in _USUAL_KANA else 1) * count for char, count in counts)


def _end_of_ascii(data: bytes) -> int:
    """The position of the first byte that is not ASCII, where a character begins in all encodings but UTF-16."""
    found = _NOT_ASCII.search(data)
    return found.start() if found else 0
