"""The screens beside the inbox: imported and made when they are first opened, forgotten with their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.clock import Clock
from workstation.ui.bus import Bus
from workstation.ui.places import Place, Places
from workstation.ui.team.access import has_intents, pages_for

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.ui.calendar.view import CalendarView
    from workstation.ui.cards.view import CardsView
    from workstation.ui.intents.view import IntentsView
    from workstation.ui.notices_centre.view import NoticesCentre
    from workstation.ui.settings.phrases import PhrasesSection
    from workstation.ui.settings.view import SettingsView
    from workstation.ui.team.view import TeamView
    from workstation.ui.translation.section import TranslationSection

NOTICES: Final = "notices"
CARDS: Final = "cards"
CALENDAR: Final = "calendar"
INTENTS: Final = "intents"
TEAM: Final = "team"
SETTINGS: Final = "settings"


class LateScreens(QObject):
    """Makes them.

    Signals:
        screen_wanted(str): turn to this screen.
        conversation_wanted(object): show this conversation in the inbox.
        message_wanted(object, object): show this conversation in the inbox, at this message or at its end.
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
    """

    screen_wanted = Signal(str)
    conversation_wanted = Signal(object)
    message_wanted = Signal(object, object)
    done = Signal(str, str, object)

    def __init__(self, bus: Bus, clock: Clock, stack: QStackedWidget, places: Places) -> None:
        super().__init__(stack)
        self._bus = bus
        self._clock = clock
        self._stack = stack
        self._places = places
        self.settings: SettingsView | None = None
        self.notices: NoticesCentre | None = None
        self.team: TeamView | None = None
        self.cards: CardsView | None = None
        self.phrases: PhrasesSection | None = None
        self.translation: TranslationSection | None = None
        self.calendar: CalendarView | None = None
        self.intents: IntentsView | None = None
        for kind in ("card", "cards"):
            places.add(kind, self._open_card_place)
        for kind in ("intent", "intents"):
            places.add(kind, self._open_intent_place)
        places.add("calendar", self._open_calendar_place)
        places.add("company", self._open_company_place)
        places.add("phrases", lambda _place: self.open_phrases())
        places.add("translation", lambda _place: self.open_translation())

    def page(self, key: str, desk: Desk) -> QWidget | None:
        """Return a screen; `None` when there is none of that name, or none for this account."""
        if key == SETTINGS:
            return self._settings(desk)
        if key == NOTICES:
            return self._notices(desk)
        if key == CARDS:
            return self._cards(desk)
        if key == CALENDAR:
            return self._calendar(desk)
        if key == INTENTS and has_intents(desk.me):
            return self._intents(desk)
        if key == TEAM and pages_for(desk.me):
            return self._team(desk)
        return None

    def focus_search(self) -> bool:
        """Go to the field of the screen that is seen, if that one searches for itself."""
        return self.cards is not None and self.cards.isVisible() and self.cards.focus_search()

    def forget(self) -> None:
        """Let go of all of them."""
        for forgetting in (self.settings, self.team, self.cards, self.calendar, self.intents):
            if forgetting is not None:
                forgetting.forget()
        for screen in (self.settings, self.team, self.notices, self.cards, self.calendar, self.intents):
            self._drop(screen)
        self.settings = self.team = self.notices = self.cards = self.calendar = self.intents = None
        self.phrases = self.translation = None

    def _drop(self, screen: QWidget | None) -> None:
        if screen is not None:
            self._stack.removeWidget(screen)
            screen.deleteLater()

    def _settings(self, desk: Desk) -> SettingsView:
        if self.settings is None:
            from workstation.ui.settings.me import MeSection
            from workstation.ui.settings.phrases import PhrasesSection
            from workstation.ui.settings.view import SettingsView
            from workstation.ui.translation.section import TranslationSection

            self.settings = SettingsView(desk.settings, self._stack)
            may_share = desk.me.kind is AccountKind.MAIN
            me = MeSection(desk, self._bus, self._clock, self.settings)
            me.done.connect(self.done)
            self.settings.add_section(me)
            self.translation = TranslationSection(desk, self._bus, self.settings)
            self.translation.done.connect(self.done)
            self.settings.add_section(self.translation)
            self.phrases = PhrasesSection(desk, self._bus, may_share=may_share, parent=self.settings)
            self.settings.add_section(self.phrases)
            self._stack.addWidget(self.settings)
        return self.settings

    def _notices(self, desk: Desk) -> NoticesCentre:
        if self.notices is None:
            from workstation.ui.notices_centre.view import NoticesCentre

            self.notices = NoticesCentre(desk, self._bus, self._clock, self._places, self._stack)
            self._stack.addWidget(self.notices)
        return self.notices

    def _team(self, desk: Desk) -> TeamView:
        if self.team is not None and self.team.keys != pages_for(desk.me):
            self.team.forget()
            self._drop(self.team)
            self.team = None
        if self.team is None:
            from workstation.ui.team.view import TeamView

            self.team = TeamView(desk, self._bus, self._clock, self._stack)
            self.team.conversation_wanted.connect(self.conversation_wanted)
            self.team.place_wanted.connect(self._places.open)
            self.team.done.connect(self.done)
            self._stack.addWidget(self.team)
        return self.team

    def _cards(self, desk: Desk) -> CardsView:
        from workstation.ui.cards.view import CardsView, keys_for

        if self.cards is not None and self.cards.keys != keys_for(desk.me):
            self.cards.forget()
            self._drop(self.cards)
            self.cards = None
        if self.cards is None:
            self.cards = CardsView(desk, self._bus, self._stack)
            self.cards.conversation_wanted.connect(self.message_wanted)
            self.cards.done.connect(self.done)
            self._stack.addWidget(self.cards)
        return self.cards

    def _calendar(self, desk: Desk) -> CalendarView:
        if self.calendar is None:
            from workstation.ui.calendar.view import CalendarView

            self.calendar = CalendarView(desk, self._bus, self._clock, self._stack)
            self.calendar.conversation_wanted.connect(self.conversation_wanted)
            self.calendar.done.connect(self.done)
            self._stack.addWidget(self.calendar)
        return self.calendar

    def _intents(self, desk: Desk) -> IntentsView:
        from workstation.ui.intents.view import IntentsView, folders_for

        if self.intents is not None and self.intents.folders != folders_for(desk.me):
            self.intents.forget()
            self._drop(self.intents)
            self.intents = None
        if self.intents is None:
            self.intents = IntentsView(desk, self._bus, self._clock, self._stack)
            self.intents.conversation_wanted.connect(self.conversation_wanted)
            self.intents.my_card_wanted.connect(self.open_my_card)
            self.intents.done.connect(self.done)
            self._stack.addWidget(self.intents)
        return self.intents

    def _open_intent_place(self, place: Place) -> None:
        self.screen_wanted.emit(INTENTS)
        if self.intents is not None and place.intent is not None:
            self.intents.open_intent(place.intent)
        elif self.intents is not None and place.id is not None:
            self.intents.open_found(place.id)

    def _open_calendar_place(self, place: Place) -> None:
        self.screen_wanted.emit(CALENDAR)
        if self.calendar is not None and place.booking is not None:
            self.calendar.open_booking(place.booking)
        elif self.calendar is not None and place.day is not None:
            self.calendar.open_day(place.day)

    def open_new_slots(self) -> None:
        """Turn to the calendar, and plan slots there."""
        self.screen_wanted.emit(CALENDAR)
        if self.calendar is not None:
            self.calendar.open_new()

    def open_card(self, card_id: ActionId) -> None:
        """Turn to the folders of business cards, and open one there."""
        self.screen_wanted.emit(CARDS)
        if self.cards is not None:
            self.cards.open_card(card_id)

    def _open_company_place(self, place: Place) -> None:
        self.screen_wanted.emit(TEAM)
        if self.team is not None and isinstance(place.conversation, int):
            self.team.look_at(place.conversation)

    def open_phrases(self) -> None:
        """Turn to the settings, where phrases are made."""
        self.screen_wanted.emit(SETTINGS)
        if self.settings is not None and self.phrases is not None:
            self.settings.reveal(self.phrases)
            self.phrases.add_button.setFocus()

    def open_translation(self) -> None:
        """Turn to the settings, where engines are set up."""
        self.screen_wanted.emit(SETTINGS)
        if self.settings is not None and self.translation is not None:
            self.settings.reveal(self.translation.engines)
            self.translation.engines.add.setFocus()

    def open_my_card(self) -> None:
        """Turn to my own business card."""
        self.screen_wanted.emit(CARDS)
        if self.cards is not None:
            self.cards.open_mine()

    def import_cards(self) -> None:
        """Turn to my folder of business cards, and ask for files with more."""
        self.screen_wanted.emit(CARDS)
        if self.cards is not None:
            self.cards.import_files()

    def _open_card_place(self, place: Place) -> None:
        self.screen_wanted.emit(CARDS)
        if self.cards is not None and place.card is not None:
            self.cards.open_card(place.card)
        elif self.cards is not None and place.id is not None:
            self.cards.open_found(place.id)
