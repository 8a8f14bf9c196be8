// Slots that an exhibitor offers in the conversation: one click books one of them.
import { act, Passing } from "./api.js";
import { announce, icon, make } from "./dom.js";
import { uuid7 } from "./ids.js";
import { refusal } from "./lines.js";
import * as moments from "./moments.js";
import { t } from "./words.js";

// The id of a try is made once per slot: pressed again after a lost answer it books once.
const tries = new Map();
const booked = new Set();

function idOf(slot) {
  const key = `workstation.book.${slot}`;
  if (!tries.has(slot)) tries.set(slot, sessionStorage.getItem(key) ?? uuid7());
  sessionStorage.setItem(key, tries.get(slot));
  return tries.get(slot);
}

function forget(slot) {
  tries.delete(slot);
  sessionStorage.removeItem(`workstation.book.${slot}`);
}

async function book(slot, button, said) {
  button.disabled = true;
  said.textContent = t("One moment …");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  try {
    await act(idOf(slot), { kind: "book_slot", slot, time_zone: zone });
    booked.add(slot);
    said.textContent = t("Booked. You find it under “Negotiations”.");
  } catch (fault) {
    const again = fault instanceof Passing;
    if (!again) forget(slot);
    button.disabled = !again && ["slot_gone", "slot_past", "slot_full", "booking_twice"].includes(fault.code);
    said.textContent = again ? t("The server can't be reached. Press again in a moment.") : refusal(fault);
  }
  announce(said.textContent);
}

// Return the offer as it stands in a message.
export function offerNode(slots) {
  const said = make("p", { class: "offer-said", role: "status" });
  const list = make("ul", { class: "offer" });
  for (const slot of slots) {
    const past = Date.parse(slot.starts_at) <= Date.now();
    const label = `${moments.full(slot.starts_at)}–${moments.time(slot.ends_at)}`;
    const button = make("button", { type: "button", disabled: past || booked.has(slot.id) }, icon("calendar"), make("span", {}, label));
    if (past) button.append(make("small", {}, t("Past")));
    button.addEventListener("click", () => void book(slot.id, button, said));
    list.append(make("li", {}, button));
  }
  const title = make("strong", {}, t("Book one of these times (your time):"));
  return make("div", { class: "offers", role: "group", "aria-label": title.textContent }, title, list, said);
}
