"""Rules that no checker knows: nested Qt loops in coroutines, and texts that translators never see."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import modules, name

NESTED_LOOPS = {"exec", "exec_", "processEvents", "qWait", "qWaitFor", "waitUntil", "waitSignal"}
TRANSLATING = {"tr", "translate", "QT_TRANSLATE_NOOP", "gettext", "ngettext", "_", "N_"}


def calls_of_a_coroutine(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that a coroutine makes itself, not those of plain functions defined in it."""
    for function in ast.walk(tree):
        if isinstance(function, ast.AsyncFunctionDef):
            waiting: list[ast.AST] = list(function.body)
            while waiting:
                node = waiting.pop()
                if isinstance(node, ast.Call):
                    yield node
                if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                    waiting.extend(ast.iter_child_nodes(node))


def nested_loops(source: str) -> list[int]:
    """Return the lines on which a coroutine starts a loop of Qt inside the one it runs on."""
    if not any(word in source for word in NESTED_LOOPS):
        return []  # parsing all there is takes seconds
    calls = calls_of_a_coroutine(ast.parse(source))
    return [c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in NESTED_LOOPS]


def texts_put_together(source: str) -> list[int]:
    """Return the lines on which a text is translated that was put together first: no catalogue has it."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            made = [a for a in node.args[:2] if isinstance(a, ast.JoinedStr | ast.BinOp) or _is_formatted(a)]
            if called in TRANSLATING and made:
                lines.append(node.lineno)
    return lines


def _is_formatted(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def kept_actions(source: str) -> list[int]:
    """Return the lines on which an action is kept that a menu has made: PySide takes it for deleted now and then."""
    if "addAction" not in source:
        return []
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Attribute) for target in node.targets)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr == "addAction"
    ]


PRODUCT = [path for path in modules() if name(path).startswith("workstation/")]


def test_no_coroutine_of_the_screens_starts_a_nested_loop():
    screens = [path for path in modules() if name(path).startswith(("workstation/ui/", "workstation/app.py", "tests/"))]
    found = {name(path): nested_loops(path.read_text(encoding="utf-8")) for path in screens}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_an_action_that_is_kept_is_made_by_us():
    found = {name(path): kept_actions(path.read_text(encoding="utf-8")) for path in PRODUCT}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_text_is_put_together_before_it_is_translated():
    found = {name(path): texts_put_together(path.read_text(encoding="utf-8")) for path in PRODUCT}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("async def f(d):\n    d.exec()", [2]),
        ("async def f(d):\n    if d:\n        await g(d.exec())", [3]),
        ("def f(d):\n    d.exec()", []),
        ("async def f(d):\n    d.open()\n    def later():\n        d.exec()\n    QTimer.singleShot(0, later)", []),
    ],
)
def test_nested_loops_are_seen(source: str, lines: list[int]):
    assert nested_loops(source) == lines


def test_kept_actions_are_seen():
    assert kept_actions("self.a = menu.addAction('x')\nb = menu.addAction('y')\nself.menu.addAction(self.c)") == [1]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("self.tr(f'{n} new')", [1]),
        ("self.tr('{n} new'.format(n=n))", [1]),
        ("self.tr('a' + b)", [1]),
        ("self.tr('%n more', '', most - len(text))", []),
        ("self.tr('{n} new').format(n=n)", []),
        ("other(f'{n} new')", []),
    ],
)
def test_texts_put_together_are_seen(source: str, lines: list[int]):
    assert texts_put_together(source) == lines
