// The buyer's conversations, newest first.
import { arrange, make } from "./dom.js";
import { nameOf, preview } from "./lines.js";
import * as moments from "./moments.js";
import { t, tn } from "./words.js";

const HUES = 6;

// Return an avatar: the first letters on a colour that stays the same.
export function avatar(id, name) {
  const words = name.trim().split(/\s+/u);
  const letters = /\p{Script=Han}/u.test(name) ? [...name.trim()].slice(0, 2).join("") : words.slice(0, 2).map((word) => [...word][0]).join("");
  return make("span", { class: `avatar hue${id % HUES}`, "aria-hidden": "true" }, letters.toUpperCase());
}

export class List {
  #state;
  #queue;
  #rows = document.getElementById("rows");
  #empty = document.getElementById("no-chats");
  #nodes = new Map();
  #onOpen;

  constructor(state, queue, onOpen) {
    this.#state = state;
    this.#queue = queue;
    this.#onOpen = onOpen;
  }

  // Lay the list out; `current` is the conversation that is shown.
  paint(current) {
    const waiting = new Map();
    for (const entry of this.#queue.all()) if (entry.state !== "sent") waiting.set(entry.exhibitor, entry);
    const chats = this.#state.sorted();
    const wanted = new Set(chats.map((chat) => chat.id));
    for (const id of this.#nodes.keys()) if (!wanted.has(id)) this.#nodes.delete(id);
    arrange(this.#rows, chats.map((chat) => this.#row(chat, chat.id === current, waiting.get(chat.head.exhibitor_id))));
    this.#empty.hidden = chats.length > 0;
  }

  #row(chat, current, entry) {
    const exhibitor = this.#state.exhibitors.get(chat.head.exhibitor_id);
    const name = nameOf(exhibitor) || t("Exhibitor");
    const text = entry ? entry.text || t("[Image]") : preview(chat.last, (id) => nameOf(this.#state.people.get(id)));
    const at = entry?.at ?? chat.last?.at ?? chat.head.created_at;
    const when = moments.brief(at);
    const signature = JSON.stringify([name, text, when, chat.unread.size, current, entry?.state]);
    const held = this.#nodes.get(chat.id);
    if (held?.signature === signature) return held.node;
    const node = this.#build(chat, { name, text, at, when, current, entry });
    if (held?.node.contains(document.activeElement)) queueMicrotask(() => node.querySelector("a").focus());
    this.#nodes.set(chat.id, { signature, node });
    return node;
  }

  #build(chat, { name, text, at, when, current, entry }) {
    const unread = chat.unread.size;
    const mine = entry || chat.last?.from_buyer;
    const state = entry ? make("span", { class: `state ${entry.state}` }, entry.state === "failed" ? t("Not sent") : t("Waiting")) : null;
    const link = make(
      "a",
      { href: `/chats/${chat.id}`, class: unread ? "row unread" : "row", "aria-current": current ? "page" : null },
      avatar(chat.head.exhibitor_id, name),
      make("span", { class: "name" }, make("bdi", {}, name)),
      make("time", { datetime: at }, when),
      make("span", { class: "last", dir: "auto" }, state ?? "", mine ? t("You: {text}", { text }) : text),
      unread ? make("span", { class: "badge", title: tn("{n} unread message", "{n} unread messages", unread) }, String(unread)) : null,
    );
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      this.#onOpen(chat.id);
    });
    return make("li", { "data-chat": chat.id }, link);
  }
}
