// The page of conversations: puts state, queue, link and the parts of the screen together.
import { act, call } from "./api.js";
import { offerCard } from "./card.js";
import { Composer } from "./composer.js";
import { announce } from "./dom.js";
import { uuid7 } from "./ids.js";
import { nameOf } from "./lines.js";
import { Link } from "./link.js";
import { List, avatar } from "./list.js";
import { Queue } from "./queue.js";
import { State } from "./state.js";
import { Timeline } from "./timeline.js";
import { t, tn } from "./words.js";

const TYPING_SHOWN_MS = 5_000;
const page = document.getElementById("chats");
const begun = JSON.parse(document.getElementById("begun").textContent);
const title = document.title;

const state = new State();
state.take(begun.state);
const queue = new Queue(state.me.id);
const link = new Link(`workstation-${state.me.id}`, () => state.seq, () => state.load());
const timeline = new Timeline(state, queue);
const list = new List(state, queue, (id) => go(`/chats/${id}`));
const composer = new Composer(state.me.id);

let shown = null; // {exhibitor, chat?, exhibit?}
let painting = false;
let typingTimer = 0;
let marked = new Map();

function paint() {
  if (painting) return;
  painting = true;
  requestAnimationFrame(() => {
    painting = false;
    paintNow();
  });
  // A page nobody looks at gets no frames; its title still counts.
  if (document.visibilityState !== "visible") setTimeout(() => painting && ((painting = false), paintNow()), 100);
}

function paintNow() {
  if (shown && !shown.chat && state.of(shown.exhibitor)) name(state.of(shown.exhibitor));
  list.paint(shown?.chat ?? null);
  paintHead();
  timeline.paint();
  paintBanner();
  const unread = state.unread();
  document.title = unread ? `(${unread}) ${title}` : title;
  for (const badge of document.querySelectorAll("[data-unread]")) {
    badge.textContent = String(unread);
    badge.hidden = unread === 0;
  }
}

function paintHead() {
  page.classList.toggle("open", shown !== null);
  document.getElementById("chat-head").hidden = shown === null;
  document.getElementById("pick-one").hidden = shown !== null;
  document.getElementById("conversation").hidden = shown === null;
  if (!shown) return;
  composer.block(state.chats.get(shown.chat)?.head.blocked === true);
  const exhibitor = state.exhibitors.get(shown.exhibitor);
  const owner = nameOf(state.people.get(state.chats.get(shown.chat)?.head.owner_id));
  const name = nameOf(exhibitor);
  document.getElementById("chat-avatar").replaceChildren(avatar(shown.exhibitor, name));
  document.getElementById("chat-name").textContent = name;
  document.getElementById("chat-name").href = `/exhibitors/${shown.exhibitor}`;
  document.getElementById("chat-owner").textContent = owner ? t("{name} is looking after you", { name: owner }) : "";
}

function paintBanner() {
  const banner = document.getElementById("banner");
  const waiting = queue.waiting();
  const words = { signed_out: signedOutWords, offline: offlineWords }[link.phase];
  banner.hidden = !words;
  banner.className = `banner ${link.phase}`;
  if (words) words(banner, waiting);
}

function offlineWords(banner, waiting) {
  const parts = [t("You are off-line. What you see may be out of date.")];
  if (waiting) parts.push(tn("{n} message leaves as soon as the connection is back.", "{n} messages leave as soon as the connection is back.", waiting));
  const text = parts.join(" ");
  if (banner.textContent !== text) banner.textContent = text;
}

function signedOutWords(banner, waiting) {
  const back = document.createElement("a");
  back.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
  back.textContent = t("Sign in again");
  const text = waiting ? tn("You are signed out. {n} message is kept here.", "You are signed out. {n} messages are kept here.", waiting) : t("You are signed out.");
  banner.replaceChildren(`${text} `, back);
}

// Show what the address names.
function route() {
  const path = location.pathname;
  const wanted = /^\/chats\/(\d+)$/u.exec(path);
  if (path === "/chats/new") {
    const start = begun.start;
    if (start) show({ exhibitor: start.exhibitor.id, chat: state.of(start.exhibitor.id)?.id, exhibit: start.exhibit });
    return;
  }
  const chat = wanted && state.chats.get(Number(wanted[1]));
  show(chat ? { exhibitor: chat.head.exhibitor_id, chat: chat.id } : null);
}

function go(path) {
  if (location.pathname !== path) history.pushState({}, "", path);
  route();
}

function show(next) {
  shown = next;
  const chat = next && state.chats.get(next.chat);
  if (next) {
    timeline.show(chat, next.exhibitor);
    composer.open(next.exhibitor, next.exhibit, { blocked: chat?.head.blocked === true });
    composer.focus();
    if (chat) open(chat.id);
  }
  paintNow();
}

