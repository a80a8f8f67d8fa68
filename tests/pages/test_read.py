"""Pages become issues whose parts know where they are printed."""

from ebook.languages import resolve
from ebook.model import Place
from ebook.pages import Box, Page, PageIssue, Region, read_pages
from ebook.readers import ReadOptions

SENTENCE = "昨天上午，砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了，孩子们也敢独自回家了。"


def test_a_paragraph_knows_its_place_as_shares_of_the_page():
    title = Region(kind="block", box=Box(100, 200, 500, 240), text="老街路灯换新", label="title", order=1)
    body = Region(kind="block", box=Box(100, 250, 500, 500), text=f"本报讯（记者 沈橹）{SENTENCE}", order=2)
    page = Page(file="page.json", number=1, width=1000, height=1000, regions=(body, title))
    issue = read_pages(PageIssue(pages=(page,)), ReadOptions(lang=resolve("zh-Hans"))).issue
    [article] = issue.articles
    assert article.headline == "老街路灯换新"
    assert article.body[0].origin.places == (Place(page=1, box=(0.1, 0.25, 0.5, 0.5)),)
