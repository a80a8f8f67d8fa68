"""Take out of markup what could run, load or mislead: one list of what may stay, for drawings and for books.

Elements and attributes that are not listed here go, whatever they are called. A drawing of an issue
(`DRAWING`) becomes part of our own e-books. A document of a book from anywhere (`BOOK`) is shown in a
page of the catalogue, and a picture of that book (`PICTURE`) can be opened by itself. Text that people
read is kept: only the elements around it go.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec
from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["BOOK", "DRAWING", "PICTURE", "SHAPES", "Policy", "Removed", "remove", "sanitize"]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OPS = "{http://www.idpf.org/2007/ops}"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"})
"""The elements of SVG that show something by themselves, in a drawing."""

_SVG_ELEMENTS = SHAPES | _words("""
    svg g defs symbol marker clipPath mask pattern linearGradient radialGradient stop tspan textPath title desc
    switch filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile feTurbulence
""")
_XHTML_ELEMENTS = _words("""
    html head title body article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer address p hr pre
    blockquote ol ul menu li dl dt dd figure figcaption div a em strong small s cite q dfn abbr ruby rb rt rtc
    rp data time code var samp kbd sub sup i b u mark bdi bdo span br wbr ins del img picture source audio video
    track map area table caption colgroup col tbody thead tfoot tr td th details summary acronym big center dir
    font strike tt
""")
_MATHML_ELEMENTS = _words("""
    math mi mn mo mtext mspace ms mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub
    msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd maction
    semantics annotation
""")
_NOT_FOR_READING = frozenset(
    f"{space}{name}"
    for space in (_XHTML, _MATHML)
    for name in _words("""
    script style iframe frame frameset embed applet portal base link meta template input select textarea dialog
    annotation-xml
""")
)
"""Elements whose content goes with them; others that are not listed leave theirs behind."""

_SVG_ATTRIBUTES = _words("""
    id class lang tabindex role transform transform-origin transform-box x y x1 y1 x2 y2 cx cy r rx ry fx fy fr
    dx dy rotate width height viewBox preserveAspectRatio d points pathLength textLength lengthAdjust offset
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
    maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient startOffset method spacing
    side version baseProfile zoomAndPan requiredFeatures requiredExtensions systemLanguage
    externalResourcesRequired type media title contentScriptType contentStyleType in in2 result values mode
    operator k1 k2 k3 k4 stdDeviation edgeMode radius scale xChannelSelector yChannelSelector baseFrequency
    numOctaves seed stitchTiles tableValues slope intercept amplitude exponent filterUnits primitiveUnits
    filterRes order kernelMatrix divisor bias targetX targetY preserveAlpha alignment-baseline baseline-shift
    clip clip-path clip-rule color color-interpolation color-interpolation-filters color-profile color-rendering
    cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
    lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
    text-orientation text-overflow text-rendering unicode-bidi vector-effect visibility white-space word-spacing
    writing-mode
""")
_XHTML_ATTRIBUTES = _words("""
    class id lang dir title hidden role translate hreflang type datetime value start reversed alt width height
    media loading decoding controls loop muted kind srclang label default colspan rowspan headers scope abbr
    span align valign bgcolor border cellpadding cellspacing rules frame summary char charoff nowrap hspace
    vspace clear compact color face size open name usemap shape coords ismap noshade rel rev axis about content
    datatype inlist prefix property resource typeof vocab
""")
_MATHML_ATTRIBUTES = _words("""
    id class dir display mathvariant mathsize mathcolor mathbackground scriptlevel displaystyle linethickness
    stretchy fence separator form accent accentunder lspace rspace minsize maxsize symmetric largeop
    movablelimits rowspan columnspan rowalign columnalign rowspacing columnspacing rowlines columnlines frame
    framespacing equalrows equalcolumns width height depth voffset open close separators notation encoding
    alttext intent arg bevelled
