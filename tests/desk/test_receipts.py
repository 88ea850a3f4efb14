"""Receipts as somebody types them: the code of feedback, the link to a proposal."""

from collections.abc import Callable

import pytest

from entraide.desk.receipts import make_code, make_digest, read_receipt


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        " {}\r\n",
        "https://help.example/desk/receipts/{}/?in=fr",
        "/desk/receipts/{}",
    ],
)
def test_an_address_may_be_typed_for_a_proposal(typed: str) -> None:
    token = "Ab0-_" * 6 + "Zz"
    assert read_receipt(typed.format(token)) == token


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " – "), str.title])
def test_a_code_may_be_typed_as_it_was_written_down(change: Callable[[str], str]) -> None:
    code = make_code("a number")
    read = read_receipt(f" {change(code)} ")
    assert read is not None
    assert make_digest(read) == make_digest(code)
    misread = code.replace("O", "0").replace("I", "1").replace("B", "8")
    assert read_receipt(misread) == read
