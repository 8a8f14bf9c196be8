"""An exported conversation tells of the purchase intent that it was started from, pictures included."""

import asyncio
import hashlib
import json
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.helpers.builders import ME, make_events, make_message
from tests.stories import intents_box
from tests.stories.seeded_desk import SeededDesk
from tests.ui.intents.opened import FILLED
from workstation.domain.events import MessageChanged
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import INTENT, SharedIntent
from workstation.services.export import HASHES
from workstation.storage import inbound
from workstation.ui.bus import Bus
from workstation.ui.profile import export_words

FOUR = ConversationId(4)


async def test_the_intent_and_its_pictures_are_in_page_and_data(qapp: QApplication, profile: Path) -> None:
    bus = Bus()
    bus.attach(asyncio.get_running_loop())
    seeded = SeededDesk(profile / "desk", bus, customers=12)
    try:
        first = intents_box.fill(seeded)[intents_box.FIRST].intent
        shared = SharedIntent(id=first.id, wanted=first.wanted)
        brought = make_message(
            FOUR, 5, kind=INTENT, text="", from_buyer=False, sender_id=PrincipalId(ME), intent=shared
        )
        seeded.store.write_blocking(inbound.apply, make_events(FILLED, [MessageChanged(message=brought)]))
        words = export_words.words(await seeded.desk.chat.head(FOUR), ME, seeded.now())
        done = await seeded.desk.export.export(FOUR, profile / "out", words)

        kept = {f"images/000005-{one.id}.jpg" for one in first.images}
        files = {name: (profile / "out" / name).read_bytes() for name in kept}
        assert len(kept) == done.images == 3
        page = (profile / "out" / "conversation.html").read_text("utf-8")
        assert "[Purchase intent] Brass floor lamps for hotel rooms, linen shade · 500 sets" in page
        assert "[Purchase intent] Dimmable LED desk lamps with USB-C · 2,000 pcs" in page
        assert "Antique brass, natural linen shade, E27" in page, "what is wanted, in the buyer's words"
        assert all(f'<img src="{name}"' in page for name in kept)
        data = json.loads((profile / "out" / "conversation.json").read_bytes())
        without, last = [one for one in data["messages"] if one["kind"] == INTENT]
        assert (last["intent"]["id"], last["intent"]["wanted"]["quantity"]) == (str(first.id), 500)
        assert set(last["intent_images"]) == kept
        assert "intent_images" not in without
        hashes = (profile / "out" / HASHES).read_text("utf-8")
        assert all(hashlib.sha256(found).hexdigest() in hashes for found in files.values())
    finally:
        await seeded.close()
        bus.detach()
