"""Nothing of a text is lost in silence: what our texts cannot say is named, with its words."""

import pytest

from entraide.importers.articles import BodyForm
from importers.test_html import ELEMENTS, convert

HTML_LOSSES = {
    "number of an item": (
        '<ol><li>a</li><li value="7">b</li><li>c</li></ol>',
        [("number of an item", "7: b")],
    ),
    "letters": (
        '<ol type="a"><li>b<ol type="I"><li>c</li></ol></li></ol>',
        [("list that counts a, b, c", "b c"), ("list that counts I, II, III", "c")],
    ),
    "downwards": ("<ol reversed><li>a</li></ol>", [("list that counts down", "a")]),
    "below zero": (
        '<ol start="-2"><li>a</li></ol>',
        [("list that starts at another number", "-2")],
    ),
    "tooltips": (
        '<p><span title="Tip">a</span> <img src="a.png" alt="b" title="Other"></p>',
        [("tooltip", "Tip"), ("tooltip", "Other")],
    ),
    "source of a quotation": (
        '<blockquote cite="https://c.example/">q</blockquote>',
        [("source of a quotation or an edit", "https://c.example/")],
    ),
    "another language": (
        '<p lang="en-GB">a <i lang="fr">b</i></p>',
        [("passage in another language", "fr: b")],
    ),
    "hidden": (
        '<p hidden>a</p><p style="display: none">b</p>',
        [("hidden passage", "a"), ("hidden passage", "b"), ("inline style", "")],
    ),
    "box without a title": (
        "<details><p>a</p></details>",
        [("box without a title that opens", "a")],
    ),
    "two terms": ("<dl><dt>a<dt>b<dd>c</dl>", [("term that shares a definition", "a")]),
    "link without words": (
        '<p>a<a href="https://c.example/"></a></p>',
        [("link without words", "https://c.example/")],
    ),
    "fields": (
        '<input value="a"><select><option>b</select><textarea>c</textarea>',
        [("form field", "a"), ("form field", "b"), ("form field", "c")],
    ),
    "places of an image": (
        '<map name="m"><area href="https://c.example/" alt="a"></map>',
        [("image map", "a https://c.example/")],
    ),
    "looks": ('<p align="center"><font color="red">a</font></p>', [("inline style", "")]),
    "frames": ('<frameset><frame src="a.html"></frameset>', [("element <frameset>", "")]),
}

MARKDOWN_LOSSES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "comment": ("a\n\n[//]: # (Ask Kim)\n", [("address or comment that no text shows", None)]),
    "tooltip": ('![A](a.png "Tip")', [("tooltip", "Tip")]),
    "link without words": ("a [](https://c.example/)", [("link without words", None)]),
    "attributes of a tag": (
        '<span title="Tip" hidden>a</span>',
        [("element <span>", ""), ("tooltip", ""), ("hidden passage", "")],
    ),
    "meaning of an abbreviation": (
        "HTML\n\n*[HTML]: Hypertext\n",
        [("meaning of an abbreviation", "")],
    ),
    "letters": ('<ol type="A"><li>a</li></ol>', [("list that counts A, B, C", "a")]),
}


@pytest.mark.parametrize("name", HTML_LOSSES)
def test_what_html_says_beside_its_words_is_named(name: str) -> None:
    html, losses = HTML_LOSSES[name]
    _, log = convert(html)
    assert sorted((each.what, each.detail) for each in log) == sorted(losses)


@pytest.mark.parametrize("name", MARKDOWN_LOSSES)
def test_what_markdown_says_beside_its_words_is_named(name: str) -> None:
    source, losses = MARKDOWN_LOSSES[name]
    _, log = convert(source, BodyForm.MARKDOWN)
    assert [each.what for each in log] == [what for what, _ in losses]
    for each, (_, detail) in zip(log, losses, strict=True):
        assert detail is None or each.detail == detail


@pytest.mark.parametrize("form", [BodyForm.HTML, BodyForm.MARKDOWN])
@pytest.mark.parametrize("name", [name for name in ELEMENTS if name != "title"])  # of the page
def test_no_element_takes_its_words_away_in_silence(name: str, form: BodyForm) -> None:
    markdown, log = convert(f"<p>start</p>\n\n<{name}>sesame</{name}>\n\n<p>end</p>\n", form)
    assert "sesame" in markdown or any(
        "sesame" in each.detail or name in each.what for each in log
    ), (markdown, log)


def test_a_list_starts_where_its_first_item_says() -> None:
    markdown, log = convert('<ol><li value="4">a</li><li>b</li></ol>')
    assert (markdown, log) == ("4. a\n5. b\n", [])


def test_blocks_that_no_text_of_ours_has_stand_apart() -> None:
    markdown, _ = convert("<dialog>a</dialog><fieldset>b</fieldset><dir><li>c</dir>d")
    assert markdown == "a\n\nb\n\n- c\n\nd\n"


def test_the_foot_of_a_table_is_its_last_row() -> None:
    markdown, _ = convert(
        "<table><thead><tr><th>a<th>b</thead><tfoot><tr><td>y<td>z</tfoot>"
        "<tbody><tr><td>1<td>2</tbody></table>"
    )
    assert markdown == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| y | z |\n"
