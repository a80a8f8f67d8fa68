"""All rules, one module for each family. `RULES` maps each code to its rule.

To add a rule, write it into its family's module; to add a family, add a module and name it here.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from ebook.problems import Rule
from ebook.rules import (
    correction,
    font,
    issue,
    markdown,
    output,
    picture,
    printed,
    scan,
    shelf,
    source,
    text,
    web,
)

__all__ = ["RULES"]

_FAMILIES: tuple[ModuleType, ...] = (
    source,
    printed,
    scan,
    text,
    correction,
    markdown,
    web,
    issue,
    picture,
    font,
    output,
    shelf,
)


def _rules_of(families: Iterable[ModuleType]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for family in families:
        for rule in vars(family).values():
            if isinstance(rule, Rule):
                if rule.code in found:
                    raise AssertionError(f"two rules have the code {rule.code}")
                found[rule.code] = rule
    return dict(sorted(found.items()))


RULES: dict[str, Rule] = _rules_of(_FAMILIES)
