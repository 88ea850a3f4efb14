"""What people read for the names that the code uses: kinds of segments, fields, reasons of a vote.

Site and desk print the same messages, so they stand here. Templates take them as `segment_labels`
and `reason_labels`, and pass them through the catalog of their reader: `{{ _(label) }}`. What is
in neither may be a stranger's text, and never goes through `_()`, which trusts what it gets.
"""

from collections.abc import Mapping

from entraide.model.locales import N_
from entraide.model.segment_labels import SEGMENT_LABELS

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
