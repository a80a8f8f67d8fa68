"""The review page in a real browser."""

import pytest

import ebook
from ebook.review import review_page
from ebook.source import Source
from tests.sample_page import PAGE

AGAIN = "修复工程于两年前开工,工人们按老照片复原了灯座的纹样,灯罩由本地玻璃厂吹制。"
REPEATED = f"{PAGE}\n{AGAIN}\n\n<script>window.broken = true</script>\n"


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    source = Source("page.txt", REPEATED.encode())
    reading = ebook.read(source)
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_bytes(review_page(reading, source))
    return path


@pytest.fixture
def page(html, browser):
    page = browser.new_page()
    page.requests = []
    page.faults = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(html.as_uri())
    yield page
    page.close()


def line_of(text):
    return REPEATED.split("\n").index(text) + 1


def test_the_page_is_self_contained_and_without_faults(page):
    assert page.requests == [page.url]
    assert page.faults == []


def test_every_line_of_the_source_is_there_as_text(page):
    shown = page.locator(".source .text").all_text_contents()
    assert shown == [line for line in REPEATED.split("\n") if line.strip()]
    assert page.evaluate("window.broken") is None


def test_hovering_a_line_marks_what_became_of_it(page):
    line = line_of("新渡轮试航")
    page.hover(f"#L{line} .text")
    marked = page.locator(".articles .mark")
    assert marked.count() == 1
    assert "新渡轮试航" in marked.text_content()


def test_focus_and_arrow_keys_do_what_the_mouse_does(page):
    page.focus(f"#L{line_of('新渡轮试航')} a")
    assert "新渡轮试航" in page.locator(".articles .mark").text_content()
    page.keyboard.press("ArrowDown")
    assert "白鹭号" in page.locator(".articles .paragraph.mark").text_content()
    assert page.evaluate("document.activeElement.closest('li').id").startswith("L")


def test_a_list_is_one_tab_stop(page):
    assert page.locator(".source li > a[tabindex='0']").count() == 1


def test_a_dropped_repeat_is_struck_and_explained(page):
    dropped = page.locator(".source .dropped")
    assert dropped.count() == 1
    assert AGAIN in dropped.text_content()
    assert page.locator(".repairs dd").first.text_content() == AGAIN


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(page, scheme):
    page.emulate_media(color_scheme=scheme)
    ink, paper = page.evaluate(
        """() => {
            const shown = (colour) => {
                const context = document.createElement('canvas').getContext('2d');
                context.fillStyle = colour;
                context.fillRect(0, 0, 1, 1);
                return context.getImageData(0, 0, 1, 1).data[0];
            };
            return [shown(getComputedStyle(document.body).color), shown('Canvas')];
        }"""
    )
    assert abs(ink - paper) > 125 or scheme == "dark"
    assert (ink < 128) == (scheme == "light")


def test_it_reads_on_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
