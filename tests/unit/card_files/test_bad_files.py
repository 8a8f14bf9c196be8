"""Files as they come: old versions, broken charsets, endless lines, huge pictures. What is fine comes in anyway."""

import base64
import io
import tracemalloc

import pytest

from workstation.domain.card import CardIm, CardPhone, NameParts, PhoneKind
from workstation.domain.card_files import lines, phones, vcard_in
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard, Issue
from workstation.services.card_files import csv_in


def read(data: bytes | str) -> tuple[list[FileCard], list[tuple[int, str, str]]]:
    found = list(vcard_in.read(io.BytesIO(data.encode() if isinstance(data, str) else data)))
    issues = [(one.line, one.code, one.what) for one in found if isinstance(one, Issue)]
    return [one for one in found if isinstance(one, FileCard)], issues


def one(data: bytes | str) -> FileCard:
    [card], issues = read(data)
    assert issues == []
    return card


# --- other versions ---


@pytest.mark.parametrize(
    ("name", "number", "kept"),
    [
        ("李芳", "138 0013 8000", "+8613800138000"),
        ("李芳", "138-0013-8000", "+8613800138000"),
        ("Fang Li", "13800138000", "13800138000"),  # may be 1 380 … of North America
        ("李芳", "0912 345 678", "0912 345 678"),  # Taiwan writes so too
    ],
)
def test_a_chinese_card_without_a_country_has_chinese_mobiles(name: str, number: str, kept: str) -> None:
    card = one(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL;TYPE=CELL:{number}\r\nEND:VCARD\r\n")
    assert (card.content.phones, card.content.country) == ((CardPhone(kept),), "")


def test_an_old_card_in_gbk_and_quoted_printable() -> None:
    text = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C0=EE;=B7=BC\r\n"
        b"FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C0=EE=B7=BC\r\n"
        b"ORG;CHARSET=GB2312:" + "佛山灯饰".encode("gb2312") + b";\xcd\xe2\xc3\xb3\r\n"
        b"TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=A4=96=E8=B4=B8=\r\n=E6=80=BB=E7=9B=91\r\n"
        b"TEL;CELL;VOICE:138 0013 8000\r\nTEL;WORK;FAX:+86 20 88886666\r\n"
        b"ADR;WORK;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:;;=B4=F3=C1=BC;=B7=F0=C9=BD;=B9=E3=B6=AB;528300;=D6=D0=B9=FA\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo; not escaped\r\n"
        b"EMAIL;INTERNET:fang@example.com\r\nEND:VCARD\r\n"
    )
    content = one(text).content
    assert (content.name_zh, content.parts) == ("李芳", None)
    assert (content.company_zh, content.department_zh, content.title_zh) == ("佛山灯饰", "外贸", "外贸总监")
    assert content.phones == (CardPhone("+8613800138000"), CardPhone("+862088886666", PhoneKind.FAX))
    assert (content.address_zh, content.country) == ("大良 佛山 广东 528300", "CN")
    assert content.about == "one\ntwo; not escaped"


