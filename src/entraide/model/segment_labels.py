"""What people who translate read for the kinds of segments and the fields of a text."""

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
