"""How files of each format begin: which format a source is in, without importing what reads it.

The tests look at bytes and at names of files alone. They take the head of a file that `sniff` gives, or a source.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from ebook.errors import UnreadableSource
from ebook.source import Source

__all__ = [
    "TSV_HEAD",
    "has_articles",
    "has_mets",
    "has_mineru",
    "is_alto",
    "is_deepseek",
    "is_docling",
    "is_dots",
    "is_hocr",
    "is_html",
    "is_idml",
    "is_layout",
    "is_marker",
    "is_mets",
    "is_mhtml",
    "is_mineru",
    "is_ndlocr",
    "is_ndlocr_json",
    "is_newsroom",
    "is_ninjs",
    "is_ocr",
    "is_olmocr",
    "is_paddle",
    "is_page_xml",
    "is_web",
    "is_word",
    "is_yomitoku",
    "mets_of",
    "mineru_result",
    "newsroom_kind",
    "sniff",
]  # fmt: skip

_HEAD = 65_536
_SHORT = 4096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_ZIP = b"PK\x03\x04"


def sniff(source: Source) -> bytes:
    """The first bytes of a source as UTF-8, without byte order mark and white space; nothing for a folder or zip."""
    head = b"" if source.files is not None else source.data[:_HEAD]
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.lstrip(_BLANK)


# --- page-reading programs ----------------------------------------------------------------

_PADDLE = re.compile(rb"""["'](?:parsing_res_list|layoutParsingResults|overall_ocr_res|rec_texts)["']\s*:""")
_MINERU = re.compile(
    rb'"(?:pdf_info|docvortex\.middle|page_idx|preproc_blocks|para_blocks)"\s*[:,]|"docvortex'
    rb'|"(?:title|paragraph|page_header)_content"\s*:'
    rb'|"schema"\s*:\s*"docvortex'
)
_MINERU_MODEL = re.compile(rb'^\[\s*\[\s*\{[^}]*"type"\s*:[^}]*"bbox"\s*:', re.DOTALL)
_MINERU_ORDER = (
    "middle.json", "content_list_v2.json", "content_list.json", "structured_content.json", "model.json",
)  # fmt: skip
"""The files of a run of MinerU, the one that says most first."""
_DOCLING = re.compile(rb'"schema_name"\s*:\s*"DoclingDocument"')
_DOTS = re.compile(rb'"?\[\s*\{\s*\\?"bbox\\?"\s*:|\[\s*\{[^{}]{0,400}\\?"category\\?"\s*:')
_DEEPSEEK = re.compile(rb"<\|ref\|>.*?<\|/ref\|>\s*<\|det\|>", re.DOTALL)


def is_layout(source: Source) -> bool:
    """Whether a file is the JSON of a page-reading program, or DeepSeek-OCR's text."""
    head = sniff(source)
    return any(
        known(head)
        for known in (
            is_paddle, is_mineru, is_docling, is_deepseek, is_dots, is_marker, is_yomitoku, is_olmocr,
        )
    )  # fmt: skip


def is_paddle(head: bytes) -> bool:
    """Whether a file that begins like this is PaddleOCR's."""
    return _PADDLE.search(head) is not None


def is_mineru(head: bytes) -> bool:
    """Whether a file that begins like this is one of MinerU's."""
    return head[:1] in {b"{", b"["} and (
        _MINERU.search(head) is not None or _MINERU_MODEL.match(head) is not None
    )


def is_docling(head: bytes) -> bool:
    """Whether a file that begins like this is Docling's."""
    return _DOCLING.search(head) is not None


def is_deepseek(head: bytes) -> bool:
    """Whether a file that begins like this is text with DeepSeek-OCR's grounding tags."""
    return _DEEPSEEK.search(head) is not None


def is_dots(head: bytes) -> bool:
    """Whether a file that begins like this is dots.ocr's: a list of blocks, or the text of one."""
    return _DOTS.match(head) is not None and b"category" in head


def is_marker(head: bytes) -> bool:
    """Whether a file that begins like this is Marker's JSON."""
    return b'"block_type"' in head and (b'"children"' in head or b'"polygon"' in head)


def is_yomitoku(head: bytes) -> bool:
    """Whether a file that begins like this is YomiToku's."""
    return b'"paragraphs"' in head and b'"direction"' in head and b'"contents"' in head


def is_olmocr(head: bytes) -> bool:
    """Whether a file that begins like this is olmOCR's: a document a line, without boxes."""
    return (
        head[:1] == b"{"
        and b'"text"' in head
        and (b'"pdf_page_numbers"' in head or b'"olmocr-version"' in head)
    )


def has_mineru(source: Source) -> bool:
    """Whether a folder or zip holds one run of MinerU."""
    return source.files is not None and mineru_result(source.files.names()) is not None


def mineru_result(names: Iterable[str]) -> str | None:
    """The file of a run's folder that says most, None where the files are none of one run."""
    files = {PurePosixPath(name).name.lower(): name for name in names}
    results = [
        (rank, name)
        for lowered, name in files.items()
        for rank, ending in enumerate(_MINERU_ORDER)
        if lowered.endswith((f"_{ending}", f".{ending}")) or lowered == ending
    ]
    ranked = sorted(results)
    one_run = sum(rank == ranked[0][0] for rank, _ in ranked) == 1 if ranked else False
    return ranked[0][1] if one_run else None


# --- libraries and OCR engines ------------------------------------------------------------

TSV_HEAD = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
"""The first line of Tesseract's TSV."""
_METS = re.compile(rb"<(?:\w+:)?mets[\s>]")


def is_ocr(source: Source) -> bool:
    """Whether a file is hOCR, Tesseract's TSV, ALTO, PAGE-XML or NDLOCR's."""
    head = sniff(source)
    is_xml = head[:1] == b"<" and (is_alto(head) or is_page_xml(head) or is_ndlocr(head))
    return head.startswith(TSV_HEAD) or is_hocr(head) or is_xml or is_ndlocr_json(head)


def is_hocr(head: bytes) -> bool:
    """Whether a file that begins like this is hOCR."""
    return b"ocr_page" in head and b"<" in head


def is_alto(head: bytes) -> bool:
    """Whether XML that begins like this is ALTO."""
    return b"<alto" in head or b":alto" in head


def is_page_xml(head: bytes) -> bool:
    """Whether XML that begins like this is PAGE-XML."""
    return b"<PcGts" in head or b":PcGts" in head


def is_ndlocr(head: bytes) -> bool:
    """Whether XML that begins like this is NDLOCR's."""
    return b"<OCRDATASET" in head


def is_ndlocr_json(head: bytes) -> bool:
    """Whether a file that begins like this is NDLOCR's JSON."""
    return head[:1] == b"{" and b'"contents"' in head and b'"boundingBox"' in head


def is_mets(source: Source) -> bool:
    """Whether a file is a METS document."""
    head = sniff(source)
    return head[:1] == b"<" and _METS.search(head) is not None


def has_mets(source: Source) -> bool:
    """Whether a folder or zip holds a METS document."""
    return mets_of(source) is not None


def mets_of(source: Source) -> Source | None:
    """The METS document of a folder or zip, None where there is none."""
    names = source.files.names() if source.files is not None else ()
    documents = [name for name in names if name.lower().endswith(".xml")]
    for name in sorted(documents, key=lambda name: ("mets" not in name.lower(), name.count("/"), name)):
        member = source.member(name)
        if is_mets(member):
            return member
    return None


# --- the web ------------------------------------------------------------------------------

_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HTML_OF_OCR = re.compile(rb"ocr_page|ocr-system|ocr_system", re.IGNORECASE)
_MULTIPART = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def is_web(source: Source) -> bool:
    """Whether a file is a page saved from the web."""
    return is_html(source.data) or is_mhtml(source.data)


def is_html(data: bytes) -> bool:
    """Whether a file is a web page; OCR programs write HTML of their own."""
    head = data[:_SHORT].lstrip(_BLANK)
    return head.startswith(b"<") and _HTML.search(head) is not None and _HTML_OF_OCR.search(data) is None


def is_mhtml(data: bytes) -> bool:
    """Whether a file is a web page with its pictures (RFC 2557)."""
    head = data[:_SHORT]
    return _MIME.search(head) is not None and _MULTIPART.search(head) is not None


# --- newsrooms ----------------------------------------------------------------------------

_NEWS_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(nitf|newsItem|newsMessage|packageItem)[\s>/]")
_URI = re.compile(rb'"uri"\s*:')
_WORD = "word/document.xml"
_IDML = b"application/vnd.adobe.indesign-idml-package"
_NOT_ARTICLES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg", ".pdf")


def is_newsroom(source: Source) -> bool:
    """Whether a file is an article in NITF, NewsML-G2, ninjs or Word."""
    return newsroom_kind(source.data) is not None


def has_articles(source: Source) -> bool:
    """Whether a folder or zip holds such articles and nothing else but pictures."""
    files = source.files
    if files is None:
        return False
    texts = [name for name in files.names() if not name.lower().endswith(_NOT_ARTICLES)]
    try:
        return bool(texts) and all(newsroom_kind(files.read(name)) for name in texts)
    except UnreadableSource:
        return False


def newsroom_kind(data: bytes) -> str | None:
    """Which newsroom format a file is in (`nitf`, `newsml`, `word`, `ninjs`), None for none of them."""
    head = data[:_SHORT].lstrip(_BLANK)
    if head.startswith(b"<") and (root := _NEWS_ROOT.search(head)):
        return "nitf" if root[1] == b"nitf" else "newsml"
    if is_word(data):
        return "word"
    if head.startswith((b"{", b"[")) and _URI.search(data):
        return "ninjs" if _looks_like_ninjs(data) else None
    return None


def is_word(data: bytes) -> bool:
    """Whether a file is a Word document of the kind that is a zip of XML."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _WORD in package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _looks_like_ninjs(data: bytes) -> bool:
    """Whether a file is news of ninjs; one that is cut off is judged by its first fields."""
    try:
        return is_ninjs(json.loads(data))
    except (ValueError, RecursionError):
        first = data[: data.find(b"\n", _HEAD)] if len(data) > _HEAD else data
        return all(
            re.search(rb'"%s"\s*:' % name, first) for name in (b"uri", b"(?:headlines?|bodies|body_?\\w+)")
        )


def is_ninjs(value: Any) -> bool:
    """Whether a JSON value is a news item, or a list of news items."""
    if isinstance(value, list):
        return bool(value) and all(is_ninjs(item) for item in value[:20])
    if not isinstance(value, dict) or not isinstance(value.get("uri"), str):
        return False
    names = {str(name).lower().replace("_", "") for name in value}
    return any(
        name in names for name in ("headline", "headlines", "bodies", "renditions", "associations")
    ) or any(name.startswith("body") for name in names)


def is_idml(source: Source) -> bool:
    """Whether a source is an IDML package."""
    return source.data.startswith(_ZIP) and _IDML in source.data[:200]
