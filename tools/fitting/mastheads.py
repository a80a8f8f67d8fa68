"""Mastheads made from the parts in `corpus/lines/mastheads.txt`, with the facts that they print."""

from __future__ import annotations

import datetime
import functools
import random
import re

import msgspec

from ebook.languages import Language
from fitting.forms import FORMS, values_of

__all__ = ["Masthead", "made_masthead"]

_SIGN = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_DIGIT = re.compile(r"[0-9]")
_KINDS = {
    "zh-Hans": [
        "日报",
        "晚报",
        "晨报",
        "时报",
        "周报",
        "青年报",
        "文学报",
        "新报",
        "商报",
        "都市报",
        "法制报",
        "导报",
        "大学报",
        "之声",
        "财经日报",
        "农村报",
        "今日",
    ],
    "zh-Hant": [
        "日報",
        "晚報",
        "晨報",
        "時報",
        "週報",
        "新報",
        "民報",
        "華報",
        "鐘聲",
        "商報",
        "新聞",
        "僑報",
        "新聲",
    ],
    "ja": [
        "新聞",
        "日報",
        "新報",
        "タイムズ",
        "日日新聞",
        "民友新聞",
        "経済新聞",
        "スポーツ",
        "農業新聞",
        "毎夕新報",
        "ノート",
        "学園新聞",
    ],
    "ko": ["일보", "신문", "신보", "타임스", "경제", "스포츠", "학보", "저널", "日報", "新報", "시보"],
    "en": [
        "Times",
        "Daily",
        "Post",
        "Herald",
        "Morning Mail",
        "Daily News",
        "Standard",
        "Star",
        "Weekly",
        "Journal",
        "Observer",
    ],
}
_HOUSES = {
    "zh-Hans": ("{}社", "{}社", "{}编辑部", "{}传媒集团", "{}报业集团", "{}杂志社"),
    "zh-Hant": ("{}社", "{}股份有限公司", "{}館", "{}有限公司", "{}報業公司"),
    "ja": ("{}社", "{}社", "{}株式会社", "{}編集部"),
    "ko": ("{}사", "{}사", "{}", "{}미디어"),
    "en": ("The {} Ltd.", "{} Publishing Co.", "{} Media Group", "The {}, Inc."),
}
_LINES = ("　", " ", "  ", "　　", " | ", "   ")
_CALENDARS = {
    "zh-Hans": ("农历", "农历", "夏历"),
    "zh-Hant": ("農曆", "農曆", "夏曆"),
    "ja": ("旧暦", "旧"),
    "ko": ("음력 ",),
    "en": ("",),
}
_NUMERALS = "〇一二三四五六七八九"
_ERAS = (("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912))


class Masthead(msgspec.Struct, frozen=True):
    """Lines of a masthead; spans: where each fact stands in them, joined by U+000A; body: folios that name the paper."""

    lines: list[str]
    spans: list[tuple[int, int, str]]
    body: str


@functools.cache
def _parts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    language = ""
    for line in (FORMS / "mastheads.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            language = line[1:-1]
        elif line.strip() and language:
            found.setdefault(language, []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def made_masthead(language: Language, rng: random.Random) -> Masthead:
    """A masthead with some of the facts that a language's papers print, in some order."""
    return _Maker(language, rng).run()


class _Maker:
    def __init__(self, language: Language, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        values = values_of(language)
        self.place = rng.choice([place for place in values["P"] if len(place) < 12])
        kind = rng.choice(_KINDS[language.key])
        self.name = f"{self.place} {kind}" if language.key == "en" else self.place + kind
        if language.key == "en" and rng.random() < 0.5:
            self.name = "The " + self.name
        self.house = rng.choice(_HOUSES[language.key]).format(self.name.removeprefix("The "))
        self.person = rng.choice(values["surnames"]) + rng.choice(values["given"])
        self.day = datetime.date(rng.randrange(1912, 2026), 1, 1) + datetime.timedelta(rng.randrange(365))

    def run(self) -> Masthead:
        rng = self.rng
        parts = list(_parts()[self.language.key])
        rng.shuffle(parts)
        wanted, seen = rng.randrange(5, 14), set[str]()
        chosen: list[tuple[str, list[tuple[int, int, str]]]] = []
        for part in parts:
            fields = {m[1].lower() for m in _SIGN.finditer(part)} - {
                "x",
                "place",
                "person",
                "house",
                "name",
                "n9",
                "term",
            }
            if len(chosen) < wanted and not fields & seen:
                seen |= fields
                chosen.append(self._filled(part))
        name = self.name.upper() if self.language.key == "en" and rng.random() < 0.5 else self.name
        if rng.random() < 0.15 and len(name) < 8 and self.language.key != "en":
            name = "　".join(name)
        lines = self._lines(chosen)
        lines.insert(rng.choice((0, 0, 0, 1, min(2, len(lines)))), (name, [(0, len(name), "name")]))
        if rng.random() < 0.6:
            lines.insert(rng.choice((0, 1, 2)), (self._latin(), []))
        text, spans = "", []
        for line, found in lines:
            spans += [(start + len(text), end + len(text), field) for start, end, field in found]
            text += line + "\n"
        body = "\n".join([self.name] * rng.choice((0, 0, 2, 4)))
        return Masthead([line for line, _ in lines], spans, body)

    def _latin(self) -> str:
        words = self.rng.sample(
            ("NEW", "SHORE", "HAIPING", "LANJIANG", "RIBAO", "DAILY", "EVENING", "SHINBUN", "TIMES"), 2
        )
        return " ".join(words)

    def _lines(
        self, parts: list[tuple[str, list[tuple[int, int, str]]]]
    ) -> list[tuple[str, list[tuple[int, int, str]]]]:
        """The parts, one to four to a line."""
        gap, lines = self.rng.choice(_LINES), []
        while parts:
            text, spans = "", []
            for part, found in parts[: self.rng.choice((1, 1, 2, 2, 3, 4))]:
                text += gap if text else ""
                spans += [(start + len(text), end + len(text), field) for start, end, field in found]
                text += part
                parts = parts[1:]
            lines.append((text, spans))
        return lines

    def _filled(self, part: str) -> tuple[str, list[tuple[int, int, str]]]:
        text, at, spans = "", 0, []
        for match in _SIGN.finditer(part):
            text += part[at : match.start()]
            at = match.end()
            value = self._value(match[1], match[2])
            field = {"lunar": "lunar_date"}.get(match[1].lower(), match[1].lower())
            if field not in {"x", "place", "person", "house", "name", "n9", "term", "wd"}:
                spans.append((len(text), len(text) + len(value), field))
            text += value
        return text + part[at:], spans

    def _value(self, sign: str, given: str | None) -> str:
        if given is not None:
            words = (("house", self.house), ("name", self.name), ("place", self.place))
            for word, value in words:
                given = given.replace(word, value)
            return (
                given if sign == "publisher" else _DIGIT.sub(lambda _: str(self.rng.randrange(1, 10)), given)
            )
        match sign:
            case "date" | "DATE":
                return self._date() if sign == "date" else self._date().upper()
            case "weekday" | "WEEKDAY":
                day = self.language.traits.calendar.weekdays[self.day.weekday()]
                return day if sign == "weekday" else day.upper()
            case "lunar":
                return self._lunar()
            case "wd":
                return self.rng.choice(_NUMERALS[1:7])
            case "n9":
                return str(self.rng.randrange(1, 13))
            case "term":
                return self.rng.choice(("立冬", "霜降", "小暑", "夏至", "谷雨", "白露"))
            case _:
                return str(
                    {"name": self.name, "house": self.house, "place": self.place, "person": self.person}[sign]
                )

    def _lunar(self) -> str:
        rng = self.rng
        leap = "闰" if self.language.key == "zh-Hans" else "閏"
        year = rng.choice("甲乙丙丁戊己庚辛壬癸") + rng.choice("子丑寅卯辰巳午未申酉戌亥") + "年"
        month, day = rng.choice("正二三四五六七八九十"), rng.choice(("初四", "十二", "廿九", "初八", "三十"))
        calendar = rng.choice(_CALENDARS[self.language.key]) if rng.random() < 0.75 else ""
        year = year if rng.random() < 0.8 else ""
        return f"{calendar}{year}{rng.choice(('', '', '', leap))}{month}月{day}{rng.choice(('', '', '日'))}"

    def _date(self) -> str:
        rng, day = self.rng, self.day
        year, month, number = day.year, day.month, day.day
        han = "".join(_NUMERALS[int(digit)] for digit in str(year))
        small = f"{_count(month)}月{_count(number)}日"
        minguo = _count(year - 1911)
        match self.language.key:
            case "zh-Hans":
                return rng.choice(
                    (
                        f"{year}年{month}月{number}日",
                        f"{year}年{month}月{number}日",
                        f"{han}年{small}",
                        f"{year}.{month}.{number}",
                        f"{year}-{month:02}-{number:02}",
                    )
                )
            case "zh-Hant":
                return rng.choice(
                    (
                        f"中華民國{minguo}年{small}",
                        f"{year}年{month}月{number}日",
                        f"民國{year - 1911}年{month}月{number}日",
                        f"公元{han}年{small}",
                        f"{han}年{small}",
                    )
                )
            case "ja":
                era, first = next((era, first) for era, first in _ERAS if year >= first)
                return rng.choice(
                    (
                        f"{year}年（{era}{year - first + 1}年）{month}月{number}日",
                        f"{era}{year - first + 1}年{month}月{number}日",
                        f"{era}{_count(year - first + 1)}年{small}",
                        f"{year}年{month}月{number}日",
                    )
                )
            case "ko":
                return rng.choice(
                    (
                        f"{year}년 {month}월 {number}일",
                        f"{year}년{month}월{number}일",
                        f"서기 {year}년 {month}월 {number}일",
                        f"西紀{han}年{small}",
                    )
                )
            case _:
                name = day.strftime("%B")
                return rng.choice(
                    (f"{name} {number}, {year}", f"{number} {name} {year}", f"{name} {number} {year}")
                )


def _count(value: int) -> str:
    """A number below 200 in Han numerals, as dates are counted."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = "一百" * hundreds
    text += (
        ("" if tens == 1 and not hundreds else _NUMERALS[tens]) + "十"
        if tens
        else "〇"
        if hundreds and ones
        else ""
    )
    return text + (_NUMERALS[ones] if ones or not value else "")
