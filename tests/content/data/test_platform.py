"""`data/platform.yml` as read: texts by locale, and facts in their shapes."""

from pathlib import Path

import pytest

from entraide.content.data.platform import Platform, read_platform
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog
from support.projects import write_site


def read_facts(root: Path, text: str, log: ProblemLog) -> Platform:
    write_site(root, {"data/platform.yml": text})
    return read_platform(read_settings(root / "mkdocs.yml"), log)


def test_a_text_serves_every_locale_or_one(tmp_path: Path) -> None:
    read = read_facts(
        tmp_path, "name: {en: Square, fr: Carré}\nshop: {refund: Ask}\n", log := ProblemLog()
    )
    assert read.values == {
        "en": {"platform.name": "Square", "platform.shop.refund": "Ask"},
        "fr": {"platform.name": "Carré", "platform.shop.refund": "Ask"},
    }
    assert not log


def test_a_day_is_kept_as_iso_8601_writes_it(tmp_path: Path) -> None:
    read = read_facts(tmp_path, "security:\n  expires: 2027-11-01\n", ProblemLog())
    assert read.values["fr"] == {"platform.security.expires": "2027-11-01"}
    assert read.get_location("security.expires").line == 2


def test_no_says_that_there_is_none_in_every_locale_or_in_one(tmp_path: Path) -> None:
    read = read_facts(
        tmp_path, "host: {phone: no, name: {en: Host, fr: no}}\n", log := ProblemLog()
    )
    assert read.values["en"] == {"platform.host.phone": "", "platform.host.name": "Host"}
    assert read.values["fr"] == {"platform.host.phone": "", "platform.host.name": ""}
    assert not log


def test_no_means_nothing_for_a_name_of_the_operators_own(tmp_path: Path) -> None:
    read_facts(tmp_path, "shop: {refund: no}\n", log := ProblemLog())
    (problem,) = log
    assert str(problem) == (
        "data/platform.yml:1: “platform.shop.refund” is not text. "
        "Write the words, in quotes if needed."
    )


@pytest.mark.parametrize(
    "value",
    [
        "operator: {phone: '+33 1 99 00 11 22'}",
        "operator: {phone: '0199001122'}",
        "operator: {phone: 33199001122}",
        "operator: {phone: '+331990011223344'}",
        "operator: {phone: '+33١٩٩٠٠١١٢٢'}",
        "privacy: {email: 'mailto:a@square.example'}",
        'privacy: {email: "a@square.example\\n"}',
        "privacy: {email: 'a@square.example?bcc=b'}",
        "privacy: {email: 'a b@square.example'}",
        "privacy: {policy: 'http://square.example/'}",
        "privacy: {policy: 'https://'}",
        "privacy: {policy: 'javascript:alert(1)'}",
        "privacy: {policy: 'https://square.example/\"onclick'}",
        "security: {contact: 'tel:+33199001122'}",
        'security: {contact: "a@square.example\\nPolicy: https://evil.example"}',
        "security: {expires: 2027-11-01 10:00:00}",
        "security: {expires: '2027-11-01'}",
        'security: {languages: "en\\nPolicy: x"}',
        "accessibility: {status: yes}",
    ],
)
def test_a_fact_in_another_shape_is_refused(tmp_path: Path, value: str) -> None:
    read_facts(tmp_path, value, log := ProblemLog())
    assert [problem.line for problem in log] == [1]
