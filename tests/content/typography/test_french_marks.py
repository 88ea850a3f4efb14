"""French typography: a table of what is typed and what is printed, and what is left alone."""

import pytest

from entraide.content.typography import STAND_IN, typeset_text

# N stands for a narrow no-break space, F for a no-break space, X for a character that is no prose.
NAMES = {"N": "\u202f", "F": "\u00a0", "X": STAND_IN}


def fill_signs(text: str) -> str:
    """`text` with what its capitals in braces stand for."""
    for name, sign in NAMES.items():
        text = text.replace(f"<{name}>", sign)
    return text


CHANGED = [
    # the high marks
    ("en danger ?", "en danger<N>?"),
    ("en danger?", "en danger<N>?"),
    ("en danger<F>?", "en danger<N>?"),
    ("en danger  ?", "en danger<N>?"),
    ("ah\u2009!", "ah<N>!"),
    ("un mot ; un autre", "un mot<N>; un autre"),
    ("un mot; un autre", "un mot<N>; un autre"),
    ("Quoi ?!", "Quoi<N>?!"),
    ("Quoi?!!", "Quoi<N>?!!"),
    ("Alors... ?", "Alors…<N>?"),
    ("Alors…?", "Alors…<N>?"),
    ("Vraiment ?...", "Vraiment<N>?…"),
    ("sur <X><X><X> ?", "sur <X><X><X><N>?"),
    ("sur <X>?", "sur <X><N>?"),
    ("Vraiment ?<X><X>", "Vraiment<N>?<X><X>"),
    ("(vraiment ?)", "(vraiment<N>?)"),
    ("Le 3018 ? Oui", "Le 3018<N>? Oui"),
    ("mot ?\nsuite !", "mot<N>?\nsuite<N>!"),
    ("mot ?suite", "mot<N>?suite"),
    # the colon
    ("un mot : la suite", "un mot<F>: la suite"),
    ("un mot: la suite", "un mot<F>: la suite"),
    ("un mot<N>: la suite", "un mot<F>: la suite"),
    ("un mot :\nla suite", "un mot<F>:\nla suite"),
    ("Appelez le 3018 : c’est gratuit", "Appelez le 3018<F>: c’est gratuit"),
    ("Étape 3 : 2 choix", "Étape 3<F>: 2 choix"),
    ("Attention :", "Attention<F>:"),
    # guillemets
    ("dit « mot »", "dit «<N>mot<N>»"),
    ("dit «mot»", "dit «<N>mot<N>»"),
    ("dit «<F>mot<F>».", "dit «<N>mot<N>»."),
    ("« Quoi ? »", "«<N>Quoi<N>?<N>»"),
    ("« mot » : oui", "«<N>mot<N>»<F>: oui"),
    ("l'«Éclair»", "l’«<N>Éclair<N>»"),
    ("(«mot»)", "(«<N>mot<N>»)"),
    ("«<X>»", "«<N><X><N>»"),
    # straight quotation marks
    ('dit "oui" ici', "dit «<N>oui<N>» ici"),
    ('"Oui".', "«<N>Oui<N>»."),
    ('("oui")', "(«<N>oui<N>»)"),
    ('" oui "', "«<N>oui<N>»"),
    ('dit " oui " et " non " ici', "dit «<N>oui<N>» et «<N>non<N>» ici"),
    ('"Quoi?"', "«<N>Quoi<N>?<N>»"),
    ('"Quoi" ?', "«<N>Quoi<N>»<N>?"),
    ('"un", "deux"', "«<N>un<N>», «<N>deux<N>»"),
    ('"un","deux"', "«<N>un<N>»,«<N>deux<N>»"),
    ('"un"/"deux"', "«<N>un<N>»/«<N>deux<N>»"),
    ('l\'"ami"', "l’«<N>ami<N>»"),
    ('l’"ami"', "l’«<N>ami<N>»"),
    ('« il dit "oui" hier »', "«<N>il dit “oui” hier<N>»"),
    ('« "mot" »', "«<N>“mot”<N>»"),
    ('"il dit "oui" hier"', "«<N>il dit “oui” hier<N>»"),
    ('"il a dit "oui""', "«<N>il a dit “oui”<N>»"),
    ('"<X><X>"', "«<N><X><X><N>»"),
    ('"...et puis"', "«<N>…et puis<N>»"),
    ('"mot"<X><X>', "«<N>mot<N>»<X><X>"),
    ('"la version 15"', "«<N>la version 15<N>»"),
    ('un "mot\nsur deux" lignes', "un «<N>mot\nsur deux<N>» lignes"),
    ("il dit : \"c'est l'heure\"", "il dit<F>: «<N>c’est l’heure<N>»"),
    ('Fin de la citation".', "Fin de la citation<N>»."),
    # apostrophes
    ("de l'amie", "de l’amie"),
    ("C'est-à-dire aujourd'hui", "C’est-à-dire aujourd’hui"),
    ("qu'<X><X>", "qu’<X><X>"),
    ("L'ÉCOLE D'ÉTÉ", "L’ÉCOLE D’ÉTÉ"),
    ("l'11 septembre", "l’11 septembre"),
    ("l'\namie", "l’\namie"),
    ("la 'tite fille", "la ’tite fille"),
    ("les années '90", "les années ’90"),
    ("rock'n'roll", "rock’n’roll"),
    ("les touches 'A' et 'B'", "les touches ‘A’ et ‘B’"),
    ("d' accord", "d’ accord"),
    ("l'aide@square.example", "l’aide@square.example"),
    ("presqu'aide@square.example", "presqu’aide@square.example"),
    ("l'https://square.example/l'a", "l’https://square.example/l'a"),
    # points
    ("fin...", "fin…"),
    ("fin....", "fin…"),
    ("euh...oui", "euh…oui"),
    ("[...]", "[…]"),
    # a space before , and .
    ("un mot , la suite", "un mot, la suite"),
    ("un mot .", "un mot."),
    ("un mot . Un autre", "un mot. Un autre"),
    # together
    (
        "L'auteur t'a dit: \"Paie, ou j'envoie les photos!\" Que faire?",
        "L’auteur t’a dit<F>: «<N>Paie, ou j’envoie les photos<N>!<N>» Que faire<N>?",
    ),
    (
        "Voir https://square.example/a?b=c;d:e ? Oui!",
        "Voir https://square.example/a?b=c;d:e<N>? Oui<N>!",
    ),
    ("Connais-tu https://square.example/a?", "Connais-tu https://square.example/a<N>?"),
    ("Écris à aide@square.example : on répond", "Écris à aide@square.example<F>: on répond"),
]
UNCHANGED = [
    "danger<N>? Ah<N>! Un mot<N>; un autre. Quoi<N>?! Et<N>!!! Alors…<N>?",
    "un mot<F>: la suite",
    "dit «<N>mot<N>», «<N>l’autre<N>»",
    "dit «<N>un “mot” d’elle<N>»",
    "dit “mot”",
    "à 10:30, de 12:30:45 à 14:00 (?) et (!)",
    "un écran 16:9, une carte au 1:25000",
    "https://square.example/?a:b;c!d",
    "http://localhost:8000/l'été?q='x'&y",
    "www.square.example/a?b;c",
    "mailto:aide@square.example?subject=l'aide",
    "tel:+33123456789 ou tel:3018",
    "o'brien@square.example",
    "don't.txt et voici!.pdf et C:\\d'été",
    "un sourire :smile: ou :+1:",
    "un sourire ;-) ou :) ou :-D",
    "5' 3\" et 5'3\" et 45°30' et un écran 15\"",
    "50 %, 3 €, 1 000 km, 10 h 30",
    "3,5 et 1 000,50",
    "{{platform.name?}} et {{d'ici : là}}",
    "Foo::bar, a != b, clé:valeur, a?b=c",
    "les fichiers . et .. et .gitignore",
    "«»",
    '""',
    '"',
    "''mot''",
    "Nom ......",
    "?",
    "mot\n? suite",
    "«\nmot\n»",
    "`a?b` et `l'x`",
]


