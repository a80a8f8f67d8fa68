"""A file of the shelf is read: an EPUB or a PDF -> an `Entry`, its contents, and the files of its reading edition."""
