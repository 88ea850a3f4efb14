"""Mistakes planted in right translations are refused, and the translations themselves are not."""

import random
import re

from entraide.model.objections import find_objections
from entraide.model.segment import SegmentKind

PAIRS = [
    ("Wait 48 hours before you answer.", "Attendez 48 heures avant de répondre."),
    ("Wait two days, then call 116 111.", "Warten Sie 2 Tage, dann rufen Sie 116 111 an."),
    ("Until 5 November 2026, pay 30 €.", "Jusqu’au 5 novembre 2026, payez 30 €."),
    ("Before Nov 5, 2026 at 17:30.", "Vor dem 5.11.2026 um 17:30 Uhr."),
    ("It opened on 2026-03-17.", "Seit dem 17. März 2026 ist es offen."),
    ("More than 12,500 people in 27 countries.", "Plus de 12 500 personnes dans 27 pays."),
    ("Read [this](../safety/block-someone.md) first.", "Lisez [ceci](../safety/block-someone.md)."),
    (
        "See [the form](https://gov.example/en/form).",
        "[Le formulaire](https://gov.example/fr/form).",
    ),
    ("Write to {{platform.name}} within 14 days.", "Écrivez à {{platform.name}} sous 14 jours."),
    (
        "{{service.child_line}} answers day and night.",
        "{{service.child_line}} répond nuit et jour.",
    ),
    ("Press `Ctrl+S` within 90 seconds.", "Drücken Sie `Ctrl+S` innerhalb von 90 Sekunden."),
    ("From 9 am to 5:30 pm, room 204.", "De 9 h à 17 h 30, salle 204."),
    ("Keep 6 of the 15 pictures.", "Behalten Sie 6 der 15 Bilder."),
    ("In 48 hours, 7 of them reply.", "خلال 48 ساعة يرد 7 منهم."),
    ("See [a](b.md) and [c](d.md#part).", "Siehe [a](b.md) und [c](d.md#teil)."),
    ("On 12/01/26 the fee was 2.5 %.", "Le 12/01/26, les frais étaient de 2,5 %."),
]
LINK = re.compile(r"(?<=\]\()[^)#]+")  # anchors are of each language
PLACEHOLDER = re.compile(r"\{\{[^}]+\}\}")
NUMBER = re.compile(r"(?<![\w/])\d+")


def insert_error(text: str, chance: random.Random) -> str:
    """The text with a mistake in one of its numbers, links or placeholders."""
    places = [
        (pattern, found)
        for pattern in (LINK, PLACEHOLDER, NUMBER)
        for found in pattern.finditer(text)
    ]
    pattern, found = chance.choice(places)
    part = found[0]
    if pattern is NUMBER:
        wrong = chance.choice([str(int(part) + chance.randint(1, 9)), part + "0", "", part[1:]])
    elif pattern is LINK:
        wrong = chance.choice(["", "x" + part, part.replace("e", "o", 1) + "x"])
    else:
        wrong = chance.choice(["", part[1:], part.replace(".", ".x"), "Entraide"])
    return text[: found.start()] + wrong + text[found.end() :]


def is_refused(source: str, text: str) -> bool:
    return any(find_objections(source, text, SegmentKind.PARAGRAPH))


def test_right_translations_come_in() -> None:
    assert [pair for pair in PAIRS if is_refused(*pair)] == []


def test_planted_errors_are_refused() -> None:
    chance, missed = random.Random(19), []  # noqa: S311 - the same every time
    for number in range(500):
        source, text = PAIRS[number % len(PAIRS)]
        if not is_refused(source, wrong := insert_error(text, chance)):
            missed.append((source, wrong))
    assert len(missed) <= 10, missed
