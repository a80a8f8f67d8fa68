"""CJK composition: where a line ends, how wide each character stands in it, how it is made flush.

    characters.py  what a character is to a typesetter
    setting.py     a text as a row of widths and possible line ends; lines taken from it
    headlines.py   where the lines of a headline end
    hooks/         the only module that reaches into WeasyPrint

After CLREQ (W3C, Requirements for Chinese Text Layout), JLREQ and KLREQ.
"""
