"""Refusals and problem documents: a stable code, never a sentence (words belong to whoever shows them)."""

from typing import Final

from msgspec import Struct, field

type_base: Final = "urn:workstation:problem:"


class Refusal(Exception):
    """A rule of the trade or of the platform says no.

    Attributes:
        code: stable name of the reason, e.g. `overtaken`.
        params: what a sentence about it needs.
    """

    def __init__(self, code: str, params: dict[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = params or {}


class Problem(Struct, frozen=True, kw_only=True):
    """RFC 9457 problem document as the server sends it (`application/problem+json`)."""

    code: str
    status: int
    type: str = ""
    title: str = ""
    """A sentence for people, in the caller's language."""
    detail: str = ""
    """What to do now, in the caller's language."""
    params: dict[str, str | int] = field(default_factory=dict)


STATUS: Final[dict[str, int]] = {
    # who are you
    "not_signed_in": 401,
    "signed_out_remotely": 401,
    "wrong_credentials": 401,
    "locked": 429,
    "too_many_requests": 429,
    "account_disabled": 403,
    "must_change_password": 403,
    # may you
    "not_allowed": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    # the state of things
    "overtaken": 409,
    "being_written": 409,
    "action_id_reused": 409,
    "login_taken": 409,
    "profile_changed": 409,
    "accounts_used_up": 409,
    "gone": 410,
    "conversation_closed": 409,
    "transfer_impossible": 409,
    "transfer_to_owner": 409,
    "transfer_pending": 409,
    "transfer_over": 409,
    "owner_changed": 409,
    "distribution_fixed": 409,
    "distribution_invalid": 422,
    "blocked": 403,
    "attachment_not_ready": 409,
    # what was sent
    "invalid_request": 422,
    "text_empty": 422,
    "text_too_long": 422,
    "text_invalid": 422,
    "password_too_weak": 422,
    "image_unreadable": 422,
    "image_too_large": 413,
    "image_too_many_pixels": 422,
    "recall_too_late": 409,
    "too_many": 409,
    "phrase_variable_unknown": 422,
    "card_invalid": 422,
    # negotiation slots
    "slot_past": 409,
    "slot_across_midnight": 422,
    "slot_length": 422,
    "slot_overlaps": 409,
    "slots_too_many": 422,
    "slot_full": 409,
    "slot_gone": 409,
    "slot_booked": 409,
    "booking_twice": 409,
    "booking_started": 409,
    "booking_over": 409,
    "proposal_over": 409,
    "receiver_busy": 409,
    "receiver_unfit": 409,
    "receiver_changed": 409,
    "meeting_invalid": 422,
    "too_large": 413,
    # purchase intents
    "intent_title": 422,
    "intent_number": 422,
    "intent_currency": 422,
    "intent_country": 422,
    "intent_deadline": 422,
    "intent_over": 409,
    "intent_changed": 409,
    "intent_unfit": 409,
    "served_by_other": 409,
    # not now
    "busy": 503,
    "internal": 500,
}
"""Every code the server may answer with, and its HTTP status."""
