"""Translation: what there is to translate of an entry, and what it says in a language today.

One piece of text goes by several types, because it is several things on its way:

- A `Segment` (`model.segment`) is the smallest piece of one text: a paragraph, an item, a cell, a
  heading. A text is cut into segments (`content.segmentation`), each with the place where it
  stands, so that another text can be put there. What stands in front matter is no segment: it is a
  field (`model.text_fields`) or a change note.
- A key (`model.segment_keys`) names a segment, a field or a change note of a source. It is made of
  what the text says, so that an edit elsewhere in the entry renames nothing.
- Segments of two texts are aligned (`model.alignment`): of two revisions one with one, or with
  none, by what they say; of two languages one with one, or all of a section with all of another,
  by headings, kinds and order, since two languages have no words in common.
- A `TranslationUnit` (`units`) is a key with its source and its target, the state of the target,
  and its provenance: the digest of the source that the target was made from. `comparison` makes
  units: of the two texts, of what is known of the provenance (`content.provenance`), and of the
  alignment. Where both languages build a section otherwise, all of it is one unit.
- A `TranslationJob` (`job`) is the units of one entry in one language, at one revision of its
  source. `coverage` says which jobs wait, `memory` keeps the units that are current, `source_diff`
  shows what changed in a source since its target was made.
- A `UnitRow` (`formats.bundle`) is a unit as it stands in something that people exchange: a bundle
  (PO, XLIFF), a sheet, a proposal. A job becomes rows when it goes out (`formats.bundle_export`,
  `formats.sheet`), and JSON for the page for proposals and the desk (`formats.unit_json`).
- A `ProposedText` (`model.proposal`) is what a visitor sent for one unit, as the desk keeps it:
  beside its source and what stood there, so that it can be read without any other revision.

How translations and proposals come back in is told in `entraide.exchange`.

Nothing in this package but `formats` knows a format, and nothing else in it imports `formats`.
"""
