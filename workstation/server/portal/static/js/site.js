// What every page has: the language switch, small helps in forms, and a sign-out that leaves nothing behind.
import * as pictures from "./pictures.js";

document.documentElement.classList.add("js");

const language = document.getElementById("language");
language?.addEventListener("change", () => {
  // The page of conversations changes its address without being loaded.
  if (document.getElementById("chats")) language.form.elements.next.value = location.pathname + location.search;
  language.form.requestSubmit();
});

for (const field of document.querySelectorAll("[data-time-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

// Pages with times show them in this browser's zone: the server is told it once, and asked again where it did not know.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
if (/^[\w+/-]{1,64}$/u.test(zone)) {
  document.cookie = `workstation_zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  const page = document.querySelector("[data-zone]");
  if (page && page.dataset.zone !== zone && !sessionStorage.getItem(`workstation.zone.${zone}`)) {
    sessionStorage.setItem(`workstation.zone.${zone}`, "asked");
    location.reload();
  }
}

for (const link of document.querySelectorAll("[data-enter]")) {
  link.addEventListener("click", async () => {
    const [{ act }, { uuid7 }] = await Promise.all([import("./api.js"), import("./ids.js")]);
    act(uuid7(), { kind: "enter_negotiation", booking: link.dataset.enter }).catch(() => {}); // only a note of the time
  });
}

// The server knows the names, the browser how the reader's language orders them.
for (const select of document.querySelectorAll("select[data-sorted]")) {
  const order = new Intl.Collator(document.documentElement.lang);
  const chosen = select.value;
  const [first, ...rest] = select.options;
  rest.sort((one, other) => order.compare(one.text, other.text));
  select.replaceChildren(first, ...rest);
  select.value = chosen;
}

for (const button of document.querySelectorAll("[data-reveal]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.reveal);
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
}

function kept(buyer) {
  return Object.keys(localStorage).filter((key) => key.startsWith("workstation.") && key.includes(`.${buyer}.`));
}

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const keys = kept(form.dataset.signOut);
    const unsent = keys.some((key) => key.startsWith("workstation.queue.") && JSON.parse(localStorage.getItem(key)).state !== "sent");
    if (unsent && !window.confirm(form.dataset.unsent)) return;
    for (const key of keys) localStorage.removeItem(key);
    const leave = () => form.submit();
    Promise.race([pictures.dropAll(), new Promise((resolve) => setTimeout(resolve, 500))]).then(leave, leave);
  });
}
