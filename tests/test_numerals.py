"""Numbers in all printed forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.numerals import flat, number, page_key


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("28", 28), ("２８", 28), ("二〇二二", 2022), ("二○二二", 2022), ("二十八", 28), ("廿八", 28), ("卅一", 31),
        ("十", 10), ("三十", 30), ("一百一十四", 114), ("元", 1), ("二千零五", 2005), ("", None), ("二x", None),
    ],
)  # fmt: skip
def test_number(printed, value):
    assert number(printed) == value


@pytest.mark.parametrize(
    ("printed", "key"),
    [("03", ("", 3)), ("（下转第三版）", ("", 3)), ("（下轉A2版）", ("A", 2)), ("２面に続く", ("", 2)),
     ("▶3면에 계속", ("", 3)), ("b12", ("B", 12)), ("下转", None), (None, None), ("", None),
     ("廿一版", ("", 21)), ("卅版", ("", 30)), ("一○版", ("", 10)), ("二〇版", ("", 20)), ("一百零一版", ("", 101)),
     ("Ａ０２版", ("A", 2)), ("第２１版", ("", 21)), ("A-2版", ("A", 2)), ("AA01", ("AA", 1)), ("A 02版", ("A", 2)),
     ("下转《元旦》3版", ("", 3)), ("continued on page 12", ("", 12)), ("Continued on A4", ("A", 4))],
)  # fmt: skip
def test_page_key(printed, key):
    assert page_key(printed) == key


@given(st.text())
def test_flat_keeps_every_place_and_number_never_fails(text):
    assert len(flat(text)) == len(text)
    number(text)
    page_key(text)
