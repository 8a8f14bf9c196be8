"""Translation among the settings: engines (one tested, one that fails), privacy with a meter, memory and glossary."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.events import TranslationPolicyChanged
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.domain.translation.policy import TranslationPolicy
from workstation.services.translation.engines import EngineCheck
from workstation.storage import translation_units, translations
from workstation.storage.translations import LedgerLine
from workstation.ui.settings.view import SettingsView
from workstation.ui.translation import wording
from workstation.ui.translation.section import TranslationSection

ENGINES = (
    Setup(name="Booth", kind=EngineKind.LIBRETRANSLATE, url="http://127.0.0.1:5000"),
    Setup(name="DeepL", kind=EngineKind.DEEPL, key="secret", price_per_million=20.0),
    Setup(name="腾讯", kind=EngineKind.TENCENT, key="secret", key_id="AKID", enabled=False),
)
POLICY = TranslationPolicy(
    rev=1, engines=(EngineKind.LIBRETRANSLATE, EngineKind.APERTIUM, EngineKind.DEEPL), monthly_characters=500_000
)


def used(seeded: SeededDesk) -> None:
    """Let something have left, and the company have decided."""
    seeded.store.write_blocking(translation_units.store_policy, TranslationPolicyChanged(policy=POLICY).policy)
    for number in reversed(range(14)):
        line = LedgerLine(
            at=datetime.now(UTC) - timedelta(minutes=7 * number),
            engine="DeepL" if number % 3 else "Booth",
            kind="deepl" if number % 3 else "libretranslate",
            host="api.deepl.com" if number % 3 else "127.0.0.1",
            local=number % 3 == 0,
            source=("es", "ar", "en")[number % 3],
            target="zh-Hans",
            characters=21_300 - 1_137 * number,
            conversation=str(1 + number % 5),
        )
        seeded.store.write_local_blocking(translations.note, line)


async def story(stage: Stage) -> None:
    """Show the section at the page's top."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seeded = SeededDesk(Path(folder), stage.bus, customers=6)
        used(seeded)
        await seeded.desk.translation.engines.save(ENGINES)
        view = SettingsView(seeded.desk.settings)
        section = TranslationSection(seeded.desk, stage.bus, view)
        view.add_section(section)
        for other in (view._look, view._work, view._notices):
            other.hide()
        view.resize(stage.size)
        view.show()
        await stage.rest()
        rows = section.engines.rows
        sample = (
            "早上好，感谢您的留言。" if stage.options.language == "zh_CN" else "Buenos días, gracias por su mensaje."
        )
        rows[0].say(wording.found(EngineCheck(code="", sample=sample, took_ms=240)), "accent")
        rows[1].say(wording.found(EngineCheck(code="engine_key", detail="Forbidden")), "danger")
        await stage.show(view)
        view.forget()
        await seeded.close()


if __name__ == "__main__":
    play(story)
