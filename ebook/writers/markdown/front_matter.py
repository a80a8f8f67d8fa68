"""The YAML parts: the masthead at the head of the file, the repairs at its end."""

from __future__ import annotations

from typing import Any

import msgspec
import yaml

from ebook.languages import Language
from ebook.model import Issue, Repair
from ebook.notation.words import MASTHEAD
from ebook.writers.markdown.blocks import Lines

__all__ = ["front_matter_lines", "repair_lines"]


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as one, so that no line of it can end the front matter."""


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if any(char.isspace() and char not in " \u3000" for char in text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)


def front_matter_lines(issue: Issue, language: Language) -> Lines:
    """The language and the masthead's facts, under their names in the issue's language."""
    facts: dict[str, Any] = {MASTHEAD.word("lang", language): language.tag}
    for name in issue.masthead.__struct_fields__:
        value = getattr(issue.masthead, name)
        if name != "origin" and value not in (None, "", ()):
            facts[MASTHEAD.word(name, language)] = list(value) if isinstance(value, tuple) else value
    return ["---", *_yaml(facts), "---"]


def repair_lines(repairs: tuple[Repair, ...], language: Language) -> Lines:
    """The repairs in a fenced block, with all that they say."""
    return [f"```{MASTHEAD.word('repairs', language)}", *_yaml(msgspec.to_builtins(repairs)), "```"]


def _yaml(data: object) -> Lines:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return str(text).removesuffix("\n").split("\n")
