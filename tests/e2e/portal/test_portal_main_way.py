"""The way a buyer goes: register, ask about an exhibit, send words and images, read the answer as it comes."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer, bubbles, write
from tests.helpers.portal_fair import FairServer, picture


def test_from_the_start_page_to_a_read_answer(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    page = new_buyer(signed_in=False).tab("/")
    page.fill("#q", "kettle 1")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Kettle 1", exact=True).click()
    page.get_by_role("link", name="Ask about this").click()
    page.get_by_role("link", name="Register as a buyer").click()
    page.get_by_label("Your name").fill("Ana Torres")
    page.get_by_label("Company").fill("Torres Hogar")
    page.get_by_label("Country or region").select_option(label="Mexico")
    page.get_by_label("E-mail").fill(fair.fresh_email())
    page.get_by_label("Password", exact=True).fill("una frase larga")
    page.get_by_role("button", name="Register", exact=True).click()

    expect(page.locator("#about")).to_contain_text("Kettle 1")
    page.get_by_role("textbox", name="Your message").fill("What is your price?")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.mine .asked")).to_contain_text("K-001")
    expect(page.locator(".bubble.mine", has_text="What is your price?").locator("[data-state=sent]")).to_be_visible()
    expect(page.locator(".lines .system")).to_contain_text("is looking after you")
    chat = int(page.url.rpartition("/")[2])

    page.set_input_files("#files", {"name": "sketch.jpg", "mimeType": "image/jpeg", "buffer": picture("sketch")})
    expect(page.locator("#chosen img")).to_have_count(1)
    page.click("#send")
    expect(page.locator(".bubble.mine img[src*='/api/v1/attachments/']")).to_be_visible()

    seller = fair.account("first")
    assert [one["kind"] for one in seller.messages(chat)].count("image") == 1
    seller.act("mark_read", conversation=chat, n=seller.messages(chat)[-1]["n"])
    expect(page.locator(".bubble.mine [data-state=sent]")).to_have_count(0)
    expect(page.locator(".bubble.mine [data-state=read]")).not_to_have_count(0)

    said = seller.say(chat, "USD 6.20, see https://lanzhi.example.com/k1.")
    expect(page.locator(".bubble.theirs .text")).to_contain_text("USD 6.20")
    link = page.locator(".bubble.theirs a")
    assert link.get_attribute("href") == "https://lanzhi.example.com/k1"
    assert link.inner_text() == "https://lanzhi.example.com/k1"
    assert set((link.get_attribute("rel") or "").split()) == {"noopener", "noreferrer", "nofollow"}
    expect(page.locator(".bubble.theirs .who")).to_have_text("Wing Leung")
    page.wait_for_function("document.querySelectorAll('.row.unread').length === 0")
    for _ in range(400):
        reads = seller.call("GET", f"/api/v1/conversations/{chat}").get("reads", [])
        if any(read["n"] >= said for read in reads):
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError(f"the buyer's reading was not told: {reads}")

    seller.show(chat, picture("answer"))
    expect(page.locator(".bubble.theirs img[src*='/api/v1/attachments/']")).to_be_visible()
    page.get_by_role("button", name="Open the image").last.click()
    expect(page.locator("#viewer img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()


def test_typing_automatic_and_recalled(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    seller = fair.account("first")
    seller.call("POST", "/api/v1/typing", json={"conversation_id": chat})
    expect(page.locator("#typing")).to_have_text("Wing Leung is typing…")
    n = seller.say(chat, "Back at nine.")
    expect(page.locator("#typing")).to_have_text("")
    page.wait_for_selector(f"[data-n='{n}']")
    message = seller.messages(chat)[-1]
    seller.act("recall_message", conversation=chat, message_id=message["id"])
    expect(page.locator(f"[data-n='{n}'] .gone")).to_have_text("Message taken back")
    expect(page.locator("#lines")).not_to_contain_text("Back at nine.")

    n = seller.say(chat, "We are asleep.")
    page.wait_for_selector(f"[data-n='{n}']")
    fair.write_sql("UPDATE message SET automatic = true, rev = rev + 1 WHERE conversation_id = ? AND n = ?", chat, n)
    page.reload()
    expect(page.locator(f"[data-n='{n}'] .tag")).to_have_text("Automatic reply")


def test_system_lines_are_worded_for_the_reader(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    page, chat = new_buyer(locale="es-MX", profile={"language": "es"}).ask(text="¿Precio?")
    main = fair.account("first")
    sub = main.call("GET", "/api/v1/snapshot")["accounts"]
    receiver = next(one["id"] for one in sub if one["login"] == "first.sub")
    owner = main.call("GET", f"/api/v1/conversations/{chat}")["conversation"].get("owner_id")
    if owner == receiver:
        receiver = next(one["id"] for one in sub if one["login"] == "first")
    main.act("transfer_conversation", conversation=chat, to_id=receiver)
    expect(page.locator(".lines .system").last).to_contain_text("A partir de ahora le atiende")
    main.act("close_session", conversation=chat)
    expect(page.locator(".lines .system").last).to_contain_text("La conversación se ha cerrado")


def test_a_second_question_goes_into_the_same_conversation(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask("k1", "First?")
    page.close()
    page, again = buyer.ask("k2", "Second?")
    assert again == chat
    expect(page.locator(".bubble.mine .asked")).to_have_count(2)
    assert fair.account("first").texts(chat) == ["First?", "Second?"]
    assert bubbles(page) == ["First?", "Second?"]


def test_older_messages_come_on_scrolling_up(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    seller = fair.account("first")
    for n in range(90):
        seller.say(chat, f"line {n}")
    page.reload()
    page.wait_for_selector(".bubble:has-text('line 89')")
    expect(page.locator(".bubble:has-text('line 89')")).to_be_in_viewport()
    assert len(bubbles(page)) < 60
    for _ in range(400):
        page.locator("#timeline").evaluate("element => element.scrollTo({top: 0, behavior: 'instant'})")
        if page.locator(".bubble:has-text('What is your price?')").count():
            break
        page.wait_for_timeout(50)
    assert bubbles(page) == ["What is your price?", *(f"line {n}" for n in range(90))]
    expect(page.locator("#older")).to_be_hidden()
    page.locator("#timeline").evaluate("element => element.scrollTo({top: 300, behavior: 'instant'})")
    before = page.locator("#timeline").evaluate("element => element.scrollTop")
    seller.say(chat, "newest")
    expect(page.locator("#jump")).to_contain_text("1 new message")
    assert page.locator("#timeline").evaluate("element => element.scrollTop") == before, "reading is not disturbed"
    page.click("#jump")
    expect(page.locator(".bubble:has-text('newest')")).to_be_in_viewport()
    expect(page.locator("#jump")).to_be_hidden()


def test_unread_marks_in_title_list_and_on_other_pages(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    elsewhere = buyer.tab("/chats")
    elsewhere.bring_to_front()
    seller = fair.account("first")
    page.close()
    seller.say(chat, "one")
    seller.say(chat, "two")
    expect(elsewhere.locator(".row .badge")).to_have_text("2")
    expect(elsewhere).to_have_title(re.compile(r"^\(2\) Messages"))
    expect(elsewhere.locator(".row .last")).to_have_text("two")
    home = buyer.tab("/")
    expect(home.locator(".links .badge")).to_have_text("2")
    home.close()
    elsewhere.bring_to_front()
    elsewhere.click(".row")
    expect(elsewhere.locator(".unread-line")).to_be_visible()
    expect(elsewhere.locator(".row .badge")).to_have_count(0)
    expect(elsewhere).to_have_title(re.compile("^Messages"))
    elsewhere.reload()
    expect(elsewhere).to_have_title(re.compile("^Messages"))


def test_images_that_are_none_are_refused_with_reason(buyer: Buyer) -> None:
    page, _ = buyer.ask()
    note = page.locator("#composer-note")
    page.set_input_files("#files", {"name": "offer.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(note).to_contain_text("“offer.pdf” is not an image that can be sent")
    page.set_input_files("#files", {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"nothing of the kind"})
    expect(note).to_contain_text("“photo.jpg” can't be read as an image")
    page.evaluate(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(20000001)], "big.png", { type: "image/png" }));
            const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
            document.getElementById("text").dispatchEvent(event);
        }"""
    )
    expect(note).to_contain_text("too large: 21 MB")
    expect(page.locator("#chosen li")).to_have_count(0)
    page.set_input_files("#files", {"name": "fine.png", "mimeType": "image/png", "buffer": picture(form="PNG")})
    expect(note).to_be_hidden()
    expect(page.locator("#chosen li")).to_have_count(1)
    page.get_by_role("button", name="Remove fine.png").click()
    expect(page.locator("#send")).to_be_disabled()


