// What this tab knows: the server's state at a position of the log, and every event since then laid over it.
import { call } from "./api.js";

const PAGE = 40;

function newer(one, other) {
  return !other || one.rev >= other.rev;
}

// Tell whether a message counts as unread for the buyer as long as he has not read it.
function counts(message) {
  return !message.from_buyer && message.kind !== "system" && !message.recalled;
}

// A conversation as the page holds it.
class Chat {
  constructor(part) {
    this.head = part.conversation;
    this.readN = part.read_n ?? 0;
    this.theirReadN = part.their_read_n ?? 0;
    this.unread = new Set(part.unread ?? []);
    this.last = part.last ?? null;
    this.messages = null; // Map(n → message) once somebody has looked at it
    this.early = new Map(); // what the log told before the newest page was there
    this.older = true; // whether the server may have earlier ones
  }

  get id() {
    return this.head.id;
  }

  put(message) {
    const known = this.messages ?? this.early;
    if (newer(message, known.get(message.n))) known.set(message.n, message);
    if (!this.last || message.n > this.last.n || (message.n === this.last.n && newer(message, this.last))) {
      this.last = message;
    }
    if (message.n > this.readN && counts(message)) this.unread.add(message.n);
    else this.unread.delete(message.n);
  }

  read(n) {
    if (n <= this.readN) return;
    this.readN = n;
    for (const one of this.unread) if (one <= n) this.unread.delete(one);
  }

  sorted() {
    return this.messages ? [...this.messages.values()].sort((one, other) => one.n - other.n) : [];
  }
}

// Tells its listeners "change" (detail: {chats: Set of ids, everything}) and "gap" (events are missing).
export class State extends EventTarget {
  seq = 0;
  me = null;
  chats = new Map();
  people = new Map();
  exhibitors = new Map();
  exhibits = new Map();
  #loading = null;

  // Read everything anew; chats that are open get their newest page again.
  load() {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load() {
    const answer = await call("GET", "/portal/state");
    const open = [...this.chats.values()].filter((chat) => chat.messages);
    this.take(answer);
    for (const chat of open) await this.open(chat.id).catch(() => {});
  }

  // Take the state as the server gave it.
  take(answer) {
    this.seq = answer.seq;
    this.me = answer.me;
    this.chats = new Map((answer.chats ?? []).map((part) => [part.conversation.id, new Chat(part)]));
    this.#know(answer);
    this.#changed(this.chats.keys(), true);
  }

  #know(answer) {
    for (const person of answer.people ?? []) this.people.set(person.id, person);
    for (const exhibitor of answer.exhibitors ?? []) this.exhibitors.set(exhibitor.id, exhibitor);
    for (const exhibit of answer.exhibits ?? []) this.exhibits.set(exhibit.id, exhibit);
  }

