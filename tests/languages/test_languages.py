"""A language tag is resolved once, whatever its spelling; a language is a folder and a style sheet."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ebook
from ebook.assets import folder
from ebook.errors import UnknownName
from ebook.languages import find, known, normalised, resolve, typesetting_of

ROOT = Path(ebook.__file__).parents[1]
EXAMPLES = ROOT / "examples"


@pytest.mark.parametrize(
    ("tag", "standard", "key"),
    [
        ("zh", "zh", "zh-Hans"),
        ("zh-CN", "zh-CN", "zh-Hans"),
        ("zh_CN.UTF-8", "zh-CN", "zh-Hans"),
        ("zh-SG", "zh-SG", "zh-Hans"),
        ("ZH-hans", "zh-Hans", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans-HK", "zh-Hans"),
        ("cmn", "cmn", "zh-Hans"),
        ("zh-tw", "zh-TW", "zh-Hant"),
        ("zh_HK", "zh-HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant-TW", "zh-Hant"),
        ("yue-Hant", "yue-Hant", "zh-Hant"),
        ("JA", "ja", "ja"),
        ("jpn", "ja", "ja"),
        ("ja_JP.eucJP", "ja-JP", "ja"),
        ("ko-KR", "ko-KR", "ko"),
        ("ko-Kore", "ko", "ko"),
        ("en-GB", "en-GB", "en"),
    ],
)
def test_a_tag_is_resolved_in_any_spelling(tag, standard, key):
    language = resolve(tag)
    assert (language.tag, language.key) == (standard, key)
    assert typesetting_of(tag) == language.traits.typesetting


@pytest.mark.parametrize("tag", ["", "fr", "xx", "../ja", "jam", "中文", "x-zh", "und", "C.UTF-8", "zh-Latn"])
def test_an_unknown_language_is_refused_with_those_that_are_known(tag):
    assert find(tag) is None
    with pytest.raises(UnknownName) as error:
        resolve(tag)
    assert error.value.hint == "known languages: en, ja, ko, zh-Hans, zh-Hant"


@pytest.mark.parametrize("tag", ["", "deutsch", "123", "abcd", "x-zh", "en us", "日本"])
def test_what_is_no_language_tag_has_no_standard_form(tag):
    assert normalised(tag) is None


@pytest.mark.parametrize(
    ("example", "tags"),
    [
        ("hihama-shimpo", ("ja", "JA", "ja_JP.UTF-8", "jpn")),
        ("chaoyu-times", ("zh-Hant", "zh-tw", "zh-HK", "ZH-hant")),
        ("solneoul-ilbo", ("ko", "KO", "ko-KR")),
        ("qingheng-daily", ("zh-Hans", "zh", "zh_CN.UTF-8", "cmn", "zh-Hans-HK")),
        ("northquay-herald", ("en", "EN", "en-GB")),
    ],
)
def test_the_spelling_of_a_tag_changes_nothing_of_what_is_read(example, tags):
    page = EXAMPLES / example / "page.txt"
    detected = ebook.read(page).issue
    for tag in tags:
        issue = ebook.read(page, ebook.Options(lang=tag)).issue
        assert issue.lang == normalised(tag)
        assert (issue.masthead, issue.sections) == (detected.masthead, detected.sections)


def test_every_language_is_whole():
    for language in known():
        assert language.words.catalog.lang == language.key
        assert len(language.traits.calendar.weekdays) == 7
        assert language.masthead.name_ends
        assert language.folio.titles
        assert language.labels.article
        assert (folder("styles") / "locales" / f"{language.key}.css").is_file()


def test_adding_english_touched_its_folder_its_style_sheet_and_nothing_else():
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ebook").rglob("*.py")
        if re.search(r"[\"']en[\"']|languages[./]en\b", path.read_text(encoding="utf-8"))
    }
    inside = {path for path in knowing if path.startswith("ebook/languages/en/")}
    assert inside
    # The rest name the language of the program's own messages, a learned feature of text in Latin letters, and the language of
    # EPUBCheck's messages; and the codes that Tesseract and METS have for languages.
    assert knowing - inside == {
        "ebook/languages/__init__.py",
        "ebook/ocr/tesseract.py",
        "ebook/pages/formats/mets.py",
        "ebook/pages/formats/tesseract.py",
        "ebook/reading/people.py",
        "ebook/review/printed.py",
        "ebook/validators/epub.py",
    }


@pytest.mark.parametrize("lang", [None, "ja", "zh-Hant"])
def test_langcodes_is_imported_only_for_a_tag_of_another_spelling(lang):
    code = (
        "import sys, ebook; from pathlib import Path;"
        f"ebook.read(Path({str(EXAMPLES / 'hihama-shimpo' / 'page.txt')!r}), ebook.Options(lang={lang!r}));"
        "print([name for name in ('langcodes', 'language_data') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_table_field_is_read_by_something():
    """What no step reads only looks as if it mattered."""
    folder_ = ROOT / "ebook" / "languages"
    read = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "ebook").rglob("*.py")
        if path.parent == folder_ or not path.is_relative_to(folder_)
    )
    language = resolve("en")
    tables = (language.newspaper, language.masthead, language.folio, language.labels, language.words.catalog)
    unread = [
        field
        for table in tables
        for field in table.__struct_fields__
        # By name, in a list of fields, or through the keyword that a printed label begins with.
        if not re.search(rf"\.{field}\b|[\"']{field}[\"']", read) and not field.startswith("printed_")
    ]
    assert unread == []
