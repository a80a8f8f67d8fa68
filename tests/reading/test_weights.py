"""The file of the weights, and reading with others."""

import pytest

from ebook.reading.weights import members, pack, tagger, use

MODELS = {
    "roles",
    "roles2",
    "page_roles",
    "page_roles2",
    "split",
    "byline",
    "head",
    "tail",
    "who",
    "masthead",
}


def test_every_model_is_in_the_file():
    assert set(members()) == MODELS


def test_the_same_models_make_the_same_file():
    models = {"b": b"two", "a": b"one"}
    assert pack(models) == pack(dict(reversed(models.items())))


def test_models_in_use_take_the_place_of_those_shipped_and_no_other_does():
    shipped = tagger("split")
    with use({"split": members()["split"]}):
        assert tagger("split") is not shipped
        with pytest.raises(KeyError):
            tagger("roles")
    assert tagger("split") is shipped
