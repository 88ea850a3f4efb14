"""Numbers and links that two languages write otherwise are the same; wrong ones are not."""

import pytest

from entraide.model.objections import find_objections
from entraide.model.segment import SegmentKind

EQUAL = [
    ("There are 2 ways", "Il y a deux façons"),
    ("There are two ways", "Il y a 2 façons"),
    ("In 48 hours", "Sous ٤٨ heures"),
    ("In 48 hours", "Sous deux jours"),
    ("Open until 5 p.m.", "Ouvert jusqu’à 17 h"),
    ("From 9 am to 5:30 pm", "De 9 h à 17 h 30"),
    ("At 5 p.m.", "À 17 h 00"),
    ("À 17 h", "At 5 pm"),
    ("1,000 people", "1\u2009000 personnes"),
    ("2.5 km", "2,5 km"),
    ("05", "5"),
    ("Until 5 November", "Jusqu’au 5 novembre"),
    ("Until 5 November", "Bis zum 5. November"),
    ("Before Nov 5, 2026", "Avant le 05/11/2026"),
    ("Before Nov 5 2026", "Vor dem 5.11.2026"),
    ("On 2026-11-05", "Am 5. November 2026"),
    ("On 2026-11-05", "Le 5 nov. 2026"),
    ("On 12/01/26", "Le 1er décembre 2026"),
    ("On 1 December 2026", "Le premier décembre 2026"),
    ("On the second of May", "Am 2. Mai"),
    ("Am 3.10.", "On October 3"),
    ("Since 5 November", "11月5日から"),
    ("On 5 March", "في 5 مارس"),
    ("On 05.03.2026", "في ٥ مارس ٢٠٢٦"),
    (
        "See [a](https://www.canada.ca/en/page.html).",
        "Voir [b](https://www.canada.ca/fr/page.html).",
    ),
    ("See [a](https://en.example.org/x).", "Voir [b](https://fr.example.org/x)."),
]
DIFFERENT = [
    ("Until 5 November", "Jusqu’au 6 novembre"),
    ("On 2026-11-05", "Le 5 décembre 2026"),
    ("On 2026-11-05", "Le 15 novembre 2026"),
    ("On 05/11/2026", "Le 5 novembre 2025"),
    ("On 05/11/26", "Le 5 novembre 2025"),
    ("In November, 11 people", "En novembre, des gens"),
    ("5.11.2026", "5.11.2027"),
    ("In 48 hours", "Sous 84 heures"),
    ("In 48 hours", "Sous quelques heures"),
    ("At 5 p.m.", "À 18 h"),
    ("At 5 a.m.", "À 17 h"),
    ("Room 7", "Salle 70"),
    ("Call 112", "Appelez le 12"),
    ("2 ways and 2 doors", "deux façons et des portes"),
    ("See [a](https://a.example/x).", "Voir [b](https://b.example/x)."),
    ("See [a](b.md).", "Voir [b](c.md)."),
    ("Ask {{platform.name}}", "Demandez"),
]


def find_parts(source: str, text: str) -> list[str]:
    objections = find_objections(source, text, SegmentKind.PARAGRAPH)
    return [part for objection in objections for part in objection.parts]


@pytest.mark.parametrize(("source", "text"), EQUAL)
def test_what_says_the_same_is_no_fault(source: str, text: str) -> None:
    assert find_parts(source, text) == []


@pytest.mark.parametrize(("source", "text"), DIFFERENT)
def test_what_says_something_else_is(source: str, text: str) -> None:
    assert find_parts(source, text)
