"""A section that two languages build otherwise takes nothing away from the rest of the page."""

import pytest

from entraide.content.provenance import build_provenance
from entraide.content.version_text import VersionText
from entraide.exchange.section_composer import compose_body
from entraide.model.segment import SegmentKind, SegmentState
from entraide.model.segment_keys import TargetOnlyKey
from entraide.translation.comparison import build_units
from entraide.translation.units import TranslationUnit

FIELDS = {"title": "T", "summary": "S"}
THEN = """\
Answer nobody.

## What to do

Stop at once, whatever they say.

Take a picture of the screen, with its date.

Call your bank on the same day.

## Who helps

1. The police.
2. A lawyer.

## Afterwards

Change your password within 24 hours.
"""
FRENCH = """\
Ne répondez à personne.

## Que faire

Arrêtez tout.

Prenez une photo de l’écran, avec la date.

Appelez votre banque le jour même.

## Qui aide

La police, ou un avocat.

## Ensuite

Changez de mot de passe sous 24 heures.
"""
NOW = THEN.replace("Answer nobody.", "Answer nobody at all.").replace(
    "Take a picture of the screen, with its date.",
    "Write down their name.\n\nTake two pictures of the screen, with its date.",
)


def compare(now: str, french: str = FRENCH) -> dict[str, TranslationUnit]:
    """The units of the body, by what the source says now."""
    then = VersionText(FIELDS, THEN)
    source, target = VersionText(FIELDS, now), VersionText(FIELDS, french)
    units = build_units(source, target, build_provenance(then, 1), behind=True)
    return {unit.source: unit for unit in units if unit.kind is not SegmentKind.FIELD}


def test_each_segment_of_the_others_keeps_its_target_and_its_earlier_text() -> None:
    units = compare(NOW)
    picture = units["Take two pictures of the screen, with its date."]
    assert picture.state is SegmentState.CHANGED
    assert picture.target == "Prenez une photo de l’écran, avec la date."
    assert picture.previous == "Take a picture of the screen, with its date."
    assert units["Answer nobody at all."].previous == "Answer nobody."
    assert units["Write down their name."].state is SegmentState.MISSING
    assert units["Call your bank on the same day."].state is SegmentState.CURRENT
    (whole,) = (unit for unit in units.values() if unit.kind is SegmentKind.SECTION)
    assert whole.state is SegmentState.CURRENT
    assert whole.target == "La police, ou un avocat."


def test_the_uneven_section_alone_is_behind_where_it_changed() -> None:
    units = compare(THEN.replace("A lawyer.", "A good lawyer."))
    (behind,) = (unit for unit in units.values() if unit.state is SegmentState.CHANGED)
    assert behind.kind is SegmentKind.SECTION
    assert "A good lawyer." in behind.source


def test_what_went_away_is_told_at_its_neighbour() -> None:
    units = compare(THEN.replace("Stop at once, whatever they say.\n\n", ""))
    (neighbour,) = (unit for unit in units.values() if unit.remark)
    assert neighbour.target == "Prenez une photo de l’écran, avec la date."
    assert "“Stop at once, whatever they say.”" in neighbour.remark


def test_a_section_that_only_the_target_has_stays_where_it_is() -> None:
    french = FRENCH.replace("La police, ou un avocat.", "1. La police.\n2. Un avocat.").replace(
        "## Ensuite", "## En France\n\n- Ici.\n- Là.\n- Ailleurs.\n\n## Ensuite"
    )
    units = list(compare(NOW, french).values())
    (place,) = (at for at, unit in enumerate(units) if isinstance(unit.key, TargetOnlyKey))
    assert "En France" in units[place].target
    assert units[place - 1].target == "Un avocat."
    assert units[-1].target == "Changez de mot de passe sous 24 heures."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Who helps\n\n1. The police.\n2. A lawyer.\n\n", ""),
        ("## Afterwards\n\n", ""),
        ("1. The police.\n2. A lawyer.\n\n## Afterwards", "1. The police.\n\n## A\n\n1. A lawyer."),
    ],
)
def test_sections_that_were_mixed_since_lose_no_text(old: str, new: str) -> None:
    assert old in THEN
    units = compare(THEN.replace(old, new)).values()
    assert {at for unit in units for at in unit.source_at} == set(
        range(len(VersionText(FIELDS, THEN.replace(old, new)).segments))
    )


LONG = """\
## Who helps

Call them before {{time}} o’clock.

Keep what they sent.

1. The police.
2. A lawyer.
3. A friend.

Then rest for a day.
"""
LONG_FRENCH = """\
## Qui aide

Appelez avant {{time}} heures.

Gardez ce qu’on vous a envoyé.

1. La police.
2. Un avocat, ou un proche.

Puis reposez-vous un jour.
"""


@pytest.mark.parametrize("known", [True, False])
def test_a_section_falls_back_by_the_smallest_run_that_differs(*, known: bool) -> None:
    now = LONG.replace("Keep what", "Insert.\n\nDo keep what")
    then = build_provenance(VersionText(FIELDS, LONG), 1) if known else None
    source, target = VersionText(FIELDS, now if known else LONG), VersionText(FIELDS, LONG_FRENCH)
    units = build_units(source, target, then, behind=True)
    body = {unit.source: unit for unit in units if unit.kind is not SegmentKind.FIELD}
    (run,) = (unit for unit in body.values() if unit.kind is SegmentKind.SECTION)
    assert run.source == "1. The police.\n2. A lawyer.\n3. A friend."
    assert run.target == "1. La police.\n2. Un avocat, ou un proche."
    pairs = {unit.source: unit.target for unit in body.values() if unit is not run}
    assert pairs["Who helps"] == "Qui aide"
    assert pairs["Then rest for a day."] == "Puis reposez-vous un jour."
    if known:
        kept = body["Do keep what they sent."]
        assert (kept.state, kept.previous) == (SegmentState.CHANGED, "Keep what they sent.")
        assert body["Insert."].state is SegmentState.MISSING
        assert run.state is SegmentState.CURRENT
    else:
        assert compose_body(source, target, units, {}) == LONG_FRENCH
        new = compose_body(source, target, units, {run.key: "1. La police.\n2. Un avocat."})
        assert new == LONG_FRENCH.replace(", ou un proche", "")


def test_a_neighbour_that_one_language_lacks_makes_a_run_with_the_block_beside_it() -> None:
    french = LONG_FRENCH.replace("Gardez ce qu’on vous a envoyé.\n\n", "").replace(
        "1. La police.\n2. Un avocat, ou un proche.\n\n", ""
    )
    units = build_units(VersionText(FIELDS, LONG), VersionText(FIELDS, french), None, behind=True)
    (run,) = (unit for unit in units if unit.kind is SegmentKind.SECTION)
    assert run.source.startswith("Call them")
    assert run.target.startswith("Appelez")
    assert compose_body(VersionText(FIELDS, LONG), VersionText(FIELDS, french), units, {}) == french
