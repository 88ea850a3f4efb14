"""HTML of other systems in our Markdown: what is kept, what is left out, and that it is said."""

from datetime import date

import pytest

from entraide.content.outline import read_outline
from entraide.errors import FileLine
from entraide.importers.articles import (
    BodyForm,
    ImportedArticle,
    ImportedFile,
    ImportedSite,
    ImportedText,
)
from entraide.importers.assets import AssetShelf
from entraide.importers.conversion.addresses import make_address_book
from entraide.importers.conversion.rewriting import AddressRewriter
from entraide.importers.conversion.text_conversion import convert_body
from entraide.importers.omissions import OmissionLog
from support.images import make_quarters, save_image

LOCATION = FileLine("export.json", 3)


def make_text(body: str, form: BodyForm = BodyForm.HTML, path: str = "kb/one.html") -> ImportedText:
    return ImportedText(
        language="en", title="One", body=body, location=LOCATION, form=form, path=path
    )


def convert(
    body: str, form: BodyForm = BodyForm.HTML, path: str = "kb/one.html"
) -> tuple[str, OmissionLog]:
    """The Markdown of a body, in a source with a second article and an image; what was left out."""
    text = make_text(body, form, path)
    other = ImportedText(
        language="en",
        title="Two",
        body="x",
        location=LOCATION,
        path="kb/two.html",
        addresses=("https://old.example/kb/two/",),
        updated=date(2024, 1, 2),
    )
    site = ImportedSite(
        articles=(
            ImportedArticle(key="one", texts=(text,)),
            ImportedArticle(key="two", texts=(other,)),
        ),
        files={
            "kb/a.png": ImportedFile(
                name="kb/a.png", content=save_image(make_quarters(8, 8), "PNG")
            )
        },
        hosts=frozenset({"old.example"}),
    )
    places = {"one": "guide/one", "two": "account/two"}
    log = OmissionLog()
    rewriter = AddressRewriter(
        text, "guide/one", make_address_book(site), places, AssetShelf(site.files), log, "one"
    )
    return convert_body(rewriter, {}), log


