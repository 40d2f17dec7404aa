// Words of the page. The Vietnamese sentence is the key; a language without it falls back to Vietnamese.

const LANGUAGES = ["vi", "en"];
const KEPT_AS = "mot-cua.console.language";

let language = "vi";
let catalogue = {};

export function currentLanguage() {
  return language;
}

/** Fetch the words of `wanted` (remembered for the next time) and use them from now on. */
export async function useLanguage(wanted) {
  const next = LANGUAGES.includes(wanted) ? wanted : "vi";
  catalogue = next === "vi" ? {} : await fetchCatalogue(next);
  language = next;
  localStorage.setItem(KEPT_AS, next);
  document.documentElement.lang = next;
}

export function rememberedLanguage() {
  return localStorage.getItem(KEPT_AS) ?? "vi";
}

/** The sentence in the present language, with each {name} filled in. */
export function t(sentence, values = {}) {
  const words = catalogue[sentence] ?? sentence;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A name that the server gave by language. */
export function named(names) {
  return names?.[language] ?? names?.vi ?? "";
}

/** A name in all its languages, for searching. */
export function everyName(names) {
  return Object.values(names).join(" ");
}

async function fetchCatalogue(wanted) {
  try {
    const answer = await fetch(`/i18n/console/${wanted}.json`);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
