"""What a change to texts alone could publish: files from outside, scripts, pages, files of ours."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from entraide.content.catalogs import read_catalog
from entraide.content.checks import check_project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ContentError, SettingsError
from entraide.publish.project_loading import open_project
from support.images import TINY_PNG
from support.projects import write_site

OUTSIDE = "id: 99\nkey: correct-horse-battery"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M1 1h7"/></svg>'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def list_problems(root: Path) -> list[str]:
    """What `entraide check` says."""
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return [str(one) for one in check_project(reading, date(2026, 11, 21))]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    (outside / "keys").mkdir(parents=True)
    for name in ("secret", "leak.md", "tags.yml", "a.segments.json", "messages.po", "keys/id.png"):
        (outside / name).write_text(OUTSIDE)
    return write_site(tmp_path / "project", {"docs/en/scams/a.md": {}, "var/desk.env": OUTSIDE})


LINKS = {
    "a text file": ("docs/en/scams/leak.png", "../../../../outside/secret"),
    "an absolute address": ("docs/en/scams/leak.pdf", "{outside}/secret"),
    "a page": ("docs/en/scams/leak.md", "{outside}/leak.md"),
    "a record": ("docs/fr/scams/a.segments.json", "{outside}/a.segments.json"),
    "a folder": ("docs/en/pictures", "{outside}/keys"),
    "a folder with the name of a page": ("docs/en/scams/b.md", "{outside}/keys"),
    "a folder that is ignored": ("docs/en/.more", "{outside}/keys"),
    "a file in the project": ("docs/en/scams/leak.png", "../../../var/desk.env"),
    "the settings": ("docs/en/scams/leak.png", "../../../mkdocs.yml"),
    "a device": ("docs/en/scams/leak.png", "/dev/zero"),
    "nothing yet": ("docs/en/scams/leak.png", "{outside}/later"),
    "the whole disk": ("docs/en/pictures", "/"),
    "the folder of a locale": ("docs/de", "{outside}/keys"),
    "data": ("data/tags.yml", "{outside}/tags.yml"),
    "data that is not read always": ("data/glossary.yml", "{outside}/tags.yml"),
    "a folder of data": ("data/channels", "{outside}"),
    "counts": ("data/ratings.json", "{outside}/secret"),
    "counts of proposals": ("data/proposals.json", "{outside}/secret"),
}


@pytest.mark.parametrize(("name", "target"), LINKS.values(), ids=LINKS)
def test_a_link_that_leads_out_is_refused_and_not_followed(
    project: Path, name: str, target: str
) -> None:
    link = project / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(target.format(outside=project.parent / "outside"))
    found = list_problems(project)
    border = Path(name).parts[0]
    assert any(one.startswith(name) and f"leads out of {border}/." in one for one in found), found
    assert not any("horse" in one for one in found)


def test_a_chain_of_links_is_refused_at_its_first_link(project: Path) -> None:
    scams = project / "docs/en/scams"
    (scams / "one.png").symlink_to("two.png")
    (scams / "two.png").symlink_to("../three")
    (project / "docs/en/three").symlink_to(project.parent / "outside/secret")
    told = [one.partition(":")[0] for one in list_problems(project) if "leads out of docs/" in one]
    assert told == ["docs/en/scams/one.png", "docs/en/scams/two.png", "docs/en/three"]


def test_links_that_lead_in_circles_are_reported(project: Path) -> None:
    scams = project / "docs/en/scams"
    (scams / "one.png").symlink_to("two.png")
    (scams / "two.png").symlink_to("one.png")
    assert len(list_problems(project)) == 2


@pytest.mark.parametrize("folder", ["docs", "data"])
def test_a_whole_folder_that_is_a_link_is_refused(project: Path, folder: str) -> None:
    (project / folder).rename(project.parent / "outside" / folder)
    (project / folder).symlink_to(project.parent / "outside" / folder)
    with pytest.raises(SettingsError, match=f"a symbolic link leads {folder} out of the project"):
        read_settings(project / "mkdocs.yml")


def test_a_catalog_that_is_a_link_is_refused(project: Path) -> None:
    folder = project / "locales/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "reader.po").symlink_to(project.parent / "outside/messages.po")
    with pytest.raises(ContentError, match=r"reader.po:1: a symbolic link leads out of locales/"):
        read_catalog(read_settings(project / "mkdocs.yml"), "fr")


def test_a_link_within_the_folder_of_texts_is_followed(project: Path) -> None:
    write_site(project, {"docs/en/scams/a.png": TINY_PNG, "docs/en/scams/a.md": {}})
    (project / "docs/en/scams/b.png").symlink_to("a.png")
    assert list_problems(project) == []


@pytest.mark.parametrize(
    "name",
    [
        *("exit.js", "sw.js", "evil.html", "evil.xhtml", "evil.xml", "evil.css", "evil.mjs"),
        *("evil.svgz", "evil.swf", "evil.wasm", "evil.shtml", "evil.php", "evil.htaccess.txt"),
        *("evil.hta", "evil.webmanifest", "evil.json", "evil.map", "evil.png.html", "index.html"),
        *("web.config", "_worker.js", "_headers", "_redirects", "CNAME", "vercel.json"),
    ],
)
@pytest.mark.parametrize("folder", ["docs", "docs/en", "docs/en/scams", "docs/other"])
def test_no_type_that_a_browser_or_a_host_runs_is_published(
    project: Path, name: str, folder: str
) -> None:
    write_site(project, {f"{folder}/{name}": "alert(1)"})
    (only,) = [one for one in list_problems(project) if one.startswith(f"{folder}/{name}:1: ")]
    assert "Move it " in only


@pytest.mark.parametrize(
    "name",
    [
        *("en/assets/icons/icon-192.png", "en/assets/favicon.svg", "assets/favicon.svg"),
        *("en/desk/staff/sign-in/a.png", "desk/a.pdf", "en/Desk/a.png", "en/e/1.png"),
        *("en/entries/1.en.pdf", "en/search/a.png", "en/fr/a.png"),
        *("en/tags/money.png", "en/desk./a.png", "fr/en/a.png", "fr/desk/a.png"),
    ],
)
def test_nothing_stands_in_a_folder_that_the_site_needs(project: Path, name: str) -> None:
    write_site(project, {f"docs/{name}": DRAWING.format("") if name.endswith("svg") else "x"})
    (only,) = list_problems(project)
    assert only.startswith(f"docs/{name}:1: it would stand in ")
    assert only.endswith("which the site needs for itself. Put it into a folder of another name.")


def test_a_file_at_the_address_of_a_page_is_reported(project: Path) -> None:
    write_site(project, {"docs/en/scams/a.png.md": {"id": 7}, "docs/en/scams/a.png": "x"})
    assert list_problems(project) == [
        "docs/en/scams/a.png:1: a page has the same address. Give the file another name."
    ]


SCRIPTED = {
    "a script": "<script>alert(1)</script>",
    "a script from here": '<script href="/assets/scripts/exit.js"/>',
    "a script of a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "a script of HTML": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "HTML": '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    "a foreign object": "<foreignObject><p>x</p></foreignObject>",
    "a handler": '<g onclick="alert(1)"/>',
    "a handler in capitals": '<g ONLOAD="alert(1)"/>',
    "a link": '<a href="https://evil.example/"><path d="M0 0"/></a>',
    "an image from elsewhere": '<image href="https://evil.example/x.png"/>',
    "an image by two slashes": f'<image {XLINK} xlink:href="//evil.example/x.png"/>',
    "an image from here": '<image href="/desk/staff/"/>',
    "a drawing within": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "a use of another file": '<use href="other.svg#x"/>',
    "a filter of another file": '<g filter="url(other.svg#x)"/>',
    "a fill from elsewhere": '<g fill=" URL( &quot;https://evil.example/#x&quot; )"/>',
    "a fill with an escape": '<g fill="u\\72l(https://evil.example/)"/>',
    "a style from elsewhere": "<style>@import 'https://evil.example/x.css';</style>",
    "a style in two parts": "<style>@im<!-- -->port 'x.css';</style>",
    "a style behind an element": "<style>a{}<g/>@import 'x.css';</style>",
    "a style with an address": "<style>g{fill:url(https://evil.example/)}</style>",
    "a style with a set": "<style>g{mask:image-set('https://evil.example/x' 1x)}</style>",
    "a style as attribute": '<g style="background:url(//evil.example/x)"/>',
    "an animated link": '<set attributeName="href" to="javascript:alert(1)"/>',
    "an animation": '<animate attributeName="href" values="javascript:alert(1)"/>',
    "another base": '<g xml:base="https://evil.example/"/>',
    "a handler of events": '<handler xmlns="http://www.w3.org/2001/xml-events">x</handler>',
    "an instruction": '<?xml-stylesheet href="https://evil.example/x.css"?>',
    "an element of no namespace": '<script xmlns="">alert(1)</script>',
    "an inclusion": '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>',
    "no XML": "<g>",
    "no end of levels": "<g>" * 100_000 + "</g>" * 100_000,
}


@pytest.mark.parametrize("part", SCRIPTED.values(), ids=SCRIPTED)
def test_a_drawing_that_is_more_is_refused(project: Path, part: str) -> None:
    write_site(project, {"docs/en/scams/a.svg": "\n" + DRAWING.format(part)})
    (only,) = list_problems(project)
    assert only.startswith("docs/en/scams/a.svg:2: the SVG is more than a drawing: ")


PATH = DRAWING.format("")
BEFORE = {
    "entities": "<!DOCTYPE svg [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" + DRAWING.format("&c;"),
    "an entity of a file": "<!DOCTYPE svg [<!ENTITY a SYSTEM '/etc/passwd'>]>" + PATH,
    "an attribute by default": "<!DOCTYPE svg [<!ATTLIST path onload CDATA 'x'>]>" + PATH,
    "another root": "<html><script>alert(1)</script></html>",
    "HTML as root": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "another encoding": '<?xml version="1.0" encoding="utf-7"?>' + PATH,
    "UTF-16": "base64:" + "//48AHMAdgBnAC8APgA=",
    "too much": "<svg>" + " " * 2_000_001,
    "nothing": "",
}


@pytest.mark.parametrize("text", BEFORE.values(), ids=BEFORE)
def test_what_is_no_plain_drawing_is_refused(project: Path, text: str) -> None:
    write_site(project, {"docs/en/scams/a.svg": text})
    (only,) = list_problems(project)
    assert only.startswith("docs/en/scams/a.svg:1: the SVG is ")


INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PLAIN = {
    "a style": "<style>path{fill:url(#a)}@media (prefers-color-scheme:dark){g{fill:#fff}}</style>",
    "a gradient": '<linearGradient id="a"><stop offset="0"/></linearGradient><g fill="url(#a)"/>',
    "a use": f'<defs><g id="a"/></defs><use {XLINK} xlink:href="#a"/>',
    "an image within": '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "what Inkscape writes": f'<i:namedview xmlns:i="{INKSCAPE}" x="y"/>',
    "a licence": f'<metadata><r:RDF xmlns:r="{RDF}"/></metadata>',
    "words": '<title>A @ b (image)</title><text aria-label="see image (left)">x // y</text>',
}


@pytest.mark.parametrize("part", PLAIN.values(), ids=PLAIN)
def test_a_plain_drawing_is_published(project: Path, part: str) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{DRAWING.format(part)}'
    write_site(project, {"docs/en/scams/a.svg": text})
    assert list_problems(project) == []


FALSE = {
    "en/scams/a.png": "<html><script>alert(1)</script>",
    "en/scams/b.pdf": " \n<!doctype html>",
    "en/scams/c.jpg": "\ufeff<svg xmlns='http://www.w3.org/2000/svg'/>",
    "en/scams/d.ics": "BEGIN:VCALENDAR\n<script>alert(1)</script>",
    "google0123456789abcdef.html": "google-site-verification: google0123456789abcdef.html<script>",
    "google0123456789abcdee.html": "google-site-verification: google0123456789abcdef.html",
    "en/BingSiteAuth.xml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
}


@pytest.mark.parametrize("name", FALSE)
def test_a_page_under_the_name_of_something_else_is_refused(project: Path, name: str) -> None:
    write_site(project, {f"docs/{name}": FALSE[name]})
    (only,) = list_problems(project)
    assert only.startswith(f"docs/{name}:1: it ")


def test_the_proofs_of_search_engines_are_published(project: Path) -> None:
    name = "google0123456789abcdef.html"
    bing = f'<?xml version="1.0"?>\n<users>\n\t<user>{"A1" * 16}</user>\n</users>'
    write_site(
        project,
        {
            f"docs/{name}": f"google-site-verification: {name}\n",
            "docs/BingSiteAuth.xml": bing,
            "docs/robots.txt": "User-agent: *\nDisallow: /search/\n",
        },
    )
    assert list_problems(project) == []


@pytest.mark.parametrize(
    "name",
    [
        *("docs/en/assets/scripts/exit.js", "docs/en/desk/staff/sign-in/index.html"),
        *("docs/en/scams/b.svg", "docs/en/assets/a.png", "docs/en/scams/leak.png"),
    ],
)
def test_a_build_refuses_what_the_check_refuses(project: Path, name: str) -> None:
    if name.endswith("leak.png"):
        (project / name).symlink_to(project.parent / "outside/secret")
    else:
        write_site(project, {name: "x"})
    problems = list_problems(project)
    assert problems
    with pytest.raises(ContentError) as refused:
        open_project(project / "mkdocs.yml", serving=False, advise=print)
    assert str(refused.value).splitlines() == problems


def test_no_command_reads_a_page_behind_a_link(project: Path) -> None:
    page: Mapping[str, object] = {"id": 42, "title": "Outside", "body": "Battery."}
    write_site(project.parent / "other", {"docs/en/scams/leak.md": page})
    (project / "docs/en/scams/leak.md").symlink_to(project.parent / "other/docs/en/scams/leak.md")
    assert 42 not in read_site(read_settings(project / "mkdocs.yml")).site.entries
