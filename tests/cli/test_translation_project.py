"""What the commands for translations share."""

import pytest

from entraide.cli.translation_project import require_locale
from entraide.errors import EntraideError, FileLine


def test_a_locale_that_a_file_names_cannot_steer_the_terminal() -> None:
    with pytest.raises(EntraideError) as refused:
        require_locale("x\x1b]0;t\x07\u202e", ("en", "fr"), FileLine("a.po", 1))
    said = "a.po:1: “x<U+001B>]0;t<U+0007><U+202E>” is no locale here. Known: en, fr."
    assert str(refused.value) == said
