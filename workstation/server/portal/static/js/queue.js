// What was typed and has not yet reached the server. Each entry lies under a key of its own in localStorage, so that two
// tabs never overwrite each other; its id, made once, lets the server know a repeat when it sees one.
import { Passing, Problem, SignedOut, act, upload } from "./api.js";
import { uuid7 } from "./ids.js";
import * as pictures from "./pictures.js";

const LONGEST_PAUSE_MS = 30_000;

// An entry: {id, exhibitor, conversation?, start?: {id, exhibit?}, text, image?: {id, name, width, height}, card?, at,
// state: "waiting" | "failed" | "sent", problem?: {code, title, detail}, n?}. Entries to one exhibitor keep their order.
export class Queue extends EventTarget {
  #prefix;
  #lock;
  #sending = null;
  #progress = new Map();
  #draining = false;
  #again = false;
  #failures = 0;
  #timer = 0;

  constructor(buyer) {
    super();
    this.#prefix = `workstation.queue.${buyer}.`;
    this.#lock = `workstation-queue-${buyer}`;
    window.addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith(this.#prefix)) this.#changed();
    });
  }

  // All entries, oldest first.
  all() {
    const found = [];
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key.startsWith(this.#prefix)) found.push(JSON.parse(localStorage.getItem(key)));
    }
    return found.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  of(exhibitor) {
    return this.all().filter((entry) => entry.exhibitor === exhibitor);
  }

  // "sending" while this tab sends it, else its stored state.
  stateOf(entry) {
    return entry.state === "waiting" && this.#sending === entry.id ? "sending" : entry.state;
  }

  progressOf(entry) {
    return this.#progress.get(entry.id) ?? 0;
  }

  waiting() {
    return this.all().filter((entry) => entry.state !== "sent").length;
  }

  // Put something at the end; returns once it is safely stored. Throws when the browser refuses to store it.
  add(entry) {
    const whole = { id: uuid7(), at: new Date().toISOString(), state: "waiting", ...entry };
    this.#store(whole);
    this.#changed();
    void this.drain();
    return whole;
  }

  // The server's log shows the message: the entry has done its work.
  confirm(id) {
    const entry = this.#load(id);
    if (entry) this.#remove(entry);
  }

  retry(id) {
    const entry = this.#load(id);
    if (!entry) return;
    this.#store({ ...entry, state: "waiting", problem: undefined });
    this.#changed();
    this.wake();
  }

  discard(id) {
    const entry = this.#load(id);
    if (entry) this.#remove(entry);
    this.wake();
  }

  clear() {
    for (const entry of this.all()) localStorage.removeItem(this.#prefix + entry.id);
  }

  // The network seems to be back: don't wait for the pause to end.
  wake() {
    this.#failures = 0;
    void this.drain();
  }

  async drain() {
    clearTimeout(this.#timer);
    this.#again = true;
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (this.#again) {
        this.#again = false;
        if (navigator.locks) await navigator.locks.request(this.#lock, () => this.#sendAll());
        else await this.#sendAll();
      }
    } finally {
      this.#draining = false;
    }
  }

  #store(entry) {
    localStorage.setItem(this.#prefix + entry.id, JSON.stringify(entry));
  }

  #load(id) {
    const text = id && localStorage.getItem(this.#prefix + id);
    return text ? JSON.parse(text) : null;
  }

  #remove(entry) {
    localStorage.removeItem(this.#prefix + entry.id);
    this.#progress.delete(entry.id);
    if (entry.image) void pictures.drop(entry.image.id);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #next(held) {
    const blocked = new Set(held);
    for (const entry of this.all()) {
      if (entry.state === "sent" || blocked.has(entry.exhibitor)) continue;
      if (entry.state === "waiting") return entry;
      blocked.add(entry.exhibitor); // refused: what comes after it waits for its writer to decide
    }
    return null;
  }

  async #sendAll() {
    const held = new Set();
    for (let entry = this.#next(held); entry; entry = this.#next(held)) {
      this.#sending = entry.id;
      this.#changed();
      try {
        await this.#send(entry);
        this.#failures = 0;
      } catch (fault) {
        if (!this.#settle(entry, fault, held)) return;
      } finally {
        this.#sending = null;
        this.#changed();
      }
    }
  }

  // Decide what a fault means; returns false when nothing more can leave for now.
  #settle(entry, fault, held) {
    if (fault instanceof Problem) {
      const { code, title, detail } = fault;
      const present = this.#load(entry.id);
      if (present) this.#store({ ...present, state: "failed", problem: { code, title, detail } });
      return true;
    }
    if (fault instanceof SignedOut) {
      this.dispatchEvent(new Event("signed-out"));
      return false;
    }
    if (!(fault instanceof Passing)) throw fault;
    this.#failures += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(this.#failures, 6)) * (0.75 + Math.random() / 2);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.drain(), Math.max(pause, fault.retryAfterS * 1000));
    held.add(entry.exhibitor);
    return fault.reachable;
  }

  async #send(entry) {
    let present = entry;
    if (present.start) {
      const { start, exhibitor } = present;
      const action = { kind: "start_conversation", exhibitor_id: exhibitor };
      if (start.exhibit) action.exhibit_id = start.exhibit;
      const result = await act(start.id, action);
      present = { ...present, start: undefined, conversation: result.conversation_id };
      this.#store(present);
      this.#name(present.exhibitor, result.conversation_id);
    }
    if (present.image) await this.#upload(present);
    const action = { kind: "send_message", conversation: present.conversation };
    if (present.text) action.text = present.text;
    if (present.image) action.attachment = present.image.id;
    if (present.card) action.card = true;
    const result = await act(present.id, action);
    // The log may have shown it already, and with that removed the entry.
    if (this.#load(present.id)) this.#store({ ...present, state: "sent", n: result.n });
    this.dispatchEvent(new CustomEvent("sent", { detail: { conversation: present.conversation, n: result.n } }));
  }

  async #upload(entry) {
    const blob = await pictures.fetchKept(entry.image.id);
    if (!blob) throw new Problem(422, { code: "image_lost" });
    await upload(entry.image.id, blob, (share) => {
      this.#progress.set(entry.id, share);
      this.dispatchEvent(new CustomEvent("progress", { detail: entry.id }));
    });
  }

  // The conversation has a number now: later entries need not open it again.
  #name(exhibitor, conversation) {
    for (const entry of this.of(exhibitor)) {
      if (!entry.conversation) this.#store({ ...entry, conversation });
    }
  }
}
