"""Every visible text is in the catalogues and translated; the check sees what is not."""

import os
from pathlib import Path

import pytest

from tools import catalogues

TS = "<TS><context><name>Box</name><message><source>{source}</source>{translation}</message></context></TS>"


def test_catalogues_are_fresh_and_complete():
    assert [str(fault) for fault in catalogues.check()] == []


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Send", "<translation>发送</translation>", None),
        ("Send", '<translation type="unfinished"></translation>', "not translated"),
        ("Send", '<translation type="unfinished">发送</translation>', "not translated"),
        ("Send", "<translation></translation>", "not translated"),
        ("{count} new", "<translation>{count} 条新消息</translation>", None),
        ("{count} new", "<translation>新消息</translation>", "placeholders"),
        ("{count} new", "<translation>{zahl} 条新消息</translation>", "placeholders"),
        ("%n new", "<translation><numerusform>%n 条</numerusform></translation>", None),
        ("%n new", "<translation><numerusform></numerusform></translation>", "not translated"),
        ("Gone", "<translation>已删除</translation>", "no longer in the sources"),
    ],
)
def test_faults_of_a_catalogue_are_seen(source: str, translation: str, fault: str | None):
    path = catalogues.ts_file("zh_CN")
    texts = catalogues.parse_ts(TS.format(source=source, translation=translation))
    wanted = {} if source == "Gone" else texts
    faults = [str(one) for one in catalogues.compare_ts(path, texts, wanted)]
    assert len(faults) == (fault is not None)
    assert fault is None or fault in faults[0]


def test_a_text_that_no_catalogue_has_is_seen():
    wanted = catalogues.parse_ts(TS.format(source="New", translation="<translation/>"))
    assert "stale" in str(next(iter(catalogues.compare_ts(catalogues.ts_file("en"), {}, wanted))))


def test_compiling_anew_leaves_the_file_that_a_running_desk_has_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catalogues, "QT_FOLDER", tmp_path)
    source = tmp_path / "words_zh_CN.ts"
    source.write_text(TS.format(source="Send", translation="<translation>发送</translation>"), encoding="utf-8")
    catalogues.compile_qt()
    built = source.with_suffix(".qm")
    with built.open("rb") as held:
        before = held.read()
        source.write_text(TS.format(source="Send", translation="<translation>寄出</translation>"), encoding="utf-8")
        later = built.stat().st_mtime_ns + 1_000_000_000
        os.utime(source, ns=(later, later))
        catalogues.compile_qt()
        held.seek(0)
        assert held.read() == before
    assert built.read_bytes() != before
    assert sorted(one.name for one in tmp_path.iterdir()) == [built.name, source.name]
