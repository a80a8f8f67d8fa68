"""Composition read out of a finished PDF: where its glyphs stand, and what a typographer would object to.

    reading.py    a PDF -> its glyphs, with their places; paragraphs -> their lines
    judging.py    lines -> how ragged they are, and which requirements of CLREQ, JLREQ, KLREQ they break

Nothing here looks at how a PDF was made, so that any engine's can be judged. The benchmarks use it, too.
"""

from tests.typesetting.judging import Judgement, judge
from tests.typesetting.reading import Paragraph, glyphs_of, paragraphs_of

__all__ = ["Judgement", "Paragraph", "glyphs_of", "judge", "paragraphs_of"]
