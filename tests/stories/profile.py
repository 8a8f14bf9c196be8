"""The panel beside the chat: a buyer of whom much is known, a search, names that try to break the layout."""

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.stories.rich_desk import ODD, RICH, enrich
from tests.stories.seeded_desk import NOW, SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.distribution import Assignment, Cause
from workstation.domain.ids import ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.routing import Step
from workstation.ui.profile.trace import TraceSection
from workstation.ui.profile.view import ProfileView

ME, LI = PrincipalId(1), PrincipalId(2)


class Server:
    """Tells why the buyer came."""

    def assignments(self, conversation: ConversationId) -> tuple[Assignment, ...]:
        """Return one decision."""
        steps = (
            Step(rule="exhibit", before=(ME, LI), left=(ME, LI)),
            Step(rule="only_online", before=(ME, LI), left=(ME,)),
            Step(rule="below_cap", before=(ME,), left=(ME,)),
        )
        return (
            Assignment(
                id=1, conversation_id=conversation, at=NOW, n=1, cause=Cause.BUYER, rule="exhibit", owner_id=ME,
                exhibit_id=ExhibitId(2), section_id=SectionId(1), trace=steps,
            ),
        )  # fmt: skip


async def story(stage: Stage) -> None:
    """Show four panels: a buyer, the rest of it, a search, odd names."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        network: Any = Server()
        seeded.desk.distribution._platform = network
        window = QWidget()
        line = QHBoxLayout(window)
        panels = [ProfileView(seeded.desk, stage.bus, seeded, window) for _ in range(4)]
        for panel, ref in zip(panels, (RICH, RICH, RICH, ODD), strict=True):
            panel.setFixedWidth(300)
            line.addWidget(panel)
            panel.open_conversation(ref)
        window.resize(1240, stage.size.height())
        window.show()
        panels[2].search()
        panels[2].history.field.setText("fob 宁波")
        panels[2].history.search_now()
        why = panels[1].person.sections["trace"]
        await stage.rest()
        if isinstance(why, TraceSection):
            why.toggle()
        for _ in range(3):
            await stage.rest()
        bar = panels[1].person.verticalScrollBar()
        bar.setValue(bar.maximum())
        await stage.show(window, resize=False)
        for panel in panels:
            panel.forget()
        await seeded.close()


if __name__ == "__main__":
    play(story)
