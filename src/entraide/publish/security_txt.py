"""`security.txt` (RFC 9116): where to report a security hole, and until when that may be trusted.

Its last day is the operator's, never the clock's, so that a site built twice is the same.
"""

from collections.abc import Iterator

from entraide.model.operator_facts import PREFIX, Values
from entraide.model.site import TypesetSite

PATH = ".well-known/security.txt"  # below the site's base; belongs to the root of the host


def build_security_txt(values: Values, site: TypesetSite, site_url: str) -> str:
    """Build the text from the `values` of the default locale.

    Empty without a contact or a last day, or where the operator wants none.
    """
    fields = {name: values.get(f"{PREFIX}security.{name}", "") for name in NAMES}
    if not (site.parts.security and fields["contact"] and fields["expires"]):
        return ""
    return "".join(f"{name}: {value}\n" for name, value in _iter_fields(fields, site, site_url))


NAMES = ("contact", "expires", "policy", "languages")


def _iter_fields(
    fields: dict[str, str], site: TypesetSite, site_url: str
) -> Iterator[tuple[str, str]]:
    contact = fields["contact"]
    yield "Contact", contact if contact.startswith("https://") else f"mailto:{contact}"
    yield "Expires", f"{fields['expires']}T23:59:59Z"
    spoken = ", ".join(locale.lang for locale in site.locales)
    yield "Preferred-Languages", fields["languages"] or spoken
    yield "Canonical", f"{site_url}{PATH}"
    if fields["policy"]:
        yield "Policy", fields["policy"]
