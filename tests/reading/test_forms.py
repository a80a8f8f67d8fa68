"""Lines and mastheads that are made for learning: every sign is known, and spans are what they name."""

import random
import sys
from pathlib import Path

import pytest

from ebook.languages import resolve

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from fitting.forms import forms_of
from fitting.mastheads import made_masthead

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")
NAMES = ("沈橹", "俞清禾")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_form_can_be_filled(tag):
    filled = list(forms_of(resolve(tag), NAMES, random.Random(1)))
    assert {line.kind for line in filled} == {"byline", "head", "tail", "credit", "editors"}
    assert not [line.text for line in filled if "{" in line.text or ("|" in line.text and line.end)]
    assert all(line.text[start:end].strip() for line in filled for start, end, _ in line.names)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_same_choices_make_the_same_lines(tag):
    one, other = (list(forms_of(resolve(tag), NAMES, random.Random(5))) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("seed", range(20))
def test_the_facts_of_a_made_masthead_stand_in_its_lines(tag, seed):
    made = made_masthead(resolve(tag), random.Random(seed))
    text = "\n".join(made.lines)
    facts = {field: text[start:end] for start, end, field in made.spans}
    assert facts["name"].replace("　", "")
    assert all(fact.strip() == fact and "{" not in fact for fact in facts.values())
    assert len(facts) == len(made.spans)
