"""FNT: fonts and characters."""

from ebook.problems import Rule, Severity

MISSING_CHARACTER = Rule(
    code="FNT-001",
    severity=Severity.WARNING,
    summary="No font has a character, so it cannot be printed.",
    explanation="Every output keeps the character in its text. A print shows 〓, the mark that printers use for missing "
    "type, and lists the character and its places in the colophon; an e-reader uses a font of its own, or shows an "
    "empty box. Compare the place with the printed page. If the character was misread, or is a private-use character "
    "of a typesetting system, replace it by the right one. If it is right, keep it, or write what newspapers write "
    "when they lack the type: a description, or the common variant. `ebook fonts` shows what the fonts cover.",
)

PLAIN_VARIANT = Rule(
    code="FNT-002",
    severity=Severity.NOTE,
    summary="The fonts lack a variation sequence; the character is printed in its usual form.",
    explanation="A variation selector after an ideograph asks for one of several forms of it, often that of a "
    "family's or place's name. The selector is kept in every output, but the PDF shows the default form of the "
    "text's language.",
)

EMBEDDED = Rule(
    code="FNT-003",
    severity=Severity.NOTE,
    summary="The e-book has embedded fonts.",
    explanation="They were requested with `--embed-fonts`. The message gives their size. `rare` embeds only the "
    "characters outside the standard set that devices for the language support: GB 2312 for zh-Hans, Big5 "
    "for zh-Hant, JIS X 0208 for ja, KS X 1001 and all syllables for ko. `all` embeds every "
    "character of the issue. A font that the reader chooses still takes precedence. The fonts are subsets, which "
    "cannot be used elsewhere.",
)
