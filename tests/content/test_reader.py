"""Front matter reaches the model: the reader copies by name, so the names must agree."""

from dataclasses import fields

from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.model.entry import Entry, LocalisedVersion, Version


def list_names(*kinds: type) -> set[str]:
    return {field.name for kind in kinds for field in fields(kind)}


def test_every_key_of_a_source_version_is_a_field_of_the_entry_or_its_text() -> None:
    assert SourceMatter.model_fields.keys() - list_names(Entry, Version) == set()


def test_every_key_of_a_localised_version_is_a_field_of_it() -> None:
    unlike = {"id", "source_revision"}  # the entry's number, and `revision` of the version
    assert LocalisedMatter.model_fields.keys() - list_names(LocalisedVersion) == unlike
