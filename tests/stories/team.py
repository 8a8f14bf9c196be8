"""The team's screen on a real server: a booth with five people and a morning's buyers."""

import os
import tempfile
from pathlib import Path

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.real_desk import ask, real_desk
from tests.stories.stage import Stage, play
from workstation.domain import actions as act
from workstation.domain.ids import ConversationId
from workstation.ui.main_window import TEAM

PEOPLE = (
    ("Maria Ferretti", "Ferretti Illuminazione S.r.l.", "IT", "it", "Could you quote the brass lamp FOB Ningbo?"),
    ("محمد العلي", "شركة النور للتجارة", "AE", "ar", "هل يمكنكم إرسال كتالوج المصابيح؟"),
    ("John Whitfield", "Whitfield & Sons Ltd", "GB", "en", "Is the lamp certified for the UK market?"),
    ("Ольга Петрова", "ООО «СветТорг»", "RU", "ru", "Какой срок поставки на 500 штук?"),
    ("José Hernández Ruiz", "Grupo Lumínico del Norte", "MX", "es", "¿Hacen la pantalla en lino natural?"),
    ("Amélie Dubois", "Maison Dubois", "FR", "fr", "Merci. Nous attendons l'échantillon."),
    ("陈志明", "Golden Lamp Trading", "MY", "zh", "请问台灯的最小起订量是多少？"),
    ("João Almeida", "Almeida Importação Lda", "BR", "pt", "Qual é o prazo de entrega?"),
    ("Priya Raman", "Raman Interiors", "IN", "en", "Do you have it with an E27 socket?"),
    ("Katarzyna Nowak", "Dom Światła", "PL", "pl", "Please send the packing list."),
    ("Lars Lindqvist", "Nordljus AB", "SE", "en", "What is the MOQ for the desk lamp?"),
    ("Ana García", "Casa Luz", "ES", "es", "¿Tienen certificado CE?"),
)
EXHIBITS = ("N-1", "N-2", "N-3")


def populate(server: LiveServer) -> list[ConversationId]:
    """Let buyers come; some are answered."""
    made = []
    for at, (name, company, country, language, text) in enumerate(PEOPLE):
        _buyer, conversation = ask(
            server, text, exhibit=EXHIBITS[at % 3], name=name, company=company, country=country, language=language
        )
        made.append(conversation)
        if at % 3 != 2:
            for login in ("north.ann", "north.bo", "north"):
                said = server.account(login).try_act(
                    act.SendMessage(conversation=conversation, text="Thank you, the price list follows today.")
                )
                if said.status_code == 200:
                    break
    return made


async def story(stage: Stage) -> None:
    """Show a page (`STORY_PAGE`) of the team's screen."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with live_server(folder / "server") as server:
            for login in ("north", "north.ann", "north.bo", "north.cai"):
                server.account(login)
            populate(server)
            async with real_desk(server, folder / "desk", size=(stage.size.width(), stage.size.height())) as main:
                main.window.close_wanted.connect(main.window.hide)
                main.window.show_screen(TEAM)
                team = main.window.late.team
                assert team is not None
                team.show_page(os.environ.get("STORY_PAGE", team.keys[0]))
                await stage.show(main.window)


if __name__ == "__main__":
    play(story)
