"""The order of whole articles on a clean page does not matter to what each of them says."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ebook.model import Article
from tests.readers.text.reading import reading

ARTICLES = tuple(
    text.strip()
    for text in [
        "\n渡口的灯 又亮起来了\n\n本报讯（记者 何青） 昨日傍晚，停用七年的东渡口重新点灯，四十名乘客坐上首班夜船，船票两元。\n\n船老大许三水说，灯罩是照老样子吹的，雾天也看得见。\n\n",
        "\n\n菜市口开了修伞铺\n\n本报讯（记者 白露） 菜市口拐角昨天开了一间修伞铺，换一根伞骨收三元，学徒都是职校学生。\n\n铺主陶婆婆说，伞修好了，人就不舍得扔。\n\n",
        "\n\n山村小学的天文夜\n\n本报讯（记者 江临） 双溪小学上周五办了第一场天文夜，二十六名学生用自制望远镜看见了木星的四颗卫星。\n\n老师说，最远的学生走了五里山路。\n\n",
        "\n\n旧砖窑改成陶艺馆\n\n本报讯（记者 南星） 城西旧砖窑改建的陶艺馆本月开放，窑壁上的烟痕原样保留，参观免费。\n\n馆内每周六教捏泥，一次收十二人。\n",
    ]
)


@given(st.permutations(range(len(ARTICLES))))
@settings(max_examples=24)
def test_shuffled_articles_say_the_same(order: list[int]) -> None:
    page = "第02版 要闻\n\n" + "\n\n".join(ARTICLES[place] for place in order)
    found = {article.headline: bare(article) for article in reading(page).issue.articles}
    alone = {
        a.headline: bare(a) for text in ARTICLES for a in reading("第02版 要闻\n\n" + text).issue.articles
    }
    assert found == alone


def bare(article: Article) -> Article:
    """The article without the place it stands at."""
    return msgspec.structs.replace(article, origin=None)


def test_without_repairs_everything_stays_where_it_was() -> None:
    page = "\n\n".join([*ARTICLES, ARTICLES[0]])
    issue = reading(page, repairs=False).issue
    assert len(issue.articles) == len(ARTICLES) + 1
    assert not issue.repairs


def test_repeats_are_kept_on_demand() -> None:
    page = "\n\n".join([*ARTICLES, ARTICLES[0]])
    assert len(reading(page, keep_repeats=True).issue.articles) == len(ARTICLES) + 1
    assert len(reading(page).issue.articles) == len(ARTICLES)