def test_a_card_without_charset_is_guessed() -> None:
    text = (
        b"BEGIN:VCARD\nVERSION:2.1\nN:"
        + "李;芳".encode("gbk")
        + b"\nORG:"
        + "Müller & Söhne".encode("cp1252")
        + b"\nEND:VCARD\n"
    )
    [card], issues = read(text)
    assert (card.content.name_zh, card.content.company_en) == ("李芳", "Müller & Söhne")
    assert [code for _, code, _ in issues] == ["encoding_guessed", "encoding_guessed"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_and_mark(encoding: str, end: str) -> None:
    text = end.join(("BEGIN:VCARD", "VERSION:3.0", "FN:李芳", "N:李;芳;;;", "NOTE:a", " b", "END:VCARD", ""))
    content = one(text.encode(encoding)).content
    assert (content.name_zh, content.about) == ("李芳", "ab")


def test_a_phone_s_card() -> None:
    content = one(
        "BEGIN:VCARD\nVERSION:3.0\nN:García;Ana;María;Dra.;\nFN:Ana García\nitem1.TEL;type=pref:+34 600 100 200\n"
        "item1.X-ABLabel:_$!<Mobile>!$_\nitem2.ADR;type=WORK:;;Calle Mayor 1;Madrid;;28001;Spain\nitem2.X-ABADR:es\n"
        "item3.URL;type=pref:https\\://example.com\nX-SOCIALPROFILE;type=twitter:x-apple:ana\n"
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ana.g\nX-WECHAT:wx_ana\nBDAY;value=date:1980-01-01\nEND:VCARD\n"
    ).content
    assert (content.name_en, content.parts) == ("Ana García", NameParts("García", "Ana", "María", "Dra."))
    assert content.phones == (CardPhone("+34600100200", PhoneKind.WORK),)
    assert (content.address_en, content.country) == ("Calle Mayor 1, Madrid, 28001", "ES")
    assert content.websites == ("https://example.com",)
    assert set(content.ims) == {CardIm("twitter", "ana"), CardIm("skype", "ana.g"), CardIm("wechat", "wx_ana")}
    assert content.extra == ("BDAY;VALUE=date:1980-01-01",)


# --- what is wrong ---


def test_what_can_t_be_read_is_named_by_its_line_and_the_rest_comes_in() -> None:
    cards, issues = read(
        "some text before\nBEGIN:VCARD\nVERSION:3.0\nFN:One\nthis is no property\nTEL:+34600100200\nEND:VCARD\n\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Two\nBEGIN:VCARD\nFN:Three\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n"
        "BEGIN:VCARD\nTEL:+34600100201\nEND:VCARD\nBEGIN:VCARD\nFN:Last\n"
    )
    assert [card.content.name("en") for card in cards] == ["One", "Two", "Three", "+34600100201", "Last"]
    assert issues == [
        (1, "outside", "some text before"),
        (5, "not_a_property", "this is no property"),
        (9, "not_ended", ""),
        (15, "empty", ""),
        (21, "not_ended", ""),
    ]
    assert [card.line for card in cards] == [2, 9, 12, 18, 21]


def test_an_address_that_is_none_is_said_and_kept() -> None:
    [card], issues = read(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEMAIL:not an address\r\nEMAIL:a@b.example\r\nEND:VCARD\r\n"
    )
    assert issues == [(4, "email_odd", "not an address")]
    assert card.content.emails == ("not an address", "a@b.example")


def test_an_address_in_a_card_is_never_fetched() -> None:
    [card], issues = read(
        "BEGIN:VCARD\nVERSION:4.0\nFN:A\nPHOTO:https://example.com/me.jpg\nLOGO;VALUE=uri:file:///etc/passwd\nEND:VCARD\n"
    )
    assert [(code, what) for _, code, what in issues] == [("picture_linked", "PHOTO"), ("picture_linked", "LOGO")]
    assert (card.photo, card.logo) == (b"", b"")
    assert card.content.extra == ("PHOTO:https://example.com/me.jpg", "LOGO;VALUE=uri:file:///etc/passwd")


def test_broken_pictures_cost_nothing_but_themselves() -> None:
    [card], issues = read(
        "BEGIN:VCARD\nVERSION:3.0\nFN:A\nPHOTO;ENCODING=b;TYPE=JPEG:!!!=\nLOGO:data:image/png,notbase64\nEND:VCARD\n"
    )
    assert card.content.name_en == "A"
    assert {code for _, code, _ in issues} == {"picture_unreadable"}


def test_a_picture_without_the_blank_that_goes_on() -> None:
    picture = bytes(range(256)) * 3
    text = base64.encodebytes(picture).decode()
    assert (
        one(f"BEGIN:VCARD\nVERSION:2.1\nN:A\nPHOTO;ENCODING=BASE64;JPEG:\n{text}\n\nTEL:+34600100200\nEND:VCARD").photo
        == picture
    )


def test_markup_and_formulas_are_only_text() -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=y>"
    content = one(f"BEGIN:VCARD\nVERSION:3.0\nFN:{nasty}\nORG:=cmd|' /C calc'!A0\nNOTE:{nasty}\nEND:VCARD").content
    assert (content.name_en, content.company_en, content.about) == (nasty, "=cmd|' /C calc'!A0", nasty)


def test_controls_don_t_come_in() -> None:
    content = one("BEGIN:VCARD\nVERSION:3.0\nFN:A\x00\x1b[31mB\x07\nEND:VCARD").content
    assert content.name_en == "A[31mB"


def test_what_is_too_much_for_a_card_is_cut_said_and_kept() -> None:
    many = "".join(f"TEL:+3460010{n:04}\n" for n in range(30))
    [card], issues = read(f"BEGIN:VCARD\nVERSION:3.0\nFN:{'x' * 500}\n{many}NOTE:{'y' * 9000}\nEND:VCARD")
    assert len(card.content.name_en) == 300
    assert len(card.content.phones) == 20
    assert len(card.content.about) == 4000
    assert {what for _, _, what in issues} == {"name_en", "phones", "about"}
    kept = "\n".join(card.content.extra)
    assert "x" * 200 in kept
    assert "y" * 5000 in kept
    assert "+34600100029" in kept


# --- sizes ---


def test_an_endless_line_is_passed_over() -> None:
    folds = b"\r\n ".join([b"x" * 1_000_000] * (lines.MAX_PROPERTY_BYTES // 1_000_000 + 4))
    for endless in (folds, folds.replace(b"\r\n ", b"")):
        cards, issues = read(b"BEGIN:VCARD\nVERSION:3.0\nNOTE:" + endless + b"\nFN:After\nEND:VCARD\n")
        assert issues == [(3, "too_long", "NOTE")]
        assert [card.content.name_en for card in cards] == ["After"]


def test_pictures_of_twenty_megabytes_are_read_one_at_a_time() -> None:
    picture = bytes(20 * 1024 * 1024)
    text = base64.b64encode(picture)
    folded = b"\r\n ".join(text[start : start + 4_000] for start in range(0, len(text), 4_000))
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + folded + b"\r\nEND:VCARD\r\n"
    stream = io.BytesIO(card * 2)
    del folded, text, card
    tracemalloc.start(1)
    try:
        sizes = [len(one.photo) for one in vcard_in.read(stream) if isinstance(one, FileCard)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sizes == [len(picture)] * 2
    assert peak < 150 * 1024 * 1024, "not all of them at once"


def test_ten_thousand_cards() -> None:
    data = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Name {n}\r\nN:{n};Name;;;\r\nTEL;TYPE=CELL:+86138{n:08}\r\n"
        f"EMAIL:a{n}@example.com\r\nORG:Company {n % 50}\r\nEND:VCARD\r\n"
        for n in range(10_000)
    )
    cards, issues = read(data)
    assert (len(cards), issues) == (10_000, [])


# --- tables ---


def table(data: bytes | str) -> tuple[csv_in.Table, list[FileCard], list[tuple[int, str, str]]]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    found = csv_in.look(stream)
    rows = list(csv_in.read(stream, found, found.mapping))
    issues = [(one.line, one.code, one.what) for one in rows if isinstance(one, Issue)]
    return found, [one for one in rows if isinstance(one, FileCard)], issues


def test_a_table_in_gbk_with_chinese_headings() -> None:
    text = (
        "姓名,公司,职务,手机,邮箱,国家,备注\r\n李芳,佛山灯饰,外贸总监,138 0013 8000,fang@example.com,中国,展会认识\r\n"
    )
    found, [card], issues = table(text.encode("gbk"))
    assert (found.encoding, issues) == ("gb18030", [])
    assert found.mapping == (
        Column.NAME, Column.COMPANY, Column.TITLE, Column.MOBILE, Column.EMAIL, Column.COUNTRY, Column.NOTE
    )  # fmt: skip
    content = card.content
    assert (content.name_zh, content.company_zh, content.title_zh) == ("李芳", "佛山灯饰", "外贸总监")
    assert (content.phones, content.country, card.note) == ((CardPhone("+8613800138000"),), "CN", "展会认识")


def test_a_table_of_another_program() -> None:
    text = (
        "First Name;Last Name;Company;Job Title;Business Street;E-mail Address;E-mail 2 Address;Mobile Phone;Size\n"
        'Ana;García;"Río; S.L.";CEO;"Calle Mayor 1\nMadrid";a@example.com;b@example.com;+34 600 100 200;38\n'
    )
    found, [card], issues = table(text)
    assert (found.separator, issues, found.mapping[-1]) == (";", [], None)
    content = card.content
    assert (content.name_en, content.company_en, content.address_en) == (
        "Ana García",
        "Río; S.L.",
        "Calle Mayor 1\nMadrid",
    )
    assert content.emails == ("a@example.com", "b@example.com")


def test_a_table_without_headings_is_guessed() -> None:
    found, cards, _ = table("李芳,佛山灯饰,13800138000,fang@example.com\n王伟,义乌贸易,13900139000,w@example.com\n")
    assert not found.has_headings
    assert found.mapping == (Column.NAME, Column.COMPANY, Column.MOBILE, Column.EMAIL)
    assert [card.content.name_zh for card in cards] == ["李芳", "王伟"]


def test_a_quotation_mark_that_never_closes_takes_nothing_with_it() -> None:
    rows = "".join(f"Name {n},n{n}@example.com\n" for n in range(300))
    _, cards, issues = table('name,email\nBefore,b@example.com\n"Broken,c@example.com\n' + rows)
    assert [card.content.name_en for card in cards] == ["Before", *(f"Name {n}" for n in range(300))]
    assert issues == [(3, "row_unreadable", '"Broken,c@example.com\n')]
    _, cards, issues = table('name,company\n5" screens,Acme\nNext,Beta\n')
    assert [card.content.name_en for card in cards] == ['5" screens', "Next"]


def test_what_is_not_what_its_column_says_is_kept_and_said() -> None:
    _, [card], issues = table("name,email,country\nAna,no address,Atlantis\n")
    assert issues == [(2, "email_odd", "no address"), (2, "country_unknown", "Atlantis")]
    assert (card.content.emails, card.content.extra) == (("no address",), ("X-COUNTRY:Atlantis",))


def test_empty_rows_and_numbers_of_lines() -> None:
    _, cards, issues = table("name,email\n\n,,\nAna,a@example.com\n,\x00\n;;;,\n")
    assert [card.line for card in cards][:1] == [4]
    assert all(code == "empty" for _, code, _ in issues)


# --- numbers ---


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ("138 0013 8000", "CN", "+8613800138000"),
        ("020-88886666转801", "CN", "+862088886666;ext=801"),
        ("+86 (20) 8888-6666 ext 12", "", "+862088886666;ext=12"),
        ("600100200", "ES", "+34600100200"),
        ("600100200", "", "600100200"),
        ("内线 12", "DE", "内线 12"),
        ("call  me", "CN", "call me"),
        ("12345", "CN", "12345"),
    ],
)
def test_numbers_are_kept_as_e164_or_as_they_are(written: str, country: str, kept: str) -> None:
    assert phones.normal(written, country) == kept
    assert phones.normal(kept, country) == kept


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("138 0013 8000", "CN", "+8613800138000"),
        ("138 0013 8000", "", ""),
        ("1 310 555 0199", "US", "+13105550199"),  # not the Chinese number of the same digits
        ("+49 (151) 2345-6789", "US", "+4915123456789"),
        ("0049 151 23456789", "FR", "+4915123456789"),
        ("+49 30 12345678", "", ""),
        ("020-83881234", "CN", ""),
        ("+8613800138000 ext 2", "CN", ""),
        ("+86 154 0000 0101", "", "+8615400000101"),
        ("+49 151 23456789;x", "DE", ""),
        ("+0123456789", "", ""),
        ("", "CN", ""),
    ],
)
def test_numbers_that_text_messages_reach(written: str, country: str, number: str) -> None:
    assert phones.textable(written, country) == number


def test_only_numbers_are_dialled() -> None:
    assert phones.address("+862088886666;ext=12") == "tel:+862088886666;ext=12"
    assert phones.address("javascript:alert(1)") == ""
    assert phones.address("+34600100200;ext=1&x=y") == "tel:+34600100200"
    assert phones.shown("+8613800138000") == "+86 138 0013 8000"
