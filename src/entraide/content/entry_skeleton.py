"""The skeleton of an entry: what `entraide new` writes for a writer to write over."""

from entraide.content.catalogs import read_catalog
from entraide.content.settings import Settings


def make_skeleton(settings: Settings, code: str) -> tuple[str, str]:
    """A summary and a body, in the language of the locale `code`."""
    _ = read_catalog(settings, code).gettext
    parts = (
        _("In one or two sentences, say what this page settles and what to do first."),
        "## " + _("What to do now"),
        "1. " + _("Write the first step here.") + "\n2. " + _("Write the next step here."),
        "## " + _("What happens next"),
        _("Say what readers can expect, and when."),
    )
    return _("One sentence for lists, search results and previews."), "\n\n".join(parts) + "\n"


def is_instruction(line: str) -> bool:
    """Whether a line of the body tells the writer what to write, and is no heading to keep."""
    return bool(line.strip()) and not line.startswith("#")
