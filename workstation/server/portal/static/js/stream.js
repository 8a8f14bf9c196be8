// One connection that brings the log: an event stream, or long polls where something on the way holds streams back.
import { Passing, SignedOut, failure, headers } from "./api.js";

const SILENCE_MS = 30_000; // the server beats every 5 s
const OPENING_MS = 8_000; // its first bytes come at once
const SHORT_LIVED_MS = 9_000;
const POLL_FOR_MS = 300_000;
const POLL_BETWEEN_MS = 15_000;
const LONGEST_WAIT_S = 20;

// The log no longer reaches back to where we were.
export class Gone extends Error {}

// Cut a text stream into server-sent events.
export class Splitter {
  #rest = "";

  // Take a piece; return the events that it completes, as {event, data}.
  take(piece) {
    const blocks = (this.#rest + piece).split("\n\n");
    this.#rest = blocks.pop();
    return blocks.map((block) => this.#read(block)).filter((found) => found.data !== "");
  }

  #read(block) {
    const found = { event: "message", data: "" };
    for (const line of block.split("\n")) {
      if (line.startsWith("event:")) found.event = line.slice(6).trim();
      else if (line.startsWith("data:")) found.data += line.slice(5).trim();
    }
    return found;
  }
}

function refuse(response) {
  if (response.status === 410) throw new Gone();
  throw failure(response.status, null, response.headers.get("Retry-After"));
}

async function ask(path, accept, signal) {
  try {
    return await fetch(path, { headers: headers({ Accept: accept }), credentials: "same-origin", cache: "no-store", signal });
  } catch {
    throw new Passing("unreachable");
  }
}

// Follows the log for ever. `hear` gets: seq() → last seq held, event(event), signal(signal), phase(name, detail),
// beat(), gone() → a promise that the state was read anew.
export class Follower {
  #hear;
  #stop;
  #wake = () => {};
  #attempts = 0;
  #shortLives = 0;
  #unopened = 0;
  #pollUntil = 0;
  #waitS = LONGEST_WAIT_S;
  #splitter = new Splitter();
  #ending = "";

  constructor(hear, signal) {
    this.#hear = hear;
    this.#stop = signal;
  }

  // Try again now rather than when the pause is over.
  wake() {
    this.#attempts = Math.min(this.#attempts, 1);
    this.#wake();
  }

  async run() {
    this.#hear.phase("connecting");
    while (!this.#stop.aborted) {
      try {
        if (Date.now() < this.#pollUntil) await this.#poll();
        else await this.#stream();
      } catch (fault) {
        if (this.#stop.aborted) return;
        await this.#recover(fault);
      }
    }
  }

  async #recover(fault) {
    if (fault instanceof SignedOut) {
      this.#hear.phase("signed_out");
      await this.#pause(60_000);
    } else if (fault instanceof Gone) {
      await this.#hear.gone().catch(() => this.#pause(3_000));
    } else {
      this.#attempts += 1;
      const base = Math.min(30_000, 500 * 2 ** Math.min(this.#attempts, 6));
      const pause = Math.max(base * (0.75 + Math.random() / 2), (fault.retryAfterS ?? 0) * 1000);
      this.#hear.phase("offline", { retryAt: Date.now() + pause });
      await this.#pause(pause);
      if (!this.#stop.aborted) this.#hear.phase("connecting");
    }
  }

  #pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#stop.addEventListener("abort", this.#wake, { once: true });
    });
  }

  #arrived() {
    this.#attempts = 0;
    this.#hear.phase("online");
  }

  async #stream() {
    this.#splitter = new Splitter(); // forget what the last stream left half said
    this.#ending = "";
    const cancel = new AbortController();
    const onStop = () => cancel.abort();
    this.#stop.addEventListener("abort", onStop, { once: true });
    const began = Date.now();
    let opened = false;
    let silent = false;
    const watch = () => {
      silent = true;
      cancel.abort();
    };
    let timer = setTimeout(watch, OPENING_MS);
    try {
      const response = await ask(`/api/v1/stream?after=${this.#hear.seq()}`, "text/event-stream", cancel.signal);
      if (!response.ok) refuse(response);
      for await (const piece of pieces(response.body)) {
        clearTimeout(timer);
        timer = setTimeout(watch, SILENCE_MS);
        if (!opened) {
          opened = true;
          this.#arrived();
        }
        this.#deliver(piece);
      }
    } finally {
      clearTimeout(timer);
      cancel.abort();
      this.#stop.removeEventListener("abort", onStop);
      this.#judge(opened, silent, Date.now() - began);
    }
    if (this.#ending === "not_signed_in") throw new SignedOut("ended");
    throw new Passing("unreachable");
  }

  #deliver(piece) {
    for (const { event, data } of this.#splitter.take(piece)) {
      const value = JSON.parse(data);
      if (event === "log") this.#hear.event(value);
      else if (event === "signal") this.#hear.signal(value);
      else if (event === "end") this.#ending = value.code;
    }
    this.#hear.beat();
  }

  // A stream that never brings its first bytes, or is cut time and again, tells of a proxy: poll for a while. One that
  // can't be opened at all may only mean that the server is away, so then polls and streams take turns.
  #judge(opened, silent, lifeMs) {
    this.#unopened = opened ? 0 : this.#unopened + 1;
    if (opened && lifeMs < SHORT_LIVED_MS && this.#ending === "") this.#shortLives += 1;
    else if (opened) this.#shortLives = 0;
    if ((!opened && silent) || this.#shortLives >= 3) this.#pollFor(POLL_FOR_MS);
    else if (this.#unopened >= 2) this.#pollFor(POLL_BETWEEN_MS);
  }

  #pollFor(ms) {
    this.#shortLives = 0;
    this.#unopened = 0;
    this.#pollUntil = Date.now() + ms;
  }

  async #poll() {
    const began = Date.now();
    const limit = AbortSignal.timeout((this.#waitS + 10) * 1000);
    const cancel = new AbortController();
    const stop = () => cancel.abort();
    limit.addEventListener("abort", stop);
    this.#stop.addEventListener("abort", stop, { once: true });
    try {
      const path = `/api/v1/log?after=${this.#hear.seq()}&wait=${this.#waitS}`;
      const response = await ask(path, "application/json", cancel.signal);
      if (!response.ok) refuse(response);
      const page = await response.json().catch(() => {
        throw new Passing("garbled");
      });
      this.#arrived();
      for (const event of page.events) this.#hear.event(event);
      for (const signal of page.signals ?? []) this.#hear.signal(signal);
      this.#hear.beat();
    } catch (fault) {
      if (Date.now() - began > 1_500) this.#waitS = Math.max(2, Math.floor(this.#waitS / 2));
      throw fault;
    } finally {
      this.#stop.removeEventListener("abort", stop);
    }
  }
}

async function* pieces(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch {
    throw new Passing("unreachable");
  } finally {
    reader.cancel().catch(() => {});
  }
}
