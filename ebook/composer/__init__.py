"""Composes pages: from an edition's documents to newspaper pages as values (`ebook.painter.page`).

shaping.py      characters become cells: shaped glyphs with their width and blank halves
paragraphs.py   cells become lines of one measure, chosen for the whole paragraph at once
texts.py        an element's text as cells, each with its tag        blocks.py   an article's blocks
stories.py      the edition's documents as the stories of printed pages, with their tags
rows.py         lines of text as rows of the page's grid             galleys.py  blocks as rows, and inserts
headers.py      kicker, headline, deck, byline in all sizes that fit
modules.py      an article as a rectangle: what heights it can have, and how well it looks
slicing.py      all ways to slice a page into such rectangles, in the order of its articles
makeup.py       columns and type that make a page full               broadsheet.py  sheets, nameplate, folio
drawing.py      a page made up becomes marks, on a canvas.py that is turned for vertical lines
"""
