"""Every code that the server emits has words in both languages; what a newer server tells is shown honestly."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import workstation.server
from tests.helpers.builders import make_notice
from workstation.ui.language import Language
from workstation.ui.notices_centre.wording import KINDS, OTHER, groups, kind_of, worded

SERVER = Path(workstation.server.__file__).parent
TELLING = {"notify": 2, "tell_back": 3, "_tell_givers": 2}
"""Functions that put a notice into a message centre, and at which place they are told its code."""
PARAMS: dict[str, str | int] = {
    "rule": "exhibit", "by_zh": "李强", "by_en": "Qiang Li", "buyer": "José", "reason": "speaks Spanish",
    "name_zh": "何塞", "name_en": "José", "company_zh": "灯饰", "company_en": "Lamps",
}  # fmt: skip


def emitted() -> Iterator[str]:
    """Yield the codes of notices that the server's sources name."""
    for path in sorted(SERVER.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            place = TELLING.get(name)
            if place is None or len(call.args) <= place:
                continue
            code = call.args[place]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value
            elif isinstance(code, ast.Name) and isinstance(named.get(code.id), str):
                yield str(named[code.id])


def test_the_sources_are_read() -> None:
    assert {"assigned", "transferred", "card_received", "transfer_asked", "transfer_declined"} <= set(emitted())


@pytest.mark.parametrize("code", sorted(set(emitted())))
def test_what_the_server_emits_has_words(qapp: QApplication, spoken: Language, code: str) -> None:
    assert code in KINDS
    notice = make_notice(code=code, params=PARAMS)
    for language in ("en", "zh_CN"):
        spoken.use(language)
        words = worded(notice)
        assert words.title
        assert not any(sign in f"{words.title}{words.detail}" for sign in "{}")
        bare = worded(make_notice(code=code, params={}))
        assert bare.title, "a notice without parameters is told too"
    assert kind_of(code).group in groups()


def test_every_rule_has_words(qapp: QApplication, spoken: Language) -> None:
    rules = ("live_session", "last_owner", "manual", "exhibit", "section", "emergency", "queue", "main_account")
    for language in ("en", "zh_CN"):
        spoken.use(language)
        assert len({worded(make_notice(params={"rule": rule})).detail for rule in rules}) == len(rules)
        assert worded(make_notice(params={"rule": "by_the_stars"})).detail == ""


def test_an_unknown_code_is_told_honestly(qapp: QApplication, spoken: Language) -> None:
    strange = make_notice(code="<b>new</b>\n\u202ething" + "x" * 500)
    assert kind_of(strange.code) is OTHER
    words = worded(strange)
    assert "this version cannot" in words.title
    assert words.detail.startswith("Code: <b>new</b> ◀thing")
    assert len(words.detail) < 80
    spoken.use("zh_CN")
    assert "当前版本" in worded(strange).title
