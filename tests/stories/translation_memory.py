"""The editor of memory and glossary: shipped, the company's own, one that waits to leave."""

import tempfile
from pathlib import Path

from tests.helpers.builders import COLLEAGUE, ME
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.domain.translation.memory import Unit
from workstation.domain.translation_actions import UnitDraft
from workstation.storage import translation_units
from workstation.ui.translation.memory_dialog import MemoryDialog

OURS = (
    (COLLEAGUE, False, "LX-204 的灯罩可以用亚麻布。", "The shade of the LX-204 can be made of linen.",
     "La pantalla del LX-204 puede ser de lino."),
    (ME, False, "样品运费由买方承担。", "The buyer bears the freight for samples.", ""),
    (ME, True, "落地灯", "floor lamp", "lámpara de pie"),
)  # fmt: skip
WAITING = {"zh-Hans": "我们在展位 B12 等您。", "en": "We look forward to seeing you at booth B12."}


async def story(stage: Stage) -> None:
    """Show the editor with one of its lines open."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seeded = SeededDesk(Path(folder), stage.bus, customers=3)
        units = [
            Unit(
                id=new_action_id(),
                rev=1,
                texts={key: text for key, text in zip(("zh-Hans", "en", "es"), texts, strict=True) if text},
                term=term,
                author_id=PrincipalId(author),
            )
            for author, term, *texts in OURS
        ]
        seeded.store.write_blocking(translation_units.store, units)
        await seeded.desk.translation.library.save([UnitDraft(id=new_action_id(), texts=WAITING)])
        dialog = MemoryDialog(seeded.desk, stage.bus)
        dialog.show()
        await stage.rest()
        dialog.table.selectRow(3)
        await stage.show(dialog, resize=stage.size.width() < dialog.width())
        dialog.close()
        await seeded.close()


if __name__ == "__main__":
    play(story)