async function open(id) {
  try {
    await state.open(id);
  } catch {
    if (!state.chats.get(id)?.messages) announce(t("These messages can't be loaded right now."));
  }
}

// Put into the queue what was written; images first, each a message of its own. The first one opens the conversation
// when it isn't open yet, and tells which exhibit is asked about.
function send({ exhibitor, exhibit, text, images, card }) {
  const chat = state.of(exhibitor);
  const earlier = queue.of(exhibitor).filter((entry) => entry.state !== "sent");
  const conversation = chat?.id ?? earlier.find((entry) => entry.conversation)?.conversation;
  let start = exhibit || (!conversation && !earlier.length) ? { id: uuid7(), exhibit: exhibit?.id } : undefined;
  if (exhibit) state.exhibits.set(exhibit.id, exhibit);
  const parts = images.map(({ id, name, width, height }) => ({ image: { id, name, width, height }, text: "" }));
  if (text.trim()) parts.push({ text });
  if (card) parts.push({ card: true, text: "" });
  for (const part of parts) {
    queue.add({ exhibitor, conversation, start, ...part });
    start = undefined;
  }
  if (shown) shown.exhibit = null;
  if (chat && location.pathname === "/chats/new") history.replaceState({}, "", `/chats/${chat.id}`);
  timeline.stick();
  paint();
}

// Tell the server how far the buyer has read, once for each step.
function seen(chat) {
  if (document.visibilityState !== "visible" || !document.hasFocus() || chat.id !== shown?.chat || !chat.unread.size) return;
  const n = Math.max(...chat.unread);
  if ((marked.get(chat.id) ?? 0) >= n) return;
  marked.set(chat.id, n);
  act(uuid7(), { kind: "mark_read", conversation: chat.id, n }).catch(() => marked.delete(chat.id));
}

function typing(signal) {
  if (signal.kind !== "typing" || signal.conversation_id !== shown?.chat || signal.principal_id === state.me.id) return;
  timeline.typing(signal.principal_id);
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => timeline.typing(null), TYPING_SHOWN_MS);
}

async function sent({ conversation, n }) {
  if (!state.chats.has(conversation)) await state.load().catch(() => {});
  setTimeout(() => {
    const chat = state.chats.get(conversation);
    if (chat && (chat.last?.n ?? 0) < n) state.openNewer(conversation, n - 1).catch(() => {});
  }, 3_000);
}

// What was begun here has become a conversation: by the log or by the answer to the first message, whichever is first.
function name(chat) {
  shown.chat = chat.id;
  if (location.pathname === "/chats/new") history.replaceState({}, "", `/chats/${chat.id}`);
  timeline.show(chat, shown.exhibitor);
  void open(chat.id);
}

timeline.onSeen = seen;
composer.onSend = send;
composer.onTyping = () => {
  if (shown?.chat && link.phase === "online") call("POST", "/api/v1/typing", { conversation_id: shown.chat }).catch(() => {});
};
composer.onCard = (agreed) => offerCard(state.me, agreed);
composer.onDropAbout = () => shown && (shown.exhibit = null);

state.addEventListener("change", ({ detail }) => {
  const chat = shown && state.of(shown.exhibitor);
  if (detail.everything && chat && !chat.messages) timeline.show(chat, shown.exhibitor);
  paint();
});
state.addEventListener("message", ({ detail }) => {
  queue.confirm(detail.action_id);
  if (!detail.from_buyer) timeline.typing(null);
  requestAnimationFrame(() => timeline.arrived(detail));
});
state.addEventListener("gap", () => link.catchUp());
queue.addEventListener("change", paint);
queue.addEventListener("sent", ({ detail }) => void sent(detail));
queue.addEventListener("signed-out", () => link.wake());
link.addEventListener("event", ({ detail }) => state.apply(detail));
link.addEventListener("signal", ({ detail }) => typing(detail));
link.addEventListener("phase", ({ detail }) => {
  if (detail.phase === "online") {
    marked = new Map();
    queue.wake();
    if (shown?.chat && !state.chats.get(shown.chat)?.messages) void open(shown.chat);
  }
  paint();
});

window.addEventListener("online", () => link.wake());
window.addEventListener("focus", paint);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  link.wake();
  paint();
});
window.addEventListener("popstate", route);
document.getElementById("back").addEventListener("click", (event) => {
  event.preventDefault();
  go("/chats");
});

for (const entry of queue.all()) if (entry.state === "sent") queue.confirm(entry.id);
route();
link.start();
void queue.drain();
page.dataset.ready = "true";
