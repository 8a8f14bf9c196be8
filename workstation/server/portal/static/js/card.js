// Business cards: those in the conversation, and the buyer's own before it leaves.
import { icon, make } from "./dom.js";
import { language, t } from "./words.js";

const LONGEST = 300;

// Return a field of a card for a reader of the page's language, else its other side.
function side(content, field) {
  const [own, other] = language === "zh" ? ["zh", "en"] : ["en", "zh"];
  return content[`${field}_${own}`] || content[`${field}_${other}`] || "";
}

export function cardName(content) {
  return side(content, "name") || content.emails?.[0] || side(content, "company");
}

function country(code) {
  try {
    return code ? new Intl.DisplayNames([language], { type: "region" }).of(code) : "";
  } catch {
    return code;
  }
}

// Addresses are built here; whatever else stands on a card stays text.
function phone(number) {
  const plain = number.split(";")[0].replace(/[^+\d]/gu, "");
  return /^\+?\d{5,16}$/u.test(plain) ? `tel:${plain}` : "";
}

function mail(address) {
  return /^[^\s@:?&]+@[^\s@:?&]+$/u.test(address) ? `mailto:${encodeURIComponent(address).replace("%40", "@")}` : "";
}

function site(address) {
  const whole = address.includes("://") ? address : `https://${address}`;
  if (URL.canParse && !URL.canParse(whole)) return "";
  return ["http:", "https:"].includes(new URL(whole).protocol) ? whole : "";
}

function service(code) {
  const known = { wechat: language === "zh" ? "微信" : "WeChat", whatsapp: "WhatsApp", qq: "QQ", linkedin: "LinkedIn" };
  return known[code] ?? code.slice(0, 1).toUpperCase() + code.slice(1);
}

function line(sign, text, href) {
  const shown = text.slice(0, LONGEST);
  const outside = href.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer nofollow" } : {};
  const value = href ? make("a", { href, ...outside, dir: "auto" }, shown) : make("span", { dir: "auto" }, shown);
  return make("li", {}, icon(sign), value);
}

// Return a card as it stands in a conversation; `file` is where it lies as a vCard.
export function cardNode(content, file) {
  const name = cardName(content);
  const face = content.photo
    ? make("img", { src: `/api/v1/attachments/${content.photo}?size=thumb`, alt: "", width: 48, height: 48, loading: "lazy" })
    : make("span", { class: "initial", "aria-hidden": "true" }, [...name.trim()][0]?.toUpperCase() ?? "?");
  const work = [side(content, "title"), side(content, "company")].filter((part) => part && part !== name);
  const names = make("span", { class: "names" }, make("strong", { dir: "auto" }, name.slice(0, LONGEST)));
  names.append(...work.map((part) => make("small", { dir: "auto" }, part.slice(0, LONGEST))));
  const lines = [];
  for (const one of content.phones ?? []) lines.push(line("phone", one.number, phone(one.number)));
  for (const one of content.emails ?? []) lines.push(line("mail", one, mail(one)));
  for (const one of content.websites ?? []) lines.push(line("globe", one, site(one)));
  for (const one of content.ims ?? []) lines.push(line("chat", `${service(one.service)}: ${one.handle}`, ""));
  const place = [side(content, "address"), country(content.country)].filter(Boolean).join(", ");
  if (place) lines.push(line("building", place, ""));
  const node = make("div", { class: "contact", role: "group", "aria-label": t("Business card: {name}", { name }) }, make("div", { class: "contact-head" }, face, names), make("ul", {}, ...lines));
  if (file) node.append(make("a", { class: "save", href: file, download: `${name.slice(0, LONGEST)}.vcf` }, icon("download"), t("Save to contacts")));
  return node;
}

// Return what the server makes a card of when the buyer hands it over: the profile.
export function ownCard(me) {
  const han = (text) => /\p{Script=Han}/u.test(text ?? "");
  return {
    [han(me.name) ? "name_zh" : "name_en"]: me.name,
    [han(me.company) ? "company_zh" : "company_en"]: me.company ?? "",
    country: me.country ?? "",
    phones: me.phone ? [{ number: me.phone }] : [],
    emails: me.email ? [me.email] : [],
  };
}

// Show the buyer's card before it leaves; call back when it may.
export function offerCard(me, send) {
  const dialog = document.getElementById("own-card");
  dialog.querySelector(".place").replaceChildren(cardNode(ownCard(me)));
  dialog.querySelector("[data-send]").onclick = () => {
    dialog.close();
    send();
  };
  dialog.querySelector("[data-cancel]").onclick = () => dialog.close();
  dialog.showModal();
}

// Return the buyer's purchase intent as it stood when the conversation was started from it: its title, and the rest in short.
export function intentNode(intent) {
  const { wanted } = intent;
  const facts = [];
  if (wanted.quantity) facts.push(new Intl.NumberFormat(document.documentElement.lang).format(wanted.quantity));
  if (wanted.deadline) facts.push(t("until {day}", { day: wanted.deadline }));
  const text = make("span", {}, make("small", {}, t("Your purchase intent")), make("strong", { dir: "auto" }, wanted.title));
  if (facts.length) text.append(make("small", {}, facts.join(" · ")));
  return make("a", { class: "asked", href: `/intents/${intent.id}` }, text);
}
