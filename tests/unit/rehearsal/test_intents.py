"""The rehearsal's purchase intents: people and sections in their file are there, and the rules let them pass."""

from datetime import UTC, datetime

from workstation.domain.ids import SectionId
from workstation.domain.intent_rules import check_wanted
from workstation.rehearsal import content, intents


def test_the_file_names_people_that_are_there_and_can_be_published() -> None:
    buyers = {one.key: one for one in content.visitors()}
    logins = {one["login"] for exhibitor in content.fair_document()["exhibitors"] for one in exhibitor["accounts"]}
    sections = {one.key: SectionId(number) for number, one in enumerate(content.fair().sections, 1)}
    now = datetime(2026, 10, 15, 23, 30, tzinfo=UTC)
    for one in intents.intents():
        wanted = intents.new_intent(one, buyers[one.buyer], sections, now).wanted
        assert wanted.section_id is not None, one.section
        assert one.assign in {"", *logins}
        assert check_wanted(wanted, now.date()) == wanted
    assert len(intents.intents()) >= 40
    assert len({buyers[one.buyer].writes for one in intents.intents()}) >= 6
