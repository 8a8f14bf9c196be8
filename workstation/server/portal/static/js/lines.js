// Words for what nobody typed: system lines, previews, states and refusals.
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

// Return the sentence for a system line; `person` finds the name of an account.
export function systemLine(line, person) {
  const { account_id: id, name_zh: zh, name_en: en, text } = line.params ?? {};
  if (text && line.code in LINES) return String(text); // in the company's own words
  const written = nameOf({ name_zh: zh, name_en: en });
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
