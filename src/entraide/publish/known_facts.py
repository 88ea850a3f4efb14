"""What readers are told of how a fact is known, in a short sentence of their language."""

from gettext import NullTranslations

from entraide.content.formats import format_day, format_month
from entraide.model.known_fact import KnownFact, Origin
from entraide.model.locales import N_

UNDATED = N_("We could not reach the source. This is from an undated copy, or another page.")
# By origin, and whether the day is known. The source is the service's own page, or the official
# text of a law.
SENTENCES: dict[tuple[Origin | None, bool], str] = {
    (Origin.OWN_PAGE, True): N_("Seen at the source on %(date)s."),
    (Origin.STORED_COPY, True): N_("Seen on a copy of the source, dated %(date)s."),
    (Origin.STORED_COPY, False): UNDATED,
    (Origin.SECONDARY, True): N_(
        "We could not reach the source. This is from another page, dated %(month)s."
    ),
    (Origin.SECONDARY, False): UNDATED,
}


def describe_origin(fact: KnownFact, lang: str, catalog: NullTranslations) -> str:
    """Return how a service or a line of law is known, in the language of the tag `lang`."""
    day = fact.seen_on
    least = SENTENCES[Origin.SECONDARY, False]  # of what no check lets through
    sentence = catalog.gettext(SENTENCES.get((fact.known, day is not None), least))
    if day is None:
        return sentence
    return sentence % {"date": format_day(day, lang), "month": format_month(day, lang)}
