"""Generated data: the same from the same seed, and a desk that has fetched all of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workstation.rehearsal import load
from workstation.rehearsal.histories import LONG, histories
from workstation.rehearsal.programs import ProgramFailed

LOOK = """
import asyncio, json, pathlib, sys
from workstation.services.sign_in import SignIn

QUERIES = (
    "SELECT count(*), sum(last_n) FROM conversations",
    "SELECT count(*), count(DISTINCT server_id) FROM messages",
    "SELECT count(*), 0 FROM (SELECT 1 FROM messages GROUP BY conversation_id HAVING count(*) <> max(n))",
)

async def look():
    sign_in = SignIn(pathlib.Path(sys.argv[1]))
    start = await sign_in.resume()
    found = await sign_in.store.read(lambda tx: [list(tx.exec_driver_sql(query).one()) for query in QUERIES])
    print(json.dumps({"start": start.value, "signed_in": bool(sign_in.token), "found": found}))
    await sign_in.close()

asyncio.run(look())
"""


def test_histories_come_from_their_seed_alone():
    assert list(histories(30, 600, seed=4)) == list(histories(30, 600, seed=4))
    assert list(histories(30, 600, seed=4)) != list(histories(30, 600, seed=5))


def test_histories_hold_as_many_messages_as_wanted_a_few_of_them_long():
    made = list(histories(200, 4_000, seed=1))
    sizes = [len(history.messages) for history in made]
    assert len(made) == 200
    assert sum(sizes) == 4_000
    assert sizes.count(LONG) == 2
    texts = "".join(said.text for history in made for said in history.messages)
    assert all(sign in texts for sign in ("价", "price", "¿", "سعر"))


def test_histories_follow_each_other_in_time():
    ends = [history.messages[-1].at for history in histories(50, 500, seed=1)]
    assert ends == sorted(ends)


def test_fewer_messages_than_conversations_are_refused():
    with pytest.raises(ValueError, match="a message in each"):
        list(histories(10, 9, seed=1))


@pytest.mark.requires("bus", "keyring")
def test_fixture_holds_a_desk_that_opens_without_a_question(tmp_path, capsys):
    folder = tmp_path / "fixture"
    assert load.main(["--fixture", str(folder), "--conversations", "12", "--messages", "600", "--seed", "3"]) == 0
    assert "12 conversations, 600 messages" in capsys.readouterr().out
    with load.running(folder) as environment:
        looked = subprocess.run(
            [sys.executable, "-c", LOOK, str(folder / "profile")], env=environment, capture_output=True, text=True
        )
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == {
        "start": "ready",
        "signed_in": True,
        "found": [[12, 600], [600, 600], [0, 0]],
    }
    # Made once: what is there is taken, and nothing else is put in its place.
    assert load.main(["--fixture", str(folder), "--conversations", "12", "--messages", "600", "--seed", "3"]) == 0
    assert load.main(["--fixture", str(folder), "--conversations", "13", "--messages", "600", "--seed", "3"]) == 1


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, capsys):
    precious = tmp_path / "server" / "precious"
    precious.parent.mkdir()
    precious.write_text("mine")
    assert load.main(["--fixture", str(tmp_path), "--conversations", "2", "--messages", "2"]) == 1
    assert "holds something else" in capsys.readouterr().err
    assert precious.read_text() == "mine"


def test_what_an_attempt_left_half_made_is_cleared_away(tmp_path):
    load._clear(tmp_path)
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "workstation.db").touch()
    load._clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fixture.part"]


def test_nothing_runs_without_a_fixture(tmp_path):
    with pytest.raises(ProgramFailed, match="no fixture"), load.running(Path(tmp_path)):
        pass
