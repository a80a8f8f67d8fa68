"""What stands in a frame of a page is a box of its article, or an article within another one."""

from ebook.languages import resolve
from ebook.model import Aside, Heading, List, Paragraph
from ebook.reading import people
from ebook.reading.articles import article_of, parts_of
from ebook.reading.pieces import Line, Piece

LANGUAGE = resolve("zh-Hans")
TEXT = "砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了。"


def piece(role, text, *, frame=0, module=1):
    label = role.rstrip("*")
    line = Line(text=text, file="p.pdf", numbers=(1,), size=1.0, frame=frame, module=module)
    return Piece(line=line, role=label, begins=role != label)


def article_from(*pieces):
    (part,) = parts_of(pieces, LANGUAGE)
    return article_of(part, LANGUAGE, people.Heads([])).article


def test_a_titled_frame_is_one_box_whatever_stands_in_it():
    article = article_from(
        piece("HEAD*", "老街路灯换新"),
        piece("P", TEXT),
        piece("AT", "相关链接", frame=1, module=2),
        piece("H", "数说路灯", frame=1, module=2),
        piece("P", "路灯共三百盏。", frame=1, module=2),
        piece("LIST", "东街一百盏", frame=1, module=2),
        piece("P", TEXT[::-1]),
    )
    text, box, rest = article.body
    assert isinstance(text, Paragraph)
    assert isinstance(rest, Paragraph)
    assert isinstance(box, Aside)
    assert box.title == "相关链接"
    assert [type(block) for block in box.body] == [Heading, Paragraph, List]


def test_a_box_title_within_a_frame_is_a_heading_of_its_box():
    article = article_from(
        piece("HEAD*", "老街路灯换新"),
        piece("P", TEXT),
        piece("AT", "相关链接", frame=1, module=2),
        piece("AT", "数说路灯", frame=1, module=2),
        piece("AP", "路灯共三百盏。", frame=1, module=2),
    )
    (box,) = (block for block in article.body if isinstance(block, Aside))
    assert [type(block) for block in box.body] == [Heading, Paragraph]


def test_an_article_goes_on_behind_another_one_in_a_frame():
    parts = parts_of(
        [
            piece("HEAD*", "老街路灯换新"),
            piece("P", TEXT),
            piece("HEAD*", "图书馆开放", frame=1, module=2),
            piece("P", "图书馆昨日开放。", frame=1, module=2),
            piece("P", TEXT[::-1]),
        ],
        LANGUAGE,
    )
    assert [[one.text for one in part] for part in parts] == [
        ["老街路灯换新", TEXT, TEXT[::-1]],
        ["图书馆开放", "图书馆昨日开放。"],
    ]
