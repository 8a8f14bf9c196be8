"""The calendar: slots, bookings and who receives them; works on the local files alone."""

from collections.abc import Sequence
from datetime import date, datetime

from workstation.domain import slot_actions as act
from workstation.domain.booking import MAX_WORDS_CHARS, Outcome
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId, new_action_id
from workstation.domain.meeting import Meeting
from workstation.domain.message import check_text
from workstation.domain.slot import MAX_OFFERED, MAX_SLOTS_AT_ONCE, SlotSpan
from workstation.domain.slot_batch import SlotPlan
from workstation.domain.slot_rules import Taken, check_span
from workstation.services.calendar_board import Board
from workstation.services.calendar_reading import CalendarReader
from workstation.services.calendar_views import BookingView, Fixed
from workstation.services.views import ConversationRef


class CalendarService(CalendarReader):
    """Reads and writes; what is written shows at once and leaves through the outbox."""

    # --- slots: the main account's ---

    async def create_batch(self, plan: SlotPlan) -> tuple[ActionId | None, int]:
        """Create a plan's slots that are new (queued); return the batch, which `undo` takes back, and how many.

        Raises:
            Refusal: those of `preview`, `not_allowed`.
        """
        found = (await self.preview(plan)).new
        spans = [SlotSpan(id=new_action_id(), starts_at=one.starts_at, ends_at=one.ends_at) for one in found]
        return (await self._create(spans) if spans else None), len(spans)

    async def create(self, starts_at: datetime, ends_at: datetime) -> ActionId:
        """Create one slot (queued); return its id.

        Raises:
            Refusal: `slot_past`, `slot_length`, `slot_across_midnight`, `slot_overlaps`, `not_allowed`.
        """
        span = SlotSpan(id=new_action_id(), starts_at=starts_at, ends_at=ends_at)
        await self._ask(_check_slot, span)
        await self._create([span])
        return span.id

    async def _create(self, spans: Sequence[SlotSpan]) -> ActionId:
        await self._ask_bookings(_check_main)
        if len(spans) > MAX_SLOTS_AT_ONCE:
            raise Refusal("slots_too_many", {"limit": MAX_SLOTS_AT_ONCE, "given": len(spans)})
        return await self._outgoing.queue(act.CreateSlots(slots=tuple(spans)))

    async def change(self, slot_id: ActionId, starts_at: datetime, ends_at: datetime) -> None:
        """Give a slot without bookings another time (queued).

        Raises:
            Refusal: as `create`; `not_found`, `slot_booked`.
        """
        span = SlotSpan(id=slot_id, starts_at=starts_at, ends_at=ends_at)
        await self._ask(_check_changeable, (slot_id,))
        await self._ask(_check_slot, span)
        await self._outgoing.queue(act.ChangeSlot(slot=span))

    async def delete(self, slot_ids: Sequence[ActionId]) -> None:
        """Delete slots without bookings (queued).

        Raises:
            Refusal: `not_found`, `slot_booked`, `slot_past`, `not_allowed`.
        """
        await self._ask(_check_changeable, tuple(slot_ids))
        await self._outgoing.queue(act.DeleteSlots(ids=tuple(slot_ids)))

    async def undo(self, batch: ActionId) -> None:
        """Take back a batch: its slots that nobody has booked vanish (queued).

        Raises:
            Refusal: `not_allowed`.
        """
        await self._ask_bookings(_check_main)
        await self._outgoing.queue(act.UndoSlots(batch=batch))

    async def set_rules(self, *, to_owner: bool | None = None, meetings: str | None = None) -> None:
        """Decide who receives by itself, and how meetings are made (queued); `None` leaves something as it is.

        Raises:
            Refusal: `not_allowed`; `not_possible` when the server can't make such meetings.
        """
        found = await self.rules()
        if not found.editable:
            raise Refusal("not_allowed")
        if meetings is not None and meetings not in found.rules.meetings_possible:
            raise Refusal("not_possible")
        await self._outgoing.queue(act.SetBookingRules(to_owner=to_owner, meetings=meetings))

    async def offer(
        self, conversation: ConversationRef, slot_ids: Sequence[ActionId], *, text: str = "", seen_n: int | None = None
    ) -> ActionId:
        """Offer slots to a buyer: a message that is answered with one click (queued).

        Raises:
            Refusal: `not_found`, `slot_past`, `slot_full`, `slots_too_many` (`limit`, `given`); those of a text.
        """
        await self._ask(_check_offer, tuple(slot_ids))
        said = check_text(text) if text.strip() else ""
        action = act.OfferSlots(conversation=conversation, slots=tuple(slot_ids), text=said, seen_n=seen_n)
        return await self._outgoing.queue(action)

    # --- bookings ---

    async def cancel(self, booking_id: ActionId, *, words: str = "") -> None:
        """Call a booking off (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `booking_started`, `text_too_long`.
        """
        found = await self._one(booking_id)
        _check_before_start(found)
        await self._outgoing.queue(act.CancelBooking(booking=booking_id, words=_words(words)))

    async def propose(self, booking_id: ActionId, starts_at: datetime, ends_at: datetime, *, words: str = "") -> None:
        """Ask the buyer for another time (queued); the booking stays where it is until the buyer answers.

        Raises:
            Refusal: as `cancel`; `slot_past`, `slot_length`, `slot_across_midnight`; `slot_overlaps` where another slot
                is in the way of one that would be made for it.
        """
        found = await self._one(booking_id)
        _check_before_start(found)
        span = SlotSpan(id=new_action_id(), starts_at=starts_at, ends_at=ends_at)
        await self._ask(_check_proposal, span)
        await self._outgoing.queue(act.ProposeTime(booking=booking_id, span=span, words=_words(words)))

    async def answer_proposal(self, booking_id: ActionId, agree: bool, *, words: str = "") -> None:
        """Agree to the other time that the buyer asked for, or not (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `text_too_long`.
        """
        found = await self._one(booking_id)
        _allow(found.may_answer_proposal)
        await self._outgoing.queue(act.AnswerProposal(booking=booking_id, agree=agree, words=_words(words)))

    async def name(self, booking_id: ActionId, account_id: PrincipalId, *, with_card: bool = False) -> None:
        """Say who receives the buyer, also in place of another account (queued); myself with my card or without.

        Raises:
            Refusal: `not_found`, `not_allowed`, `receiver_unfit`, `receiver_busy` (`account_id`).
        """
        found = await self._one(booking_id)
        _allow(found.may_name)
        choices = {one.account.id: one for one in await self.suggest_receivers(booking_id)}
        choice = choices.get(account_id)
        if choice is None:
            raise Refusal("not_found")
        if choice.problem:
            code = "receiver_busy" if choice.problem == "busy" else "receiver_unfit"
            raise Refusal(code, {"account_id": account_id})
        rev = found.booking.rev or None
        action = act.NameReceiver(booking=booking_id, account_id=account_id, rev=rev, with_card=with_card)
        await self._outgoing.queue(action)

    async def answer(self, booking_id: ActionId, accept: bool, *, with_card: bool = False, words: str = "") -> None:
        """Accept to receive the buyer, with my card or without, or hand the booking back (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `text_too_long`.
        """
        found = await self._one(booking_id)
        _allow(found.may_answer if accept else found.may_hand_back)
        said = _words(words)
        action = act.AnswerBooking(booking=booking_id, accept=accept, with_card=accept and with_card, words=said)
        await self._outgoing.queue(action)

    async def set_meeting(self, booking_id: ActionId, meeting: Meeting | None) -> None:
        """Type in the meeting's parts, or take them away (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `meeting_invalid` (`field`, `why`).
        """
        from workstation.domain import meeting_link

        found = await self._one(booking_id)
        _allow(found.may_set_meeting)
        jitsi = meeting_link.jitsi_hosts((await self.rules()).rules.jitsi_host)
        checked = None if meeting is None else meeting_link.check(meeting, jitsi=jitsi)
        await self._outgoing.queue(act.SetMeeting(booking=booking_id, meeting=checked))

    async def entered(self, booking_id: ActionId) -> None:
        """Note that I have entered the negotiation (queued); the first time is kept.

        Raises:
            Refusal: `not_found`.
        """
        found = await self._one(booking_id)
        if found.booking.entered_at is None:
            await self._outgoing.queue(act.EnterNegotiation(booking=booking_id))

    async def save_outcome(
        self,
        booking_id: ActionId,
        *,
        notes: str = "",
        follow_up: date | None = None,
        next_step: str = "",
        order_drafted: bool = False,
    ) -> None:
        """Keep what came of the meeting (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `text_too_long`, `text_invalid`.
        """
        found = await self._one(booking_id)
        _allow(found.may_write_outcome)
        for text in (notes, next_step):
            if text.strip():
                check_text(text)
        outcome = Outcome(
            notes=notes.strip(),
            follow_up="" if follow_up is None else follow_up.isoformat(),
            next_step=next_step.strip(),
            order_drafted=order_drafted,
        )
        await self._outgoing.queue(act.SaveOutcome(booking=booking_id, outcome=outcome))


