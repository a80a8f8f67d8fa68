"""Issues drawn at random, and what is asked of their prints."""

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings

from ebook.fonts import missing
from ebook.model import Figure, Issue, from_json, to_json
from ebook.print_options import PrintOptions
from tests.strategies import LANGUAGES, issues

ASKED = (
    PrintOptions(),
    PrintOptions(layout="reader"),
    PrintOptions(variant="a-2a", page_size="B5"),
    PrintOptions(variant="ua-1", crop_marks=True),
    PrintOptions(variant="a-3a", columns=3, page_size="A3"),
)


def drawn(number: int, size: int = 2) -> Issue:
    """The same issue for the same number, with a picture in each figure, of characters that the fonts have."""
    found: list[Issue] = []

    @seed(number)
    @settings(max_examples=6, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(issues((LANGUAGES[number % len(LANGUAGES)],), size=size))
    def collect(issue: Issue) -> None:
        found.append(issue)

    collect()
    text = max((to_json(issue).decode() for issue in found), key=len)
    for character in missing(text):
        text = text.replace(character, "字")
    return pictured(from_json(text))


def pictured(node):
    if isinstance(node, tuple):
        return tuple(map(pictured, node))
    if not isinstance(node, msgspec.Struct):
        return node
    changes = {name: pictured(getattr(node, name)) for name in node.__struct_fields__}
    return msgspec.structs.replace(node, **changes | ({"src": "a.png"} if isinstance(node, Figure) else {}))
