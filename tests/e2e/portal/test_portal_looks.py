"""Small screens, dark rooms, three languages, hands without a mouse, people who try markup."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.e2e.portal.conftest import CHAT, Buyer, bubbles, write
from tests.helpers.portal_fair import NAUGHTY, FairServer

PHONE = {"width": 360, "height": 640}
NAMES = """() => {
    const wanting = "a[href], button, input:not([type=hidden]), select, textarea, [role=log], dialog";
    const visible = (one) => one.checkVisibility && one.checkVisibility() && one.getAttribute("aria-hidden") !== "true";
    const name = (one) => one.getAttribute("aria-label") || one.textContent.trim() || one.title
        || (one.labels && [...one.labels].map((label) => label.textContent.trim()).join(""));
    const found = [...document.querySelectorAll(wanting)];
    return found.filter((one) => visible(one) && !name(one)).map((one) => one.outerHTML);
}"""


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


@pytest.mark.parametrize("language", ["zh", "en", "es"])
def test_everything_fits_a_phone(fair: FairServer, new_buyer: Callable[..., Buyer], language: str) -> None:
    buyer = new_buyer(
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        signed_in=False,
        locale={"zh": "zh-CN", "es": "es-MX"}.get(language, "en"),
    )
    page = buyer.tab("/")
    exhibit = fair.ids("exhibit")["naughty"]
    for path in (
        "/",
        "/?show=exhibitors",
        f"/exhibits/{exhibit}",
        "/sign-in",
        "/register",
        "/exhibitors/1",
        "/nowhere/1",
    ):
        page.goto(fair.url + path)
        _fits(page)
    buyer.sign_in(language=language)
    page, chat = buyer.ask("naughty", "x" * 400)
    _fits(page)
    fair.account("second").say(chat, "https://example.com/" + "long" * 80)
    expect(page.locator(".bubble.theirs a")).to_be_visible()
    _fits(page)
    for element in ("#text", "#send", "#pick", "#back"):
        expect(page.locator(element)).to_be_in_viewport(ratio=1)
    page.click("#back")
    expect(page.locator(".row")).to_be_visible()
    expect(page.locator("#conversation")).to_be_hidden()
    _fits(page)
    page.tap(".row")
    expect(page.locator("#conversation")).to_be_visible()
    page.go_back()
    expect(page.locator(".row")).to_be_visible()
    page.goto(f"{fair.url}/profile")
    _fits(page)


def test_markup_stays_text(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    buyer = new_buyer(profile={"name": NAUGHTY[:100], "company": NAUGHTY})
    dialogs: list[str] = []
    page = buyer.tab(f"/exhibits/{fair.ids('exhibit')['naughty']}")

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    expect(page.locator("h1")).to_have_text(NAUGHTY)
    page.get_by_role("link", name="Ask about this").click()
    page.wait_for_selector("#chats[data-ready]")
    expect(page.locator("#about strong")).to_have_text(NAUGHTY)
    write(page, NAUGHTY)
    page.wait_for_url(CHAT)
    chat = int(page.url.rpartition("/")[2])
    page.wait_for_selector(".bubble.mine [data-state=sent]")
    answer = (
        f"{NAUGHTY} javascript:alert(1) data:text/html,x http://ok.example/<b> <a href='https://evil.example'>x</a>"
    )
    fair.account("second").say(chat, answer)
    expect(page.locator(".bubble.theirs .text")).to_have_text(answer)
    assert bubbles(page) == [NAUGHTY, answer]
    links = page.locator(".bubble.theirs a")
    assert [link.get_attribute("href") for link in links.all()] == ["http://ok.example/", "https://evil.example"]
    page.goto(f"{fair.url}/profile")
    expect(page.get_by_label("Your name")).to_have_value(NAUGHTY[:100])
    expect(page.get_by_label("Company")).to_have_value(NAUGHTY)
    assert page.evaluate("window.naughty") is None
    assert dialogs == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["消息", "您的姓名", "已发送", "正在为您服务", "今天"]),
        ("en", ["Messages", "Your name", "Sent", "is looking after you", "Today"]),
        ("es", ["Mensajes", "Su nombre", "Enviado", "Le atiende", "Hoy"]),
    ],
)
def test_the_switch_changes_everything(
    fair: FairServer, new_buyer: Callable[..., Buyer], language: str, words: list[str]
) -> None:
    buyer = new_buyer(signed_in=False, locale="fr-FR")
    page = buyer.tab("/register")
    page.select_option("#language", language)
    page.wait_for_selector(f"html[lang={language}]")
    expect(page.locator("body")).to_contain_text(words[1])
    buyer.sign_in(language=language)
    page, chat = buyer.ask(text="?")
    body = page.locator("body")
    for word in (words[0], *words[2:]):
        expect(body).to_contain_text(word)
    name = {"zh": "梁咏诗"}.get(language, "Wing Leung")
    fair.account("first").say(chat, "!")
    expect(page.locator(".bubble.theirs .who")).to_have_text(name)
    other = "es" if language != "es" else "zh"
    page.select_option("#language", other)
    page.wait_for_selector(f"html[lang={other}] #chats[data-ready]")
    assert page.url.endswith(f"/chats/{chat}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_can_be_read(fair: FairServer, new_buyer: Callable[..., Buyer], scheme: str) -> None:
    buyer = new_buyer(color_scheme=scheme)
    page, chat = buyer.ask()
    fair.account("first").say(chat, "answer https://example.com/")
    page.wait_for_selector(".bubble.theirs a")
    contrast = """(selectors) => {
        const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
        const ground = (one) => {
            for (let at = one; at; at = at.parentElement) {
                const colour = parts(getComputedStyle(at).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
        };
        return selectors.map((selector) => {
            const one = document.querySelector(selector);
            const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
            return [selector, (a + 0.05) / (b + 0.05)];
        });
    }"""
    selectors = [
        "h1", ".row .last", ".row time", "#chat-owner", ".bubble.mine .text", ".bubble.mine .foot", ".bubble.theirs a",
        ".bubble.theirs .foot", ".day span", ".lines .system", ".bubble .who", ".brand", ".links a[aria-current]",
    ]  # fmt: skip
    for selector, ratio in page.evaluate(contrast, selectors):
        assert ratio >= 4.5, (selector, ratio)
    page.goto(f"{fair.url}/exhibits/{fair.ids('exhibit')['k1']}")
    for selector, ratio in page.evaluate(contrast, ["h1", ".facts-table dt", ".crumbs a", ".button", ".foot span"]):
        assert ratio >= 4.5, (selector, ratio)


def test_everything_has_a_name_and_keys_are_enough(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    buyer = new_buyer()
    page = buyer.tab("/")
    for path in ("/", "/?show=exhibitors", "/exhibits/1", "/exhibitors/1", "/profile", "/chats"):
        page.goto(fair.url + path)
        assert page.evaluate(NAMES) == [], path
    page, chat = buyer.ask()
    assert page.evaluate(NAMES) == []
    page.locator("#text").focus()
    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bubble.mine:has-text('second line') [data-state=sent]")
    assert fair.account("first").texts(chat)[-1] == "first line\nsecond line"
    fair.account("first").say(chat, "an answer")
    expect(page.locator("#announcer")).to_have_text("Wing Leung: an answer")
    page.goto(f"{fair.url}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()


def test_enter_while_a_word_is_composed_sends_nothing(buyer: Buyer) -> None:
    page, _ = buyer.ask()
    page.fill("#text", "nihao")
    page.evaluate(
        """document.getElementById("text").dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    expect(page.locator("#text")).to_have_value("nihao")
    assert len(bubbles(page)) == 1


def test_ids_rise_and_streams_are_cut_where_events_end(fair: FairServer, buyer: Buyer) -> None:
    page = buyer.tab("/chats")
    base = page.locator("script[type=module]").first.get_attribute("src")
    assert base
    folder = base.rpartition("/")[0]
    ids = page.evaluate(
        f"import('{folder}/ids.js').then(({{ uuid7 }}) => Array.from({{ length: 5000 }}, () => uuid7()))"
    )
    assert ids == sorted(set(ids))
    assert all(one[14] == "7" and one[19] in "89ab" for one in ids)
    found = page.evaluate(
        f"""import('{folder}/stream.js').then(({{ Splitter }}) => {{
            const splitter = new Splitter();
            const log = ': ok\\n\\nid: 1\\nevent: log\\ndata: {{"a":1}}\\n\\n: beat\\n\\n';
            const text = log + 'event: signal\\ndata: x\\n\\n';
            return [...text].flatMap((piece) => splitter.take(piece));
        }})"""
    )
    assert found == [{"event": "log", "data": '{"a":1}'}, {"event": "signal", "data": "x"}]
