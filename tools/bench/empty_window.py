"""The floor of a start: an empty window of the same toolkit. Prints the wall-clock time of its first paint."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    """Says when it was painted first, then goes on resting."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print(time.time(), flush=True)


def main() -> int:
    """Show the window until standard input closes."""
    application = QApplication(sys.argv)
    window = Empty()
    window.resize(1366, 768)
    window.setWindowTitle("Workstation")
    window.show()
    if "--once" in sys.argv:
        QTimer.singleShot(200, application.quit)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
