"""Articles of an invented agency, in each format of newsrooms."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from xml.sax.saxutils import escape

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "http://www.iptc.org/std/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf><head><title>Ferry stops</title>
<docdata><date.issue norm="20260424T063000Z"/></docdata>
<pubdata date.publication="20260424" name="Harbour Daily" position.section="A2" position.sequence="3"/></head>
<body><body.head><hedline><hl1>Ferry stops</hl1><hl2>Bridge opens after forty-seven years</hl2>
<hl2 id="originalHeadline">Ferry stops</hl2></hedline>
<byline>By <person>Nan Gu</person><byttl>Staff Reporter</byttl></byline>
<dateline><location>QINGHENG</location>, <story.date>April 24</story.date></dateline></body.head>
<body.content><media media-type="image"><media-reference mime-type="image/jpeg" source="bridge.jpg" alternate-text="A bridge"/>
<media-caption><p>People walk over the bridge.</p><p>It opened today.</p></media-caption><media-producer>Xing Ruan</media-producer></media>
<p lead="true">The last ferry landed at <chron>6.30</chron> &mdash; the captain did <em>not</em> tie it up again.</p>
<hl2>A tree that stayed</hl2><p>The pier was moved by eleven metres.</p>
<table><tr><th>Pier</th><th>Metres</th></tr><tr><td>One</td><td>11</td></tr></table></body.content>
<body.end><tagline>Editing by Mu Qiao</tagline></body.end></body></nitf>"""

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="text-1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="WIRE"><name>Harbour Wire</name></provider><versionCreated>2026-04-24T06:30:00+08:00</versionCreated>
<link rel="irel:seeAlso" residref="picture-1"/></itemMeta>
<contentMeta><headline role="hld:main">Ferry stops</headline><headline role="hld:sub">Bridge opens</headline>
<headline role="hld:short">Ferry ends</headline><by>By Nan Gu</by><dateline>QINGHENG</dateline></contentMeta>
<contentSet><inlineData contenttype="text/plain"><![CDATA[<p>The last ferry landed
at 6.30.</p><p>Nobody tied it up.</p>]]></inlineData></contentSet></newsItem>
<newsItem guid="picture-1" version="1"><itemMeta><itemClass qcode="ninat:picture"/><versionCreated>2026-04-24T07:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Bridge</headline><creditline>Xing Ruan</creditline><description role="drol:caption">People walk over the bridge.</description></contentMeta>
<contentSet><remoteContent href="small.jpg" width="100"/><remoteContent href="large.jpg" width="900"/></contentSet></newsItem>
</itemSet></newsMessage>"""

BODY = "<p>Ferry stops</p><p>The last ferry landed at 6.30.</p><h2>A tree</h2><p>Nobody <strong>tied</strong> it up.</p>"
TEXT = "Ferry stops\nThe last ferry landed at 6.30.\nA tree\nNobody tied it up."


def ninjs(version: int) -> dict[str, Any]:
    """The same item in a version of ninjs."""
    picture: dict[str, Any] = {"uri": "http://wire.example/p1", "type": "picture", "byline": "Xing Ruan"}
    rendition = {"href": "bridge.jpg", "width": 900}
    item: dict[str, Any] = {
        "uri": "http://wire.example/1",
        "type": "text",
        "language": "en",
        "byline": "Nan Gu",
    }
    if version == 1:
        picture |= {"description_text": "People walk over the bridge.", "renditions": {"main": rendition}}
        item |= {"versioncreated": "2026-04-24T06:30:00Z", "headline": "Ferry stops", "body_text": TEXT}
        return item | {"body_xhtml": BODY, "associations": {"mainpic": picture}}
    kind, created = ("contenttype", "versioncreated") if version == 2 else ("contentType", "versionCreated")
    picture |= {
        "descriptions": [{"role": "main", "value": "People walk over the bridge."}],
        "renditions": [rendition | {"name": "main"}],
    }
    return item | {
        created: "2026-04-24T06:30:00Z",
        "headlines": [{"role": "main", "value": "Ferry stops"}, {"role": "short", "value": "Ferry ends"}],
        "bodies": [
            {"role": "main", kind: "text/plain", "value": TEXT},
            {"role": "main", kind: "text/html", "value": BODY},
        ],
        "associations": [picture | {"name": "mainpic"}],
    }


def as_json(value: Any) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


PICTURE = b"\x89PNG\r\n\x1a\n a picture"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def paragraph(text: str, style: str = "", *, size: float = 0, bold: bool = False, note: int = 0) -> str:
    """A paragraph of a Word document."""
    look = (f'<w:sz w:val="{int(size * 2)}"/>' if size else "") + ("<w:b/>" if bold else "")
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    mark = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f'<w:p>{kind}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{mark}</w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of a Word document."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture() -> str:
    """A paragraph with the picture of a Word document."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    place = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{place}"><wp:docPr id="1" name="x" descr="一座桥"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{kind}"><pic:pic xmlns:pic="{kind}"><pic:blipFill>'
        '<a:blip r:embed="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def docx(
    body: str, styles: dict[str, str] | None = None, notes: tuple[str, ...] = (), header: str = ""
) -> bytes:
    """A Word document.

    Args:
        body: its paragraphs and tables.
        styles: names of styles by id.
        notes: the texts of footnotes.
        header: what stands at the head of each sheet.
    """
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (styles or {}).items()
    )
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in enumerate(notes, start=1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/styles" '
        f'Target="styles.xml"/><Relationship Id="r2" Type="{office}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="r9" Type="{office}/image" Target="media/image1.png"/></Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{named}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="x" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:modified>2026-04-24T06:30:00Z</dcterms:modified></cp:coreProperties>",
    }
    if header:
        files["word/header1.xml"] = f"<w:hdr {W}>{paragraph(header)}</w:hdr>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
        package.writestr("word/media/image1.png", PICTURE)
    return packed.getvalue()
