"""The facts of `data/platform.yml`, from which the operator's pages and `security.txt` are made.

Each fact has a name, a shape, and one document that uses it. `entraide check` names the expected
facts that are not given, and so do their pages. `no` as a value says that there is none. Any other
name is the operator's own, for placeholders.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from entraide.model.site_parts import EVERY_PART, SiteParts

Values = Mapping[
    str, str
]  # of one locale: `platform.operator.name` -> text, "" where there is none
PREFIX = "platform."


class FactShape(StrEnum):
    """The form that the value of a fact has; the check and the JSON Schema read it."""

    WORDS = "words"
    PHRASE = "phrase"  # words that follow “use” in a sentence
    EMAIL = "email"
    PHONE = "phone"  # with its country: +33199001122
    LINK = "link"
    REPORT = "report"  # an e-mail address, or the address of a form
    DAY = "day"
    CONFORMANCE = "conformance"
    LANGUAGES = "languages"
    GROUP = "group"  # facts below it, named by the operator


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that we know by name; `name` is its path in the file: `operator.legal_form`."""

    name: str
    meaning: str
    shape: FactShape = FactShape.WORDS
    expected: bool = True

    @property
    def key(self) -> str:
        """The name of the fact among the values of placeholders, with its prefix."""
        return PREFIX + self.name

    def is_answered(self, values: Values) -> bool:
        """Return whether the operator has given the fact, or has said that there is none."""
        return self.key in values or (
            self.shape is FactShape.GROUP
            and any(name.startswith(f"{self.key}.") for name in values)
        )


def _make_optional(name: str, meaning: str, shape: FactShape = FactShape.WORDS) -> Fact:
    """Return a fact that `entraide check` does not ask for."""
    return Fact(name, meaning, shape, expected=False)


PLATFORM = (
    _make_optional("name", "What the platform is called"),
    _make_optional("address", "Where the platform is", FactShape.LINK),
    _make_optional(
        "block", "How to block somebody, in words that complete “use …”", FactShape.PHRASE
    ),
)
CONTACT = (
    Fact(
        "report",
        "How to report each kind of thing, in words that complete “use …”",
        FactShape.GROUP,
    ),
    _make_optional("things", "What each kind of thing under `report` is called", FactShape.GROUP),
    Fact("contact.email", "Where members write", FactShape.EMAIL),
    Fact("contact.help", "Where help is found, in words that complete “use …”", FactShape.PHRASE),
    _make_optional("contact.phone", "Where members call", FactShape.PHONE),
    _make_optional("contact.postal", "Where members send letters"),
    Fact("contact.expect", "What happens with a report, and when"),
    _make_optional("contact.category", "The category whose entries the contact page lists"),
    Fact("police.email", "Where authorities write about a member", FactShape.EMAIL),
    Fact("police.postal", "Where authorities send letters"),
)
LEGAL = (
    Fact("operator.name", "Who publishes the site"),
    Fact("operator.legal_form", "Its legal form"),
    _make_optional("operator.capital", "Its share capital"),
    Fact("operator.address", "Its postal address"),
    Fact("operator.phone", "Its telephone number", FactShape.PHONE),
    Fact("operator.registration", "Its register, and its number there"),
    _make_optional("operator.vat", "Its VAT number"),
    Fact("operator.director", "Who is responsible for what is published"),
    Fact("host.name", "Who stores the site and serves it"),
    Fact("host.address", "Its postal address"),
    Fact("host.phone", "Its telephone number", FactShape.PHONE),
    Fact("dsa.authorities", "Digital Services Act: contact for authorities", FactShape.EMAIL),
    Fact("dsa.users", "Digital Services Act: contact for users", FactShape.EMAIL),
    _make_optional("dsa.languages", "The languages that may be used for it"),
    Fact("privacy.controller", "Who is responsible for personal data (GDPR, article 4(7))"),
    Fact("privacy.legal_basis", "Why it may be kept: the legal basis (GDPR, article 6)"),
    _make_optional("privacy.officer", "The data protection officer"),
    _make_optional("privacy.authority", "The data protection authority that is responsible"),
    Fact("privacy.email", "Whom to ask about personal data", FactShape.EMAIL),
    _make_optional("privacy.policy", "The privacy policy", FactShape.LINK),
    _make_optional("terms.page", "The terms of use", FactShape.LINK),
)
ACCESSIBILITY = (
    Fact("accessibility.standard", "The standard that the site follows"),
    Fact(
        "accessibility.status",
        "How far it follows it: full, partial or none",
        FactShape.CONFORMANCE,
    ),
    Fact("accessibility.tested", "How it was tested"),
    Fact("accessibility.tested_on", "The day of the last test", FactShape.DAY),
    Fact("accessibility.limits", "What does not work, or has not been tested"),
    Fact("accessibility.email", "Where to report an obstacle", FactShape.EMAIL),
    _make_optional("accessibility.remedy", "Where to turn when that does not help"),
)
SECURITY = (
    Fact("security.contact", "Where to report a security hole", FactShape.REPORT),
    Fact("security.expires", "The last day on which this contact is valid", FactShape.DAY),
    _make_optional("security.policy", "How such reports are dealt with", FactShape.LINK),
    _make_optional(
        "security.languages", "The languages you read, such as en, fr", FactShape.LANGUAGES
    ),
)

# What is made of them -> its facts, in their order.
FACTS_BY_DOCUMENT: Mapping[str, tuple[Fact, ...]] = MappingProxyType(
    {"contact": CONTACT, "legal": LEGAL, "accessibility": ACCESSIBILITY, "security.txt": SECURITY}
)
FACTS: Mapping[str, Fact] = MappingProxyType(
    {fact.name: fact for facts in (PLATFORM, *FACTS_BY_DOCUMENT.values()) for fact in facts}
)
# Below these only known facts may stand: what is there is meant for a page.
CLOSED_GROUPS = frozenset(
    {"accessibility", "dsa", "host", "operator", "privacy", "security", "terms"}
)


def list_stated_documents(values: Values, parts: SiteParts = EVERY_PART) -> frozenset[str]:
    """Return the documents, such as `legal`, for which at least one fact is given."""
    groups = {name[:at] for name in values for at, sign in enumerate(name) if sign == "."}
    return frozenset(
        document
        for document, facts in FACTS_BY_DOCUMENT.items()
        if any(
            (values.get(fact.key) or fact.key in groups) and _is_wanted(fact, parts)
            for fact in facts
        )
    )


def _is_wanted(fact: Fact, parts: SiteParts) -> bool:
    """Return whether the fact belongs to no part of the site that is off."""
    return bool(getattr(parts, fact.name.partition(".")[0], True))


def iter_missing_facts(
    values: Values, facts: tuple[Fact, ...], parts: SiteParts = EVERY_PART
) -> Iterator[str]:
    """Yield the names of the expected `facts` that the operator has not given.

    A part of the site that is off, such as `dsa`, needs no fact of its name.
    """
    for fact in facts:
        if fact.expected and _is_wanted(fact, parts) and not fact.is_answered(values):
            yield fact.name