CASES = {
    "paragraphs": ("<p>One &amp; two</p><p>three</p>", "One & two\n\nthree\n"),
    "emphasis": ("<p><b>Bold</b> and <i>soft</i></p>", "**Bold** and *soft*\n"),
    "emphasis against a word": ("<p><b>Note:</b>now</p>", "<b>Note:</b>now\n"),
    "headings": ("<h1>A</h1><h3>B</h3><h2>C</h2>", "## A\n\n### B\n\n### C\n"),
    "nested lists": (
        "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>",
        "- a\n  1. b\n  2. c\n- d\n",
    ),
    "link to an article": (
        '<p><a href="two.html">two</a>, <a href="https://old.example/kb/two">again</a></p>',
        "[two](../account/two.md), [again](../account/two.md)\n",
    ),
    "link to nothing": ('<p><a href="gone.html">gone</a></p>', "gone\n"),
    "script in a link": ('<p><a href="java\nscript:alert(1)">here</a></p>', "here\n"),
    "frame": (
        '<iframe src="https://video.example/1" title="The film"></iframe>',
        "[The film](https://video.example/1)\n",
    ),
    "script": ("<p>a</p><script>alert(1)</script><style>b{}</style>", "a\n"),
    "table": (
        "<table><tr><td>a</td><td>b|c</td></tr><tr><td>1<br>2</td><td>3</td></tr></table>",
        "| a | b\\|c |\n| --- | --- |\n| 1<br>2 | 3 |\n",
    ),
    "cells that span": (
        (
            '<table><tr><th colspan="2">a</th></tr><tr><td rowspan="2">b</td><td>c</td></tr>'
            "<tr><td>d</td></tr></table>"
        ),
        "| a |  |\n| --- | --- |\n| b | c |\n| b | d |\n",
    ),
    "blocks in a cell": (
        (
            "<table><tr><td>a<td>b</tr><tr><td><ul><li>c<ul><li>d</li></ul></li><li>e</li></ul>"
            "<td><p>f</p><p>g</p></tr></table>"
        ),
        "| a | b |\n| --- | --- |\n| • c<br>• d<br>• e | f<br>g |\n",
    ),
    "two breaks": ("<p>a<br><br>b<br>c</p>", "a\n\nb\\\nc\n"),
    "breaks that no line follows": (
        "<p>a<br></p><p><b>b<br></b></p>c<br><ul><li>d<br> <br></li></ul><p><br></p>",
        "a\n\n**b**\n\nc\n\n- d\n",
    ),
    "brackets and spaces in an address": (
        '<a href="https://o.example/a b)(">a</a> <a href="https://o.example/b_(c)">b</a>',
        "[a](https://o.example/a%20b%29%28) [b](https://o.example/b_(c))\n",
    ),
    "quotation and abbreviation": (
        '<p><q>a</q> <abbr title="b c">bc</abbr></p>',
        '“a” <abbr title="b c">bc</abbr>\n',
    ),
    "table for looks": ("<table><tr><td><p>a</p></td></tr></table>", "a\n"),
    "callout": (
        '<div class="alert alert-warning"><p>Stop.</p><p>Now.</p></div>',
        "> [!WARNING]\n> Stop.\n>\n> Now.\n",
    ),
    "callout with a title": (
        '<div class="alert alert-warning"><p class="alert-title">Hot</p><p>Stop.</p></div>',
        "> [!WARNING] Hot\n> Stop.\n",
    ),
    "code": (
        '<pre><code class="language-python">a = {{b}}\n\n\nc</code></pre>',
        "```python\na = {{b}}\n\n\nc\n```\n",
    ),
    "details": (
        "<details><summary>Why</summary><p>So.</p></details>",
        "<details>\n<summary>Why</summary>\n\nSo.\n\n</details>\n",
    ),
    "signs that mean something": (
        "<p># no [link](x) `a` *b* 1_2_3</p><p>1. no list</p><p>- nor this</p>",
        "`` # no [link](x) `a` *b* 1_2_3 ``\n\n1\\. no list\n\n\\- nor this\n",
    ),
    "placeholder of ours": ("<p>{{platform.name}}</p>", "`{{platform.name}}`\n"),
    "front matter": ("<p>---</p><p>id: 1</p><p>---</p>", "`---`\n\nid: 1\n\n`---`\n"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b\n"),
    "form": ("<form><p>Name</p><input name=a><button>Send</button></form>", "Name\n\nSend\n"),
    "hidden signs": ("<p>a\u202eb\u0000c</p>", "abc\n"),
}


ELEMENTS = """
a abbr address area article aside audio b base bdi bdo big blink blockquote body br button canvas
caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav
nobr noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s
samp script search section select slot small source span strike strong style sub summary sup svg
table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr x-own
""".split()  # noqa: SIM905 - read as a text


@pytest.mark.parametrize("name", ELEMENTS)
def test_every_element_of_html_is_read(name: str) -> None:
    """Also where its place is wrong: what a rule takes for granted may be absent."""
    for outer in ("p", "li", "td", name):
        markdown, _ = convert(
            f"<{outer}>one <{name} title='t'>two</{name}> three</{outer}><p>end</p>"
        )
        faults = [each for each in read_outline(markdown).faults if not each.minor]
        assert not faults, markdown


@pytest.mark.parametrize("name", CASES)
def test_html_becomes_markdown(name: str) -> None:
    html, expected = CASES[name]
    markdown, _ = convert(html)
    assert markdown == expected
    assert not [fault for fault in read_outline(markdown).faults if not fault.minor]


def test_an_image_is_brought_under_its_hash() -> None:
    markdown, log = convert('<p><img src="a.png" alt="A button" width="20" style="border:0"></p>')
    assert markdown.startswith("![A button](a-")
    assert markdown.endswith(".png){width=20}\n")
    assert [(each.what, each.count) for each in log] == [("inline style", 1)]


def test_everything_left_out_is_counted() -> None:
    html = (
        '<p onclick="x()" style="color:red">a<script>1</script></p><select><option>b</select>'
        "<table><tr><td>1</td><td><table><tr><td>2</td><td>3</td></tr></table></td></tr></table>"
        '<img src="https://other.example/x.png" alt="x">'
    )
    markdown, log = convert(html)
    assert "2 – 3" in markdown
    assert "[x](https://other.example/x.png)" in markdown
    assert {each.what: each.count for each in log} == {
        "event handler": 1,
        "inline style": 1,
        "element <script>": 1,
        "form field": 1,
        "table within a table": 1,
        "image of another site": 1,
    }
    assert {each.location for each in log} == {LOCATION}
