// Instants as people read them: in the page's language, in the machine's time zone.
import { language, t } from "./words.js";

const TOGETHER_MS = 300_000;

const LOCALE = { zh: "zh-CN", es: "es", en: "en-GB" }[language] ?? language;
const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "short" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const yearDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const longDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full" });
const whole = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function daysAgo(date) {
  return Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
}

// Return a key that two instants share when they lie on one day here.
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

export function time(at) {
  return clock.format(new Date(at));
}

export function full(at) {
  return whole.format(new Date(at));
}

// Today the time, this week the weekday, else the date.
export function brief(at) {
  const date = new Date(at);
  const days = daysAgo(date);
  if (days <= 0) return clock.format(date);
  if (days < 7) return weekday.format(date);
  return date.getFullYear() === new Date().getFullYear() ? shortDay.format(date) : yearDay.format(date);
}

export function day(at) {
  const date = new Date(at);
  const days = daysAgo(date);
  if (days === 0) return t("Today");
  if (days === 1) return t("Yesterday");
  return longDay.format(date);
}

// Tell whether a message goes on where the one before it ended, so that it needs no name.
export function follows(before, message) {
  const same = before && before.sender_id === message.sender_id && before.kind !== "system" && !before.automatic;
  return same && Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
}
