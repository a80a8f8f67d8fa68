"""FNT: fonts and characters."""

from ebook.problems import Rule, Severity

MISSING_CHARACTER = Rule(
    code="FNT-001",
    severity=Severity.WARNING,
    summary="A character is in none of the fonts, so that it cannot be printed.",
    explanation="Every output keeps the character in its text. A print shows 〓, the sign that printers set for type "
    "that is missing, and lists the character and its places in the colophon; an e-reader shows the shape of a font "
    "of its own, or an empty box. Compare the place with the printed page. If the character is a misreading, or a "
    "private-use character of some typesetting system, write the right one. If it is right, it may stay, or write "
    "what papers write that lack the type: a description of it, or its common variant. `ebook fonts` shows what the "
    "fonts cover.",
)

PLAIN_VARIANT = Rule(
    code="FNT-002",
    severity=Severity.NOTE,
    summary="The fonts do not know a variation sequence; its character is printed in the usual form.",
    explanation="A variation selector after an ideograph asks for one of several forms of it, often that of a "
    "family's or place's name. The selector is kept in every output, but the PDF draws the form that the text's "
    "language has by default.",
)

EMBEDDED = Rule(
    code="FNT-003",
    severity=Severity.NOTE,
    summary="The e-book carries fonts.",
    explanation="They were asked for with `--embed-fonts`. The message tells what they weigh. `rare` carries the "
    "characters alone that are beyond the standard which devices for the language meet: GB 2312 for zh-Hans, Big5 "
    "for zh-Hant, JIS X 0208 for ja, KS X 1001 and all syllables for ko. `all` carries all that the issue uses. "
    "A font that the reader chooses still wins. Parts of fonts only: an e-book's fonts cannot be used elsewhere.",
)
