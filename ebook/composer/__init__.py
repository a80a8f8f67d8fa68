"""Composes pages: from an edition's documents to finished pages as values (`ebook.painter.page`).

shaping.py      characters become cells: shaped glyphs with their width and blank halves
paragraphs.py   cells become lines of one measure, chosen for the whole paragraph at once
"""
