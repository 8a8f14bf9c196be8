"""What stands at the foot of a card: how to reach somebody, each with a sign, in as many lines as there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from workstation.domain.card import CardContent, PhoneKind
from workstation.domain.card_files import phones

_MOST_CHARS: Final = 120


class FaceLine(NamedTuple):
    """A line; `kind` names its sign: `mobile`, `phone`, `fax`, `mail`, `web`, `chat`, `place`, `booth`."""

    kind: str
    text: str


def of(content: CardContent, side: str) -> list[FaceLine]:
    """Return what a side says, the most wanted first."""
    found = [FaceLine(_sign(one.kind), phones.shown(one.number)) for one in content.phones]
    found.sort(key=lambda line: ("mobile", "phone", "fax").index(line.kind))
    found += [FaceLine("mail", email) for email in content.emails]
    found += [FaceLine("web", _without_scheme(site)) for site in content.websites[:1]]
    found += [FaceLine("chat", f"{_service(one.service)} {one.handle}") for one in content.ims[:2]]
    address = " ".join(content.address(side).split())
    if address:
        found.append(FaceLine("place", address))
    if content.booth:
        found.append(FaceLine("booth", content.booth))
    return [FaceLine(kind, text[:_MOST_CHARS]) for kind, text in found]


def arranged(found: Sequence[FaceLine], fitting: int, is_short: Callable[[str], bool]) -> list[tuple[FaceLine, ...]]:
    """Return lines for at most `fitting` rows: short ones share a row when there are more than that."""
    if len(found) <= fitting:
        return [(line,) for line in found]
    rows: list[tuple[FaceLine, ...]] = []
    open_: FaceLine | None = None
    for line in found:
        if not is_short(line.text):
            rows.append((line,))
        elif open_ is None:
            open_ = line
            rows.append((line,))
        else:
            rows[rows.index((open_,))] = (open_, line)
            open_ = None
    return rows[: max(1, fitting)]


def _sign(kind: PhoneKind) -> str:
    return {PhoneKind.MOBILE: "mobile", PhoneKind.FAX: "fax"}.get(kind, "phone")


def _without_scheme(site: str) -> str:
    return site.removeprefix("https://").removeprefix("http://").rstrip("/")


def _service(service: str) -> str:
    return {"wechat": "WeChat", "whatsapp": "WhatsApp", "qq": "QQ", "linkedin": "LinkedIn"}.get(
        service, service.capitalize()
    )


def paint_sign(painter: QPainter, box: QRectF, kind: str, colour: QColor) -> None:
    """Paint the small sign of a kind of line."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(_SIGNS.get(kind, _dot)(box))
    painter.restore()


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _part(box: QRectF, x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(_at(box, x, y), _at(box, x + width, y + height))


def _mobile(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_part(box, 0.26, 0.05, 0.48, 0.9), 3, 3)
    path.moveTo(_at(box, 0.44, 0.8))
    path.lineTo(_at(box, 0.56, 0.8))
    return path


def _phone(box: QRectF) -> QPainterPath:
    path = QPainterPath(_at(box, 0.1, 0.2))
    path.cubicTo(_at(box, 0.15, 0.6), _at(box, 0.4, 0.85), _at(box, 0.8, 0.9))
    path.lineTo(_at(box, 0.92, 0.7))
    path.lineTo(_at(box, 0.7, 0.56))
    path.lineTo(_at(box, 0.58, 0.68))
    path.cubicTo(_at(box, 0.45, 0.62), _at(box, 0.36, 0.52), _at(box, 0.32, 0.42))
    path.lineTo(_at(box, 0.44, 0.3))
    path.lineTo(_at(box, 0.3, 0.08))
    path.closeSubpath()
    return path


def _fax(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_part(box, 0.08, 0.36, 0.84, 0.42), 2, 2)
    path.addRect(_part(box, 0.28, 0.1, 0.44, 0.26))
    path.addRect(_part(box, 0.28, 0.62, 0.44, 0.3))
    return path


def _mail(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_part(box, 0.06, 0.2, 0.88, 0.62), 2, 2)
    path.moveTo(_at(box, 0.08, 0.26))
    path.lineTo(_at(box, 0.5, 0.58))
    path.lineTo(_at(box, 0.92, 0.26))
    return path


def _web(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(_part(box, 0.08, 0.08, 0.84, 0.84))
    path.addEllipse(_part(box, 0.32, 0.08, 0.36, 0.84))
    path.moveTo(_at(box, 0.08, 0.5))
    path.lineTo(_at(box, 0.92, 0.5))
    return path


def _chat(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_part(box, 0.08, 0.14, 0.84, 0.56), 5, 5)
    path.moveTo(_at(box, 0.3, 0.7))
    path.lineTo(_at(box, 0.3, 0.9))
    path.lineTo(_at(box, 0.52, 0.7))
    return path


def _place(box: QRectF) -> QPainterPath:
    path = QPainterPath(_at(box, 0.5, 0.95))
    path.cubicTo(_at(box, 0.05, 0.5), _at(box, 0.12, 0.06), _at(box, 0.5, 0.06))
    path.cubicTo(_at(box, 0.88, 0.06), _at(box, 0.95, 0.5), _at(box, 0.5, 0.95))
    path.addEllipse(_at(box, 0.5, 0.38), box.width() * 0.12, box.width() * 0.12)
    return path


def _booth(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(_part(box, 0.14, 0.46, 0.72, 0.44))
    path.moveTo(_at(box, 0.06, 0.46))
    path.lineTo(_at(box, 0.18, 0.14))
    path.lineTo(_at(box, 0.82, 0.14))
    path.lineTo(_at(box, 0.94, 0.46))
    path.closeSubpath()
    return path


def _dot(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(_part(box, 0.38, 0.38, 0.24, 0.24))
    return path


_SIGNS: Final[dict[str, Callable[[QRectF], QPainterPath]]] = {
    "mobile": _mobile,
    "phone": _phone,
    "fax": _fax,
    "mail": _mail,
    "web": _web,
    "chat": _chat,
    "place": _place,
    "booth": _booth,
}
