"""Bring in what one has: articles of other systems become entries, in two steps.

1. A *reader* (`readers/`, listed in `source_readers`) turns what another system exported into an
   `ImportedSite`: articles, each with its texts by language, and what of the source it had to leave
   out. It reads files, never a network, and converts nothing.
2. `placement` proposes where each article goes, and `plan_file` writes that as a table, which
   people correct.
3. `conversion/` makes Markdown of a text, in the syntax of `content/markdown`, links between
   articles and images included. What has no form there becomes an `Omission`; its words stay.
4. `writing` makes drafts of the plan's rows, all or none, and remembers their digests
   (`import_record`), so that another run changes only what nobody has edited since.

Whoever adds a system writes one module in `readers/` and one row in `source_readers.READERS`.
"""
