"""The two palettes: complete, readable, one accent; fonts name a Chinese family."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from workstation.ui.theme import DARK, LIGHT, Size, Theme, Tokens, contrast, font_families, palette, text_font, tokens
from workstation.ui.widgets import avatar

TEXT_PAIRS = [
    ("text", "window"), ("text", "surface"), ("text", "raised"), ("text", "hover"), ("text", "selected"),
    ("text", "selection"), ("text", "warning_soft"), ("text", "danger_soft"), ("text", "border"),
    ("muted", "window"), ("muted", "surface"), ("muted", "raised"), ("muted", "hover"), ("muted", "selected"),
    ("accent_text", "window"), ("accent_text", "surface"), ("accent_text", "selected"), ("accent_text", "hover"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent_soft", "accent_soft"),
    ("danger", "surface"), ("danger", "hover"), ("danger", "selected"), ("danger", "danger_soft"),
    ("warning", "surface"), ("warning", "hover"), ("warning", "selected"), ("warning", "warning_soft"),
    ("success", "surface"), ("draft", "surface"), ("draft", "selected"), ("on_badge", "badge"),
    ("on_bubble", "bubble_mine"), ("on_bubble", "bubble_theirs"),
    ("bubble_muted", "bubble_mine"), ("bubble_muted", "bubble_theirs"), ("surface", "text"),
]  # fmt: skip
EDGE_PAIRS = [("strong_border", "surface"), ("strong_border", "raised"), ("focus", "surface"), ("focus", "window")]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS, ids=lambda name: str(name))
def test_text_is_readable(colours: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS, ids=lambda name: str(name))
def test_edges_of_controls_can_be_seen(colours: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(colours, edge), getattr(colours, ground)) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_initials_are_readable_on_every_ground(colours: Tokens) -> None:
    grounds = {avatar.ground(seed, colours).name() for seed in range(1000)}
    assert len(grounds) == 10
    for name in grounds:
        assert contrast(QColor("white"), QColor(name)) >= 4.5


def test_contrast_is_wcags() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_palettes_set_every_role(colours: Tokens) -> None:
    made = palette(colours)
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            assert made.isBrushSet(QPalette.ColorGroup.Active, role), role


def test_the_choice_is_shown_at_once(qapp: QApplication) -> None:
    theme = Theme(qapp)
    seen = list[bool]()
    theme.apply("light")
    theme.changed.connect(lambda: seen.append(tokens().dark))
    theme.apply("dark")
    assert tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    theme.apply("dark")
    theme.apply("light")
    assert seen == [True, False]


def test_the_system_is_light_where_it_does_not_say(qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply("dark")
    theme.apply("system")
    expected = DARK if qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    assert tokens() is expected
    theme.apply("light")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_chinese_family_is_always_named(qapp: QApplication, language: str) -> None:
    theme = Theme(qapp)
    theme.set_fonts(language)
    families = font_families(language)
    assert families
    assert qapp.font().families() == families
    assert not any("JP" in name for name in families)


def test_three_text_sizes(qapp: QApplication) -> None:
    assert [text_font(size).pixelSize() for size in Size] == [12, 14, 17]
    assert text_font(bold=True).weight() > text_font().weight()