@pytest.mark.parametrize(("typed", "printed"), CHANGED)
def test_what_is_typed_is_printed_right(typed: str, printed: str) -> None:
    assert typeset_text(fill_signs(typed), "fr") == fill_signs(printed)
    assert typeset_text(fill_signs(printed), "fr") == fill_signs(printed)


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_is_right_or_no_prose_is_left_alone(text: str) -> None:
    assert typeset_text(fill_signs(text), "fr") == fill_signs(text)


@pytest.mark.parametrize("lang", ["fr", "fr-FR", "fr-BE", "fr-CH", "FR", "fr_FR", "fr-Latn-FR"])
def test_france_belgium_and_switzerland_print_alike(lang: str) -> None:
    assert typeset_text("Quoi ? Si: «a»", lang) == "Quoi\u202f? Si\u00a0: «\u202fa\u202f»"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quoi ? Oui ! Un mot ; deux", "Quoi? Oui! Un mot; deux"),
        ("Quoi? Oui! Un mot; deux", "Quoi? Oui! Un mot; deux"),
        ("Quoi<N>?", "Quoi?"),
        ("un mot : la suite", "un mot<F>: la suite"),
        ("un mot: la suite", "un mot<F>: la suite"),
        ("dit « mot », «<N>mot<N>»", "dit «<F>mot<F>», «<F>mot<F>»"),
        ('"Quoi ?"', "«<F>Quoi?<F>»"),
        ("l'amie...", "l’amie…"),
    ],
)
def test_canada_has_spaces_of_its_own(typed: str, printed: str) -> None:
    assert typeset_text(fill_signs(typed), "fr-CA") == fill_signs(printed)
    assert typeset_text(fill_signs(printed), "fr-CA") == fill_signs(printed)
