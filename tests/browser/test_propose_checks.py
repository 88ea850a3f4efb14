"""What people are told while they type is what the commands and the desk say: no more, no less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from entraide.content.checks.glossary import NOT_READ
from entraide.model.objections import ObjectionKind, find_objections, get_length_limit
from entraide.model.wordings import compile_wordings, find_wordings, to_nfc, to_small_letters
from support.fuzzing import try_examples
from support.script_modules import WORDINGS, ask, to_code_points

LIST_OBJECTIONS = """
const [{ source, text: written, ...facts }, options] = given;
const segment = { kind: "paragraph", ...facts, source: source && text(source), text: "" };
return module.findObjections(segment, text(written), options);
"""
LIST_ALL_OBJECTIONS = """
return given.map(([source, written, kind, guarded]) =>
  module.findObjections({ source: text(source), kind, guarded }, text(written))
    .map(({ fault, parts }) => [fault, parts.map(points)]));
"""
FIND_ALL_WORDINGS = (
    "return given.map(([written, word]) => module.findWordings(text(written), [word]));"
)

SAME = [
    ("Wait 2 days.", "Attendez 2 jours."),
    ("Wait 2 days.", "Attendez deux jours."),
    ("Until 2026-11-05", "Jusqu’au 5 novembre 2026"),
    ("Until 2026-11-05", "Jusqu’au 5 mars 2026 et 11"),
    ("Before Nov 5 2026", "Vor dem 05.11.26"),
    ("On ٥/١١/٢٦", "11月5日 2026"),
    ("1,000.50 and 12", "1\u202f000 , 50 et 12"),
    ("1 000 000", "1.000.000"),
    ("٣ days", "3 jours"),
    ("`a` ``b ` c`` ```", "``b ` c`` `a`"),
    ("`a\nb`", "`a\nb` `"),
    ("`" * 40 + "a", "`" * 39 + "a"),
    ("{{platform.name}} {{ law.fr-fraud }}", "{{law.fr-fraud}} {{platform.nom}}"),
    ("{{été.x}}", "{{\u001cété.x}} {{\ufeffété.x}}"),
    ("[a](b.md#c)", "[a](b.md#d)"),
    ("[a](#c)", "[é](#d)"),
    ("[a](https://x.y/#c)", "[a](https://x.y/#d)"),
    ("[a](<b c>) [d]( e_(f)_g )", "[d](e_(f)_g) [a](<b c>)"),
    ("[a]()", "[a]"),
    ("[a](\x85b) [a](\ufeffb)", "[a](b)"),
    ("[a](<>>)", "[a](>)"),
    ("<https://x.y> <ſftp:a> <KELVIN:a> <ıx:y> <İx:y>", "<HTTPS://x.y>"),
    ("[^1] [^a b] [^[x]]", "[^1]"),
    ("[a][b] [c][]", "[a][c]"),
    ("💙 {{a}}", "{{a}} 💙💙"),
    ("Hello", "Bonjour\u202e"),
    ("Hello", "Bonjour\x00\ud800"),
    ("Hello", "Bonjour \ufeff \u2028"),
    ("Hello", "a" * get_length_limit("Hello")),
    ("Hello", "😀" * get_length_limit("Hello")),
    ("Hello", "a" * (get_length_limit("Hello") + 1)),
    ("😀", "a" * (get_length_limit("😀") + 1)),
    ("A <b>word</b> `<i>`", "Un <B>mot</B> `<i>`"),
    ("A <b>word</b> `<i>`", "Un <i>mot</i> `<b>`"),
    ("a", "<u/> <x-y\x85> <b\ufeff> <!-- <?x <br <br\n> </p <https://x.y> <a@b.c>"),
    ("<!-- a -->", "<!-- b -->"),
    ("x <!-- 2 `c` --> y", "é <!-- 2 `c` --> è"),
    ("x <!-- 2 --> y <!-- 2 -->", "é <!-- 2 -->"),
    ("x <!-- a --> y", "é <!-- a --> <!-- a -->"),
    ("x <!-- <b> --> y", "<b>é</b>"),
    ("x <!-- a\nb --> <!--> <!---> y", "<!--> é <!-- a\nb --> <!--->"),
    ("x <!-- a\nb --> y", "é\n<!-- a\nb -->\u00a0\nè"),
    ("x `<!-- a -->` y", "é <!-- a -->"),
    ('<img src="a.png" alt="A">', '<img alt="B" src = b.png>'),
    ("<IMG data-src=a src='b'>", "<imgx src=c>"),
    ("a", "# b\n## c\n#d\n> e\n>f"),
    ("a", "- b\n+ c\n* d\n~ e\n: f\n:g"),
    ("a", "1. b\n2. c\n1) d\n٣. e"),
    ("a", "٣. b\n1."),
    ("1.", "1."),
    ("a", "``` b\n```c`\n~~~~\n::: d\n!!! e\n???\t+ f\n??? \n????"),
    ("a", "[^b]: c\n[d]: e\n[!F]\n<<<<<<< g\n|||||||"),
    ("a", "[b\\]c\nd]: e"),
    ("a", "[x] b\n[X] c"),
    ("a", "[[_ToC_]] \nb"),
    ("a", "===\n---\n| - |\n_ _ _\n**a**"),
    ("a", "b {#c} {: .d } {.e} {f=g} {{h=i}} {j}"),
    ("a", "b | c \\| d \\"),
    ("a", "b ##\t"),
    ("a", "b\n \t\nc\n"),
    ("a [b](c) **d** *e*", "a [b](c **d *e"),
    ("a", "[](b) `c _d"),
    ("a", "b\u200bc \u00ad \U000e0041"),
    ("At 5 p.m. and 5:30 pm, 05", "À 17 h 00 et 17 h 30, ٥"),
    ("48 hours, 2 ways, 7", "deux jours, deux façons, اثنان"),
    ("[a](https://x.y/en/a) [a](https://en.x.y/)", "[a](https://x.y/fr/a) [a](https://fr.x.y/b)"),
    ("1 000 and 𝟙𝟘", "1\u2009000 et dix"),
    ("z é 💙 0 `z` `é` `💙` `\ue000`", "rien"),
]
PIECES = [
    *("`", "``", "[", "]", "](", "(", ")", "<", ">", "<a:", "<https://", "{{", "}}", "{{a.b}}"),
    *("[^", "^", "#", "://", "1", "12", "123", "000", "٣", "²", ".", ",", "_", "-", "é", "É"),
    *("e\u0301", "💙", "\ufeff", "\x1c", "\x85", "\u202f", "\u00a0", "\u2028", "\u202e", "\n"),
    *(
        "\n",
        "\n\n",
        "-",
        "- ",
        "# ",
        "1. ",
        "|",
        ":",
        "::: ",
        "!!! ",
        "]:",
        "[x] ",
        "[!N",
        "{#",
        "{:",
    ),
    *(
        "<!-- a -->",
        "<!--",
        "-->",
        "<b>",
        "</I >",
        "<br/",
        "<!",
        "<img src=",
        "=",
        "~",
        "`" * 3,
        "[toc]",
    ),
    *("\\", "ſ", "\u212a", "İ", "a", "b", "ʼ", "\u00ad", " "),
]
ANY_TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=3),
    max_size=14,
).map("".join)


KINDS = ("paragraph", "heading", "cell", "section", "field")
Case = tuple[str, str, str, bool]


def list_browser_objections(page: Page, cases: list[Case]) -> list[list[list[object]]]:
    given = [
        [to_code_points(source), to_code_points(text), kind, guarded]
        for source, text, kind, guarded in cases
    ]
    found = ask(page, "checks", LIST_ALL_OBJECTIONS, given)
    return [[[fault, sorted(parts)] for fault, parts in case] for case in found]


def list_python_objections(
    source: str, text: str, kind: str, *, guarded: bool
) -> list[list[object]]:
    return [
        [one.kind.value, [to_code_points(part) for part in one.parts]]
        for one in find_objections(source, text, kind, guarded=guarded)
    ]


@pytest.mark.parametrize(("source", "text"), SAME)
def test_browser_and_python_object_to_the_same(modules: Page, source: str, text: str) -> None:
    cases = [(source, text, kind, guarded) for kind in KINDS for guarded in (True, False)]
    expected = [list_python_objections(*case, guarded=guarded) for *case, guarded in cases]
    assert list_browser_objections(modules, cases) == expected


def test_the_cases_have_texts_with_and_without_objections() -> None:
    faults = [{one.kind.value for one in find_objections(*case, "paragraph")} for case in SAME]
    assert set().union(*faults) == {kind.value for kind in ObjectionKind}
    assert faults.count(set()) >= 4


@pytest.mark.thorough
@try_examples(100)
@given(st.lists(st.tuples(ANY_TEXTS, ANY_TEXTS), min_size=1, max_size=12))
def test_browser_and_python_object_to_the_same_in_any_text(
    modules: Page, cases: list[tuple[str, str]]
) -> None:
    wrapped = [(source, f"a{text}", kind, True) for source, text in cases for kind in KINDS]
    wrapped += [(source, f"a{source[::-1]}", "paragraph", True) for source, _ in cases]
    expected = [list_python_objections(*case, guarded=guarded) for *case, guarded in wrapped]
    assert list_browser_objections(modules, wrapped) == expected


SENTENCES = [
    "Une main courante.",
    "Une **main** *courante*",
    "Une main\n> courante",
    "une MAIN&nbsp;COURANTE",
    "Une main\u202fcourante",
    "humain courante",
    "main courantes",
    "`main courante` [x](main courante) {{main courante}}",
    "L'ARNAQUE lʼarnaque",
    "un e\u2011mail, un E\u2010MAIL, un e-mails, un e-mail-ci",
    "Un me\u0301l, un mélange",
    "İZİN izin",
    "ΟΔΟΣ οδος οδοσ",
    "C++ c",
    "xa a a",
    "https://x.y/e-mail voire e-mail",
    "[x]: e-mail\n<e-mail>",
    "```\ne-mail\n```\nl'arnaque",
    "~~~\ne-mail",
    "> ```\n> rien\n> ```\n> un e-mail",
]
ANY_SENTENCES = [
    *("main", "courante", "l", "arnaque", "e", "mail", "mél", "me\u0301l", "İ", "i", "z", "n"),
    *("ΟΔΟΣ", "ο", "Σ", "c", "+", "a", "'", "’", "ʼ", "-", "\u2010", "*", "_", ">", "&nbsp;"),
    *("\n", "\n> ", "\u00a0", "\x1f", "\u2028", "`", "```", "~~~", "{{", "}}", "](", ")", "["),
    *("]:", "<", "https://", "x", " "),
]


def has_wording(text: str, wording: str) -> bool:
    read = NOT_READ.sub(lambda part: "\n" * part[0].count("\n") or " ", to_nfc(text))
    return bool(find_wordings(compile_wordings([wording]), to_small_letters(read)))


def find_browser_wordings(page: Page, cases: list[tuple[str, str]]) -> list[bool]:
    given = [[to_code_points(text), wording] for text, wording in cases]
    return [bool(one) for one in ask(page, "wordings", FIND_ALL_WORDINGS, given)]


def test_browser_and_check_find_the_same_forbidden_wordings(modules: Page) -> None:
    cases = [(text, wording) for text in SENTENCES for wording in WORDINGS]
    expected = [has_wording(*case) for case in cases]
    assert find_browser_wordings(modules, cases) == expected
    assert 10 < sum(expected) < len(cases) - 10


@try_examples(100)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(ANY_SENTENCES), max_size=14).map("".join),
            st.sampled_from(WORDINGS),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_so_they_do_however_it_is_said(modules: Page, cases: list[tuple[str, str]]) -> None:
    assert find_browser_wordings(modules, cases) == [has_wording(*case) for case in cases]


def test_a_needed_segment_without_words_is_missing_and_another_is_not(modules: Page) -> None:
    needed = {"source": to_code_points("Hello"), "text": to_code_points(" \n"), "needed": True}
    assert ask(modules, "checks", LIST_OBJECTIONS, [needed, {}]) == [
        {"fault": "missing", "parts": []}
    ]
    assert ask(modules, "checks", LIST_OBJECTIONS, [{**needed, "needed": False}, {}]) == []


def test_a_forbidden_wording_comes_with_what_to_write(modules: Page) -> None:
    segment = {
        "source": to_code_points("A complaint"),
        "text": to_code_points("Une main\ncourante"),
    }
    options = {"forbidden": [["main courante", "plainte"], ["dépôt", "plainte"]]}
    assert ask(modules, "checks", LIST_OBJECTIONS, [segment, options]) == [
        {"fault": "forbidden", "parts": ["main courante"], "instead": ["plainte"]}
    ]


def test_in_a_correction_of_the_source_another_number_is_a_hint(modules: Page) -> None:
    segment = {"kind": "field", "text": "2 days"}
    judge = "return module.findObjections(given, '3 days\\u202e', { correction: true });"
    assert ask(modules, "checks", judge, segment) == [
        {"fault": "sign", "parts": ["U+202E"]},
        {"fault": "lacks", "parts": ["2"], "hint": True},
        {"fault": "beside", "parts": ["3"], "hint": True},
    ]
