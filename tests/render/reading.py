"""What a document says and what the model says, each taken out independently, to be compared."""

from lxml import etree

from ebook import model as m

XHTML = "{http://www.w3.org/1999/xhtml}"
CONTAINERS = {
    XHTML + name
    for name in [
        "html",
        "head",
        "body",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
        "div",
        "figure",
        "figcaption",
        "blockquote",
        "ol",
        "ul",
        "dl",
        "table",
        "thead",
        "tbody",
        "tr",
    ]
}


def parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))


def body(content: bytes) -> etree._Element:
    return parse(content).find(XHTML + "body")


def said(element: etree._Element) -> str:
    """The text of an element but for what the edition says itself: localised words, links to other
    documents, and line ends between blocks."""
    names = element.get("class", "").split()
    if element.tag == XHTML + "nav" or "word" in names:
        return ""
    if element.tag == XHTML + "br":
        return "\n"
    own = element.tag not in CONTAINERS
    parts = [element.text or ""] if own else []
    for child in element:
        parts.append(said(child))
        if own:
            parts.append(child.tail or "")
    return "".join(parts)


def article(value: m.Article, gap: str = "") -> str:
    """All of an article's text as its document has it, the names of its byline aside."""
    lead = (value.dateline + gap) if value.dateline else ""
    paragraph = next((i for i, block in enumerate(value.body) if isinstance(block, m.Paragraph)), None)
    parts = [rich(value.column), *(lines(title) for title in (value.kicker, value.headline, value.deck))]
    parts += [value.byline_text or "", value.continued_from or ""]
    if paragraph is None:
        parts.append(lead)
    for index, item in enumerate(value.body):
        parts += [lead if index == paragraph else "", block(item)]
    return "".join([*parts, value.continued_to or ""])


def lines(title: m.Titles) -> str:
    return "\n".join(rich(line) for line in m.titles(title))


def block(value: m.Block) -> str:
    match value:
        case m.Paragraph() | m.Heading() | m.Quote() | m.Note():
            return rich(value.text)
        case m.Verse():
            return "".join(map(rich, value.text))
        case m.List():
            return "".join(map(rich, value.items))
        case m.Table():
            cells = [cell for row in (value.header, *value.rows) for cell in row]
            return "".join(map(rich, (value.caption, *cells, value.note)))
        case m.Figure():
            return (value.alt or "") + rich(value.caption) + rich(value.credit)
        case m.Aside():
            return rich(value.title) + "".join(map(block, value.body))


def rich(text: m.RichText | None) -> str:
    return "".join(map(inline, m.inlines(text)))


def inline(item: m.Inline) -> str:
    match item:
        case str():
            return item
        case m.LineBreak():
            return "\n"
        case m.Ruby():
            return item.base + item.reading
        case m.Upright():
            return item.text
        case _:
            return "".join(map(inline, item.content))
