"""The words that data puts into a text: a line of law, a checklist, the card of a service.

A frightened reader has to read them too, so they count for how hard a text is to read. They do not
count for its length, which its writer decides.
"""

from collections.abc import Iterator, Mapping

from entraide.content.readability import make_sentence
from entraide.model.checklist import ChecklistItem
from entraide.model.locales import TextByLocale
from entraide.model.placeholders import PLACEHOLDER
from entraide.model.site import Site

QUOTE_MARKS = "> \t"  # a callout may hold an insert, too


def iter_inserted_sentences(body: str, site: Site, code: str) -> Iterator[str]:
    """Yield what readers of the locale `code` read where a placeholder stands alone in `body`."""
    for line in body.splitlines():
        if match := PLACEHOLDER.fullmatch(line.strip(QUOTE_MARKS)):
            family, _, id_ = match[1].partition(".")
            yield from (
                make_sentence(words)
                for text in _iter_texts(site, family, id_)
                if (words := text.get(code, ""))
            )


def _iter_texts(site: Site, family: str, id_: str) -> Iterator[TextByLocale]:
    """Yield the texts of one insert in the order of its page; none for one that has only links."""
    if family == "law" and (law := site.laws.get(id_)):
        yield law.line
    elif family == "channel" and (channel := site.channels.get(id_)):
        yield channel.purpose
        yield channel.not_for
    elif family == "checklist" and (checklist := site.checklists.get(id_)):
        yield from checklist.warnings
        yield checklist.lead
        for item in checklist.items:
            yield from _list_item_texts(item)


def _list_item_texts(item: ChecklistItem) -> tuple[Mapping[str, str], ...]:
    return (item.what, item.why, item.platform, item.police, item.how, item.never)
