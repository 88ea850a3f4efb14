# ruff: noqa: E501 - sources stand as they are written
"""Markdown of other generators in ours: shortcodes, components, tabs, callouts, links, code."""

import pytest

from entraide.content.outline import read_outline
from entraide.importers.articles import BodyForm
from importers.test_html import convert

CASES = {
    "plain": ("One *two* [three](two.html).\n", "One *two* [three](../account/two.md).\n"),
    "link by reference": (
        "[two][t] and [T]\n\n[t]: two.html 'Two'\n",
        '[two](../account/two.md "Two") and [T](../account/two.md "Two")\n',
    ),
    "link to a folder": ("[two](/kb/two/)\n", "[two](../account/two.md)\n"),
    "image in a link": (
        "[![A](https://b.example/a.svg)](https://c.example)\n",
        "[A](https://c.example)\n",
    ),
    "notice of Hugo": (
        '{{< notice warning "Stop" >}}\nDo **not**.\n\n- a\n{{< /notice >}}\n',
        "> [!WARNING] Stop\n> Do **not**.\n>\n> - a\n",
    ),
    "tabs of Hugo": (
        '{{< tabs >}}\n{{% tab name="Linux" %}}\nrun\n{{% /tab %}}\n{{% tab name="Mac" %}}\ngo\n{{% /tab %}}\n{{< /tabs >}}\n',
        "**Linux**\n\nrun\n\n**Mac**\n\ngo\n",
    ),
    "reference of Hugo": ('[two]({{< ref "/kb/two" >}})\n', "[two](../account/two.md)\n"),
    "shortcode that nobody knows": ("a {{< odd x=1 >}}b{{< /odd >}} c\n", "a b c\n"),
    "shortcode that is shown": ("{{</* ref */>}}\n", "`{{< ref >}}`\n"),
    "tabs of Material": (
        '=== "A"\n\n    one\n\n    ```sh\n    x\n    ```\n\n=== "B"\n\n    two\n\nend\n',
        "**A**\n\none\n\n```sh\nx\n```\n\n**B**\n\ntwo\n\nend\n",
    ),
    "callout of Material": (
        '!!! warning inline end "Hot"\n    Do not touch.\n',
        '!!! warning "Hot"\n    Do not touch.\n',
    ),
    "callout nobody knows": ("!!! polly\n    Hi.\n", '!!! note "Polly"\n    Hi.\n'),
    "attributes": (
        "## A {#own .big}\n\n[b](https://c.example){ .md-button target=_blank }\n",
        "## A {#own}\n\n[b](https://c.example)\n",
    ),
    "keys and marks": (
        "Press ++ctrl+c++ on ==this== :material-check:.\n",
        "Press <kbd>Ctrl</kbd> + <kbd>C</kbd> on <mark>this</mark> .\n",
    ),
    "components": (
        'import X from \'./x\'\n\n<Aside type="danger" title="Hot">\nStop.\n</Aside>\n\n<Odd a={1}>in</Odd>\n',
        "> [!CAUTION] Hot\n> Stop.\n\nin\n",
    ),
    "callout of Docusaurus": (":::tip[Try]\nIt.\n:::\n", ":::tip[Try]\nIt.\n:::\n"),
    "code stays": (
        '```js {1} title="a"\n{{ x }} <b> :::note\n```\n\n`{{y}}` `<T>`\n',
        "```js\n{{ x }} <b> :::note\n```\n\n`{{y}}` `<T>`\n",
    ),
    "code in a list": ("- a\n\n  ```sh\n  x\n   y\n  ```\n", "- a\n\n  ```sh\n  x\n   y\n  ```\n"),
    "placeholders": (
        "{{platform.name}} and {{ .Site }} and {% if x %}\n",
        "`{{platform.name}}` and `{{ .Site }}` and `{% if x %}`\n",
    ),
    "HTML": (
        '<div align="center">\n\n**a** <span style="x">b</span><br/>\n</div>\n\n<a href="two.html">t</a> <TOKEN>\n',
        "**a** b<br>\n\n[t](../account/two.md) `<TOKEN>`\n",
    ),
    "table of HTML": (
        "a\n\n<table>\n<tr><th>x</th></tr><tr><td>1</td><td>**2**</td></tr>\n</table>\n",
        "a\n\n| x |  |\n| --- | --- |\n| 1 | **2** |\n",
    ),
    "ticks that do not pair": ("Go to `a/b`` now.\n", "Go to `a/b` now.\n"),
    "sign in a cell": (
        "| a | b |\n| --- | --- |\n| \\_\\_int__ | c |\n",
        "| a | b |\n| --- | --- |\n| `__`int`__` | c |\n",
    ),
    "wiki link": ("[[two.html|Two]]\n", "[Two](../account/two.md)\n"),
    "second front matter": ("---\nid: 3\nstatus: published\n---\n\nText.\n", None),
}


@pytest.mark.parametrize("name", CASES)
def test_dialects_become_our_markdown(name: str) -> None:
    source, expected = CASES[name]
    markdown, _ = convert(
        source, BodyForm.MARKDOWN, "kb/one.mdx" if "comp" in name else "kb/one.md"
    )
    if expected is not None:
        assert markdown == expected
    assert not [fault for fault in read_outline(markdown).faults if not fault.minor]
    assert not markdown.startswith("---\n")


def test_what_has_no_form_is_named() -> None:
    _, log = convert("{{< odd >}} :material-x: <Odd /> [a](gone.md)\n", BodyForm.MARKDOWN)
    assert {each.what for each in log} == {
        "shortcode odd",
        "icon",
        "component Odd",
        "link to a page or file that is not in the source",
    }


def test_plain_text_means_what_it_says() -> None:
    markdown, _ = convert("a * b\n- c\n\n<d> [e](f)", BodyForm.PLAIN)
    assert markdown == "a \\* b\\\n\\- c\n\n\\<d> `[e](f)`\n"
