"""The two sites of a build, of one shape and two types, so that neither is taken for the other.

Pages show the typeset one. Translators and what they get see the written one: words with
placeholders in them, and without typography.
"""

from typing import NewType

from entraide.model.site import Site

TypesetSite = NewType("TypesetSite", Site)  # as readers are shown it
WrittenSite = NewType("WrittenSite", Site)  # as its writers wrote it
