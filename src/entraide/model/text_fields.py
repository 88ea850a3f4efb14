"""The fields of front matter that each version has in its own language, one row each.

A new field is a row here, an attribute of `Version`, and a key of both schemas of front matter
(`content/docs/front_matter.py`), which `content/reader.py` copies into the version. Change notes
are no fields: they belong to revisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from entraide.model.locales import N_


@dataclass(frozen=True, slots=True)
class TextField:
    """A translated field: `label` is its name, `hint` tells translators what belongs there."""

    name: str
    label: str
    hint: str
    is_required: bool = True  # no version is whole without it
    is_list: bool = False  # front matter has a list; translators see an item a line
    is_free: bool = False  # every language says there what it likes, forbidden wordings too

    def to_text(self, value: str | Iterable[str] | None) -> str:
        """Return the `value` of front matter as one text for translators."""
        return "\n".join(map(str, value or ())) if self.is_list else str(value)


TEXT_FIELDS = {
    field.name: field
    for field in (
        TextField("title", N_("Title"), "Title of the entry, without a full stop"),
        TextField("summary", N_("Summary"), "Summary of the entry: one sentence"),
        TextField(
            "keywords",
            N_("Words that people search for, one a line"),
            "Words that people type and the text does not have: one a line, as many as help",
            is_required=False,
            is_list=True,
            is_free=True,
        ),
    )
}
# Fields that are sentences of ours, as notes on changes are, under the rules of typography and
# of the glossary.
SENTENCE_FIELDS = frozenset(name for name, field in TEXT_FIELDS.items() if not field.is_free)
