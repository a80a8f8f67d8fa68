"""Footnotes: marks lead to their notes, and no character of the text is lost."""

from ebook import model as m
from ebook.formats import output_format
from ebook.options import Options
from ebook.pipeline import convert
from ebook.source import Source
from tests.render import reading

TEXT = """# 01 要闻

## 标题

正文引用[^1]，**再**引用[^乙]。没有注的[^9]。又见[^1]。

[^1]: 出处甲。

[^乙]: 出处乙。
"""


def written(*formats):
    done = convert(Source("issue.md", TEXT.encode()), options=Options(to=formats, lang="zh-Hans"))
    return [output.files[output.main] for output in done.written], done


def article():
    output = convert(
        Source("issue.md", TEXT.encode()), options=Options(to=("xhtml",), lang="zh-Hans")
    ).written[0]
    return next(
        reading.body(data)
        for name, data in output.files.items()
        if name.endswith(".xhtml") and b"noteref" in data
    )


def test_each_mark_leads_to_its_note():
    body = article()
    notes = {note.get("id"): "".join(note.itertext()).strip() for note in body.iter("{*}aside")}
    assert list(notes.values()) == ["[1] 出处甲。", "[乙] 出处乙。"]
    links = [link for link in body.iter("{*}a") if link.get("role") == "doc-noteref"]
    assert [(link.text, notes[link.get("href")[1:]][:3]) for link in links] == [
        ("[1]", "[1]"),
        ("[乙]", "[乙]"),
        ("[1]", "[1]"),
    ]
    assert "正文引用[1]，再引用[乙]。没有注的[^9]。又见[1]。" in "".join(body.itertext())


def test_markdown_keeps_them_as_written_and_reads_them_back():
    (data,), done = written("markdown")
    text = data.decode()
    assert (
        "正文引用[^1]，**再**引用[^乙]。没有注的[^9]。又见[^1]。\n\n[^1]: 出处甲。\n\n[^乙]: 出处乙。\n"
        in text
    )
    again = convert(Source("issue.md", data), options=Options(to=("json",)))
    assert again.issue.sections == done.issue.sections


def test_a_note_in_the_middle_of_a_text_stays_there():
    text = m.rich("文", m.LineBreak(), "[^1]: 注")
    issue = m.Issue(
        sections=(m.Section(page="1", articles=(m.Article(headline="题", body=(m.Paragraph(text=text),)),)),)
    )
    (output,) = convert(Source("issue.json", m.to_json(issue)), options=Options(to=("markdown",))).written
    again = convert(Source("issue.md", output.files[output.main]), options=Options(to=("json",)))
    assert again.issue.sections[0].articles[0].body == issue.articles[0].body


def test_the_book_and_the_print_hold_them_and_pass_their_checks(tmp_path, epubcheck):
    (book, sheet), _ = written("epub", "pdf")
    assert epubcheck(book) == []
    path = tmp_path / "print.pdf"
    path.write_bytes(sheet)
    assert output_format(path.name).check(path) == []
