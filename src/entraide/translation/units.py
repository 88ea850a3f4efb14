"""The translation unit: a segment or a field of a source text, with its target.

`comparison` makes units of two texts. The docstring of `entraide.translation` describes the types
that units become.
"""

from typing import NamedTuple

from entraide.model.segment import SegmentKind, SegmentState, is_translatable
from entraide.model.segment_keys import ChangeNoteKey, FieldKey, SegmentKey


class TranslationUnit(NamedTuple):  # tens of thousands are made in a build
    """A source text and its target, which is "" where it is missing.

    `source_at` and `target_at` are the numbers, from 0, of its segments in the whole texts.
    """

    key: SegmentKey
    source: str
    target: str = ""
    state: SegmentState = SegmentState.MISSING
    provenance: str = ""  # the digest of the source that `target` was made from, where known
    previous: str = ""  # the text of that source, where the source says something else now
    remark: str = ""  # why somebody has to look at it, though its own source is the same
    heading: str = ""  # the one that it stands below
    line: int = 0  # of the body of the source, from 0
    source_at: tuple[int, ...] = ()
    target_at: tuple[int, ...] = ()
    by_machine: bool = False  # a machine made `target`, and no person has read it

    @property
    def kind(self) -> SegmentKind:
        return self.key.kind

    @property
    def is_needed(self) -> bool:
        """Whether a version that lacks this unit is incomplete."""
        if self.state is SegmentState.KEPT or isinstance(self.key, ChangeNoteKey):
            return False
        return not isinstance(self.key, FieldKey) or self.key.field.is_required

    @property
    def is_offered(self) -> bool:
        """Whether translators are given it: it has words to translate, or somebody has to look."""
        if self.state is SegmentState.KEPT:
            return False
        return self.state is SegmentState.CHANGED or self._has_words

    @property
    def is_done(self) -> bool:
        return self.state in (SegmentState.CURRENT, SegmentState.KEPT)

    @property
    def is_guarded(self) -> bool:
        """Whether the translation must have the protected parts of the source, too."""
        return not (isinstance(self.key, FieldKey) and self.key.field.is_free)

    @property
    def _has_words(self) -> bool:
        return self.kind is SegmentKind.SECTION or is_translatable(self.source)

    def fill_in(self, *, behind: bool) -> "TranslationUnit":
        """Return the unit; without words to translate, such as a number, its target is its source.

        Where its version is `behind`, such a unit is marked as changed.
        """
        if self._has_words or self.is_done:
            return self
        state = SegmentState.CHANGED if behind else SegmentState.CURRENT
        return self._replace(target=self.source, state=state)
