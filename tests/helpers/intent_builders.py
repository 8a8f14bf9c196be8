"""Makes purchase intents for tests: give what matters, the rest is plausible."""

from typing import Any

from tests.helpers.builders import ME, NOON
from workstation.domain.ids import ExhibitId, PrincipalId, SectionId, new_action_id
from workstation.domain.intent import Intent, Match, ReceivedIntent, Wanted


def make_wanted(**fields: Any) -> Wanted:
    """Return lamps for a hotel."""
    given: dict[str, Any] = {
        "title": "Brass floor lamps for a hotel",
        "section_id": SectionId(1),
        "quantity": 500,
        "unit": "sets",
        "target_price_minor": 2650,
        "destination": "IT",
        "deadline": "2026-04-30",
        "description": "Linen shade, E27 socket, CE marked. Samples first.",
        "language": "en",
    }
    return Wanted(**(given | fields))


def make_intent(buyer: int = 1, *, images: Any = (), ended: Any = None, wanted: Any = None, **fields: Any) -> Any:
    """Return an intent of that buyer as it was received; mine, new and matched with exhibit 1."""
    id_ = fields.pop("id", None) or new_action_id()
    at = fields.get("received_at", NOON)
    intent = Intent(
        id=id_,
        rev=fields.get("rev", 1),
        buyer_id=PrincipalId(100 + buyer),
        at=at,
        wanted=wanted or make_wanted(),
        images=images,
        ended=ended,
    )
    given: dict[str, Any] = {
        "rev": 1,
        "received_at": at,
        "owner_id": PrincipalId(ME),
        "rule": "exhibit",
        "matches": (Match(exhibit_id=ExhibitId(1), score=82, reasons=("section", "words"), words=("lamp",)),),
        "buyer_name": f"Buyer {buyer}",
        "buyer_company": f"Company {buyer}",
        "buyer_country": "IT",
        "buyer_zone": "Europe/Rome",
    }
    return ReceivedIntent(intent=intent, **(given | fields))
