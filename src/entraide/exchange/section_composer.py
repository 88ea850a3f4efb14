"""The body of a localised version, composed from the texts of its units, section by section.

A section keeps the Markdown around its texts (its *skeleton*). Where source and target have the
same structure it is that of the target, so that nothing else that somebody wrote there is lost.
Where they differ it is that of the source. Sections that only the target has stay as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from entraide.content.segmentation import replace_segments
from entraide.content.version_text import VersionText
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import SegmentKey
from entraide.translation.section_division import split_by_units
from entraide.translation.units import TranslationUnit

Texts = Mapping[SegmentKey, str]


def compose_body(
    source: VersionText, target: VersionText | None, units: Sequence[TranslationUnit], texts: Texts
) -> str:
    """Return the whole body, in which each unit has its text of `texts`, or else its target."""
    body = [unit for unit in units if unit.kind is not SegmentKind.FIELD]
    if not body:
        return target.body if target and not target.segments else source.body
    if target:
        source, target = split_by_units(source, target, body)
    composer = _SectionComposer(source, target, texts)
    groups = groupby(body, key=composer.get_section)
    return "".join(_join_sections([composer.compose(list(group)) for _, group in groups]))


def splice_body(target: VersionText, units: Sequence[TranslationUnit], texts: Texts) -> str:
    """Return the body of `target` with new texts in those units that are one segment of it."""
    new = {
        unit.target_at[0]: texts[unit.key]
        for unit in units
        if unit.key in texts and unit.target_at and unit.kind is not SegmentKind.SECTION
    }
    return replace_segments(target.body, target.cuts, new)


@dataclass(frozen=True, slots=True)
class _ComposedSection:
    """A section of the new body; `was_last` says whether its skeleton stood last in its text."""

    text: str
    was_last: bool


@dataclass
class _SectionComposer:
    source: VersionText
    target: VersionText | None
    texts: Texts
    used: set[int] = field(default_factory=set)  # sections of the target that are skeletons already

    def get_section(self, unit: TranslationUnit) -> tuple[int, str]:
        """Return a value that is the same for all units of one section, to group them by."""
        if unit.kind is SegmentKind.SECTION:
            return -1, str(unit.key)
        return self.source.segments[unit.source_at[0]].section, ""

    def compose(self, units: Sequence[TranslationUnit]) -> _ComposedSection:
        """Return the section that consists of `units`."""
        texts = [self.texts.get(unit.key, unit.target) for unit in units]
        if units[0].kind is SegmentKind.SECTION and self.target:
            return self._replace_whole(self.target, units, texts[0])
        number = self.source.segments[units[0].source_at[0]].section
        source_section = self.source.sections[number]
        if self.target:
            theirs = _find_sections(units, self.target)
            if len(theirs) == 1 and theirs[0] not in self.used:
                same = self.target.sections[theirs[0]]
                if same.shape == source_section.shape:
                    self.used.add(theirs[0])
                    text = same.replace_texts(texts)
                    return _ComposedSection(text, _is_last(self.target, theirs[0]))
        return _ComposedSection(source_section.replace_texts(texts), _is_last(self.source, number))

    def _replace_whole(
        self, target: VersionText, units: Sequence[TranslationUnit], text: str
    ) -> _ComposedSection:
        """Return whole sections of `target` with `text` in them; blank lines around it stay."""
        numbers = _find_sections(units, target)
        whole = "".join(target.sections[number].text for number in numbers)
        head, tail = whole.partition(whole.strip("\n"))[::2]
        return _ComposedSection(head + text.strip("\n") + tail, _is_last(target, numbers[-1]))


def _find_sections(units: Sequence[TranslationUnit], target: VersionText) -> list[int]:
    """Return the numbers of the sections of `target` in which `units` have segments."""
    places = (at for unit in units for at in unit.target_at)
    return list(dict.fromkeys(target.segments[at].section for at in places))


def _is_last(text: VersionText, number: int) -> bool:
    return number == max(text.sections)


def _join_sections(sections: Sequence[_ComposedSection]) -> list[str]:
    """Return the texts of `sections`, each but the last with one blank line at its end."""
    texts = []
    for number, section in enumerate(sections, 1):
        is_last = number == len(sections)
        if section.was_last == is_last:
            texts.append(section.text)
        else:
            texts.append(section.text.rstrip("\n") + ("\n" if is_last else "\n\n"))
    return texts
