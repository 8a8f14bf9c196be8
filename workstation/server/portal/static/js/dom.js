// Making elements without markup: whatever people wrote is only ever text.

// Return a new element; `attributes` are set as such, children may be nodes or texts (empty ones are left out).
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

// Return one of the page's icons (drawn once in the page, see templates/icons.html).
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`，。；！？、（）【】《》“”‘’]+/giu;
const TAIL = /[.,;:!?)\]}]+$/u;

// Return the text as nodes, with http and https addresses as links that are shown in full.
export function linked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = match[0].replace(TAIL, "");
    if (!URL.canParse || URL.canParse(shown)) {
      nodes.push(text.slice(from, match.index));
      const link = make("a", { href: shown, target: "_blank", rel: "noopener noreferrer nofollow", dir: "ltr" });
      link.textContent = shown;
      nodes.push(link);
      from = match.index + shown.length;
    }
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

// Make the children of `parent` exactly `nodes`, moving only what is out of place.
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

let announcer;

// Have a screen reader say it when it is free to.
export function announce(text) {
  announcer ??= document.getElementById("announcer");
  if (announcer) announcer.textContent = text;
}
