"""Make Markdown of imported texts, in the syntax that `content/markdown` reads.

`text_conversion` is the way in. HTML goes through `html_tree` (a tree as browsers build it, without
what a page must not have), `html_blocks` and `html_tables` (shapes that Markdown knows), and
`html_markdown` (the library markdownify). Markdown of other dialects goes through
`markdown_dialects` and what it lists. `addresses` decides where each link and image leads. At the
end `stray_signs` asks our own parser what it could not read.
"""
