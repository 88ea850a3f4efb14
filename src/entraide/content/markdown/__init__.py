"""The one parser of Markdown texts, for pages, checks, segments, search and the corpus.

`preset` says what the syntax is, `document` reads a text by it, `html_renderer` makes HTML of what
was read. The other modules are rules that markdown-it-py and its plugins do not have.
handbook/writing.md shows the syntax, with an example of each thing.

A rule for blocks or for inline text reads something and makes tokens; a core rule changes the
tokens of a whole text, or reports faults in it.
"""
