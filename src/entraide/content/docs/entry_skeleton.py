"""Make the skeleton of an entry, which `entraide new` writes and a writer writes over."""

from entraide.content.catalogs import read_catalog
from entraide.content.settings import Settings


def make_skeleton(settings: Settings, code: str) -> tuple[str, str]:
    """Return a summary and a body that say what to write, in the language of the locale `code`."""
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
    """Return whether a line of the skeleton's body is an instruction, not a heading to keep."""
    return bool(line.strip()) and not line.startswith("#")
