"""Categories, facts of the platform, the home page and former addresses in the editor."""

import pytest
from bs4 import BeautifulSoup

from entraide.content.yaml.editor import UnsafeEditError
from entraide.editor.data_rows import KINDS, DataFile, format_row, read_kind_rows, write_row
from support.editing import WRITER, EditedProject

CODES = ["en", "fr"]
PLATFORM = """\
# The facts.
name: {en: Example Square, fr: Square Exemple}
address: https://square.example/  # stays
report:
  ad: {en: "the link", fr: "le lien"}
host:
  phone: no
security:
  expires: 2027-11-01 # its last day
"""
SETTINGS = """\
# What it offers.
desk: true
home: # its large buttons
  choices:
    - label:
        en: Somebody threatens me
        fr: On me menace
      entry: 1050 # kept
      icon: flag
    # the second
    - label: {en: I paid, fr: J’ai payé}
      entry: 1065
links: listed
"""


def write(kind: str, id_: str, typed: dict[str, str] | None, text: str) -> str:
    """The file with `typed` in the form of a record, whose other fields nobody touched."""
    rows = {str(row["id"]): row for row in read_kind_rows(KINDS[kind], text, CODES)}
    shown = format_row(KINDS[kind], rows.get(id_, {}), CODES)
    file = DataFile(KINDS[kind], f"data/{kind}.yml", text, CODES)
    return write_row(file, id_, None if typed is None else shown | typed)


def list_ids(kind: str, text: str) -> list[str]:
    return [str(row["id"]) for row in read_kind_rows(KINDS[kind], text, CODES)]


def test_facts_have_the_names_of_their_placeholders() -> None:
    assert list_ids("platform", PLATFORM) == [
        "name",
        "address",
        "report.ad",
        "host.phone",
        "security.expires",
    ]
    for id_ in list_ids("platform", PLATFORM):
        assert write("platform", id_, {}, PLATFORM) == PLATFORM


@pytest.mark.parametrize(
    ("id_", "typed", "old", "new"),
    [
        ("report.ad", {"text-fr": "le lien « Signaler »"}, '"le lien"', '"le lien « Signaler »"'),
        ("address", {"value": "https://square.test/"}, "square.example/", "square.test/"),
        ("host.phone", {"value": "+33199001122"}, "phone: no", 'phone: "+33199001122"'),
        ("security.expires", {"value": "2027-12-01"}, "2027-11-01", "2027-12-01"),
        ("address", {"value": "no"}, "https://square.example/", "false"),
        ("report.post", {"text-en": "the flag"}, 'lien"}\n', 'lien"}\n  post: {en: "the flag"}\n'),
        ("team", {"text-en": "Us"}, "last day\n", 'last day\nteam: {en: "Us"}\n'),
    ],
)
def test_one_fact_changes_and_every_other_byte_stays(
    id_: str, typed: dict[str, str], old: str, new: str
) -> None:
    assert write("platform", id_, typed, PLATFORM) == PLATFORM.replace(old, new)


def test_the_first_fact_makes_the_file() -> None:
    assert write("platform", "name", {"text-en": "Square"}, "") == 'name: {en: "Square"}\n'


def test_the_home_page_has_its_buttons_by_number_and_its_lists() -> None:
    assert list_ids("home", SETTINGS) == ["1", "2", "categories", "featured"]
    for id_ in ("1", "2"):
        assert write("home", id_, {}, SETTINGS) == SETTINGS


@pytest.mark.parametrize(
    ("id_", "typed", "old", "new"),
    [
        ("1", {"label-en": "I am in danger", "entry": "7"}, "", ""),
        ("2", {"icon": "cash"}, "entry: 1065\n", "entry: 1065\n      icon: cash\n"),
        (
            "3",
            {"label-en": "Report", "label-fr": "Signaler", "entry": "1035", "icon": ""},
            "entry: 1065\n",
            "entry: 1065\n    - {label: {en: Report, fr: Signaler}, entry: 1035}\n",
        ),
        (
            "featured",
            {"entries": "1035\n1050"},
            "links: listed",
            "  featured: [1035, 1050]\nlinks: listed",
        ),
    ],
)
def test_one_button_or_list_changes_and_every_other_byte_stays(
    id_: str, typed: dict[str, str], old: str, new: str
) -> None:
    wanted = SETTINGS.replace(old, new) if old else SETTINGS
    if id_ == "1":
        wanted = wanted.replace("Somebody threatens me", "I am in danger").replace("1050", "7")
    assert write("home", id_, typed, SETTINGS) == wanted


