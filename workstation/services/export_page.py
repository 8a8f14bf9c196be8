"""The exported conversation as one page to read: no script, every text escaped, pictures beside it."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from html import escape
from typing import Final

from msgspec import Struct

from workstation.services.views import ItemState, Quote, TimelineItem

_NOT_IN_HTML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_STYLE: Final = """
body { font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0 auto;
  max-width: 52rem; padding: 1.5rem; color: #1d2129; background: #fff }
h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: .9rem; text-align: center; color: #5a6270; margin: 1.5rem 0 .5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0; color: #3c4350 }
dt { color: #5a6270 } dd { margin: 0; overflow-wrap: anywhere }
article { max-width: 80%; width: fit-content; margin: .4rem 0; padding: .4rem .8rem; background: #f0f2f5;
  border-radius: .5rem; break-inside: avoid }
article.ours { margin-inline-start: auto; background: #dcebff }
article.line { margin-inline: auto; background: none; color: #5a6270; text-align: center }
header { font-size: .8rem; color: #5a6270 } p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
blockquote { margin: .2rem 0; padding-inline-start: .6rem; border-inline-start: 3px solid #9aa3b0; color: #5a6270 }
img { max-width: 100%; max-height: 24rem; width: auto; height: auto; display: block; margin: .3rem 0;
  border-radius: .3rem }
.missing { color: #8a4b00; font-style: italic }
@media print { body { max-width: none } }
"""
_POLICY: Final = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
_HEAD: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1 dir="auto">{title}</h1>
"""
_TAIL: Final = "</body>\n</html>\n"


class ExportWords(Struct, frozen=True, kw_only=True):
    """What the page says in the user's language; whoever shows the screens words it."""

    language: str
    """BCP 47."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """What stands under the title: names of facts and facts, such as company, country, when it was exported."""
    sender: Callable[[TimelineItem], str]
    """Who says it."""
    body: Callable[[TimelineItem], str]
    """What was said, or what stands for it (recalled, a line of the system, a card …)."""
    automatic: str
    not_sent: str
    """Mark of a message that has not reached the server."""
    picture_missing: str
    """What stands for a picture that is not on this machine."""
    messages_missing: str
    """With `{first}` and `{last}`: messages that are not on this machine."""


class Page:
    """Grows message by message, ascending.

    Args:
        words: of the user's language.
        zone: whose times are shown.
    """

    def __init__(self, words: ExportWords, zone: tzinfo | None) -> None:
        self._words = words
        self._zone = zone
        self._day: date | None = None
        head = {"language": words.language, "title": words.title, "policy": _POLICY}
        self._parts = [_HEAD.format(style=_STYLE, **{name: _text(value) for name, value in head.items()}), "<dl>\n"]
        for name, fact in words.facts:
            self._parts.append(f'<dt>{_text(name)}</dt><dd dir="auto">{_text(fact)}</dd>\n')
        self._parts.append("</dl>\n")

    def add_gap(self, first: int, last: int) -> None:
        """Say that messages are missing here."""
        said = self._words.messages_missing.format(first=first, last=last)
        self._parts.append(f'<article class="line missing">{_text(said)}</article>\n')

    def add(self, item: TimelineItem, picture: str | None, further: Sequence[str | None] = ()) -> None:
        """Add a message.

        Args:
            item: as the timeline shows it.
            picture: path of its picture, `None` when there is none (or it is missing).
            further: paths of pictures that stand below its words, `None` for one that is missing.
        """
        at = item.at.astimezone(self._zone)
        if at.date() != self._day:
            self._day = at.date()
            self._parts.append(f"<h2>{self._day.isoformat()}</h2>\n")
        line = item.recalled or item.kind == "system"
        kind = "line" if line else "ours" if item.mine else "theirs"
        self._parts.append(f'<article class="{kind}"' + (f' id="n{item.n}">' if item.n is not None else ">"))
        self._parts.append(self._header(item, at, named=not line))
        self._parts.append(_quote(item.reply_to))
        self._parts.append(self._picture(item, picture))
        if said := self._words.body(item):
            self._parts.append(f'<p dir="auto">{_text(said)}</p>')
        for path in further:
            self._parts.append(f'<a href="{path}"><img src="{path}" alt=""></a>' if path else self._missing())
        self._parts.append("</article>\n")

    def html(self) -> bytes:
        """Return the page."""
        return "".join([*self._parts, _TAIL]).encode()

    def _header(self, item: TimelineItem, at: datetime, *, named: bool) -> str:
        marks = [f"<bdi>{_text(self._words.sender(item))}</bdi>"] if named else []
        marks.append(f'<time datetime="{at.isoformat(timespec="seconds")}">{at:%H:%M}</time>')
        if item.automatic:
            marks.append(_text(self._words.automatic))
        if item.state in (ItemState.WAITING, ItemState.SENDING, ItemState.FAILED):
            marks.append(f'<span class="missing">{_text(self._words.not_sent)}</span>')
        return f"<header>{' · '.join(marks)}</header>"

    def _picture(self, item: TimelineItem, picture: str | None) -> str:
        if item.attachment is None or item.recalled:
            return ""
        if picture is None:
            return self._missing()
        size = f'width="{item.attachment.width}" height="{item.attachment.height}"'
        return f'<a href="{picture}"><img src="{picture}" alt="" {size}></a>'

    def _missing(self) -> str:
        return f'<p class="missing">{_text(self._words.picture_missing)}</p>'


def _quote(quote: Quote | None) -> str:
    if quote is None or not quote.text:
        return ""
    return f'<blockquote dir="auto">{_text(quote.text)}</blockquote>'


def _text(text: str) -> str:
    """Return a text that says in HTML what it says; characters that HTML can't hold show as replaced."""
    return escape(_NOT_IN_HTML.sub("\ufffd", text))
