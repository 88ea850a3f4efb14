"""The files on the site: what the desk needs, glossary, progress of translations, redirects."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from entraide.model.rating import ScaleName
from entraide.published_files.entries import PublishedState
from entraide.published_files.file import PublishedFile, PublishedModel


class PublishedLocale(PublishedModel):
    """One language of the site. Addresses of pages are relative to the base of the site."""

    code: str = Field(description="its folder, and the part of an address")
    lang: str = Field(description="its language tag (BCP 47)")
    dir: Literal["ltr", "rtl"] = Field(description="its writing direction")
    name: str = Field(description="its name in itself")
    site_name: str = Field(description="the name of the site")
    home: str = Field(description="the first page")
    exit: str = Field(
        description="where “Leave this page” leads: an address elsewhere; empty without that link"
    )
    help: str = Field(description="the page on where to get help")
    propose: str = Field(
        description="the page that takes proposals; `#1029` behind it names the entry; empty where "
        "there is none"
    )
    feedback_privacy: str = Field(
        description="the page on what becomes of feedback; empty where there is none"
    )


class PublishedLicence(PublishedModel):
    """The terms that whoever proposes a text agrees to."""

    name: str = Field(description="its name")
    url: str = Field(description="the page that states them")


class DeskData(PublishedFile):
    """What the desk has to know of the site beside its entries."""

    path = "entries/desk.json"
    schema_name = "desk"

    rating: ScaleName = Field(description="how “Was this helpful?” is answered")
    takes_votes: bool = Field(default=True, description="whether readers are asked at all")
    takes_proposals: bool = Field(default=True, description="whether readers may propose texts")
    takes_questions: bool = Field(
        default=False, description="whether readers may ask questions, to have an entry about them"
    )
    two_people: bool = Field(
        default=False, description="whether two members of staff have to accept a proposal"
    )
    address: str = Field(default="", description="the address of the site; it ends with `/`")
    service_days: tuple[date, ...] = Field(
        default=(),
        description="the last day of each service that pages show: on which it must be verified",
    )
    contact: str = Field(
        description="the e-mail address for feedback where no desk answers; empty where there is "
        "none"
    )
    licence: PublishedLicence | None = Field(
        description="the terms of proposals; null where the site names none"
    )
    locales: tuple[PublishedLocale, ...] = Field(
        min_length=1, description="the languages, the default one first"
    )
    categories: Mapping[str, Mapping[str, str]] = Field(
        description="by language: the name of each category by its id, in their order"
    )
    forbidden: Mapping[str, tuple[tuple[str, str], ...]] = Field(
        description="by language: pairs of a wording to avoid and what to write instead"
    )


class GlossaryWord(PublishedModel):
    """One idea in one language. An idea without words there is left out."""

    id: str = Field(description="the id of the idea, the same in every language")
    term: str = Field(default="", description="the word for it")
    spellings: tuple[str, ...] = Field(
        default=(), description="how a text may write it, the term first"
    )
    definition: str = Field(default="", description="what it means")
    forbidden: tuple[str, ...] = Field(
        default=(), description="wordings that `entraide check` refuses"
    )
    preferred: str = Field(default="", description="what to write instead of these")


class PublishedGlossary(PublishedFile):
    """The words that texts use and avoid."""

    path = "entries/glossary.json"
    schema_name = "glossary"

    locales: Mapping[str, tuple[GlossaryWord, ...]] = Field(
        description="by language: the ideas that have words there"
    )


class WaitingText(PublishedModel):
    """A version that is missing or behind."""

    id: int = Field(description="the number of the entry")
    title: str = Field(description="the title of the source")
    sensitive: bool = Field(description="as in `entries/index.json`")
    state: PublishedState = Field(description="as in `entries/index.json`")
    draft: bool = Field(
        default=False, description="true: a translation was begun, and is kept as a draft"
    )
    words: int = Field(description="words of the source that have changed or are not translated")
    votes: int = Field(description="votes on the entry, in every language and revision")
    proposals: int = Field(description="proposals that staff have not decided on yet")
    path: str = Field(description="the file of the source")


class LocaleStatus(PublishedModel):
    """How far one language is."""

    locale: str = Field(description="the language")
    entries: int = Field(description="entries that were written in another language")
    current: int = Field(description="how many of these are current")
    percent: int = Field(description="the same in whole percent; 100 only where nothing waits")
    words: int = Field(description="words of the source to translate")
    waiting: tuple[WaitingText, ...] = Field(description="what waits, the most harmful first")
    labels: int = Field(
        default=0, description="texts of `data/` that the default language has: services, terms"
    )
    labels_waiting: int = Field(default=0, description="how many of these are not translated")
    label_words: int = Field(default=0, description="words of these")


class TranslationStatus(PublishedFile):
    """What waits in each language, as `entraide translate status --format json` prints it."""

    path = "entries/translation-status.json"
    schema_name = "translation-status"

    locales: tuple[LocaleStatus, ...] = Field(description="the languages, in their order")


class RedirectMap(PublishedFile):
    """Short links and former paths, with where they lead."""

    path = "redirects.json"
    schema_name = "redirects"

    redirects: Mapping[str, str] = Field(
        description="by path: the path to send people to; both begin with `/`, which is the base "
        "of the site, and are quoted as in a link"
    )
    gone: tuple[str, ...] = Field(
        default=(), description="paths of entries that were removed; their pages say so"
    )
