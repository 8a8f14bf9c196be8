"""Finding colleagues by what is typed."""

import pytest

from tests.helpers.builders import make_account
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder

LI, ZHAO = PrincipalId(2), PrincipalId(3)
LIN, ZHOU, HE = PrincipalId(4), PrincipalId(5), PrincipalId(6)
FINDER = NameFinder(
    (
        make_account(LI, name_zh="李强", name_en="Qiang Li", login="north.qiang", title="Sales manager"),
        make_account(ZHAO, name_zh="赵敏", name_en="", login="min"),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("李", {LI}),
        ("强", {LI}),
        ("liqiang", {LI}),
        ("li qiang", {LI}),
        ("lq", {LI}),
        ("Qiang", {LI}),
        ("LI Q", {LI}),
        ("sales", {LI}),
        ("north", {LI}),
        ("zhaom", {ZHAO}),
        ("min", {ZHAO}),
        ("iang", set()),
        ("李敏", set()),
        ("", {LI, ZHAO}),
    ],
)
def test_names_pinyin_title_and_login_are_found_from_their_beginnings(query: str, found: set[PrincipalId]) -> None:
    assert {one for one in (LI, ZHAO) if FINDER.matches(one, query)} == found


def test_nobody_unknown_is_found() -> None:
    assert not FINDER.matches(PrincipalId(9), "li")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("span", [LIN, ZHOU]),
        ("西班牙语", [LIN, ZHOU]),
        ("espa", [LIN, ZHOU]),
        ("russian", [ZHOU]),
        ("lin spanish", [LIN]),
        ("russian lin", []),
        ("spa", []),
        ("chinese", [HE]),
    ],
)
def test_languages_find_their_speakers(query: str, found: list[PrincipalId]) -> None:
    people = (
        make_account(LIN, name_en="Lin", languages=("es", "en")),
        make_account(ZHOU, name_en="Zhou", languages=("es-MX", "ru")),
        make_account(HE, name_en="He", language="zh"),
    )
    names = {"es": ("西班牙语", "Spanish", "español"), "ru": ("俄语", "Russian"), "zh": ("中文", "Chinese")}
    finder = NameFinder(people, lambda code: names.get(code[:2], ()))
    assert [one.id for one in people if finder.matches(one.id, query)] == found
