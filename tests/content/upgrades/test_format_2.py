"""The step to format 2, on files in memory: what it writes, what it removes, what it leaves."""

import pytest

from entraide.content.upgrades.changes import apply_changes
from entraide.content.upgrades.format_2 import upgrade
from entraide.content.yaml.editor import UnsafeEditError
from support.frozen import open_frozen, read_tree

STAMP = "format: 2 # of the files of this project: “entraide upgrade” writes it\n"
I18N = "plugins:\n  i18n:\n    languages: [{locale: en, default: true}]\n"
FOOTER = "overrides/partials/footer.html"


def run(mkdocs: str, **others: str) -> dict[str, str]:
    """The files after the step, by path; `others` are named without folder and ending."""
    files = {"mkdocs.yml": mkdocs.encode()}
    files |= {f"data/{name}.yml": text.encode() for name, text in others.items()}
    after = apply_changes(files, upgrade(files).changes)
    return {path: content.decode() for path, content in after.items()}


def test_settings_move_with_their_comments() -> None:
    mkdocs = (
        f"site_name: Help\n{I18N}\nextra:\n  colour: red # theirs\n  # What we decided.\n"
        "  entraide: # ours\n    # First.\n    desk: true # yes\n\n"
        "    exit: {en: https://a.example/}\n    # last\n\nstrict: true\n"
    )
    assert run(mkdocs) == {
        "mkdocs.yml": f"site_name: Help\n{I18N}  entraide: {{}}\n\nextra:\n"
        "  colour: red # theirs\n\nstrict: true\n",
        "data/settings.yml": f"{STAMP}# What we decided.\n# ours\n# First.\ndesk: true # yes\n\n"
        "exit: {en: https://a.example/}\n# last\n",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins:\n  - i18n:\n      a: 1\n", "plugins:\n  - i18n:\n      a: 1\n  - entraide\n"),
        ("plugins: [i18n: {a: 1}]\n", "plugins: [i18n: {a: 1}, entraide]\n"),
        ("plugins: {i18n: {a: 1}}\n", "plugins: {i18n: {a: 1}, entraide: {}}\n"),
        ("plugins:\n- i18n\n- x", "plugins:\n- i18n\n- x\n- entraide\n"),
        ("plugins:\n  i18n:\n  entraide:\n", "plugins:\n  i18n:\n  entraide:\n"),
    ],
)
def test_the_plugin_is_added_in_the_style_of_the_others(before: str, after: str) -> None:
    assert run(before)["mkdocs.yml"] == after


@pytest.mark.parametrize(
    ("plugins", "extra", "after"),
    [
        (
            "plugins:\n  - i18n\n",
            "extra:\n  entraide:\n    # Why.\n    data: facts # so\n",
            "plugins:\n  - i18n\n  - entraide:\n      # Why.\n      data: facts # so\n",
        ),
        (
            "plugins: [i18n]\n",
            "extra: {entraide: {data: facts}}\n",
            "plugins: [i18n, entraide: {data: facts}]\n",
        ),
    ],
)
def test_the_folder_of_the_data_is_an_option_of_the_plugin(
    plugins: str, extra: str, after: str
) -> None:
    assert run(plugins + extra) == {"mkdocs.yml": after, "facts/settings.yml": STAMP}


