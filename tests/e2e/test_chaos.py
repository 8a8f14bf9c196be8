"""Kills at random moments under traffic: nothing is lost, nothing doubled (`dev.py chaos` makes many more)."""

import pytest

from tests.helpers.builders import make_message
from tools import chaos
from tools.trials import plan, verdict
from workstation.domain.ids import ConversationId


@pytest.mark.timeout(1200)
def test_kills_of_server_and_desk_lose_nothing_and_double_nothing(tmp_path, trials):
    kills = max(10, trials(chaos.KILLS))
    result = chaos.run(tmp_path, kills, seed=kills)
    assert result.good(), result.line()
    assert result.server_kills == result.desk_kills == kills // 2
    assert result.sent > kills


def test_verdict_sees_what_is_lost_doubled_unmeant_and_out_of_order():
    one, two = ConversationId(1), ConversationId(2)
    texts = ["desk 1", "buyer 1 2", "desk 3", "desk 2", "desk 3", "desk 9"]
    found = {
        one: [make_message(n=n, conversation_id=one, text=text) for n, text in enumerate(texts, 1)],
        two: [make_message(n=2, conversation_id=two, text="buyer 2 1")],
    }
    done = {"desk 1": 1, "desk 2": 1, "desk 3": 1, "desk 4": 1, "buyer 1 2": 1, "buyer 2 1": 1}
    seen = verdict.of_server(found, done, done)
    assert (seen.lost, seen.doubled, seen.unmeant, seen.out_of_order, seen.misnumbered) == (1, 1, 2, 1, 1)
    assert not seen.good()


def test_plan_knows_what_a_kill_leaves_open(tmp_path):
    file = tmp_path / "plan.jsonl"
    life = plan.Plan(file)
    sure, drafted = life.intend("send", 7), life.intend("draft", 7)
    life.done(sure)
    life.done(drafted)
    unsure = life.intend("send", 7)
    life.close()
    with file.open("ab") as out:
        out.write(b'{"no": 4, "what": "se')  # cut off
    life = plan.Plan(file)
    last = life.intend("draft", 8)
    life.close()
    meant = plan.meant(file)
    assert meant.queued == {sure.text: 7}
    assert meant.tried == {sure.text: 7, unsure.text: 7}
    assert meant.drafts == {7: {drafted.text, ""}, 8: {"", last.text}}
    assert last.no == 4
