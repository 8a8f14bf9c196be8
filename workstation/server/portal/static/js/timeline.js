// The messages of one conversation: day lines, bubbles, states, what still waits to leave; older ones on scrolling up.
import { cardNode, intentNode, ownCard } from "./card.js";
import { announce, arrange, icon, linked, make } from "./dom.js";
import { nameOf, preview, refusal, systemLine } from "./lines.js";
import * as moments from "./moments.js";
import { offerNode } from "./offers.js";
import * as pictures from "./pictures.js";
import { t, tn } from "./words.js";

const NEAR_BOTTOM_PX = 90;
const NEAR_TOP_PX = 200;

export class Timeline {
  #state;
  #queue;
  #scroller = document.getElementById("timeline");
  #lines = document.getElementById("lines");
  #top = document.getElementById("older");
  #jump = document.getElementById("jump");
  #viewer = document.getElementById("viewer");
  #nodes = new Map();
  #previews = new Map();
  #chat = null;
  #exhibitor = null;
  #loadingOlder = false;
  #sticky = true;
  #lastTop = 0;
  #unseen = new Set();
  #unreadFrom = null;
  onSeen = () => {};

  constructor(state, queue) {
    this.#state = state;
    this.#queue = queue;
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#jump.addEventListener("click", () => this.#toBottom(true));
    this.#viewer.addEventListener("click", () => this.#viewer.close());
    this.#viewer.addEventListener("close", () => this.#viewer.querySelector("img").removeAttribute("src"));
    new ResizeObserver(() => this.#sticky && this.#toBottom()).observe(this.#scroller);
    queue.addEventListener("progress", (event) => this.#progress(event.detail));
  }

  // Show a conversation from its end; `chat` may be missing while it has only been begun here.
  show(chat, exhibitor) {
    this.#chat = chat ?? null;
    this.#exhibitor = exhibitor;
    this.#nodes.clear();
    for (const address of this.#previews.values()) URL.revokeObjectURL(address);
    this.#previews.clear();
    this.#unseen.clear();
    this.#sticky = true;
    this.#unreadFrom = chat?.unread.size ? Math.min(...chat.unread) : null;
    this.#lines.replaceChildren();
    this.paint();
    this.#toBottom();
  }

  // Lay the present state out; what is there already stays where it is.
  paint() {
    const chat = this.#chat && (this.#state.chats.get(this.#chat.id) ?? this.#chat);
    this.#chat = chat;
    const loading = chat && chat.messages === null;
    const fromBottom = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    const first = this.#lines.firstElementChild;
    const nodes = [];
    let before = null;
    for (const message of chat?.sorted() ?? []) {
      this.#between(nodes, before, message);
      const named = !message.from_buyer && (message.automatic === true || !moments.follows(before, message));
      nodes.push(this.#node(`m${message.n}`, this.#signature(message, named), () => this.#bubble(message, named)));
      before = message;
    }
    for (const entry of this.#entries()) {
      this.#between(nodes, before, { ...entry, n: null });
      const state = this.#queue.stateOf(entry);
      nodes.push(this.#node(`q${entry.id}`, `${state}.${entry.problem?.code}.${entry.start?.exhibit}.${this.#state.exhibits.has(entry.start?.exhibit)}`, () => this.#waiting(entry, state)));
      before = { ...entry, from_buyer: true };
    }
    arrange(this.#lines, nodes);
    this.#top.hidden = !loading && !(chat?.older && chat.messages);
    document.getElementById("nothing").hidden = loading || nodes.length > 0;
    if (this.#sticky) this.#toBottom();
    else if (first && first !== this.#lines.firstElementChild) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight - fromBottom;
    }
    this.#seen();
    if (this.#scroller.scrollTop < NEAR_TOP_PX) void this.#loadOlder();
  }

  // What I send is shown: go to the end.
  stick() {
    this.#sticky = true;
  }

  // A message came: say it, and count it if it is out of sight.
  arrived(message) {
    if (message.conversation_id !== this.#chat?.id || message.from_buyer) return;
    if (!this.#sticky) this.#unseen.add(message.n);
    const said = preview(message, this.#person);
    announce(message.kind === "system" ? said : `${this.#person(message.sender_id)}: ${said}`);
    this.#jumpLabel();
  }

  typing(person) {
    const line = document.getElementById("typing");
    line.textContent = person ? t("{name} is typing…", { name: this.#person(person) }) : "";
    if (this.#sticky) this.#toBottom();
  }

  #person = (id) => nameOf(this.#state.people.get(id)) || nameOf(this.#state.exhibitors.get(this.#exhibitor)) || t("Exhibitor");

  #entries() {
    const held = this.#chat?.messages;
    return this.#queue.of(this.#exhibitor).filter((entry) => !(entry.n && held?.has(entry.n)));
  }

  #signature(message, named) {
    const read = message.from_buyer && message.n <= this.#chat.theirReadN;
    const person = this.#state.people.get(message.sender_id);
    return `${message.rev}.${read}.${named}.${person ? 1 : 0}.${this.#state.exhibits.has(message.exhibit_id)}`;
  }

  #node(key, signature, build) {
    const held = this.#nodes.get(key);
    if (held?.signature === signature) return held.node;
    const node = build();
    this.#nodes.set(key, { signature, node });
    return node;
  }

  #between(nodes, before, message) {
    const key = moments.dayKey(message.at);
    if (!before || moments.dayKey(before.at) !== key) {
      const line = () => make("li", { class: "day" }, make("span", {}, moments.day(message.at)));
      nodes.push(this.#node(`d${key}`, moments.day(message.at), line));
    }
    if (this.#unreadFrom !== null && message.n === this.#unreadFrom) {
      nodes.push(this.#node("unread", "", () => make("li", { class: "unread-line" }, make("span", {}, t("New messages")))));
    }
  }

  #bubble(message, named) {
    if (message.kind === "system") {
      return make("li", { class: "system", "data-n": message.n }, systemLine(message.system ?? { code: "" }, this.#person));
    }
    const mine = message.from_buyer === true;
    const item = make("li", { class: mine ? "bubble mine" : "bubble theirs", "data-n": message.n });
    if (named) {
      item.append(make("span", { class: "who" }, make("bdi", {}, this.#person(message.sender_id))));
    }
    const body = make("div", { class: "body" });
    if (message.recalled) body.append(make("p", { class: "gone" }, t("Message taken back")));
    else this.#fill(body, message);
    const foot = make("div", { class: "foot" });
    if (message.automatic && message.kind !== "intent") foot.append(make("span", { class: "tag" }, t("Automatic reply")));
    foot.append(make("time", { datetime: message.at, title: moments.full(message.at) }, moments.time(message.at)));
    if (mine && !message.recalled) foot.append(this.#mark(message.n <= this.#chat.theirReadN ? "read" : "sent"));
    body.append(foot);
    item.append(body);
    return item;
  }

  #fill(body, message) {
    if (message.exhibit_id || message.intent) body.append(message.intent ? intentNode(message.intent) : this.#exhibit(message.exhibit_id));
    if (message.attachment) body.append(this.#image(message.attachment));
    if (message.card) body.append(cardNode(message.card.content, `/api/v1/conversations/${message.conversation_id}/messages/${message.n}/card`));
    if (message.slots?.length) body.append(offerNode(message.slots));
    if (message.text) body.append(make("p", { class: "text", dir: "auto" }, ...linked(message.text)));
    if (message.text && message.original?.text) body.append(...this.#original(message.original.text));
    if (!body.childElementCount) body.append(make("p", { class: "gone" }, t("[Other message]")));
  }

  // What was typed before it was translated, behind a button.
  #original(text) {
    const shown = make("p", { class: "text typed", dir: "auto", hidden: "" }, ...linked(text));
    const toggle = make("button", { type: "button", class: "original", "aria-expanded": "false" }, t("Show original"));
    toggle.addEventListener("click", () => {
      shown.hidden = !shown.hidden;
      toggle.setAttribute("aria-expanded", String(!shown.hidden));
      toggle.textContent = shown.hidden ? t("Show original") : t("Hide original");
    });
    return [toggle, shown];
  }

  #exhibit(id) {
    const card = make("a", { class: "asked", href: `/exhibits/${id}`, target: "_blank" });
    const known = this.#state.exhibits.get(id);
    if (known) {
      if (known.picture_id) card.append(make("img", { src: `/pictures/${known.picture_id}?size=thumb`, alt: "", width: 44, height: 44 }));
      card.append(make("span", {}, make("strong", {}, nameOf(known)), make("small", {}, known.number)));
    } else {
      card.append(t("Exhibit"));
      this.#state.exhibit(id).then(() => this.paint(), () => {});
    }
    return card;
  }

  #image(attachment) {
    const { thumb_width: width, thumb_height: height } = attachment;
    const address = `/api/v1/attachments/${attachment.id}`;
    const picture = make("img", { src: `${address}?size=thumb`, alt: t("Image"), width, height, loading: "lazy" });
    const button = make("button", { type: "button", class: "image", "aria-label": t("Open the image") }, picture);
    button.addEventListener("click", () => {
      const large = this.#viewer.querySelector("img");
      large.src = `${address}?size=full`;
      this.#viewer.showModal();
    });
    return button;
  }

  #mark(state) {
    const names = { waiting: "clock", sending: "clock", sent: "check", read: "checks", failed: "error" };
    const words = { waiting: t("Waiting"), sending: t("Sending…"), sent: t("Sent"), read: t("Read"), failed: t("Not sent") };
    return make("span", { class: `mark ${state}`, "data-state": state }, icon(names[state]), make("span", {}, words[state]));
  }

  #waiting(entry, state) {
    const item = make("li", { class: `bubble mine ${state}`, "data-entry": entry.id });
    const body = make("div", { class: "body" });
    if (entry.start?.exhibit) body.append(this.#exhibit(entry.start.exhibit));
    if (entry.image) body.append(this.#preview(entry, state));
    if (entry.card) body.append(cardNode(ownCard(this.#state.me)));
    if (entry.text) body.append(make("p", { class: "text", dir: "auto" }, ...linked(entry.text)));
    body.append(make("div", { class: "foot" }, make("time", { datetime: entry.at }, moments.time(entry.at)), this.#mark(state)));
    item.append(body);
    if (state === "failed") item.append(this.#failed(entry));
    return item;
  }

  #preview(entry, state) {
    const picture = make("img", { alt: t("Image"), width: entry.image.width, height: entry.image.height, class: "own" });
    if (this.#previews.has(entry.id)) picture.src = this.#previews.get(entry.id);
    else {
      pictures.fetchKept(entry.image.id).then((blob) => {
        if (!blob) return;
        const address = URL.createObjectURL(blob);
        this.#previews.set(entry.id, address);
        picture.src = address;
      });
    }
    const bar = make("progress", { max: 1, value: this.#queue.progressOf(entry), hidden: state !== "sending", "aria-label": t("Sending the image") });
    return make("div", { class: "image" }, picture, bar);
  }

  #progress(id) {
    const bar = this.#nodes.get(`q${id}`)?.node.querySelector("progress");
    if (bar) {
      bar.hidden = false;
      bar.value = this.#queue.progressOf({ id });
    }
  }

  #failed(entry) {
    const button = (words, name, work) => make("button", { type: "button", class: "small", onclick: work }, icon(name), words);
    const row = make("div", { class: "actions" }, button(t("Try again"), "retry", () => this.#queue.retry(entry.id)));
    if (entry.text) row.append(button(t("Copy"), "copy", () => navigator.clipboard?.writeText(entry.text)));
    row.append(button(t("Discard"), "trash", () => this.#queue.discard(entry.id)));
    return make("div", { class: "why", role: "alert" }, make("p", {}, refusal(entry.problem ?? {})), row);
  }

  #toBottom(smoothly = false) {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
  }

  #scrolled() {
    const left = this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight;
    // What grows below doesn't mean that somebody wants to look at something above; going up does.
    if (left < NEAR_BOTTOM_PX) this.#sticky = true;
    else if (this.#scroller.scrollTop < this.#lastTop - 1) this.#sticky = false;
    this.#lastTop = this.#scroller.scrollTop;
    if (this.#sticky) this.#unseen.clear();
    this.#jumpLabel();
    this.#seen();
    if (this.#scroller.scrollTop < NEAR_TOP_PX) void this.#loadOlder();
  }

  #jumpLabel() {
    this.#jump.hidden = this.#sticky;
    const count = this.#unseen.size;
    const label = count ? tn("{n} new message", "{n} new messages", count) : t("To the newest message");
    this.#jump.querySelector("span").textContent = label;
  }

  #seen() {
    if (this.#sticky && this.#chat?.messages) this.onSeen(this.#chat);
  }

  async #loadOlder() {
    const chat = this.#chat;
    if (this.#loadingOlder || !chat?.messages?.size || !chat.older) return;
    this.#loadingOlder = true;
    try {
      await this.#state.openOlder(chat.id);
    } catch {
      this.#top.querySelector("span").textContent = t("Older messages can't be loaded right now.");
    } finally {
      this.#loadingOlder = false;
    }
  }
}
