"""The business cards of the rehearsal's staff, from what `fair.yaml` says of them and of their companies."""

from collections.abc import Mapping
from functools import cache

from workstation.domain.card import CardContent, CardPhone, check_card
from workstation.rehearsal import content
from workstation.rehearsal.content import Exhibitor, Staff


@cache
def cards() -> Mapping[str, CardContent]:
    """Return the cards by the accounts' logins."""
    return {one.login: _card(one, company) for company in content.fair().exhibitors for one in company.accounts}


def _card(one: Staff, company: Exhibitor) -> CardContent:
    return check_card(
        CardContent(
            name_zh=one.name.zh,
            name_en=one.name.en,
            title_zh=one.title.zh,
            title_en=one.title.en,
            company_zh=company.name.zh,
            company_en=company.name.en,
            address_en=f"{company.city}, China",
            country="CN",
            phones=(CardPhone(one.mobile),),
            emails=(one.email,),
            websites=(company.website,),
            booth=company.booth,
            about=company.about.of(one.language),
        )
    )
