// Calls to the server: what it says no to, what passes, and what never arrived are three different things.
import { language } from "./words.js";

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

// The server said no, with a sentence for people.
export class Problem extends Error {
  constructor(status, body) {
    super(body.title || `HTTP ${status}`);
    this.status = status;
    this.code = body.code || "internal";
    this.title = body.title || "";
    this.detail = body.detail || "";
    this.params = body.params || {};
  }
}

// No answer, or one that will be another one later: try again.
export class Passing extends Error {
  constructor(reason, retryAfterS = 0) {
    super(reason);
    this.reachable = reason !== "unreachable";
    this.retryAfterS = retryAfterS;
  }
}

// Nobody is signed in here any more.
export class SignedOut extends Error {}

// Turn an answer that is not a success into what it means.
export function failure(status, body, retryAfter) {
  if (status === 401) return new SignedOut("not_signed_in");
  if (status === 429 || status === 408 || status >= 500) return new Passing("busy", Number(retryAfter) || 0);
  return new Problem(status, body && typeof body === "object" ? body : {});
}

export function headers(more = {}) {
  return { Accept: "application/json", "Accept-Language": language, "X-CSRF-Token": csrf, ...more };
}

// Call the server; return the decoded answer (null when it has none).
export async function call(method, path, body, { timeoutMs = 15_000, signal } = {}) {
  const cancel = new AbortController();
  const timer = setTimeout(() => cancel.abort(), timeoutMs);
  signal?.addEventListener("abort", () => cancel.abort(), { once: true });
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      headers: headers(body === undefined ? {} : { "Content-Type": "application/json" }),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: cancel.signal,
    });
    text = await response.text();
  } catch {
    throw new Passing("unreachable");
  } finally {
    clearTimeout(timer);
  }
  const answer = decoded(text);
  if (!response.ok) throw failure(response.status, answer, response.headers.get("Retry-After"));
  if (answer === undefined) throw new Passing("garbled");
  return answer;
}

function decoded(text) {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Do an action; safe to repeat with the same id.
export function act(id, action) {
  return call("POST", "/api/v1/actions", { id, action });
}

// Send the bytes of an image, telling how far it is (0 to 1).
export function upload(id, blob, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/v1/uploads/${id}`);
    for (const [name, value] of Object.entries(headers({ "Content-Type": blob.type || "application/octet-stream" }))) {
      request.setRequestHeader(name, value);
    }
    request.timeout = 120_000;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    const lost = () => reject(new Passing("unreachable"));
    request.addEventListener("error", lost);
    request.addEventListener("timeout", lost);
    request.addEventListener("abort", lost);
    request.addEventListener("load", () => {
      const answer = decoded(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(failure(request.status, answer, request.getResponseHeader("Retry-After")));
    });
    request.send(blob);
  });
}
