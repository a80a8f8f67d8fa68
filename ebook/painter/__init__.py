"""Composed pages -> PDF: text, pictures and tags, archival and accessible.

page.py     what is drawn: pages, marks and nodes as values
paint.py    all of it into one file                    file.py         objects and their index
content.py  a page's content stream                    structure.py    tags, links, destinations
text.py     glyph runs that read out exactly           fonts.py        subsets and their texts
pictures.py  pictures in the file                      metadata.py     XMP; attachments.py  the record
"""
