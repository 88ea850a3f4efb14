"""The page where anybody proposes a text, and the link to it on every entry.

One static page a locale serves all entries: a fragment says which, and propose.js loads the rest
from `/entries/`. What it sends goes to the desk, where there is one; otherwise it becomes a file
for the forge or an e-mail. The subject of an e-mail names the text by its number alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from urllib.parse import quote, urlsplit

from entraide.content.markdown.callout_kinds import FOLDING_NAMES, KINDS, KINDS_BY_NAME
from entraide.content.markdown.html_writer import get_generated_words
from entraide.content.markdown.inline_html import ALLOWED, ATTRIBUTES
from entraide.content.settings import Settings
from entraide.content.site_settings import ContributionLicence
from entraide.model.entry import NUMBER, Entry
from entraide.model.locales import N_, Locale
from entraide.model.places import PageKind, Place, find_entry_url, make_proposal_url
from entraide.model.proposal import LONGEST_CREDIT, LONGEST_NOTE
from entraide.model.site import TypesetSite
from entraide.model.translation_state import State
from entraide.publish.build_context import BuildContext
from entraide.publish.page_actions import make_mail_link
from entraide.publish.page_type import PageType
from entraide.publish.views import get_language_name

BLOCK_TAGS = {"details", "summary"}  # tags that begin a line
DEFAULT_BRANCH = "main"  # where the settings name none


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """What the page knows before any entry; propose.js fills in what stands in {braces}.

    `locales` is JSON: by code, the language's tag, its direction, and its name in the language of
    the page. `syntax` is JSON too, for the preview: see `build_preview_syntax`. `new_file` is the
    address of the forge's page for a new file, `mail` a `mailto:`; each is empty where there is
    none.
    """

    locale: str
    locales: str
    syntax: str
    desk: bool
    licence: ContributionLicence | None
    new_file: str
    forge: str  # the name of its host
    mail: str
    mail_address: str
    privacy_url: str  # "" where there is none
    number: str = rf"0*{NUMBER}"  # a pattern for the field
    longest_credit: int = LONGEST_CREDIT
    longest_note: int = LONGEST_NOTE


def fill_proposal_page(_place: Place, build: BuildContext) -> dict[str, object]:
    reader = (build.typeset_site, build.locale, build.contact, build.catalog)
    return {"propose": build_proposal_page(build.reading.settings, *reader)}


def build_proposal_page(
    settings: Settings, site: TypesetSite, locale: Locale, contact: str, catalog: NullTranslations
) -> ProposalPage:
    """Build the page for texts of `locale`; `contact` is an e-mail address or ""."""
    return ProposalPage(
        locale=locale.code,
        locales=json.dumps(dict(_iter_languages(site, locale)), ensure_ascii=False),
        syntax=json.dumps(build_preview_syntax(catalog), ensure_ascii=False),
        desk=settings.desk,
        licence=settings.licence,
        new_file=make_new_file_url(settings.repo_url, settings.edit_uri),
        forge=urlsplit(settings.repo_url).hostname or "",
        mail=_make_mail(contact, locale, catalog),
        mail_address=contact,
        privacy_url=find_entry_url(site, settings.feedback_entry, locale),
    )


def build_preview_syntax(catalog: NullTranslations) -> dict[str, object]:
    """Return what no Markdown parser knows of our texts: callouts and tags.

    `callouts`: the kind that each name means; `folded`: the names that fold by themselves;
    `titles`: what each kind is called; `tags`: the attributes that each may have within a text.
    """
    generated = get_generated_words(catalog)
    return {
        "callouts": KINDS_BY_NAME,
        "folded": sorted(FOLDING_NAMES),
        "titles": {kind: generated[kind] for kind in KINDS},
        "tags": {name: sorted(ATTRIBUTES.get(name, ())) for name in sorted(ALLOWED - BLOCK_TAGS)},
    }


def _iter_languages(site: TypesetSite, reader: Locale) -> Iterator[tuple[str, dict[str, str]]]:
    for locale in site.locales:
        name = get_language_name(locale, reader)
        yield locale.code, {"lang": locale.lang, "dir": locale.dir, "name": name}


def make_new_file_url(repo_url: str, edit_uri: str) -> str:
    """Return where a forge takes a new file, with {path} and {text} to fill in; "" without one.

    It has GitHub's form, or GitLab's, which takes no text.
    """
    if not repo_url.startswith("https://"):
        return ""
    repo, parts = repo_url.rstrip("/"), edit_uri.split("/")
    branch = quote(parts[parts.index("edit") + 1] if "edit" in parts[:-1] else DEFAULT_BRANCH)
    if "gitlab" in (urlsplit(repo).hostname or "") or edit_uri.startswith("-/"):
        return f"{repo}/-/new/{branch}?file_name={{path}}"
    return f"{repo}/new/{branch}?filename={{path}}&value={{text}}"


def _make_mail(contact: str, locale: Locale, catalog: NullTranslations) -> str:
    if not contact:
        return ""
    named = {"number": "{entry}", "locale": "{locale}", "revision": "{revision}"}
    subject = catalog.gettext("Proposal for entry %(number)s (%(locale)s), revision %(revision)s")
    body = catalog.gettext("Please attach this file, which you have just downloaded: %(file)s")
    subject = f"{subject % named} · {locale.site_name}"
    return make_mail_link(contact, subject, body % {"file": "{file}"}, slots="{}")


@dataclass(frozen=True, slots=True)
class ProposalLink:
    """The link from an entry to the page, and what people without JavaScript get in its place.

    `form_url` is the form of the desk, `file_url` the entry as a sheet to work in where there is no
    desk; each is else "".
    """

    url: str
    missing: bool  # a translation is wanted, not a correction
    file_url: str
    form_url: str


def make_form_url(number: int, code: str, page_code: str) -> str:
    """Return the form of the desk for one text, its words in the language of a page."""
    return f"desk/propose/{number}/{code}/?in={page_code}"


def make_proposal_link(entry: Entry, settings: Settings, locale: Locale) -> ProposalLink | None:
    """Make the link of an entry; None where it is not listed, or nobody may propose anything."""
    if not (entry.is_listed and settings.proposals):
        return None
    return ProposalLink(
        url=make_proposal_url(entry, locale),
        missing=entry.get_state(locale.code) in {State.MISSING, State.PARTIAL},
        file_url="" if settings.desk else f"entries/{entry.id}.{locale.code}.md",
        form_url=make_form_url(entry.id, locale.code, locale.code) if settings.desk else "",
    )


PAGES = {
    PageKind.PROPOSE: PageType(
        N_("Propose a translation or a correction"),
        N_("You need no account. People read each proposal before anything is published."),
        fill_proposal_page,
    )
}
