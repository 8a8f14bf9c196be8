"""Languages that people speak."""

import pytest

from workstation.domain import spoken


def test_each_is_kept_once() -> None:
    assert spoken.tidy([" zh ", "en", "", "zh", "es-MX"]) == ("zh", "en", "es-MX")


@pytest.mark.parametrize(
    ("codes", "good"),
    [
        ((), True),
        (("zh", "yue", "zh-Hant-HK", "es_MX"), True),
        (("Spanish!",), False),
        (("e",), False),
        (("en-" + "a" * 18,), False),
        (tuple(f"a{chr(97 + at)}" for at in range(8)), True),
        (tuple(f"a{chr(97 + at)}" for at in range(9)), False),
    ],
)
def test_what_can_be_kept(codes: tuple[str, ...], good: bool) -> None:
    assert spoken.can_be_kept(codes) is good


@pytest.mark.parametrize(
    ("speaks", "wanted", "place"),
    [
        (("zh", "es-MX"), ("es", "en"), 0),
        (("zh", "en"), ("ES_es", "EN"), 1),
        (("zh",), ("es", "en"), 2),
        ((), ("es",), 1),
        (("zh",), (), 0),
    ],
)
def test_the_place_of_the_first_language_that_both_speak(
    speaks: tuple[str, ...], wanted: tuple[str, ...], place: int
) -> None:
    assert spoken.place(speaks, wanted) == place