def test_a_button_is_taken_out_with_its_lines_alone() -> None:
    after = write("home", "2", None, SETTINGS)
    second = "    - label: {en: I paid, fr: J’ai payé}\n      entry: 1065\n"
    assert after == SETTINGS.replace(second, "")
    with pytest.raises(UnsafeEditError, match="cannot be edited safely"):
        write("home", "1", None, SETTINGS)  # its comment would be lost


def test_a_site_without_buttons_gets_its_first() -> None:
    typed = {"label-en": "Report", "label-fr": "Signaler", "entry": "1"}
    text = write("home", "1", typed, "desk: true\n")
    assert text == (
        "desk: true\nhome: {choices: [{label: {en: Report, fr: Signaler}, entry: 1}]}\n"
    )


def read_values(page: str) -> dict[str, str]:
    """The fields of the form of a record."""
    form = BeautifulSoup(page, "html.parser").select_one("form.edit-form")
    assert form
    areas = {str(each["name"]): each.text.lstrip("\n") for each in form.select("textarea")}
    return {str(each["name"]): str(each["value"]) for each in form.select("input[value]")} | areas


@pytest.mark.parametrize(
    ("path", "typed", "file", "words"),
    [
        ("categories/harassment/", {"label-en": "Trouble"}, "data/categories.yml", "en: Trouble"),
        ("platform/name/", {"value": "Circle"}, "data/platform.yml", "name: Circle"),
        ("home/featured/", {"entries": "1"}, "data/settings.yml", "featured: [1]"),
    ],
)
def test_what_is_saved_is_written_committed_and_shown_again(
    project: EditedProject, path: str, typed: dict[str, str], file: str, words: str
) -> None:
    fields = read_values(project.get(f"words/{path}").text) | typed
    answer = project.post(f"words/{path}", fields)
    assert answer.headers.get("location", "").endswith(f"words/{path}?done=yes"), answer.text
    assert words in project.read(file)
    kind, id_, _ = path.split("/")
    assert project.log()[0] == f"{WRITER}: {kind}: {id_}"
    shown = read_values(project.get(f"words/{path}").text)
    assert {name: shown[name] for name in typed} == typed


def test_a_button_is_added_and_taken_out(project: EditedProject) -> None:
    typed = {"label-en": "Report", "label-fr": "Signaler", "entry": "1", "icon": "flag"}
    assert project.post("words/home/", typed).headers["location"].endswith("words/home/1/?done=yes")
    assert "Report" in project.get("words/home/").text
    fields = read_values(project.get("words/home/1/").text)
    answer = project.post("words/home/1/", fields | {"do": "remove"})
    assert answer.headers["location"].endswith("words/home/?done=yes")
    assert "Report" not in project.read("data/settings.yml")
    assert project.log()[0] == f"{WRITER}: home: 1 removed"


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("home/", {"label-en": "Report", "label-fr": "S", "entry": "999"}, "999"),
        ("home/", {"label-en": "Report", "label-fr": "S", "entry": "one"}, "entry"),
        ("home/featured/", {"entries": "999"}, "999"),
        ("home/categories/", {"names": "gone"}, "gone"),
        ("categories/", {"id": "half", "label-en": "Half"}, "description"),
        ("platform/", {"id": "contact.mail", "text-en": "x"}, "contact"),
        ("platform/", {"id": "Not a name", "text-en": "x", "text-fr": "x"}, "Not a name"),
        ("platform/", {"id": "name.short", "text-en": "x", "text-fr": "x"}, "is there"),
        ("platform/", {"id": "contact", "text-en": "x", "text-fr": "x"}, "is there"),
    ],
)
def test_what_the_checks_refuse_is_not_written(
    project: EditedProject, path: str, typed: dict[str, str], said: str
) -> None:
    before, log = {each: project.read(f"data/{each}.yml") for each in FILES}, project.log()
    shown = read_values(project.get(f"words/{path}").text)
    answer = project.post(f"words/{path}", shown | typed)
    assert answer.status == 409
    page = BeautifulSoup(answer.text, "html.parser")
    alert = page.select_one("[role=alert]")
    assert alert
    assert said in alert.text
    assert {each: project.read(f"data/{each}.yml") for each in FILES} == before
    assert project.log() == log


FILES = ("settings", "categories", "platform")


