"""Right-to-left and mixed scripts, long names, and what a name may try to do to the line it stands in."""

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, long_name, memory_desk
from workstation.domain.ids import ConversationId
from workstation.services.views import ItemState, Quote, TimelineItem
from workstation.ui.chat.view import ChatView

SAID = (
    ("السلام عليكم، رأيت المصباح LX-204 في صفحتكم. كم سعره FOB Ningbo لكمية 500 قطعة؟", False),
    ("وعليكم السلام، السعر 27.90 دولار للقطعة — MOQ هو 100 قطعة، ومدة التسليم 30 يوماً.", True),
    ("ممتاز! هل الشهادات CE و RoHS متوفرة؟\nوهل يمكن طباعة شعارنا على العلبة (color box)؟", False),
    ("שלום, do you ship to אשדוד as well? 中文目录也可以。", False),
    ("可以。证书编号 CE-2026-0417，راجع https://example.com/cert?id=417 للتفاصيل.", True),
    ("Total: 500 × $27.90 = $13,950 ✅ 👨‍👩‍👧 تمام", False),
)


def items() -> list[TimelineItem]:
    """Return the conversation."""
    made = [
        samples.item(n, text, mine=mine, state=ItemState.READ) if mine else samples.item(n, text)
        for n, (text, mine) in enumerate(SAID, 1)
    ]
    quote = Quote(n=3, text=SAID[2][0], kind="text", sender_name_en="عبد الرحمن", sender_name_zh="عبد الرحمن")
    made.append(samples.item(7, "نعم، الشهادات جاهزة.", mine=True, state=ItemState.SENT, reply_to=quote))
    return made


async def story(stage: Stage) -> None:
    """Show the chat."""
    talk = Talk(buyer=long_name(), items=items(), exhibit=samples.BIKE, draft="شكراً، سأرسل العينة غداً (DHL)")
    view = ChatView(memory_desk({1: talk}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    await stage.show(view)
    view.forget()


if __name__ == "__main__":
    play(story)
