"""Search: an index of what can be found, in files that a browser reads whole or in parts.

A build writes, for each locale, `search/<locale>/names.json` and `words-<n>.json`. The first says
what can be found and by which names, and is all that a first answer needs; the others say which
word stands in which text. `overrides/assets/scripts/search/` reads them: no server is asked
anything that was typed.
"""