def test_images_are_pasted_and_dropped_too(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    give = """async ([selector, type, property]) => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 50;
        canvas.getContext("2d");
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob], "screen.png", { type: "image/png" }));
        const kind = type === "paste" ? ClipboardEvent : DragEvent;
        const event = new kind(type, { [property]: transfer, bubbles: true, cancelable: true });
        document.querySelector(selector).dispatchEvent(event);
    }"""
    page.evaluate(give, ["#text", "paste", "clipboardData"])
    expect(page.locator("#chosen li")).to_have_count(1)
    page.evaluate(give, ["#lines", "drop", "dataTransfer"])
    expect(page.locator("#chosen li")).to_have_count(2)
    write(page, "both")
    expect(page.locator(".bubble.mine img[src*='/api/v1/attachments/']")).to_have_count(2)
    expect(page.locator(".bubble.mine", has_text="both").locator("[data-state=sent]")).to_be_visible()
    kinds = [one["kind"] for one in fair.account("first").messages(chat)]
    assert kinds[-3:] == ["image", "image", "text"]


def test_a_refused_message_stays_with_its_reason(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    fair.write_sql("UPDATE conversation SET blocked = true WHERE id = ?", chat)
    write(page, "Are you there?")
    failed = page.locator(".bubble.failed")
    expect(failed.locator(".why")).to_contain_text("no longer takes messages from you")
    write(page, "And another")
    expect(page.locator(".bubble.waiting")).to_contain_text("And another")
    fair.write_sql("UPDATE conversation SET blocked = false WHERE id = ?", chat)
    failed.get_by_role("button", name="Try again").click()
    expect(page.locator(".bubble.failed, .bubble.waiting, .bubble.sending")).to_have_count(0)
    expect(page.locator(".bubble.mine", has_text="And another").locator("[data-state=sent]")).to_be_visible()
    assert fair.account("first").texts(chat)[-2:] == ["Are you there?", "And another"]
