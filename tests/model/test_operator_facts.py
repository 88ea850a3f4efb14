"""The operator's facts: what is settled, and what is missing."""

from entraide.model.operator_facts import FACTS, FACTS_BY_DOCUMENT, iter_missing_facts


def test_a_fact_is_settled_by_a_text_and_by_there_being_none() -> None:
    values = {"platform.host.name": "Host", "platform.host.phone": ""}
    assert FACTS["host.name"].is_answered(values)
    assert FACTS["host.phone"].is_answered(values)
    assert not FACTS["host.address"].is_answered(values)


def test_a_group_is_settled_by_any_fact_below_it() -> None:
    assert FACTS["report"].is_answered({"platform.report.ad": "the flag"})
    assert FACTS["report"].is_answered({"platform.report": ""})
    assert not FACTS["report"].is_answered({"platform.reports.ad": "the flag"})


def test_what_is_welcome_is_not_missed() -> None:
    assert list(iter_missing_facts({}, FACTS_BY_DOCUMENT["security.txt"])) == [
        "security.contact",
        "security.expires",
    ]


def test_every_fact_stands_on_one_sheet() -> None:
    names = [fact.name for facts in FACTS_BY_DOCUMENT.values() for fact in facts]
    assert len(names) == len(set(names))
    assert set(names) < set(FACTS)
