"""What the operator states: the legal notice, and how far everybody can use the site."""

from collections.abc import Iterator

from entraide.model.locales import N_
from entraide.model.places import PageKind, Place
from entraide.publish.build_context import BuildContext
from entraide.publish.operator_sections import OperatorFacts, OperatorSection, build_sections
from entraide.publish.page_type import PageType


def fill_legal_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": build_sections(iter_legal_sections, build)}


def fill_accessibility_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"sections": build_sections(iter_accessibility_sections, build)}


def iter_legal_sections(facts: OperatorFacts) -> Iterator[OperatorSection]:
    _ = facts.gettext
    address, phone = _("Address"), _("Telephone")
    yield OperatorSection(
        "publisher",
        _("Who publishes this site"),
        rows=facts.make_rows(
            ("operator.name", _("Name")),
            ("operator.legal_form", _("Legal form")),
            ("operator.capital", _("Share capital")),
            ("operator.address", address),
            ("operator.phone", phone),
            ("contact.email", _("E-mail")),
            ("operator.registration", _("Registration")),
            ("operator.vat", _("VAT number")),
            ("operator.director", _("Director of publication")),
        ),
    )
    hosts = (("host.name", _("Name")), ("host.address", address), ("host.phone", phone))
    yield OperatorSection(
        "host", _("Who stores this site and serves it"), rows=facts.make_rows(*hosts)
    )
    yield OperatorSection(
        "dsa",
        _("Points of contact under the Digital Services Act"),
        rows=facts.make_rows(
            ("dsa.authorities", _("For authorities")),
            ("dsa.users", _("For users")),
            ("dsa.languages", _("Languages")),
        ),
    )
    yield _make_privacy_section(facts)
    yield OperatorSection(
        "terms", _("Terms of use"), rows=facts.make_rows(("terms.page", _("Page")))
    )


def _make_privacy_section(facts: OperatorFacts) -> OperatorSection:
    _ = facts.gettext
    rows = (
        ("privacy.controller", _("Controller")),
        ("privacy.legal_basis", _("Legal basis")),
        ("privacy.officer", _("Data protection officer")),
        ("privacy.email", _("Who answers")),
        ("privacy.authority", _("Where to complain")),
        ("privacy.policy", _("Privacy policy")),
    )
    return OperatorSection("privacy", _("Your personal data"), rows=facts.make_rows(*rows))


def iter_accessibility_sections(facts: OperatorFacts) -> Iterator[OperatorSection]:
    _ = facts.gettext
    yield OperatorSection(
        "status",
        _("Where this site stands"),
        rows=facts.make_rows(
            ("accessibility.standard", _("Standard")),
            ("accessibility.status", _("Result")),
            ("accessibility.tested_on", _("Last tested")),
        ),
    )
    tested = facts.list_paragraphs("accessibility.tested")
    yield OperatorSection("tested", _("How it was tested"), paragraphs=tested)
    limits = facts.list_paragraphs("accessibility.limits")
    yield OperatorSection("limits", _("What is not good enough yet"), paragraphs=limits)
    yield OperatorSection(
        "tell-us",
        _("If something stands in your way"),
        _("Write to us: which page, what you wanted to do, and what you use to read it."),
        rows=facts.make_rows(("accessibility.email", _("By e-mail"))),
    )
    remedy = facts.list_paragraphs("accessibility.remedy")
    yield OperatorSection("remedy", _("If our answer does not help"), paragraphs=remedy)


PAGES = {
    PageKind.LEGAL: PageType(
        N_("Legal notice"),
        N_("Who publishes this site, who stores it, and how to reach them."),
        fill_legal_page,
    ),
    PageKind.ACCESSIBILITY: PageType(
        N_("Accessibility statement"),
        N_("Who can use this site, what is not good enough yet, and how to tell us."),
        fill_accessibility_page,
    ),
}
