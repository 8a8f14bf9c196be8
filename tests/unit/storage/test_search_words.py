"""The list of words that beginnings are looked up in: complete for what is indexed, rid of what was taken away."""

from typing import Any

from sqlalchemy import create_engine

from tests.helpers.builders import make_events, make_message, make_page, make_snapshot
from workstation.domain.ids import ConversationId, MessageId
from workstation.storage import cipher, conversations, inbound, migrations, search_index, search_text, search_words
from workstation.storage.store import Store


def words(store: Store) -> list[str]:
    return store.read_blocking(
        lambda tx: list(tx.exec_driver_sql("SELECT word FROM message_words ORDER BY word").scalars())
    )


def fill(store: Store) -> None:
    pages = [
        make_page(1, [make_message(1, 1, text="Price for 500pcs，请报价"), make_message(1, 2, text="a price")]),
        make_page(2, [make_message(2, 1, text="Pricing of the same 500")]),
    ]
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages, as_of=1))
    store.write_blocking(inbound.finish_snapshot, 1)


def test_a_beginning_stands_for_the_words_that_were_said(store: Store) -> None:
    fill(store)
    assert words(store) == ["500", "for", "of", "pcs", "price", "pricing", "same", "the"]
    expression = store.read_blocking(search_words.expression, search_text.parse("pric"))
    assert expression == '(" price" OR " pricing")'
    assert store.read_blocking(search_words.expression, search_text.parse("prix")) is None

    store.write_blocking(inbound.apply, make_events(2, [make_message(1, 2, text="a prize", rev=2)]))
    assert "prize" in words(store)


def test_what_was_taken_away_leaves_no_word_of_its_own(store: Store) -> None:
    fill(store)
    store.write_blocking(conversations.delete, [ConversationId(2)])
    assert words(store) == ["500", "for", "pcs", "price"]


def test_what_was_recalled_leaves_no_word_of_its_own(store: Store) -> None:
    fill(store)
    recalled = make_message(1, 1, text="", rev=2, recalled=True)
    store.write_blocking(inbound.apply, make_events(2, [recalled]))
    assert words(store) == ["500", "of", "price", "pricing", "same", "the"], "others still say 500 and price"
    store.write_blocking(inbound.apply, make_events(3, [recalled, make_message(2, 1, text="", rev=2, recalled=True)]))
    assert words(store) == ["price"]


def test_what_the_truth_overwrites_leaves_no_word(store: Store) -> None:
    fill(store)
    other = make_message(2, 1, id=MessageId(9_999), text="Quite another")
    store.write_blocking(inbound.apply_history, [other])
    assert "pricing" not in words(store)
    assert "another" in words(store)


def test_files_of_an_older_version_lose_the_words_of_recalled_messages() -> None:
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        clean = next(place for place, step in enumerate(migrations.CACHE_STEPS) if "DELETE FROM message_words" in step)
        migrations.migrate(driver, migrations.CACHE_STEPS[:clean])
        driver.execute("INSERT INTO message_fts (rowid, text) VALUES (1, 'the price'), (2, 'the secret')")
        driver.execute("INSERT INTO message_words VALUES ('price'), ('secret'), ('the')")
        driver.execute("DELETE FROM message_fts WHERE rowid = 2")
        driver.commit()
        migrations.migrate(driver, migrations.CACHE_STEPS)
        assert [row[0] for row in driver.execute("SELECT word FROM message_words")] == ["price", "the"]
    engine.dispose()


def test_files_of_an_older_version_get_the_words_of_their_index() -> None:
    before = next(place for place, step in enumerate(migrations.CACHE_STEPS) if "CREATE TABLE message_words" in step)
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        migrations.migrate(driver, migrations.CACHE_STEPS[:before])
        driver.execute("INSERT INTO message_fts (rowid, text) VALUES (1, ' 请  报 价 for 500 pcs')")
        driver.commit()
        migrations.migrate(driver, migrations.CACHE_STEPS)
        assert [row[0] for row in driver.execute("SELECT word FROM message_words")] == ["500", "for", "pcs"]
    engine.dispose()


def test_making_the_index_anew_lists_the_words_anew(store: Store) -> None:
    fill(store)
    store.write_blocking(lambda tx: tx.exec_driver_sql("DELETE FROM message_words").rowcount)
    store.write_blocking(lambda tx: tx.exec_driver_sql("UPDATE meta SET v = '1' WHERE k = 'search_version'").rowcount)
    while store.write_blocking(search_index.step) is not None:
        pass
    assert "pricing" in words(store)
