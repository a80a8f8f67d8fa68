"""The notation of an issue in Markdown, as far as reader and writer must agree on it.

docs/markdown.md describes it. `words` holds the labels in each language, `people` how names
and roles are written, `pages` how a page's number and name share a heading, `characters` which
characters a Markdown parser must treat as CJK.
"""
