# ruff: noqa: E501 - sources stand as they are written
"""Sources of people who mean harm: refused or made harmless, with nothing outside the project."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entraide.content.outline import read_outline
from entraide.errors import ProblemLog
from entraide.importers.articles import BodyForm
from entraide.importers.conversion.text_conversion import UnreadableTextError
from entraide.importers.source_readers import READERS_BY_NAME, ReadOptions
from importers.conftest import WriteFolder
from importers.test_html import convert
from support.commands import Run
from support.thinning import select_some

WORDS = "word " * 30
HOSTILE = {
    "en/a/../../x.md": WORDS,
    "en/kb/yaml.md": f'---\ntitle: "x\\nstatus: published\\nid: 1"\ntags: ["a: b", "- c"]\n---\n{WORDS}',
    "en/kb/fence.md": f"---\ntitle: Fence\n---\n---\nid: 1\nstatus: published\n---\n\n{WORDS}",
    "en/kb/link.md": f"# Link\n\n[x](javascript:alert) [y](../../../../etc/passwd) ![z](/etc/passwd) {WORDS}",
    "en/kb/html.md": f"# Html\n\n<script>alert(1)</script><img src=x onerror=alert(1)> {WORDS}",
    "en/kb/slug.md": f"---\nslug: ../../../evil\ntitle: Slug\n---\n{WORDS}",
    "en/kb/formula.md": f"---\ntitle: =cmd|' /C calc'!A0\nauthor: '@sum'\n---\n{WORDS}",
    "en/kb/place.md": f"---\ntitle: '{{{{platform.name}}}} rules'\n---\n{{{{platform.contact.email}}}} {WORDS}",
    "en/kb/evil.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "en/kb/svg.md": f"# Svg\n\n![x](evil.svg) ![y](page.png) {WORDS}",
    "en/kb/page.png": "<html><script>alert(1)</script>",
    "en/desk/reserved.md": f"# Reserved\n\n{WORDS}",
}


def list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_nothing_hostile_comes_in(
    project: Path, tmp_path: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    source = write_source(HOSTILE)
    (source / "en/kb/out.md").symlink_to("/etc/hostname")
    (source / "en/etc").symlink_to("/etc")
    before = list_files(tmp_path)
    plan = run_entraide("import", "markdown", source, "--plan", "plan.csv")
    assert plan.exit_code == 0, plan.output
    assert ",'=cmd" in (project / "plan.csv").read_text("utf-8")
    assert "'@sum" in (project / "plan.csv").read_text("utf-8")
    result = run_entraide("import", "markdown", source, "--from", "plan.csv")
    assert result.exit_code == 0, result.output
    new = list_files(tmp_path) - before
    assert all(name.startswith("project/") for name in new), new
    texts = {name: (tmp_path / name).read_text("utf-8") for name in new if name.endswith(".md")}
    assert all("status: draft\n" in text and text.count("\nid: ") >= 1 for text in texts.values())
    joined = "\n".join(texts.values())
    for sign in ("javascript:", "<script", "onerror", "/etc/", "![x](evil"):
        assert sign not in joined
    assert run_entraide("check").exit_code == 0, run_entraide("check").output
    report = (project / "data/imports/markdown.report.txt").read_text("utf-8")
    for what in (
        "link out of the folder",
        "link to a folder",
        "file refused",
        "address of the kind",
    ):
        assert what in report


@pytest.mark.parametrize(
    ("form", "body"),
    select_some(
        [
            (BodyForm.HTML, "<div>" * 100_000),
            (BodyForm.HTML, "<b>" * 30_000 + "x"),
            (BodyForm.HTML, "<table><tr><td>" * 900 + "x"),
            (BodyForm.HTML, "<ul><li>" * 900 + "x"),
            (BodyForm.HTML, "<p>" + "<a href=x" * 30_000),
            (BodyForm.HTML, "<!--" * 50_000),
            (
                BodyForm.HTML,
                "<table>" + "<tr><td colspan=9999 rowspan=9999>x</td></tr>" * 30 + "</table>",
            ),
            (BodyForm.HTML, "&" * 300_000),
            (BodyForm.MARKDOWN, "[" * 4_900),
            (BodyForm.MARKDOWN, "![" * 2_400 + "](x)" * 2_000),
            (BodyForm.MARKDOWN, "{{< a " * 4_000),
            (BodyForm.MARKDOWN, "<a " * 4_000),
            (BodyForm.MARKDOWN, "<Tab x={" * 4_000),
            (BodyForm.MARKDOWN, "`" * 4_999),
            (BodyForm.MARKDOWN, "> " * 90_000),
            (BodyForm.MARKDOWN, "{: .a" * 4_000),
            (BodyForm.MARKDOWN, "=" * 190_000),
            (BodyForm.MARKDOWN, "<!-- " * 1_000),
            (BodyForm.MARKDOWN, ":::note\n" * 300),
            (BodyForm.PLAIN, "* " * 90_000),
        ],
        4,
    ),
)
def test_what_takes_for_ever_elsewhere_ends_here(form: BodyForm, body: str) -> None:
    """Each is converted, or refused as too much, well before the limit of the test."""
    try:
        convert(body, form, "kb/one.md")
    except UnreadableTextError as error:
        assert str(error)


SIGNS = st.text("abc \n<>/[](){}*_#`-+=!:|\\&;\"'~^$%@{{}}.1é\u202e\x00", max_size=200)
TAGS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "<ul>",
            "<li>",
            "<a href='x'>",
            "</a>",
            "<pre>",
            "<code>",
            "</pre>",
            "<img src=a.png>",
            "<details>",
            "<summary>",
            "<blockquote>",
            "<h2>",
            "<div class=note>",
            "<div class=alert><p class=alert-title>t",
            "<nav class=toc>",
            "</div>",
            "<br>",
            "<dl>",
            "<dt>",
            "<dd>",
            "text",
            "\n",
            "* x",
            "{{y}}",
            "<iframe src=https://a.example/>",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(SIGNS, TAGS), st.sampled_from(list(BodyForm)))
def test_any_body_becomes_a_text_without_placeholders_of_ours(body: str, form: BodyForm) -> None:
    markdown, _ = convert(body, form, "kb/one.md")
    outline = read_outline(markdown, "One")
    assert not outline.placeholders
    assert all(not link.address.startswith(("javascript:", "data:")) for link in outline.links)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    raw=st.binary(max_size=300), ending=st.sampled_from([".md", ".html", ".csv", ".xlsx", ".yml"])
)
def test_no_file_ends_a_reader(
    raw: bytes, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    names = {
        ".yml": ("mkdocs", "mkdocs.yml"),
        ".md": ("markdown", "a/b.md"),
        ".html": ("html", "a/b.html"),
    }
    reader, name = names.get(ending, ("table", f"a{ending}"))
    (folder / "a").mkdir()
    (folder / name).write_bytes(raw)
    path = folder / name if reader == "table" else folder
    READERS_BY_NAME[reader].read(path, ReadOptions("en", ("en",)), ProblemLog())
