// One connection for all tabs of one buyer: the tab that holds the lock follows the log and tells the others.
import { Follower } from "./stream.js";

const REMEMBERED = 500;
const QUIET_MS = 12_000; // the leading tab passes on the server's beat of every 10 s
const DEAF_MS = 25_000;

// Tells its listeners: "event" (detail: event), "signal", "phase" (detail: {phase, retryAt}), "gap" (read the state anew).
export class Link extends EventTarget {
  #name;
  #seq;
  #reload;
  #channel = null;
  #follower = null;
  #recent = [];
  #heardAt = Date.now();
  #last = { phase: "connecting" };

  // `seq` returns the last seq this tab holds; `reload` reads the state anew and returns a promise.
  constructor(name, seq, reload) {
    super();
    this.#name = name;
    this.#seq = seq;
    this.#reload = reload;
  }

  get leading() {
    return this.#follower !== null;
  }

  get phase() {
    return this.#last.phase;
  }

  start() {
    if (!navigator.locks || !window.BroadcastChannel) {
      this.#lead(new AbortController().signal); // plain http on another machine: each tab for itself
      return;
    }
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = (message) => this.#hear(message.data);
    this.#queueUp({});
    this.#channel.postMessage({ kind: "since", seq: this.#seq() });
    setInterval(() => this.#check(), 5_000);
  }

  wake() {
    if (this.#follower) this.#follower.wake();
    else this.#channel?.postMessage({ kind: "wake" });
  }

  // Tell the other tabs something that is none of the log's business.
  tell(message) {
    this.#channel?.postMessage({ kind: "told", message });
  }

  #queueUp(options) {
    const cancel = new AbortController();
    navigator.locks
      .request(this.#name, options, () => this.#lead(cancel.signal))
      .catch(() => {
        // Another tab took the lead because this one was asleep.
        cancel.abort();
        this.#follower = null;
        this.#heardAt = Date.now();
        this.#queueUp({});
        this.#channel.postMessage({ kind: "since", seq: this.#seq() }); // what the other passed on until now went by
      });
  }

  // Take the lead when the tab that has it says nothing, not even when asked, although somebody looks at this one.
  #check() {
    const silent = Date.now() - this.#heardAt;
    if (this.#follower || document.visibilityState !== "visible") this.#heardAt = Date.now();
    else if (silent > DEAF_MS) {
      this.#heardAt = Date.now();
      this.#queueUp({ steal: true });
    } else if (silent > QUIET_MS) this.#channel.postMessage({ kind: "since", seq: this.#seq() });
  }

  #lead(signal) {
    this.#recent = [];
    this.#follower = new Follower(
      {
        seq: this.#seq,
        event: (event) => this.#pass("event", event),
        signal: (value) => this.#pass("signal", value),
        phase: (phase, more) => this.#pass("phase", { phase, ...more }),
        beat: () => this.#channel?.postMessage({ kind: "beat" }),
        gone: () => {
          this.#channel?.postMessage({ kind: "gap" });
          return this.#reload();
        },
      },
      signal,
    );
    return this.#follower.run();
  }

  #pass(kind, value) {
    if (kind === "event") {
      this.#recent.push(value);
      if (this.#recent.length > REMEMBERED) this.#recent.shift();
    }
    this.#channel?.postMessage({ kind, value });
    this.#say(kind, value);
  }

  #say(kind, value) {
    if (kind === "phase") this.#last = value;
    this.dispatchEvent(new CustomEvent(kind, { detail: value }));
  }

  #hear({ kind, value, seq, message }) {
    this.#heardAt = Date.now();
    if (kind === "told") this.#say("told", message);
    else if (this.#follower) this.#answer(kind, seq);
    else if (kind === "gap") this.#reload().catch(() => {});
    else if (kind === "event" || kind === "signal" || kind === "phase") this.#say(kind, value);
  }

  #answer(kind, seq) {
    if (kind === "wake") this.#follower.wake();
    if (kind !== "since") return;
    this.#channel.postMessage({ kind: "phase", value: this.#last });
    const missing = this.#recent.filter((event) => event.seq > seq);
    if (seq < this.#seq() && missing[0]?.seq !== seq + 1) this.#channel.postMessage({ kind: "gap" });
    else for (const event of missing) this.#channel.postMessage({ kind: "event", value: event });
  }

  // This tab missed something: ask the leading tab, or read the state anew.
  catchUp() {
    if (this.#channel && !this.#follower) this.#channel.postMessage({ kind: "since", seq: this.#seq() });
    else this.#reload().catch(() => {});
  }
}
