"""German, Spanish and Arabic typography: what is typed and what is printed, and what stays."""

import pytest

from entraide.content.typography import STAND_IN, arabic, german, spanish, typeset_text
from entraide.content.typography.mark_rules import MarkRule
from entraide.content.typography.spanish import find_unopened_sentences

F = "\u00a0"
CHANGED = [
    # German
    ("de", 'Tippen Sie auf "Melden".', "Tippen Sie auf „Melden“."),
    ("de", "Er schrieb: \"Das ist 'gut' so.\"", "Er schrieb: „Das ist ‚gut‘ so.“"),
    ("de", '("Melden")', "(„Melden“)"),
    ("de", "„Melden” antippen", "„Melden“ antippen"),
    ("de", "Wie geht's?", "Wie geht’s?"),
    ("de", "Hans' Konto", "Hans’ Konto"),
    ("de", "z.B. per E-Mail, d. h. sofort", f"z.{F}B. per E-Mail, d.{F}h. sofort"),
    ("de", "Z. B. am Telefon", f"Z.{F}B. am Telefon"),
    ("de", "i.d.R. am selben Tag", f"i.{F}d.{F}R. am selben Tag"),
    ("de", "Das kostet 10 €, also 5% mehr.", f"Das kostet 10{F}€, also 5{F}% mehr."),
    ("de", "um 10 Uhr, 300 km", f"um 10{F}Uhr, 300{F}km"),
    ("de", "Konto - und dann?", f"Konto{F}– und dann?"),
    ("de", "Wer hilft ? Wir !", "Wer hilft? Wir!"),
    ("de", "Und dann...", "Und dann…"),
    ("de-CH", 'Auf "Melden" tippen', "Auf «Melden» tippen"),
    ("de-CH", "Er rief: \"Das ist 'gut'!\"", "Er rief: «Das ist ‹gut›!»"),
    # Spanish
    ("es", 'Pulsa "Denunciar".', "Pulsa «Denunciar»."),
    ("es", 'Dijo: "pulsa "Denunciar" ya"', "Dijo: «pulsa “Denunciar” ya»"),
    ("es", "Qué hago si no llega?", "¿Qué hago si no llega?"),
    ("es", "No llega. Cómo lo denuncio?", "No llega. ¿Cómo lo denuncio?"),
    ("es", "A quién escribo?", "¿A quién escribo?"),
    ("es", "Cuidado! No pagues.", "¡Cuidado! No pagues."),
    ("es", "Gracias por avisar!", "¡Gracias por avisar!"),
    ("es", "p.ej. el 10 %, o 5 €", f"p.{F}ej. el 10{F}%, o 5{F}€"),
    ("es", "en EE.UU. y en EE. UU.", f"en EE.{F}UU. y en EE.{F}UU."),
    ("es", "Y luego...", "Y luego…"),
    # Arabic
    ("ar", "مرحبًا, كيف الحال?", "مرحبًا، كيف الحال؟"),
    ("ar", "اكتب رسالة; ثم انتظر", "اكتب رسالة؛ ثم انتظر"),
    ("ar", "هل وصلت الرسالة ؟ نعم", "هل وصلت الرسالة؟ نعم"),
    ("ar", 'اضغط على "إبلاغ"', "اضغط على «إبلاغ»"),
    ("ar", "ســـلام عليكم", "سلام عليكم"),
    ("ar", "وبعد ذلك...", "وبعد ذلك…"),
]
KEPT = [
    ("de", "Vor- und Nachteile"),
    ("de", "100%ig sicher, 100%-ige Zusage"),
    ("de", "5 - 3 und 10 - 12"),
    ("de", "„Schon“ richtig ‚so‘, «auch» »das«"),
    ("de", "E-Mail-Adresse"),
    ("de", f"https://a.example/{STAND_IN}?a=b"),
    ("es", "Si no llega, ¿qué hago?"),
    ("es", "¿Qué hago? ¡Ojo!"),
    ("es", "Es raro (?) pero pasa (!)"),
    ("es", "Sabes si ha llegado?"),  # `check` warns: the question may begin anywhere
    ("es", "Who are you?"),
    ("es", "“Así” también, «bien» ‘dicho’"),
    ("ar", "العدد 1,5 و 10;20"),
    ("ar", "ملف PDF, ثم صورة JPEG?"),
    ("ar", "الـ5 الأولى، وسنة 1446 هـ، ولـ«إبلاغ»"),
    ("ar", "نعم، حسنًا؛ لماذا؟"),
]


@pytest.mark.parametrize(("lang", "typed", "printed"), CHANGED)
def test_what_is_typed_is_printed_as_the_language_has_it(
    lang: str, typed: str, printed: str
) -> None:
    assert typeset_text(typed, lang) == printed
    assert typeset_text(printed, lang) == printed


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_what_is_right_or_in_doubt_stays(lang: str, text: str) -> None:
    assert typeset_text(text, lang) == text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Sabes si ha llegado?", [(19, "¿")]),
        ("Ha llegado. Lo sabes? Bien!", [(20, "¿"), (26, "¡")]),
        ("Si no llega, ¿qué hago?", []),
        ("¿Lo sabes?", []),
        ("Raro (?)", []),
    ],
)
def test_spanish_sentences_that_nothing_opens_are_found(
    text: str, places: list[tuple[int, str]]
) -> None:
    assert list(find_unopened_sentences(text)) == places


def test_each_rule_says_what_it_is_for() -> None:
    rules: list[MarkRule] = [*arabic.RULES, *german.RULES, *spanish.RULES]
    assert all(rule.reason and rule.replacements for rule in rules)
    assert all(rule.pattern.groups == len(rule.replacements) for rule in rules)
