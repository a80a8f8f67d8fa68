"""Lines that name people, made from the forms of `corpus/lines`: its README explains them."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from ebook.languages import Language

__all__ = ["FORMS", "Filled", "forms_of", "line_maker", "values_of"]

FORMS = Path(__file__).resolve().parents[2] / "corpus" / "lines"
_SIGN = re.compile(r"\{(\w+)(\*?)\}|\|")
_ROLES = {
    "r": "reporter", "c": "correspondent", "p": "photographer", "i": "intern", "k": "columnist", "e": "editor",
    "a": "agency", "rp": "photographer+reporter", "cp": "correspondent+photographer",
    "kp": "columnist+photographer", "ra": "reporter", "R": "reporter", "K": "columnist",
    "E": "editor", "P1": "photographer", "A2": "agency", "G1": "columnist", "R1": "reporter", "n": "",
}  # fmt: skip
_CAPITALS = ("R", "K", "E", "P1", "A2", "Q", "W2")
_VALUES = {"Q": "P", "W2": "W", "A2": "a"}
_SEPARATORS = {
    "zh": ("　", " ", "、", "　", " "),
    "ja": ("、", "・", "、"),
    "ko": ("·", ", ", "·"),
    "en": (", ", " and "),
}
_PEN_NAMES, _FOREIGN, _SPACED, _FROM_CORPUS = 0.15, 0.04, 0.25, 0.4
_KINDS = ("byline", "head", "tail", "credit", "editors", "values")
_TWO, _THREE = 0.45, 0.12


class Filled(msgspec.Struct, frozen=True):
    """A line made from a form.

    Attributes:
        kind: where it stands: byline, head, tail, credit or editors.
        text: its characters.
        names: where names stand in it, with the role of each.
        end: where a dateline ends in it, 0 where it is none.
    """

    kind: str
    text: str
    names: list[tuple[int, int, str]]
    end: int


@functools.cache
def _file(name: str) -> tuple[tuple[tuple[str, str], ...], dict[str, tuple[str, ...]]]:
    """The forms of a language with their kinds, and the values to fill them with."""
    forms: list[tuple[str, str]] = []
    values: dict[str, tuple[str, ...]] = {}
    kind = ""
    for line in (FORMS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] == "[" and line[1:-1] in _KINDS:
            kind = line[1:-1]
        elif kind == "values" and ":" in line:
            key, _, rest = line.partition(":")
            values[key] = tuple(value.strip() for value in rest.split(";"))
        elif kind and line.strip() and kind != "values":
            forms.append((kind, line))
    return tuple(forms), values


def values_of(language: Language) -> dict[str, tuple[str, ...]]:
    """What the signs of a language's forms are filled with, by sign."""
    return _file(language.key)[1]


def forms_of(language: Language, pool: Sequence[str], rng: random.Random) -> Iterator[Filled]:
    """Each form of a language once, filled.

    Args:
        language: whose forms.
        pool: names of people in that language.
        rng: where the choices come from.
    """
    forms, values = _file(language.key)
    filler = _Filler(language.key[:2], values, pool, rng)
    for kind, form in forms:
        yield filler.fill(kind, form)


def line_maker(language: Language, rng: random.Random) -> Callable[[str], str]:
    """A function that makes a line of a kind, names invented; of the kind `head`, a dateline."""
    forms, values = _file(language.key)
    filler = _Filler(language.key[:2], values, (), rng)
    by_kind = {kind: [form for k, form in forms if k == kind] for kind in _KINDS}
    by_kind["head"] = [form for form in by_kind["head"] if "|" in form]

    def made(kind: str) -> str:
        line = filler.fill(kind, rng.choice(by_kind[kind]))
        return line.text[: line.end or None].strip()

    return made


class _Filler:
    def __init__(
        self, language: str, values: dict[str, tuple[str, ...]], pool: Sequence[str], rng: random.Random
    ) -> None:
        self.language, self.values, self.pool, self.rng = language, values, pool, rng

    def fill(self, kind: str, form: str) -> Filled:
        """A form with values in the place of its signs."""
        text, at, end = "", 0, 0
        names: list[tuple[int, int, str]] = []
        for match in _SIGN.finditer(form):
            text += form[at : match.start()]
            at = match.end()
            if match[0] == "|":
                end = len(text)
                continue
            for index in range(self._count() if match[2] else 1):
                text += self.rng.choice(_SEPARATORS[self.language]) if index else ""
                value = self._value(match[1])
                if role := _ROLES.get(match[1]):
                    names.append((len(text), len(text) + len(value), role))
                text += value
        return Filled(kind, text + form[at:], names, end)

    def _count(self) -> int:
        chance = self.rng.random()
        return 3 if chance < _THREE else 2 if chance < _TWO else 1

    def _value(self, sign: str) -> str:
        if sign == "A":
            return self._age()
        if sign == "1":
            return str(self.rng.randrange(1, 7))
        if sign in {"G1", "R1"}:
            return self.rng.choice(self.values["given"])[0]
        if sign in _ROLES and _ROLES[sign] != "agency":
            value = self._name(pen=_ROLES[sign] == "columnist")
        else:
            value = self.rng.choice(self.values[_VALUES.get(sign, sign)])
        return value.upper() if sign in _CAPITALS else value

    def _age(self) -> str:
        age = self.rng.randrange(11, 90)
        if self.language == "ja" and self.rng.random() < 0.5:
            tens, ones = divmod(age, 10)
            digits = "〇一二三四五六七八九"
            return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")
        return str(age)

    def _name(self, *, pen: bool) -> str:
        chance = self.rng.random()
        if pen and chance < _PEN_NAMES:
            return self.rng.choice(self.values["pens"])
        if chance > 1 - _FOREIGN:
            return self.rng.choice(self.values["foreign"])
        if self.pool and self.rng.random() < _FROM_CORPUS:
            return self.rng.choice(self.pool)
        surname, given = self.rng.choice(self.values["surnames"]), self.rng.choice(self.values["given"])
        if self.language == "en":
            return self.rng.choice((f"{given} {surname}", f"{surname} {given}"))
        if self.language != "ko" and self.rng.random() < _SPACED:
            return f"{surname}{self.rng.choice(' 　')}{given}"
        return surname + given