def _check_main(board: Board) -> None:
    _allow(board.rights.manage_slots)


def _check_slot(board: Board, span: SlotSpan) -> None:
    _check_main(board)
    check_span(span, board.zone, board.now)
    if not Taken(one for one in board.slots if one.id != span.id).has_room(span):
        raise Refusal("slot_overlaps")


def _check_proposal(board: Board, span: SlotSpan) -> None:
    check_span(span, board.zone, board.now)
    taken = Taken(board.slots)
    if not (taken.has(span) or taken.has_room(span)):
        raise Refusal("slot_overlaps")


def _check_changeable(board: Board, slot_ids: tuple[ActionId, ...]) -> None:
    _check_main(board)
    for id_ in slot_ids:
        found = board.slot(id_)
        if found is None:
            raise Refusal("not_found")
        if found.fixed is Fixed.BOOKED:
            raise Refusal("slot_booked")
        if found.fixed is Fixed.PAST:
            raise Refusal("slot_past")


def _check_offer(board: Board, slot_ids: tuple[ActionId, ...]) -> None:
    if not slot_ids:
        raise Refusal("not_found")
    if len(set(slot_ids)) > MAX_OFFERED:
        raise Refusal("slots_too_many", {"limit": MAX_OFFERED, "given": len(set(slot_ids))})
    for id_ in slot_ids:
        found = board.slot(id_)
        if found is None:
            raise Refusal("not_found")
        if found.slot.starts_at <= board.now:
            raise Refusal("slot_past")
        if not found.free:
            raise Refusal("slot_full")


def _check_before_start(found: BookingView) -> None:
    if found.over or found.running:
        raise Refusal("booking_started")
    _allow(found.may_cancel)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise Refusal("not_allowed")


def _words(text: str) -> str:
    said = text.strip()
    if len(said) > MAX_WORDS_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_WORDS_CHARS, "length": len(said)})
    return check_text(said) if said else ""