def test_only_a_button_can_be_taken_out(project: EditedProject) -> None:
    for path in ("tags/police/", "platform/name/", "home/featured/"):
        fields = read_values(project.get(f"words/{path}").text)
        assert project.post(f"words/{path}", fields | {"do": "remove"}).status == 422


def test_a_former_address_is_added_listed_and_taken_away(project: EditedProject) -> None:
    before = project.read()
    typed = {"address": "https://help.example/in/here/fr/harassment/older/", "number": "1"}
    answer = project.post("redirects/", typed)
    assert answer.headers.get("location", "").endswith("redirects/?done=yes"), answer.text
    assert "moved_from: [harassment/older]\n" in project.read()
    assert project.log()[0] == f"{WRITER}: Entry 1: from harassment/older"
    assert "harassment/older" in project.get("redirects/").text
    gone = {"do": "remove", "number": "1", "address": "harassment/older"}
    assert project.post("redirects/", gone).status == 303
    assert project.read() == before
    assert project.post("redirects/", gone).status == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"address": "https://elsewhere.example/x/y/", "number": "1"}, "no address of an entry"),
        ({"address": "harassment/x", "number": "99"}, "no entry has the number"),
        ({"address": "harassment/x", "number": "9" * 30}, "no entry has the number"),
        ({"address": "harassment/current", "number": "1"}, "stands today"),
        ({"address": "http://[", "number": "1"}, "no address of an entry"),
        ({"address": "../../..", "number": "1"}, "no address of an entry"),
        ({"address": "a" * 101 + "/b", "number": "1"}, "100 letters at most"),
    ],
)
def test_what_cannot_be_a_former_address_is_refused_and_typed_again(
    project: EditedProject, typed: dict[str, str], said: str
) -> None:
    before = project.read()
    answer = project.post("redirects/", typed)
    assert answer.status == 409
    assert said in answer.text
    assert read_values(answer.text)["address"] == typed["address"]
    assert project.read() == before


def test_addresses_of_removed_entries_that_lead_nowhere_fill_in_the_form(
    project: EditedProject,
) -> None:
    assert "lead nowhere" not in project.get("redirects/").text
    assert project.post("1/en/remove/", {"links": "yes", "instead": ""}).status == 303
    page = BeautifulSoup(project.get("redirects/").text, "html.parser")
    (end,) = page.select("[aria-labelledby=dead] li")
    link = str(end.select_one("a")["href"])  # type: ignore[index]
    shown = project.get(link.rpartition(".edit/")[2].partition("#")[0]).text
    assert read_values(shown)["address"] == "harassment/current"
    typed = {"address": "harassment/current", "number": "10"}
    assert project.post("redirects/", typed).status == 303
    assert "lead nowhere" not in project.get("redirects/").text


def test_the_address_of_a_removed_entry_with_a_goal_is_no_dead_end(project: EditedProject) -> None:
    assert project.post("1/en/remove/", {"links": "yes", "instead": "2"}).status == 303
    assert "lead nowhere" not in project.get("redirects/").text


def test_an_address_in_a_link_is_words_and_no_markup(project: EditedProject) -> None:
    page = project.get('redirects/?address="><script>x</script>' + "y" * 2_000).text
    assert "<script>x" not in page
    assert len(read_values(page)["address"]) == 500


def read_rows(page: str, selector: str) -> list[str]:
    return [
        " ".join(each.text.split()) for each in BeautifulSoup(page, "html.parser").select(selector)
    ]


def test_what_leads_to_an_entry_is_listed_in_each_language(project: EditedProject) -> None:
    project.edit(
        "docs/en/scams/blackmail.md", "## ", "[See this](../harassment/current.md).\n\n## "
    )
    page = project.get("10/en/links/").text
    links = BeautifulSoup(page, "html.parser").select("[aria-labelledby=links] li a")
    assert [str(link["href"]).rpartition(".edit/")[2] for link in links] == ["9/en/", "9/fr/"]
    assert read_rows(page, "[aria-labelledby=links] li small")[0] == "line 25"
    assert project.get("99/en/links/").status == 404


def test_files_are_listed_with_the_texts_that_show_them(project: EditedProject) -> None:
    unused = project.folder / "docs/en/harassment/unused.svg"
    unused.write_bytes((project.folder / "docs/en/harassment/drawing.svg").read_bytes())
    project.note_change("docs/en/harassment/unused.svg")
    first, second = read_rows(project.get("files/").text, "tbody tr")
    assert first == "harassment/unused.svg Used in no text"
    assert second.startswith("harassment/drawing.svg Used in ")
    assert not second.endswith("no text")
