"""A page's heading."""

from hypothesis import given

from ebook.notation.pages import join_page, split_page
from tests.strategies import texts


@given(texts(size=2), texts(size=2))
def test_what_is_joined_is_split_again(page, title):
    heading = join_page(page, title)
    assert heading is None or split_page(heading) == (page, title)


def test_what_would_be_taken_apart_elsewhere_is_not_joined():
    assert join_page("01", "要闻") == "01 要闻"
    assert join_page(None, None) == ""
    assert join_page("特刊", "要闻") is None
    assert join_page(None, "01 要闻") is None
