"""What readers are told of how a fact is known, in a short sentence of their language."""

from gettext import NullTranslations

from entraide.content.formats import format_day, format_month
from entraide.model.known_fact import KnownFact, Origin
from entraide.model.locales import N_

# By origin, and whether the day is known.
Sentences = dict[tuple[Origin | None, bool], str]
SERVICE_SENTENCES: Sentences = {
    (Origin.OWN_PAGE, True): N_("Seen on the service’s own page on %(date)s."),
    (Origin.STORED_COPY, True): N_("Seen on a copy of the service’s own page, dated %(date)s."),
    (Origin.STORED_COPY, False): N_("Seen on an undated copy of the service’s own page."),
    (Origin.SECONDARY, True): N_(
        "We could not reach the service’s own page. This is from another source, dated %(month)s."
    ),
    (Origin.SECONDARY, False): N_(
        "We could not reach the service’s own page. This is from another, undated source."
    ),
}
LAW_SENTENCES: Sentences = {
    (Origin.OWN_PAGE, True): N_("Compared with the official text on %(date)s."),
    (Origin.STORED_COPY, True): N_("Seen in a copy of the official text, dated %(date)s."),
    (Origin.STORED_COPY, False): N_("Seen in an undated copy of the official text."),
    (Origin.SECONDARY, True): N_(
        "Not compared with the official text. This is from another source, dated %(month)s."
    ),
    (Origin.SECONDARY, False): N_(
        "Not compared with the official text. This is from another, undated source."
    ),
}


def describe_service_origin(fact: KnownFact, lang: str, catalog: NullTranslations) -> str:
    """Return how the facts of a service are known, in the language of the tag `lang`."""
    return _describe_origin(fact, SERVICE_SENTENCES, lang, catalog)


def describe_law_origin(fact: KnownFact, lang: str, catalog: NullTranslations) -> str:
    """Return how a line of law is known, in the language of the tag `lang`."""
    return _describe_origin(fact, LAW_SENTENCES, lang, catalog)


def _describe_origin(
    fact: KnownFact, sentences: Sentences, lang: str, catalog: NullTranslations
) -> str:
    day = fact.seen_on
    least = sentences[Origin.SECONDARY, False]  # of what no check lets through
    sentence = catalog.gettext(sentences.get((fact.known, day is not None), least))
    if day is None:
        return sentence
    return sentence % {"date": format_day(day, lang), "month": format_month(day, lang)}
