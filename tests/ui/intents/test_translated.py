"""*Translate* on a purchase intent, with an engine that answers: a local server that checks what is asked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers import translation_services as services
from tests.helpers.translation_services import KEY, Service
from tests.stories.intents_box import number
from tests.ui.intents.opened import Opened, opened
from workstation.domain.events import IntentChanged
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.ui.chat.timeline.plain_text import isolated_name

Until = Callable[..., Any]
CHINESE, SPANISH, ARABIC, ENGLISH = 1, 2, 4, 6


@pytest.fixture
def service() -> Iterator[Service]:
    with services.running(services.libretranslate) as running:
        yield running


def said_by_nobody(it: Opened, at: int, rev: int = 7, **wanted: str) -> IntentChanged:
    """Return an intent as the buyers' page publishes it: it does not say in which language it is written."""
    before = it.intents[at]
    changed = replace(before.intent, rev=rev, wanted=replace(before.intent.wanted, language="", **wanted))
    return IntentChanged(intent=replace(before, rev=rev, intent=changed))


async def look_at(it: Opened, until: Until, at: int) -> None:
    it.view.open_intent(number(at))
    await until(lambda: it.shown == number(at))
    await until(lambda: [row.view.id for row in it.view.chosen] == [number(at)])


async def test_a_key_translates_whatever_the_buyer_wrote(
    qapp: QApplication, profile: Path, until: Until, service: Service
) -> None:
    async with opened(profile, until) as it:
        ours = Setup(name="ours", kind=EngineKind.LIBRETRANSLATE, url=service.url, key=KEY)
        await it.seeded.desk.translation.engines.save([ours])
        it.hear(*(said_by_nobody(it, at) for at in (CHINESE, SPANISH, ARABIC)))
        reading = it.view.detail.reading
        for at, language in ((SPANISH, "es"), (ARABIC, "ar"), (CHINESE, "zh-Hans")):
            await look_at(it, until, at)
            wanted = it.intents[at].intent.wanted
            await until(lambda: it.view.detail.view and not it.view.detail.view.wanted.language)
            written = isolated_name(wanted.title), isolated_name(wanted.description)
            assert (reading.title.text(), reading.about.text()) == written
            reading.button.click()
            await until(lambda: reading.translated)
            made = service.requests[-1][1]
            assert (made["source"], made["target"]) == (language, "en")
            assert reading.title.text() != written[0]
            assert reading.about.text() != written[1]
            assert "ours" in reading.note.text()
            assert reading.button.text() == "Show the original"
            QTest.keyClick(it.view.table, Qt.Key.Key_T)
            assert not reading.translated
            assert (reading.title.text(), reading.about.text()) == written

        # A title in the reader's own language does not keep the description from being read.
        title = "We are looking for pendant lamps made of rattan"
        about = "Necesitamos muestras antes de hacer el pedido, por favor."
        it.hear(said_by_nobody(it, ENGLISH, title=title, description=about))
        await look_at(it, until, ENGLISH)
        await until(lambda: reading.about.text().startswith("Necesitamos"))
        QTest.keyClick(it.view.table, Qt.Key.Key_T)
        await until(lambda: reading.translated)
        assert reading.title.text() == title
        assert not reading.about.text().startswith("Necesitamos")
        assert not reading.warning.isVisible()


async def test_a_number_that_the_engine_changed_is_flagged(
    qapp: QApplication, profile: Path, until: Until, service: Service
) -> None:
    async with opened(profile, until) as it:
        ours = Setup(name="ours", kind=EngineKind.LIBRETRANSLATE, url=service.url, key=KEY)
        await it.seeded.desk.translation.engines.save([ours])
        reading = it.view.detail.reading
        await look_at(it, until, SPANISH)
        service.mood = "wrong numbers"
        reading.button.click()
        await until(lambda: reading.translated)
        assert reading.warning.isVisible()
        assert reading.warning.text().startswith("Check this translation:")
        assert "1.200" in reading.warning.text()
        reading.button.click()
        assert not reading.translated
        assert not reading.warning.isVisible()
        service.mood = "status 500"
        await look_at(it, until, ARABIC)
        reading.button.click()
        await until(lambda: reading.note.text().startswith("Not translated"))
        assert not reading.translated
