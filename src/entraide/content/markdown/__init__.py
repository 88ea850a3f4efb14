"""The one reading of a Markdown text, for pages, checks, segments, search and the corpus.

`preset` says what the syntax is, `document` reads a text by it, `drawing` makes HTML of what was
read. The other modules are the rules that markdown-it-py and its plugins do not have. The syntax,
with an example of each thing, is in handbook/writing.md.
"""
