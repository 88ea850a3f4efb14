"""The site as readers are shown it: placeholders replaced, and typography applied.

The reading keeps what writers wrote, for translators, checks and proposals. A body gets its
placeholders and its typography when it is drawn.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from entraide.content.reader import SiteReading
from entraide.content.typography import typeset_text
from entraide.model.channel import Channel
from entraide.model.checklist import Checklist, ChecklistItem
from entraide.model.entry import Entry, LocalisedVersion, PageText
from entraide.model.fallback_words import mark_fallback
from entraide.model.glossary import GlossaryTerm
from entraide.model.guide import GuideStep
from entraide.model.incident_log import IncidentLog
from entraide.model.law import Law
from entraide.model.locales import Locale, TextByLocale, sort_default_first
from entraide.model.pins import PinnedAnswer
from entraide.model.placeholders import fill_placeholders
from entraide.model.scam_check import ScamCheck
from entraide.model.site import Term, TypesetSite

AnyText = TypeVar("AnyText", bound=PageText)
AnyRecord = TypeVar("AnyRecord")
AnyKey = TypeVar("AnyKey")


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets sentences in type, with the values and the language tag of each locale."""

    values: Mapping[str, TextByLocale]
    locales: Mapping[str, Locale]  # by code, the default first

    def typeset(self, text: str, locale: str) -> str:
        """Replace the placeholders of `text`, which is no Markdown, and set it in type."""
        return typeset_text(fill_placeholders(text, self.values[locale]), self._get_lang(locale))

    def typeset_all(self, words: TextByLocale) -> TextByLocale:
        """Set each text of `words`, by locale code, in type.

        One that is empty borrows that of the first locale that has one, marked with its language.
        """
        return {
            code: typeset_text(text, self._get_lang(code)) if text else self._borrow(words)
            for code, text in words.items()
        }

    def _get_lang(self, code: str) -> str:
        return self.locales[code].lang if code in self.locales else ""

    def _borrow(self, words: TextByLocale) -> str:
        for locale in self.locales.values():
            if text := words.get(locale.code):
                typeset = typeset_text(text, locale.lang)
                return mark_fallback(typeset, locale.lang, locale.dir)
        return ""


def typeset_site(reading: SiteReading) -> TypesetSite:
    """Return the reading's site, every sentence of every locale as pages show it."""
    site, setter = reading.site, _make_typesetter(reading)
    return TypesetSite(
        replace(
            site,
            categories=_typeset_each(_typeset_term, site.categories, setter),
            tags=_typeset_each(_typeset_term, site.tags, setter),
            topics=_typeset_each(_typeset_term, site.topics, setter),
            entries=_typeset_each(_typeset_entry, site.entries, setter),
            homes=_typeset_each(_typeset_text, site.homes, setter),
            channels=_typeset_each(_typeset_channel, site.channels, setter),
            laws=_typeset_each(_typeset_law, site.laws, setter),
            checklists=_typeset_each(_typeset_checklist, site.checklists, setter),
            glossary=_typeset_each(_typeset_idea, site.glossary, setter),
            choices=tuple(
                replace(each, label=setter.typeset_all(each.label)) for each in site.choices
            ),
            pinned=_typeset_each(_typeset_answer, site.pinned, setter),
            guide=_typeset_each(_typeset_step, site.guide, setter),
            scam_check=site.scam_check and _typeset_scam_check(site.scam_check, setter),
            incident_log=site.incident_log and _typeset_log(site.incident_log, setter),
        )
    )


def typeset_texts(
    reading: SiteReading, typeset: TypesetSite, numbers: Collection[int]
) -> TypesetSite:
    """Return `typeset` with the entries of `numbers`, and the home pages, as `reading` has them."""
    setter, written = _make_typesetter(reading), reading.site
    entries = {
        number: _typeset_entry(entry, setter)
        if number in numbers or number not in typeset.entries
        else typeset.entries[number]
        for number, entry in written.entries.items()
    }
    homes = _typeset_each(_typeset_text, written.homes, setter)
    return TypesetSite(replace(typeset, entries=entries, homes=homes))


def _make_typesetter(reading: SiteReading) -> Typesetter:
    locales = {locale.code: locale for locale in sort_default_first(reading.site.locales)}
    return Typesetter(reading.values, locales)


def _typeset_each(
    typeset: Callable[[AnyRecord, Typesetter], AnyRecord],
    records: Mapping[AnyKey, AnyRecord],
    setter: Typesetter,
) -> dict[AnyKey, AnyRecord]:
    return {key: typeset(record, setter) for key, record in records.items()}


