"""The body of a localised version, made of units: section by section, on the better skeleton.

A section is written into that of the target where both are built alike, so that what is no text
stays as somebody wrote it; else into that of the source. Sections that only the target has stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from entraide.content.segmentation import replace_segments
from entraide.content.version_text import VersionText
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import SegmentKey
from entraide.translation.units import TranslationUnit

Texts = Mapping[SegmentKey, str]


@dataclass(frozen=True, slots=True)
class _SectionText:
    """A section as it will be, and whether it ended the body that its skeleton is from."""

    text: str
    last: bool


def compose_body(
    source: VersionText, target: VersionText | None, units: Sequence[TranslationUnit], texts: Texts
) -> str:
    """The whole body; every unit has its text."""
    body = [unit for unit in units if unit.kind is not SegmentKind.FIELD]
    if not body:
        return target.body if target and not target.segments else source.body
    used: set[int] = set()
    chunks = [
        _chunk(list(group), source, target, texts, used)
        for _, group in groupby(body, key=lambda unit: _block(unit, source))
    ]
    return "".join(_joints(chunks))


def splice_body(target: VersionText, units: Sequence[TranslationUnit], texts: Texts) -> str:
    """The body as it is, with those units that have a place of their own in it."""
    new = {
        unit.target_at[0]: texts[unit.key]
        for unit in units
        if unit.key in texts and unit.target_at and unit.kind is not SegmentKind.SECTION
    }
    return replace_segments(target.body, target.cuts, new)


def _block(unit: TranslationUnit, source: VersionText) -> tuple[int, str]:
    """What tells apart the sections that units are of."""
    if unit.kind is SegmentKind.SECTION:
        return -1, str(unit.key)
    return source.segments[unit.source_at[0]].section, ""


def _chunk(
    group: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText | None,
    texts: Texts,
    used: set[int],  # sections of the target that are skeletons already
) -> _SectionText:
    words = [texts.get(unit.key, unit.target) for unit in group]
    theirs = _their_sections(group, target) if target else []
    if group[0].kind is SegmentKind.SECTION and target:
        whole = "".join(target.sections[number].text for number in theirs)
        head, text = whole.partition(whole.strip("\n"))[::2]
        return _SectionText(head + words[0].strip("\n") + text, _ends(target, theirs[-1]))
    number = source.segments[group[0].source_at[0]].section
    ours = source.sections[number]
    if target and len(theirs) == 1 and theirs[0] not in used:
        same = target.sections[theirs[0]]
        if same.shape == ours.shape:
            used.add(theirs[0])
            return _SectionText(same.replace_texts(words), _ends(target, theirs[0]))
    return _SectionText(ours.replace_texts(words), _ends(source, number))


def _their_sections(group: Sequence[TranslationUnit], target: VersionText) -> list[int]:
    places = (at for unit in group for at in unit.target_at)
    return list(dict.fromkeys(target.segments[at].section for at in places))


def _ends(text: VersionText, number: int) -> bool:
    return number == max(text.sections)


def _joints(chunks: Sequence[_SectionText]) -> list[str]:
    """The texts, with the right space after each that stood last, or did not and does now."""
    texts = []
    for number, chunk in enumerate(chunks, 1):
        last = number == len(chunks)
        if chunk.last == last:
            texts.append(chunk.text)
        else:
            texts.append(chunk.text.rstrip("\n") + ("\n" if last else "\n\n"))
    return texts
