"""Pinned answers, as the browser gets them with the index of a locale.

Which services an answer shows is known when somebody's country is: the browser takes them from the
module of that country. No number of the project's own stands here, but those of emergency services,
which lead to the answer as the words do.
"""

from collections.abc import Iterator

from entraide.model.countries import list_countries
from entraide.model.pins import PinnedAnswer
from entraide.model.places import find_entry_url
from entraide.publish.build_context import BuildContext


def iter_pinned_answers(build: BuildContext) -> Iterator[dict[str, object]]:
    """Yield what the browser gets of each answer that has words in the locale of `build`."""
    site, locale = build.typeset_site, build.locale
    for answer in site.pinned.values():
        entry = site.entries.get(answer.entry)
        if entry and entry.is_listed and answer.words:
            yield {
                "title": answer.title[locale.code],
                "url": find_entry_url(site, answer.entry, locale),
                "entry": entry.get_served_version(locale.code).title,
                "number": answer.entry,
                "topics": list(answer.topics) if list_countries(site) else [],
                "words": [*answer.words.get(locale.code, ()), *_list_numbers(answer, build)],
            }


def _list_numbers(answer: PinnedAnswer, build: BuildContext) -> list[str]:
    """Return the numbers of the emergency services of its first topic, each once."""
    numbers = (
        channel.phone or channel.sms
        for channel in build.typeset_site.channels.values()
        if channel.emergency
        and channel.get_state(build.day).is_shown
        and set(answer.topics[:1]) & set(channel.topics)
    )
    return list(dict.fromkeys(filter(None, numbers)))


def list_questions(build: BuildContext) -> list[dict[str, str]]:
    """Return the questions of the empty box, each with the address of its answer."""
    site, locale = build.typeset_site, build.locale
    return [
        {"text": answer.question[locale.code], "url": find_entry_url(site, answer.entry, locale)}
        for answer in site.pinned.values()
        if answer.question and answer.entry in site.entries
    ]
