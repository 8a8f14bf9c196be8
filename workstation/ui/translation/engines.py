"""The engines of this desk: which there are, which are asked first, whether they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.translation.engines import EngineKind, Pair, Setup
from workstation.services.translation.engines import EngineCheck
from workstation.ui.chat import people
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.translating.switches import LANGUAGES
from workstation.ui.chat.translating.wording import my_language
from workstation.ui.loop import Latest, spawn
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.translation import wording
from workstation.ui.translation.engine_dialog import EngineDialog
from workstation.ui.widgets.buttons import Check, Choice, IconButton
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workstation.services.desk import Desk

Order = dict[tuple[str, str], tuple[str, ...]]
GENERAL = ("", "")


class EngineRow(QWidget):
    """One engine: on or off, its name and where it leads, how its last test went, its place.

    Signals:
        turned(bool): on or off.
        moved(int): one up (-1) or down (1).
    """

    turned = Signal(bool)
    moved = Signal(int)

    def __init__(self, setup: Setup, host: str, *, local: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setup = setup
        self.on = Check(self)
        self.on.setChecked(setup.enabled)
        self.on.toggled.connect(self.turned)
        self.name = Words(self, bold=True)
        self.name.setText(isolated_name(setup.name))
        self.where = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.state = Words(self, size=Size.SMALL, wrap=True)
        self.state.hide()
        self.up, self.down = IconButton("arrow_up", self, side=28), IconButton("arrow_down", self, side=28)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.test = QPushButton(self)
        self.more = IconButton("more", self, side=28)
        self._host, self._local = host, local
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for part in (self.name, self.where, self.state):
            texts.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(self.on, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        for button in (self.up, self.down, self.test, self.more):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def say(self, text: str, tone: str) -> None:
        """Say how the test went."""
        self.state.setText(text)
        self.state.set_tone(tone)
        self.state.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """Claim the height of wrapped words: a page that scrolls would squeeze them."""
        for part in (self.where, self.state):
            part.setMinimumHeight(part.heightForWidth(part.width()) if part.text() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        name = self.setup.name
        place = self.tr("on this machine") if self._local else self.tr("texts leave this machine")
        host = "" if self._local else isolated_name(self._host)
        self.where.setText(" · ".join(part for part in (wording.kind_name(self.setup.kind), host, place) if part))
        self.on.setAccessibleName(self.tr("Use {name}").format(name=name))
        self.on.setToolTip(self.tr("Use {name}").format(name=name))
        self.up.set_words(self.tr("Ask {name} earlier").format(name=name))
        self.down.set_words(self.tr("Ask {name} later").format(name=name))
        self.test.setText(self.tr("Test"))
        self.test.setAccessibleName(self.tr("Test {name}").format(name=name))
        self.more.set_words(self.tr("More about {name}").format(name=name))


class EnginesCard(Card):
    """Lists them in the order of trying.

    Signals:
        done(str, str, object): as `team.page.Page.done`.
        tested(): an engine was asked; the ledger has a line more.
    """

    done = Signal(str, str, object)
    tested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self.setups: list[Setup] = []
        self.order: Order = {}
        self.rows: list[EngineRow] = []
        self.dialog: EngineDialog | None = None
        self.notice = NoticeLine(self, reason)
        self.empty = Words(self, tone="muted", wrap=True)
        self.add = QPushButton(self)
        self.add.setIcon(icon("plus"))
        self.add.clicked.connect(lambda: self.open_dialog(None))
        self.corner.addWidget(self.add)
        self._for_label = Words(self)
        self.pair = Choice(self)
        self._for_label.setBuddy(self.pair)
        self.as_general = QPushButton(self)
        self.as_general.setFlat(True)
        self.as_general.clicked.connect(self._forget_order)
        self._own = QWidget(self)
        choosing = QHBoxLayout(self._own)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(12)
        choosing.addWidget(self._for_label)
        choosing.addWidget(self.pair)
        choosing.addWidget(self.as_general)
        choosing.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        for part in (self.notice, self.empty, self._own):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.pair.currentIndexChanged.connect(lambda _at: self._show())
        self.retranslate()

    # ---- showing ---------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read the engines anew."""
        self._reading.run(self._read())

    def forget(self) -> None:
        """Let go of what is being read."""
        self._reading.cancel()

    async def _read(self) -> None:
        self.setups = await self._desk.translation.engines.every()
        self.order = await self._desk.translation.engines.order()
        self._show()

    def _chosen(self) -> tuple[str, str]:
        data = self.pair.currentData()
        return GENERAL if data is None else (str(data[0]), str(data[1]))

    def ordered(self) -> list[Setup]:
        """Return the engines in the order of trying for the chosen languages."""
        names = self.order.get(self._chosen()) or self.order.get(GENERAL, ())
        place = {name: at for at, name in enumerate(names)}
        return sorted(self.setups, key=lambda setup: place.get(setup.name, len(place)))

    def _show(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered = self.ordered()
        self.rows = [self._row(setup) for setup in ordered]
        for at, row in enumerate(self.rows):
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at + 1 < len(self.rows))
            self._list.addWidget(row)
        self.empty.setVisible(not self.setups)
        several = len(self.setups) > 1
        self._own.setVisible(several)
        for row in self.rows:
            row.up.setVisible(several)
            row.down.setVisible(several)
        self.as_general.setVisible(self._chosen() != GENERAL and self._chosen() in self.order)

    def _row(self, setup: Setup) -> EngineRow:
        host, local = self._desk.translation.engines.destination(setup)
        row = EngineRow(setup, host, local=local, parent=self)
        row.turned.connect(lambda on: self._keep(self._with(setup, replace(setup, enabled=on))))
        row.moved.connect(lambda step: self.move_engine(setup.name, step))
        row.test.clicked.connect(lambda: spawn(self._test(row), owner=row))
        row.more.clicked.connect(lambda: self._open_menu(row))
        return row

    def _open_menu(self, row: EngineRow) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Change …")).triggered.connect(lambda: self.open_dialog(row.setup))
        menu.addAction(icon("trash"), self.tr("Delete")).triggered.connect(lambda: self.delete(row.setup))
        menu.popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))

    # ---- changing --------------------------------------------------------------------------------------------------

    def move_engine(self, name: str, step: int) -> None:
        """Ask an engine earlier or later, for the chosen languages."""
        names = [setup.name for setup in self.ordered()]
        at = names.index(name)
        to = max(0, min(at + step, len(names) - 1))
        names.insert(to, names.pop(at))
        self._keep_order({**self.order, self._chosen(): tuple(names)})
        button = self.rows[to].up if step < 0 else self.rows[to].down
        (button if button.isEnabled() else self.rows[to].test).setFocus()

    def _forget_order(self) -> None:
        self._keep_order({pair: names for pair, names in self.order.items() if pair != self._chosen()})

    def _keep_order(self, order: Order) -> None:
        self.order = order
        self._show()
        self._word_pairs()
        spawn(self._desk.translation.engines.save_order(order), owner=self)

    def _with(self, before: Setup | None, after: Setup | None) -> list[Setup]:
        """Return all engines with one changed, added or gone."""
        if before is None:
            return [*self.setups, *([after] if after else [])]
        changed = [after if setup.name == before.name else setup for setup in self.setups]
        return [setup for setup in changed if setup is not None]

    def _keep(self, setups: list[Setup], then: Callable[[], object] = lambda: None) -> None:
        spawn(self._save(setups, then), owner=self)

    async def _save(self, setups: list[Setup], then: Callable[[], object]) -> None:
        try:
            await self._desk.translation.engines.save(setups)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.notice.clear()
        self.setups = setups
        self._show()
        then()

    def delete(self, setup: Setup) -> None:
        """Delete an engine; it can be brought back for a moment."""
        before = list(self.setups)
        words = self.tr("“{name}” is deleted, with its key").format(name=setup.name)
        self._keep(
            self._with(setup, None),
            lambda: self.done.emit(words, self.tr("Undo"), lambda: self._keep(before)),
        )

    def open_dialog(self, setup: Setup | None) -> None:
        """Add an engine, or change one."""
        taken = {one.name for one in self.setups if one is not setup}
        dialog = self.dialog = EngineDialog(setup, taken, self._check, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(lambda written: self._on_written(dialog, setup, written))
        dialog.open()

    def _on_written(self, dialog: EngineDialog, before: Setup | None, after: Setup) -> None:
        if before is not None and before.name != after.name:
            renamed = {
                pair: tuple(after.name if name == before.name else name for name in names)
                for pair, names in self.order.items()
            }
            self._keep_order(renamed)
        self._keep(self._with(before, after), dialog.accept)

    async def _check(self, setup: Setup) -> EngineCheck:
        mine = my_language()
        target = "es" if mine == "en" or setup.kind is EngineKind.APERTIUM else mine
        check = await self._desk.translation.engines.check(setup, Pair(source="en", target=target))
        self.tested.emit()
        return check

    async def _test(self, row: EngineRow) -> None:
        row.test.setEnabled(False)
        row.say(self.tr("Asking for one harmless sentence …"), "muted")
        check = await self._check(row.setup)
        row.test.setEnabled(True)
        row.say(wording.found(check), "danger" if check.code else "accent")

    # ---- words -----------------------------------------------------------------------------------------------------

    def _word_pairs(self) -> None:
        chosen = self._chosen()
        mine = my_language()
        others = [language for language in LANGUAGES if language != mine]
        pairs = [(other, mine) for other in others] + [(mine, other) for other in others]
        pairs += [pair for pair in self.order if pair != GENERAL and pair not in pairs]
        pairs.sort(key=lambda pair: pair not in self.order)
        self.pair.blockSignals(True)
        self.pair.clear()
        self.pair.addItem(self.tr("all languages"), GENERAL)
        for source, target in pairs:
            words = f"{people.language_name(source)} → {people.language_name(target)}"
            own = self.tr("{languages} (own order)").format(languages=words)
            self.pair.addItem(own if (source, target) in self.order else words, (source, target))
        self.pair.setCurrentIndex(next((at for at in range(self.pair.count()) if self._at(at) == chosen), 0))
        self.pair.blockSignals(False)

    def _at(self, index: int) -> tuple[str, str]:
        source, target = self.pair.itemData(index)
        return (source, target)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(
            self.tr("Engines"),
            self.tr(
                "Asked in this order when the memory does not know a sentence; every answer's figures are checked."
            ),
        )
        self.add.setText(self.tr("Add an engine …"))
        self.empty.setText(
            self.tr("None yet. The memory and glossary that came with the desk translate common trade sentences.")
        )
        self._for_label.setText(self.tr("Order for"))
        self.pair.setAccessibleName(self.tr("Order for"))
        self.as_general.setText(self.tr("As for all languages"))
        self._word_pairs()
        for row in self.rows:
            row.retranslate()
