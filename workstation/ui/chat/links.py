"""Opens a web address only after its real host was shown."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from workstation.ui.chat.timeline.plain_text import shown
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import add_primary
from workstation.ui.widgets.words import Words


def safe_url(address: str) -> QUrl | None:
    """Return the address if it is one that may be opened: http or https with a host."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid():
        url = QUrl(address, QUrl.ParsingMode.TolerantMode)
    if not url.isValid() or url.scheme().lower() not in ("http", "https") or not url.host():
        return None
    return url


def real_host(url: QUrl) -> str:
    """Return the host as the network knows it: letters of other scripts as `xn--…`."""
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


class LinkDialog(QDialog):
    """Shows where a link leads and asks whether to open it."""

    def __init__(self, url: QUrl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = url
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open a link"))
        self.setMinimumWidth(420)
        encoded = real_host(url)
        intro = Words(self)
        intro.setText(self.tr("This link leads out of Workstation, to:"))
        self.host_label = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.host_label.setText(encoded)
        self.host_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(intro)
        column.addWidget(self.host_label)
        warning = self._warning(url, encoded)
        if warning:
            label = Words(self, tone="warning", wrap=True)
            label.setText(warning)
            column.addWidget(label)
        whole = QPlainTextEdit(self)
        whole.setReadOnly(True)
        whole.setPlainText(bytes(url.toEncoded().data()).decode("ascii", "replace"))
        whole.setAccessibleName(self.tr("Whole address"))
        whole.setFixedHeight(76)
        column.addWidget(whole)
        column.addSpacing(8)
        box = QDialogButtonBox(self)
        self.open_button = add_primary(box, self.tr("Open in the browser"))
        copy = box.addButton(self.tr("Copy the address"), QDialogButtonBox.ButtonRole.ActionRole)
        cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setDefault(True)
        copy.clicked.connect(self._copy)
        box.accepted.connect(self._open)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _warning(self, url: QUrl, encoded: str) -> str:
        if url.userInfo():
            return self.tr("Mind the host above: what stands before the @ in the address says nothing about it.")
        decoded = url.host(QUrl.ComponentFormattingOption.PrettyDecoded)
        if encoded.isascii() and "xn--" in encoded:
            return self.tr("The message shows it as {host}, with letters that may only look familiar.").format(
                host=shown(decoded)
            )
        return ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(bytes(self._url.toEncoded().data()).decode("ascii", "replace"))
        self.reject()

    def _open(self) -> None:
        QDesktopServices.openUrl(self._url)
        self.accept()
