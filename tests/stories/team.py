"""The team's screen on a real server: a booth with four people and a morning's buyers."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.real_desk import RealDesk, ask, id_of, real_desk
from tests.stories.stage import Stage, play
from workstation.domain import actions as act
from workstation.domain.account_actions import SaveAutoReply
from workstation.domain.autoreply import Band, Reply, Texts
from workstation.domain.clock import SystemClock, to_ms
from workstation.domain.distribution import Work
from workstation.domain.ids import ConversationId
from workstation.domain.routing import Options
from workstation.domain.team_actions import SetDistribution
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
    ("Luca Bianchi", "Bianchi Casa", "IT", "it", "Buongiorno, vorrei un preventivo per 400 pezzi."),
    ("Grace Otieno", "Nairobi Lights", "KE", "en", "Can you ship to Mombasa?"),
    ("Marta Ruiz", "Luz y Hogar", "ES", "es", "¿Cuál es el precio para 1.000 unidades?"),
    ("Hans Becker", "Becker Leuchten GmbH", "DE", "en", "Is it dimmable? Which driver do you use?"),
    ("Sofia Rossi", "Studio Rossi", "IT", "it", "Potete stampare il nostro logo?"),
    ("Ahmed Salah", "Nile Trading", "EG", "ar", "ما هي مدة التسليم؟"),
)
EXHIBITS = ("N-1", "N-2", "N-1", "N-3", "N-2")
QUEUED = 5
"""So many of the last come when nobody is there."""
STAFF = ("north", "north.ann", "north.bo", "north.cai")


def populate(server: LiveServer) -> list[ConversationId]:
    """Let buyers come; most are answered, the last ones find nobody and wait in the queue."""
    made = []
    for at, (name, company, country, language, text) in enumerate(PEOPLE):
        if at == len(PEOPLE) - QUEUED:
            options = Options(only_online=True, queue=True)
            server.account("north").act(SetDistribution(work=Work.MESSAGES, options=options))
        _buyer, conversation = ask(
            server,
            text,
            exhibit=EXHIBITS[at % len(EXHIBITS)],
            name=name,
            company=company,
            country=country,
            language=language,
        )
        made.append(conversation)
        if at % 4 != 3 and at < len(PEOPLE) - QUEUED:
            answer(server, conversation)
    texts = Texts(
        zh="您好，我们正在接待其他客户，马上回复您。", en="Thank you for your message. We will be with you shortly."
    )
    away = Texts(zh="现在是休息时间，上班后第一时间回复您。", en="We are away right now and answer tomorrow from 9:00.")
    evening = (Band(from_minute=18 * 60, to_minute=9 * 60),)
    server.account("north").act(
        SaveAutoReply(online=Reply(on=True, texts=texts), offline=Reply(on=True, texts=away, bands=evening))
    )
    return made


def answer(server: LiveServer, conversation: ConversationId) -> None:
    """Let whoever serves a buyer answer."""
    action = act.SendMessage(conversation=conversation, text="Thank you, the price list follows today.")
    for login in (*STAFF[1:], STAFF[0]):
        if server.account(login).try_act(action).status_code == 200:
            return


def spread(server: LiveServer) -> None:
    """Spread what was said in a few seconds over a working day, answers some minutes after the questions."""
    now = to_ms(SystemClock().now())
    server.stop()
    with closing(sqlite3.connect(server.data / "workstation.db")) as database:
        found = database.execute("SELECT id, queued_at FROM conversation ORDER BY id").fetchall()
        for at, (conversation, queued_at) in enumerate(found):
            began = now - (len(found) - at) * 26 * 60_000 - 4 * 60_000
            waited = (2 + at * 7 % 11 + at % 3 * 9) * 60_000
            rows = database.execute(
                "SELECT id, from_buyer FROM message WHERE conversation_id = ? ORDER BY n", (conversation,)
            ).fetchall()
            for message, from_buyer in rows:
                moment = began if from_buyer else min(now, began + waited)
                database.execute("UPDATE message SET at = ? WHERE id = ?", (moment, message))
            database.execute(
                "UPDATE conversation SET last_at = ?, created_at = ? WHERE id = ?",
                (min(now, began + waited), began, conversation),
            )
            if queued_at is not None:
                database.execute("UPDATE conversation SET queued_at = ? WHERE id = ?", (began, conversation))
        database.commit()
    server.start()


async def show_page(main: RealDesk, key: str) -> None:
    """Turn to a page of the team's screen."""
    main.window.show_screen(TEAM)
    team = main.window.late.team
    assert team is not None
    team.show_page(key or team.keys[0])


async def story(stage: Stage) -> None:
    """Show a page (`STORY_PAGE`) of the team's screen."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with live_server(folder / "server") as server:
            for login in STAFF:
                server.account(login)
            populate(server)
            spread(server)
            assert id_of(server, "north")
            async with real_desk(server, folder / "desk", size=(stage.size.width(), stage.size.height())) as main:
                main.window.close_wanted.connect(main.window.hide)
                await show_page(main, os.environ.get("STORY_PAGE", ""))
                await stage.show(main.window)


if __name__ == "__main__":
    play(story)
