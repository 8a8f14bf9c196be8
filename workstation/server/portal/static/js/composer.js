// Where the buyer writes: text and images, kept as a draft per exhibitor until it is sent.
import { arrange, icon, make } from "./dom.js";
import { uuid7 } from "./ids.js";
import { nameOf } from "./lines.js";
import * as pictures from "./pictures.js";
import { t } from "./words.js";

const LONGEST_TEXT = 10_000;
const MOST_IMAGES = 9;
const TYPING_EVERY_MS = 3_000;

export class Composer {
  #prefix;
  #form = document.getElementById("composer");
  #field = document.getElementById("text");
  #files = document.getElementById("files");
  #chosen = document.getElementById("chosen");
  #said = document.getElementById("composer-note");
  #about = document.getElementById("about");
  #send = document.getElementById("send");
  #images = [];
  #exhibitor = null;
  #exhibit = null;
  #typedAt = 0;
  onSend = () => {};
  onTyping = () => {};
  onDropAbout = () => {};
  onCard = () => {};

  constructor(buyer) {
    this.#prefix = `workstation.draft.${buyer}.`;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("input", () => this.#input());
    this.#field.addEventListener("paste", (event) => this.#paste(event));
    this.#files.addEventListener("change", () => {
      void this.#take([...this.#files.files]);
      this.#files.value = "";
    });
    document.getElementById("pick").addEventListener("click", () => this.#files.click());
    document.getElementById("my-card").addEventListener("click", () => this.onCard(() => this.#sendCard()));
    this.#watchDrops(document.getElementById("chat"));
  }

  // Write to this exhibitor; `exhibit` is what is asked about, if anything.
  open(exhibitor, exhibit, { blocked = false } = {}) {
    if (this.#exhibitor !== exhibitor) {
      this.#images.forEach((image) => URL.revokeObjectURL(image.address));
      this.#images = [];
      this.#exhibitor = exhibitor;
      this.#field.value = localStorage.getItem(this.#prefix + exhibitor) ?? "";
    }
    this.#exhibit = exhibit ?? null;
    this.block(blocked);
    this.#note("");
    this.#paint();
  }

  // Let nothing be written, and say so; or let it again.
  block(blocked) {
    this.#form.hidden = blocked;
    document.getElementById("blocked").hidden = !blocked;
  }

  focus() {
    // On a phone the keyboard would cover what is to be read.
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) this.#field.focus();
  }

  #key(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    if (!event.ctrlKey && !event.metaKey && !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #input() {
    const text = this.#field.value;
    const key = this.#prefix + this.#exhibitor;
    try {
      if (text) localStorage.setItem(key, text);
      else localStorage.removeItem(key);
    } catch {
      this.#note(t("This browser keeps no drafts: don't close the page before sending."));
    }
    if (text.length > LONGEST_TEXT) this.#tooLong(text.length);
    else if (this.#said.dataset.kind === "long") this.#note("");
    this.#paint();
    if (text && Date.now() - this.#typedAt > TYPING_EVERY_MS) {
      this.#typedAt = Date.now();
      this.onTyping();
    }
  }

  #tooLong(length) {
    this.#note(t("A message has at most {limit} characters; this one has {length}.", { limit: LONGEST_TEXT, length }), "long");
  }

  #note(text, kind = "") {
    this.#said.textContent = text;
    this.#said.dataset.kind = kind;
    this.#said.hidden = !text;
  }

  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    void this.#take(files);
  }

  #watchDrops(area) {
    const over = (on) => area.classList.toggle("dropping", on);
    area.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files") || this.#exhibitor === null) return;
      event.preventDefault();
      over(true);
    });
    area.addEventListener("dragleave", (event) => {
      if (!area.contains(event.relatedTarget)) over(false);
    });
    area.addEventListener("drop", (event) => {
      over(false);
      if (!event.dataTransfer.files.length || this.#exhibitor === null) return;
      event.preventDefault();
      void this.#take([...event.dataTransfer.files]);
    });
  }

  async #take(files) {
    this.#note("");
    const exhibitor = this.#exhibitor;
    for (const file of files) {
      const why = await this.#refused(file);
      if (why) this.#note(why, "image");
      if (why || this.#exhibitor !== exhibitor) continue;
    }
    this.#paint();
    this.focus();
  }

  // Add the file to the images chosen; return why not, or nothing.
  async #refused(file) {
    const name = file.name || t("Image");
    if (this.#images.length >= MOST_IMAGES) return t("At most {limit} images at a time.", { limit: MOST_IMAGES });
    if (!pictures.TYPES.includes(file.type)) return t("“{name}” is not an image that can be sent. JPEG, PNG, WebP and GIF can.", { name });
    if (file.size > pictures.LARGEST_BYTES) {
      return t("“{name}” is too large: {size} MB. An image may have {limit} MB.", { name, size: Math.ceil(file.size / 1e6), limit: pictures.LARGEST_BYTES / 1e6 });
    }
    try {
      const ready = await pictures.prepare(file);
      this.#images.push({ id: uuid7(), name, ...ready, address: URL.createObjectURL(ready.blob) });
      return "";
    } catch {
      return t("“{name}” can't be read as an image. It may be damaged.", { name });
    }
  }

  #paint() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight + 2, 160)}px`;
    const long = this.#field.value.length > LONGEST_TEXT;
    this.#send.disabled = long || (!this.#field.value.trim() && !this.#images.length);
    this.#chosen.hidden = !this.#images.length;
    arrange(this.#chosen, this.#images.map((image) => (image.node ??= this.#chip(image))));
    this.#about.hidden = !this.#exhibit;
    if (this.#exhibit) this.#paintAbout(this.#exhibit);
  }

  #chip(image) {
    const drop = () => {
      URL.revokeObjectURL(image.address);
      this.#images = this.#images.filter((one) => one !== image);
      this.#paint();
      this.#field.focus();
    };
    const button = make("button", { type: "button", class: "remove", "aria-label": t("Remove {name}", { name: image.name }), onclick: drop }, icon("close"));
    return make("li", {}, make("img", { src: image.address, alt: image.name }), button);
  }

  #paintAbout(exhibit) {
    const parts = [];
    if (exhibit.picture_id) parts.push(make("img", { src: `/pictures/${exhibit.picture_id}?size=thumb`, alt: "", width: 40, height: 40 }));
    parts.push(make("span", {}, make("small", {}, t("You are asking about")), make("strong", {}, nameOf(exhibit))));
    const drop = () => {
      this.#exhibit = null;
      this.#paint();
      this.onDropAbout();
    };
    parts.push(make("button", { type: "button", class: "remove", "aria-label": t("Don't ask about this exhibit"), onclick: drop }, icon("close")));
    this.#about.replaceChildren(...parts);
  }

  #sendCard() {
    try {
      this.onSend({ exhibitor: this.#exhibitor, exhibit: this.#exhibit, text: "", images: [], card: true });
    } catch {
      this.#note(t("This browser can't store the message. Free some space or leave private browsing, then send again."));
      return;
    }
    this.#exhibit = null;
    this.#paint();
  }

  async #submit() {
    const text = this.#field.value;
    if (text.length > LONGEST_TEXT || (!text.trim() && !this.#images.length)) return;
    const images = this.#images;
    const exhibit = this.#exhibit;
    const exhibitor = this.#exhibitor;
    this.#images = [];
    for (const image of images) await pictures.keep(image.id, image.blob);
    try {
      this.onSend({ exhibitor, exhibit, text, images });
    } catch {
      this.#images = images;
      this.#note(t("This browser can't store the message. Free some space or leave private browsing, then send again."));
      this.#paint();
      return;
    }
    images.forEach((image) => URL.revokeObjectURL(image.address));
    localStorage.removeItem(this.#prefix + exhibitor);
    if (this.#exhibitor === exhibitor) {
      this.#field.value = "";
      this.#exhibit = null;
    }
    this.#typedAt = 0;
    this.#note("");
    this.#paint();
  }
}
