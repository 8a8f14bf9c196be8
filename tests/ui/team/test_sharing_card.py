"""The card of one kind of work, by itself."""

from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_account
from workstation.domain.account import Permission
from workstation.domain.distribution import Sharing, Work
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Options
from workstation.services.distribution import DistributionView
from workstation.ui.team.distribution.sharing_card import SharingCard


def test_an_emergency_account_that_lost_the_tick_is_said_and_not_dropped(qapp: QApplication) -> None:
    card = SharingCard(Work.MESSAGES)
    lost = make_account(5, name_en="Li Na", permissions=frozenset({Permission.RECEIVE_INTENTS}))
    card.show_people([make_account(), make_account(3, name_en="Wang Wei"), lost])
    sharing = Sharing(options=Options(emergency_id=PrincipalId(5)))
    view = DistributionView(
        messages=sharing, intents=Sharing(), fixed_at=None, fixed=False, changeable=True,
        session_idle_s=3600, session_idle_most_s=3600, ask_first=False, answer_s=120,
    )  # fmt: skip
    card.show_sharing(sharing, view)
    assert card.emergency.currentData() == 5
    assert [card.emergency.itemText(at) for at in range(4)] == ["nobody", "Li 1", "Wang Wei", "Li Na (passed over now)"]
    wanted: list[Options] = []
    card.options_chosen.connect(wanted.append)
    card.queue.click()
    assert wanted == [Options(emergency_id=PrincipalId(5), queue=True)]
    card.deleteLater()
