"""`python -m ebook`."""

from ebook.cli import main

main()
