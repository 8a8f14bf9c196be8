"""A line that is read from the right is painted so: it begins at the right and is cut off at the left."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from workstation.ui.chat.timeline.plain_text import directed

ARABIC = "مساء الخير، نشتري حوالي 1000 قطعة"


def _ink(text: str) -> list[bool]:
    """Return which columns of a wide strip carry ink when the text is drawn at its left."""
    image = QImage(600, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as a widget's painter is set up
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QRect(0, 0, 600, 40), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    painter.end()
    return [any(image.pixelColor(x, y).value() < 128 for y in range(40)) for x in range(600)]


def test_the_dots_of_a_cut_arabic_line_stand_at_its_left(qapp: QApplication) -> None:
    cut = ARABIC + "…"
    from_right, plain = _ink(directed(cut)), _ink(cut)
    assert from_right != plain
    assert directed("Guten Tag…") == "Guten Tag…"
    assert directed("价格…") == "价格…"
