"""The section of the contact page for the police and the courts.

Its words are for those who ask as authorities, and so they are none of those that readers need
first in a new language.
"""

from entraide.publish.operator_sections import OperatorFacts, OperatorSection


def make_police_section(facts: OperatorFacts) -> OperatorSection:
    """Make the section; it is empty where the operator gives no address for authorities.

    Nobody who uses the site is to write there: the words say so.
    """
    _ = facts.gettext
    return OperatorSection(
        "police",
        _("For the police and the courts"),
        _("These addresses are for authorities. If you are a member, write to us as above."),
        rows=facts.make_rows(("police.email", _("By e-mail")), ("police.postal", _("By post"))),
    )
