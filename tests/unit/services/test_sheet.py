"""Tables for spreadsheets: read back as they were, and no cell that calculates."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.services.sheet import csv_bytes, unguarded


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_with_a_mark_and_both_languages() -> None:
    data = csv_bytes(["买家", "Seconds"], [("García, Ana", 90), ('say "hi"', None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [["买家", "Seconds"], ["García, Ana", "90"], ['say "hi"', ""]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\u3000=1", "＝1", "\n=1", "'=1", '=HYPERLINK("x")']
)
def test_no_text_is_a_formula(text: str) -> None:
    (_, (cell,)) = read(csv_bytes(["x"], [(text,)]))
    assert cell.startswith("'")


def test_numbers_and_times_stay_what_they_are() -> None:
    rows = read(csv_bytes(["n", "at"], [(-5, datetime(2026, 4, 15, 12, 30, tzinfo=UTC))]))
    assert rows[1] == ["-5", "2026-04-15 12:30:00"]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_whatever_stands_in_it_comes_back(rows: list[list[str]]) -> None:
    back = read(csv_bytes(["a", "b"], rows))[1:]
    assert len(back) == len(rows)
    for given_, got in zip(rows, back, strict=True):
        for before, after in zip(given_, got, strict=True):
            wanted = before.encode("utf-8", "replace").decode()
            assert unguarded(after) == wanted
            assert not after.lstrip(" \u00a0\u3000").startswith(("=", "+", "-", "@"))
