"""Files of tools that wrote their own header: the language is found wherever they say it."""

import re
from pathlib import Path

import pytest

from entraide.model.locales import Locale, match_locale
from support.bundles import FRENCH, export_bundle
from support.commands import Run

HEADER = re.compile(r'^msgid ""\n(?:.*\n)*?\n', re.MULTILINE)
TITLE = "Signes d’une fraude"


def write_header(file: Path, *lines: str) -> Path:
    """Put another header in the place of ours, or none; the title is a new one."""
    text = file.read_text("utf-8")
    rows = "".join(f'"{line}\\n"\n' for line in ("Content-Type: text/plain; charset=UTF-8", *lines))
    header = f'msgid ""\nmsgstr ""\n{rows}\n' if lines else ""
    text = HEADER.sub(lambda _: header, text, count=1)
    title = re.compile(r'(msgctxt "1/title"\nmsgid .*\nmsgstr ).*')
    text, count = title.subn(rf'\g<1>"{TITLE}"', text)
    assert count == 1
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    "line",
    [
        "Language: fr",
        "Language: fr_FR",
        "Language: FR-fr",
        "Language: fr_CA.UTF-8",
        "X-Crowdin-Language: fr",
        "Language-Team: fr <team@example.org>",
        "X-Entraide-Locale: fr",
    ],
)
def test_a_header_that_a_tool_wrote(project: Path, run_entraide: Run, line: str) -> None:
    file = write_header(export_bundle(run_entraide), line)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 0, result.output
    assert TITLE in (project / FRENCH).read_text("utf-8")


def test_a_file_without_a_language_asks_for_it(project: Path, run_entraide: Run) -> None:
    file = write_header(export_bundle(run_entraide))
    result = run_entraide("translate", "import", file)
    assert "does not say into which language it was translated. Say it: --to CODE." in result.stderr
    assert run_entraide("translate", "import", file, "--to", "fr").exit_code == 0
    assert TITLE in (project / FRENCH).read_text("utf-8")


def test_a_file_of_another_language_is_not_taken_for_this_one(
    project: Path, run_entraide: Run
) -> None:
    assert project
    file = write_header(export_bundle(run_entraide), "Language: de_AT")
    assert "“de-AT” is no locale here" in run_entraide("translate", "import", file).stderr
    write_header(file, "Language: fr")
    result = run_entraide("translate", "import", file, "--to", "en")
    assert "the file is for “fr”, not for “en”" in result.stderr


def test_a_header_that_pogrep_repeats_is_no_text(project: Path, run_entraide: Run) -> None:
    assert project
    file = export_bundle(run_entraide)
    text = file.read_text("utf-8")
    header = HEADER.search(text)
    assert header
    file.write_text(text + "\n" + header[0], "utf-8")
    assert run_entraide("translate", "import", file).exit_code == 0


@pytest.mark.parametrize(
    ("shape", "edits"),
    [
        ("xliff", ((":1.2", ":1.1"), ('version="1.2"', 'version="1.1"'))),
        ("xliff", ((' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ""),)),
        ("xliff2", ((' xmlns="urn:oasis:names:tc:xliff:document:2.0"', ""),)),
        ("xliff2", ((":2.0", ":2.1"), ('version="2.0"', 'version="2.1"'))),
        ("xliff", ((' product-version="1"', ""), (' category="fr"', ""))),
        ("xliff", (('target-language="fr"', 'target-language="fr-FR"'), ('category="fr"', ""))),
        ("xliff2", (('trgLang="fr"', 'trgLang="fr_FR"'), ('file id="fr-', 'file id="f'))),
    ],
)
def test_xliff_in_what_name_space_and_with_what_facts_a_tool_leaves(
    project: Path, run_entraide: Run, shape: str, edits: tuple[tuple[str, str], ...]
) -> None:
    file = export_bundle(run_entraide, "--format", shape, name="fr.xlf")
    text = file.read_text("utf-8")
    for old, new in (*edits, (">Arnaques<", f">{TITLE}<")):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 0, result.output
    assert TITLE in (project / FRENCH).read_text("utf-8")


def make_locale(lang: str) -> Locale:
    return Locale(lang.lower(), lang, "ltr", lang, "Site")


@pytest.mark.parametrize(
    ("tag", "langs", "found"),
    [
        ("pt_BR", ("pt", "pt-BR"), "pt-BR"),
        ("pt", ("en", "pt-BR"), "pt-BR"),
        ("fr-FR", ("en", "fr-CA"), "fr-CA"),
        ("fr", ("fr-CA", "fr-BE"), ""),
        ("zh-TW", ("en", "zh-Hans"), ""),
        ("zh-hans-CN", ("en", "zh-Hans"), "zh-Hans"),
        ("de", ("en", "fr"), ""),
    ],
)
def test_a_tag_means_the_locale_that_says_as_much_of_it(
    tag: str, langs: tuple[str, ...], found: str
) -> None:
    locale = match_locale(tag, [make_locale(lang) for lang in langs])
    assert (locale.lang if locale else "") == found