def test_what_every_project_had_goes_and_the_rest_stays() -> None:
    mkdocs = (
        "theme:\n  name: material\n  logo: ours.svg # stays\n  font: false # quick\n"
        f"{I18N}    docs_structure: folder\n"
        "hooks: [hooks/build_start.py, own.py, hooks/page_list.py]\n"
        "watch:\n  - data\n  - shop # theirs\n"
        "validation: {nav: {omitted_files: ignore}, links: {anchors: warn}}\n"
    )
    assert run(mkdocs)["mkdocs.yml"] == (
        "theme:\n  logo: ours.svg # stays\n  # quick\n"
        f"{I18N}  entraide: {{}}\n"
        "hooks: [own.py]\nwatch:\n  - shop # theirs\nvalidation: {links: {anchors: warn}}\n"
    )


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    mkdocs = f"\ufeffsite_name: Help\n{I18N}extra:\n  entraide:\n    desk: true\n"
    crlf = {"mkdocs.yml": mkdocs.replace("\n", "\r\n").encode()}
    after = apply_changes(crlf, upgrade(crlf).changes)
    plain = f"\ufeffsite_name: Help\n{I18N}  entraide: {{}}\n"
    assert after["mkdocs.yml"].decode() == plain.replace("\n", "\r\n")
    assert after["data/settings.yml"].decode() == f"{STAMP}desk: true\n".replace("\n", "\r\n")


def test_settings_are_added_to_those_that_stand_there() -> None:
    mkdocs = f"{I18N}extra: {{entraide: {{desk: true, exit: {{en: 'https://a.example/'}}}}}}\n"
    after = run(mkdocs, settings="# Mine.\nrating: five")
    assert after["mkdocs.yml"] == f"{I18N}  entraide: {{}}\n"
    assert after["data/settings.yml"] == (
        f"{STAMP}# Mine.\nrating: five\ndesk: true\nexit: {{en: 'https://a.example/'}}\n"
    )


def test_a_project_of_this_format_stays_as_it_is() -> None:
    mkdocs = f"{I18N}  entraide:\n"
    assert (
        upgrade({"mkdocs.yml": mkdocs.encode(), "data/settings.yml": b"format: 2\n"}).changes == []
    )


@pytest.mark.parametrize(
    ("mkdocs", "settings", "what"),
    [
        (
            f"{I18N}extra: {{entraide: {{desk: true}}}}\n",
            "desk: false\n",
            "data/settings.yml has desk too",
        ),
        ("a: &it {desk: yes}\nextra:\n  entraide:\n    <<: *it\n", "", "cannot be edited safely"),
        (
            f"x: &exit {{en: a}}\n{I18N}extra:\n  entraide:\n    exit: *exit\n",
            "",
            "cannot be edited safely",
        ),
        (
            f"{I18N}extra: {{entraide: {{desk: true, # why\n  rating: five}}}}\n",
            "{links: https}",
            "cannot be edited safely",
        ),
        ("extra: [\n", "", "this cannot be read"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(mkdocs: str, settings: str, what: str) -> None:
    with pytest.raises(UnsafeEditError) as raised:
        run(mkdocs, settings=settings)
    assert what in str(raised.value.problems[0])


def test_copies_go_where_they_are_ours_byte_for_byte() -> None:
    files = read_tree(open_frozen("0.1"))
    files["hooks/page_list.py"] += b"# Changed.\n"
    files["overrides/partials/own.html"] = b"Own.\n"
    result = upgrade(files)
    after = apply_changes(files, result.changes)
    assert sorted(path for path in after if path.startswith(("hooks/", "overrides/"))) == [
        "hooks/page_list.py",
        FOOTER,
        "overrides/partials/own.html",
    ]
    assert "\n".join(map(str, result.notes)) == (
        "hooks/page_list.py: you changed this hook, and nothing runs it now. Make a hook of your "
        "own of what you changed, or delete it.\n"
        f"{FOOTER}: you changed this file; ours is {FOOTER} of the package. Compare it with that "
        "one, or delete it to have ours."
    )


def test_a_catalog_that_people_changed_moves_to_their_own() -> None:
    old, new = (f"{folder}locales/de/LC_MESSAGES/messages.po" for folder in ("overrides/", ""))
    files = {"mkdocs.yml": I18N.encode(), old: b"theirs"}
    after = apply_changes(files, upgrade(files).changes)
    assert (after[new], old in after) == (b"theirs", False)
    both = files | {new: b"other"}
    result = upgrade(both)
    assert apply_changes(both, result.changes)[old] == b"theirs"
    assert [note.message for note in result.notes] == ["catalogs are no longer read here"]