def _typeset_entry(entry: Entry, setter: Typesetter) -> Entry:
    source_locale = entry.source.locale
    return replace(
        entry,
        source=_typeset_text(entry.source, setter),
        localised={code: _typeset_version(each, setter) for code, each in entry.localised.items()},
        changes=tuple(
            replace(change, note=setter.typeset(change.note, source_locale))
            for change in entry.changes
        ),
        authors={
            code: fill_placeholders(entry.author, values) for code, values in setter.values.items()
        },
    )


def _typeset_version(version: LocalisedVersion, setter: Typesetter) -> LocalisedVersion:
    notes = {number: setter.typeset(note, version.locale) for number, note in version.notes.items()}
    return replace(_typeset_text(version, setter), notes=notes)


def _typeset_text(text: AnyText, setter: Typesetter) -> AnyText:
    return replace(
        text,
        title=setter.typeset(text.title, text.locale),
        summary=setter.typeset(text.summary, text.locale),
        body=fill_placeholders(text.body, setter.values[text.locale]),
    )


def _typeset_term(term: Term, setter: Typesetter) -> Term:
    return replace(
        term,
        label=setter.typeset_all(term.label),
        description=setter.typeset_all(term.description),
        without=setter.typeset_all(term.without),
    )


def _typeset_channel(channel: Channel, setter: Typesetter) -> Channel:
    return replace(
        channel,
        name=setter.typeset_all(channel.name),
        purpose=setter.typeset_all(channel.purpose),
        not_for=setter.typeset_all(channel.not_for),
        hours=setter.typeset_all(channel.hours),
        cost=setter.typeset_all(channel.cost),
    )


def _typeset_law(law: Law, setter: Typesetter) -> Law:
    return replace(
        law, reference=setter.typeset_all(law.reference), line=setter.typeset_all(law.line)
    )


def _typeset_checklist(checklist: Checklist, setter: Typesetter) -> Checklist:
    return replace(
        checklist,
        title=setter.typeset_all(checklist.title),
        warnings=tuple(map(setter.typeset_all, checklist.warnings)),
        lead=setter.typeset_all(checklist.lead),
        items=tuple(_typeset_item(item, setter) for item in checklist.items),
    )


def _typeset_item(item: ChecklistItem, setter: Typesetter) -> ChecklistItem:
    return replace(
        item,
        what=setter.typeset_all(item.what),
        why=setter.typeset_all(item.why),
        platform=setter.typeset_all(item.platform),
        police=setter.typeset_all(item.police),
        how=setter.typeset_all(item.how),
        never=setter.typeset_all(item.never),
    )


def _typeset_idea(idea: GlossaryTerm, setter: Typesetter) -> GlossaryTerm:
    """Set the name and the definition of a glossary term in type.

    Its other wordings are searched for in texts, where they are found however they are typed.
    """
    return replace(
        idea, term=setter.typeset_all(idea.term), definition=setter.typeset_all(idea.definition)
    )


def _typeset_scam_check(check: ScamCheck, setter: Typesetter) -> ScamCheck:
    return replace(
        check,
        title=setter.typeset_all(check.title),
        lead=setter.typeset_all(check.lead),
        found=setter.typeset_all(check.found),
        none=setter.typeset_all(check.none),
        signs=tuple(
            replace(
                sign,
                question=setter.typeset_all(sign.question),
                sign=setter.typeset_all(sign.sign),
            )
            for sign in check.signs
        ),
    )


def _typeset_log(incident_log: IncidentLog, setter: Typesetter) -> IncidentLog:
    return replace(
        incident_log,
        first=tuple(map(setter.typeset_all, incident_log.first)),
        procedures=tuple(
            replace(
                each,
                title=setter.typeset_all(each.title),
                say=setter.typeset_all(each.say),
                keep=setter.typeset_all(each.keep),
            )
            for each in incident_log.procedures
        ),
        texts=tuple(
            replace(
                each,
                title=setter.typeset_all(each.title),
                lead=setter.typeset_all(each.lead),
                text=setter.typeset_all(each.text),
            )
            for each in incident_log.texts
        ),
    )


def _typeset_step(step: GuideStep, setter: Typesetter) -> GuideStep:
    return replace(
        step,
        title=setter.typeset_all(step.title),
        lead=setter.typeset_all(step.lead),
        answers=tuple(
            replace(answer, label=setter.typeset_all(answer.label)) for answer in step.answers
        ),
    )


def _typeset_answer(answer: PinnedAnswer, setter: Typesetter) -> PinnedAnswer:
    return replace(
        answer,
        title=setter.typeset_all(answer.title),
        question=setter.typeset_all(answer.question),
    )
