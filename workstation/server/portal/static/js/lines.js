// Words for what nobody typed: system lines, previews, states and refusals.
import * as moments from "./moments.js";
import { language, t } from "./words.js";

// Return a name for a reader of the page's language; people and companies have two, exhibits three.
export function nameOf(thing) {
  if (!thing) return "";
  const own = thing[`name_${language}`];
  return own || (language === "zh" ? "" : thing.name_en) || thing.name_en || thing.name_zh || thing.name || "";
}

const LINES = {
  assigned: (name) => (name ? t("{name} is looking after you.", { name }) : t("A salesperson is looking after you.")),
  transferred: (name) => (name ? t("{name} is looking after you from now on.", { name }) : t("A colleague is looking after you from now on.")),
  session_closed: () => t("This conversation was closed. Write again whenever you like."),
  queued: () => t("All colleagues are busy. Your message is in the queue and will be answered."),
};

function when(params, prefix = "") {
  const [from, to] = [params[`${prefix}starts_at`], params[`${prefix}ends_at`]];
  const known = !Number.isNaN(Date.parse(from)) && !Number.isNaN(Date.parse(to));
  return known ? `${moments.full(from)}–${moments.time(to)}` : "…";
}

const BOOKINGS = {
  booked: () => t("You booked a negotiation: {when}"),
  receiver_named: () => t("{name} receives you: {when}"),
  booking_accepted: () => t("{name} confirmed the negotiation: {when}"),
  receiver_lost: (_mine, { was_confirmed: confirmed }) =>
    confirmed
      ? t("{name} can't receive you after all, so the negotiation is no longer confirmed. Another person will be named; your time stays booked: {when}")
      : t("{name} can't receive you. Another person will be named; your time stays booked: {when}"),
  booking_meeting: (_mine, { settled }) =>
    settled ? t("See “My negotiations” for where you meet: {when}") : t("Where you meet has to be settled again: {when}"),
  booking_moved: (_mine, { unconfirmed }) =>
    unconfirmed ? t("The negotiation is now at another time, which is not confirmed yet: {when}") : t("The negotiation is now at another time: {when}"),
  booking_proposed: (mine) => (mine ? t("You asked for another time: {when}") : t("The exhibitor asks for another time: {when}")),
  proposal_answered: () => t("The negotiation stays as it was: {from}"),
  booking_cancelled: (mine) => (mine ? t("You cancelled the negotiation: {when}") : t("The exhibitor cancelled the negotiation: {when}")),
};

// Times stand in the reader's own zone.
function bookingLine(code, params, name) {
  const text = BOOKINGS[code](Boolean(params.by_buyer), params);
  return text.replace("{when}", () => when(params)).replace("{from}", () => when(params, "from_")).replace("{name}", () => name || t("A salesperson"));
}

// Return the sentence for a system line; `person` finds the name of an account.
export function systemLine(line, person) {
  const { account_id: id, name_zh: zh, name_en: en, text } = line.params ?? {};
  if (text && line.code in LINES) return String(text); // in the company's own words
  const written = nameOf({ name_zh: zh, name_en: en });
  if (line.code in BOOKINGS) return bookingLine(line.code, line.params ?? {}, written || (id ? person(id) : ""));
  const word = LINES[line.code];
  return word ? word(written || (id ? person(id) : "")) : t("[Other message]");
}

// Return the last line of a conversation as the list shows it.
export function preview(message, person) {
  if (!message) return "";
  if (message.recalled) return t("Message taken back");
  if (message.kind === "system") return systemLine(message.system ?? { code: "" }, person);
  if (message.text) return message.text;
  if (message.kind === "image") return t("[Image]");
  if (message.kind === "card") return t("[Business card]");
  if (message.kind === "slots") return t("[Times offered]");
  if (message.kind === "intent" && message.intent) return t("About your purchase intent: {title}", { title: message.intent.wanted.title });
  if (message.kind === "exhibit" || message.exhibit_id) return t("[Exhibit]");
  return t("[Other message]");
}

const REFUSALS = {
  image_lost: () => t("The image is no longer on this device. Choose it again."),
  blocked: () => t("This exhibitor no longer takes messages from you."),
  conversation_closed: () => t("This conversation is closed."),
};

// Return why something was refused, in people's words: the server's sentences, or our own for what never reached it.
export function refusal(problem) {
  const own = REFUSALS[problem.code];
  const parts = own ? [own()] : [problem.title, problem.detail];
  return parts.filter(Boolean).join(" ") || t("The server refused this message.");
}