  #changed(ids, everything = false) {
    this.dispatchEvent(new CustomEvent("change", { detail: { chats: new Set(ids), everything } }));
  }

  of(exhibitor) {
    return [...this.chats.values()].find((chat) => chat.head.exhibitor_id === exhibitor);
  }

  sorted() {
    const at = (chat) => chat.last?.at ?? chat.head.created_at;
    return [...this.chats.values()].sort((one, other) => (at(one) < at(other) ? 1 : -1));
  }

  unread() {
    return [...this.chats.values()].reduce((sum, chat) => sum + chat.unread.size, 0);
  }

  // Lay one event over the state: the next one counts, earlier ones are known already, a later one means a gap.
  apply(event) {
    if (event.seq <= this.seq) return;
    if (event.seq !== this.seq + 1) {
      this.dispatchEvent(new Event("gap"));
      return;
    }
    this.seq = event.seq;
    const id = this.#lay(event.body);
    if (id) this.#changed([id]);
  }

  #lay(body) {
    if (body.kind === "message") return this.#message(body.message);
    if (body.kind === "assigned") return this.#page(body.page);
    if (body.kind === "conversation") return this.#head(body.conversation);
    if (body.kind === "marks") return this.#read(body.marks.conversation_id, body.marks.read_n ?? 0);
    if (body.kind === "buyer") this.me = body.buyer;
    if (body.kind !== "read") return null;
    if (body.read.reader_id === this.me.id) return this.#read(body.read.conversation_id, body.read.n);
    const chat = this.chats.get(body.read.conversation_id);
    if (chat) chat.theirReadN = Math.max(chat.theirReadN, body.read.n);
    return chat?.id;
  }

  #message(message) {
    const chat = this.chats.get(message.conversation_id);
    if (!chat) {
      void this.load().catch(() => {});
      return null;
    }
    chat.put(message);
    if (message.sender_id && message.sender_id !== this.me.id && !this.people.has(message.sender_id)) void this.meet();
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    return chat.id;
  }

  #head(head) {
    const chat = this.chats.get(head.id);
    if (!chat) {
      this.chats.set(head.id, new Chat({ conversation: head }));
    } else if (newer(head, chat.head)) chat.head = head;
    if (head.owner_id && !this.people.has(head.owner_id)) void this.meet();
    if (!this.exhibitors.has(head.exhibitor_id)) void this.meet();
    return head.id;
  }

  #page(page) {
    this.#head(page.conversation);
    const chat = this.chats.get(page.conversation.id);
    this.#merge(chat, page);
    return chat.id;
  }

  #merge(chat, page) {
    chat.read(page.marks?.read_n ?? 0);
    for (const read of page.reads ?? []) {
      if (read.reader_id === this.me.id) chat.read(read.n);
      else chat.theirReadN = Math.max(chat.theirReadN, read.n);
    }
    for (const message of page.messages ?? []) chat.put(message);
  }

  #read(id, n) {
    const chat = this.chats.get(id);
    chat?.read(n);
    return chat?.id;
  }

  // Learn the names of people and companies that turned up.
  async meet() {
    this.meeting ??= call("GET", "/portal/state")
      .then((answer) => {
        this.#know(answer);
        this.#changed(this.chats.keys());
      })
      .catch(() => {})
      .finally(() => {
        this.meeting = null;
      });
    return this.meeting;
  }

  // Learn about an exhibit that a message names.
  async exhibit(id) {
    if (this.exhibits.has(id)) return this.exhibits.get(id);
    const exhibit = await call("GET", `/portal/exhibits/${id}`);
    this.exhibits.set(id, exhibit);
    return exhibit;
  }

  // Fetch a chat's newest messages; again, if the whole state was read anew meanwhile.
  async open(id) {
    let chat;
    let page;
    do {
      chat = this.chats.get(id);
      page = await call("GET", `/api/v1/conversations/${id}`);
    } while (chat !== this.chats.get(id));
    if (!chat) return;
    if (newer(page.conversation, chat.head)) chat.head = page.conversation;
    const first = page.messages?.[0]?.n ?? 1;
    const held = chat.messages;
    const joined = held && held.size > 0 && Math.max(...held.keys()) + 1 >= first;
    if (!joined) {
      chat.messages = new Map([...chat.early].filter(([n]) => n >= first));
      chat.early.clear();
      chat.older = first > 1;
    }
    this.#merge(chat, page);
    this.#changed([id]);
  }

  // Fetch an earlier page; returns whether there are still earlier ones.
  async openOlder(id) {
    const chat = this.chats.get(id);
    if (!chat?.messages || !chat.older) return false;
    const before = Math.min(...chat.messages.keys());
    const page = await call("GET", `/api/v1/conversations/${id}/messages?before=${before}&limit=${PAGE}`);
    for (const message of page.messages ?? []) chat.put(message);
    chat.older = page.more === true && (page.messages ?? []).length > 0;
    this.#changed([id]);
    return chat.older;
  }

  // Fetch what was said after `n`, in case the log is slower than the answer to a send.
  async openNewer(id, n) {
    const page = await call("GET", `/api/v1/conversations/${id}/messages?after=${n}&limit=${PAGE}`);
    const chat = this.chats.get(id);
    for (const message of page.messages ?? []) {
      chat?.put(message);
      this.dispatchEvent(new CustomEvent("message", { detail: message }));
    }
    if (chat) this.#changed([id]);
  }
}
