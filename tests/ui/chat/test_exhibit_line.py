"""Asking about an exhibit shows as a line across the timeline that names it."""

from PySide6.QtWidgets import QApplication

from tests.ui.chat import samples
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ExhibitId, ExhibitorId, SectionId
from workstation.domain.message import EXHIBIT
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.layout import RowLayouter
from workstation.ui.chat.timeline.rows import Rows
from workstation.ui.chat.timeline.style import TimelineStyle

LAMP = Exhibit(
    id=ExhibitId(4),
    rev=1,
    exhibitor_id=ExhibitorId(1),
    section_id=SectionId(1),
    number="LZ-P3018",
    name_zh="北欧金属吊灯",
    name_en="Nordic Metal Pendant Lamp",
)


def test_it_names_buyer_and_exhibit_in_the_middle(qapp: QApplication) -> None:
    asked = samples.item(1, kind=EXHIBIT, exhibit_id=LAMP.id, exhibit=LAMP)
    told = wording.body(asked, samples.ME)
    assert "Nordic Metal Pendant Lamp LZ-P3018" in told
    assert "Ana Torres" in told
    rows = Rows()
    rows.replace([asked, samples.item(2, "What is your price?")])
    lay = RowLayouter(TimelineStyle(), samples.ME, {}, customer=True).lay_out(rows.rows[0], 760)
    box = lay.texts[0].box
    assert abs(box.center().x() - 380) < 2
    assert rows.rows[1].first


def test_one_the_cache_does_not_know_never_vanishes(qapp: QApplication) -> None:
    assert wording.body(samples.item(1, kind=EXHIBIT, exhibit_id=9), samples.ME) == "[Exhibit]"
