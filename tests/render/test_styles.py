"""Style sheets leave to the reader what is the reader's, and hold nothing that older engines choke on."""

import re
from pathlib import Path

import pytest
import tinycss2

from ebook import assets
from ebook import model as m
from ebook.languages import known
from ebook.render import RenderOptions, render, themes

FOLDER = assets.folder("styles")
SHEETS = [
    FOLDER / "base.css",
    FOLDER / "newer.css",
    *sorted((FOLDER / "locales").glob("*.css")),
    *sorted((FOLDER / "themes").glob("*.css")),
]

_OF_LATIN_SCRIPT = {
    FOLDER / "locales" / f"{language.key}.css"
    for language in known()
    if language.traits.typesetting.script == "Latn"
}

each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)


def declarations(rules):
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            yield from declarations(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            for found in tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            ):
                assert found.type == "declaration", (selector, found)
                yield selector, found.lower_name, tinycss2.serialize(found.value).strip(), found.important


def parsed(sheet: Path):
    rules = tinycss2.parse_stylesheet(sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in rules if rule.type == "error"]
    return list(declarations(rules))


@each_sheet
def test_colours_text_font_size_and_margins_stay_the_readers(sheet):
    for selector, name, value, important in parsed(sheet):
        assert not important
        assert "color" not in name or value == "inherit"
        assert not name.startswith("background")
        assert not re.search(r"#[0-9a-f]{3,}|rgb|\burl\(", value)
        assert not re.search(r"\d(?:pt|cm|mm|in)\b", value)
        if re.search(r"(?:^|, ?)(?:html|body|\.text|p)(?:$|,)", selector):
            assert name not in {"font-family", "font-size", "margin-left", "margin-right"}


@each_sheet
def test_nothing_that_epub_forbids_or_old_engines_misread(sheet):
    for _, name, value, _ in parsed(sheet):
        assert name not in {"direction", "unicode-bidi", "position", "float"}
        assert value not in {"grid", "flex"}
        assert value != "italic" or sheet in _OF_LATIN_SCRIPT
        assert "-block-" not in name
        assert "-inline-" not in name


@each_sheet
def test_each_margin_belongs_to_one_writing_direction(sheet):
    """A margin above a block in horizontal lines is one at its side in vertical lines."""
    for selector, name, value, _ in parsed(sheet):
        if re.match(r"(?:margin|padding|border)(?:-|$)", name) and value not in {
            "0",
            "collapse",
            "1px solid",
            "solid",
        }:
            directed = all(part.strip().startswith((".hltr", ".vrtl")) for part in selector.split(","))
            assert directed or selector in {"table", "thead"}, (selector, name)


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("lang", [language.key for language in known()])
def test_every_theme_renders_every_language(theme, lang):
    edition = render(m.Issue(lang=lang), RenderOptions(theme=theme)).edition
    assert len(edition.resources) == 4
    assert all(resource.content.startswith(b'@charset "UTF-8";\n') for resource in edition.resources)


def test_each_theme_and_language_dresses_both_directions():
    for name in themes():
        sheet = (FOLDER / "themes" / f"{name}.css").read_text("utf-8")
        assert (".hltr" in sheet) == (".vrtl" in sheet)


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.stem != "newer"], ids=lambda path: path.stem
)
def test_only_one_sheet_holds_what_makes_older_engines_drop_it(sheet):
    """Adobe's RMSDK gives up a whole sheet over an at-rule, a function or a unit that it does not know."""
    rules = tinycss2.parse_stylesheet(sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    assert [rule.at_keyword for rule in rules if rule.type == "at-rule"] in ([], ["charset"])
    for selector, name, value, _ in parsed(sheet):
        assert not re.search(r"\(|\d(?:v[hw]|vmin|vmax|rem|ch|lh|ic)\b", value), (selector, name, value)
        assert not re.search(r"\[|~|:(?!before|after)", selector), selector


def test_newer_rules_are_asked_for():
    sheet = (FOLDER / "newer.css").read_text("utf-8")
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert {rule.at_keyword for rule in rules if rule.type == "at-rule"} == {"charset", "supports"}
    assert all(rule.type == "at-rule" for rule in rules)


@pytest.mark.parametrize(
    ("lang", "vertical"), [("ja", True), ("zh-Hant", True), ("zh-Hans", False), ("ko", False)]
)
def test_a_theme_may_set_vertical_lines_where_papers_have_them(lang, vertical):
    edition = render(m.Issue(lang=lang), RenderOptions(theme="vertical")).edition
    assert edition.vertical == vertical
    assert edition.direction == ("rtl" if vertical else "ltr")
    assert all((b'class="vrtl"' in document.content) == vertical for document in edition.documents)