""")
_ATTRIBUTES = {_XHTML: _XHTML_ATTRIBUTES, _SVG: _SVG_ATTRIBUTES, _MATHML: _MATHML_ATTRIBUTES}
_EVERYWHERE = frozenset({f"{_XML}lang", f"{_XML}space", f"{_OPS}type"})
_ADDRESSES = frozenset({"href", "src", "poster", "cite", f"{_XLINK}href"})
_LINKS = frozenset({f"{_XHTML}a", f"{_XHTML}area", f"{_SVG}a"})
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "handler"})
_LOADING_CSS = re.compile(
    r"url\s*\(\s*['\"]?\s*(?!#)|@import|expression\s*\(|javascript:|\\|image-set|src\s*\(", re.IGNORECASE
)
_BLANKS = re.compile(r"[\x00-\x20]+")


class Policy(msgspec.Struct, frozen=True):
    """What may stay.

    Attributes:
        elements: with their namespaces.
        addresses: whether addresses may lead out of the document: to files of the book, and links to the
            network. Without, only `#id` stays.
        styles: whether `style` may stay, as element and as attribute, if it loads nothing.
        unwrap: whether the content of other elements stays; without, it goes with them.
    """

    elements: frozenset[str]
    addresses: bool
    styles: bool
    unwrap: bool


DRAWING = Policy(
    frozenset(f"{_SVG}{name}" for name in _SVG_ELEMENTS), addresses=False, styles=True, unwrap=False
)
PICTURE = Policy(
    DRAWING.elements | {f"{_SVG}{name}" for name in ("a", "image")}, addresses=True, styles=True, unwrap=False
)
BOOK = Policy(
    PICTURE.elements
    | {f"{_SVG}foreignObject"}
    | {f"{_XHTML}{name}" for name in _XHTML_ELEMENTS}
    | {f"{_MATHML}{name}" for name in _MATHML_ELEMENTS},
    addresses=True,
    styles=False,
    unwrap=True,
)


class Removed(msgspec.Struct, frozen=True):
    """What was taken out.

    Attributes:
        names: elements and attributes that showed or did something; data that programs keep for
            themselves is not among them.
        active: whether anything could have run.
    """

    names: frozenset[str]
    active: bool


def sanitize(root: Element, policy: Policy) -> Removed:
    """Change a tree in place so that only what the policy lists is left."""
    names: set[str] = set()
    active = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            remove(element)
        elif _may_stay(element, policy):
            found = set(_clean(element, policy))
            active |= any(name.lower().startswith("on") for name in found)
            names |= found
        else:
            local = etree.QName(element).localname
            active |= local in _ACTIVE
            if _shows(element):
                names.add(local)
            if policy.unwrap and not element.tag.startswith(_SVG) and element.tag not in _NOT_FOR_READING:
                _unwrap(element)
            else:
                remove(element)
    return Removed(frozenset(names), active)


def remove(element: Element) -> None:
    """Remove an element with its content; the text after it stays."""
    parent = element.getparent()
    if parent is not None:
        _put_before(element, element.tail or "")
        parent.remove(element)


def _may_stay(element: Element, policy: Policy) -> bool:
    if element.tag in policy.elements or element.getparent() is None:
        return True
    return policy.styles and element.tag == f"{_SVG}style" and not _LOADING_CSS.search(element.text or "")


def _shows(element: Element) -> bool:
    name = etree.QName(element)
    return f"{{{name.namespace}}}" in _ATTRIBUTES and name.localname != "metadata"


def _clean(element: Element, policy: Policy) -> list[str]:
    """Remove attributes; the names of those that did something."""
    removed = []
    for key, value in list(element.attrib.items()):
        name, text = str(key), str(value)
        if not _attribute_may_stay(element, name, text, policy):
            del element.attrib[key]
            if name in _ADDRESSES or name.lower().startswith("on") or _loads(element, text):
                removed.append(etree.QName(name).localname)
    return removed


def _attribute_may_stay(element: Element, name: str, value: str, policy: Policy) -> bool:
    if name in _ADDRESSES:
        return _leads_somewhere(element, value, policy)
    if name == "style":
        return policy.styles and not _LOADING_CSS.search(value)
    allowed = _ATTRIBUTES.get(f"{{{etree.QName(element).namespace}}}", frozenset())
    is_listed = name in allowed or name in _EVERYWHERE or name.startswith("aria-")
    return is_listed and not _loads(element, value)


def _loads(element: Element, value: str) -> bool:
    """Whether an attribute of a drawing, most of which may hold a `url()`, loads something."""
    return str(element.tag).startswith(_SVG) and bool(_LOADING_CSS.search(value))


def _leads_somewhere(element: Element, address: str, policy: Policy) -> bool:
    if not policy.addresses:
        return address.strip().startswith("#")
    try:
        url = urlsplit(_BLANKS.sub("", address))
    except ValueError:
        return False
    if not (url.scheme or url.netloc):
        return True
    if element.tag in _LINKS:
        return url.scheme.lower() in _LINK_SCHEMES
    return url.scheme.lower() == "data" and url.path.lower().startswith("image/")


def _unwrap(element: Element) -> None:
    """Put an element's content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _put_before(element, element.text or "")
    children = list(element)
    for place, child in enumerate(children, parent.index(element)):
        parent.insert(place, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        element.tail = None
    remove(element)


def _put_before(element: Element, text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None or not text:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
