// Texts in the page's language. The sources are English; the catalogue is the server's, fetched once and kept by the browser.
const page = document.documentElement;

export const language = page.lang || "en";

async function load() {
  try {
    const response = await fetch(page.dataset.words, { credentials: "same-origin" });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

const catalogue = await load();

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
}

// Return the text for people, with `{name}` filled from `values`.
export function t(source, values) {
  const found = catalogue[source];
  return fill(typeof found === "string" && found ? found : source, values);
}

// Return the form of the text that fits `n`, which fills `{n}`.
export function tn(one, many, n, values) {
  const forms = catalogue[one];
  const all = { n, ...values };
  if (!Array.isArray(forms)) return fill(n === 1 ? one : many, all);
  return fill(forms[n === 1 ? 0 : forms.length - 1], all);
}
