"""What people read for the names that the code uses: kinds of segments, fields, reasons of a vote.

Site and desk print the same messages, so they stand here. Templates take them as `segment_labels`
and `reason_labels`, and pass them through the catalog of their reader: `{{ _(label) }}`. What is
in neither may be a stranger's text, and never goes through `_()`, which trusts what it gets.
"""

from collections.abc import Mapping

from entraide.model.locales import N_
from entraide.model.segment import SegmentKind
from entraide.model.text_fields import TEXT_FIELDS

# By the name of a field, else by the kind of a segment.
SEGMENT_LABELS: Mapping[str, str] = {
    **{field.name: field.label for field in TEXT_FIELDS.values()},
    SegmentKind.FIELD.value: N_("What one revision has changed"),
    SegmentKind.HEADING.value: N_("Heading"),
    SegmentKind.PARAGRAPH.value: N_("Paragraph"),
    SegmentKind.ITEM.value: N_("Item of a list"),
    SegmentKind.CALLOUT.value: N_("Notice in a box"),
    SegmentKind.CELL.value: N_("Cell of a table"),
    SegmentKind.FOOTNOTE.value: N_("Footnote"),
    SegmentKind.SECTION.value: N_("A whole part of the text"),
}

# Why a rating was low, in the order of the form.
REASON_LABELS: Mapping[str, str] = {
    "hard": N_("Hard to understand"),
    "situation": N_("Not my situation"),
    "outdated": N_("Out of date"),
    "steps": N_("The steps do not work"),
    "translation": N_("The translation reads badly"),
    "other": N_("Something else"),
}

TEMPLATE_LABELS: Mapping[str, object] = {
    "segment_labels": SEGMENT_LABELS,
    "reason_labels": REASON_LABELS,
}
