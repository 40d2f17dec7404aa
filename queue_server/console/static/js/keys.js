// The keyboard. Keys press the buttons that name them, so a key can never do what its button may not.

const KEPT_AS = "mot-cua.console.letters";
const FUNCTION_KEYS = { F2: "call-next", F8: "serve", F9: "complete" };
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

export const FUNCTION_KEY_OF = Object.fromEntries(Object.entries(FUNCTION_KEYS).map(([key, name]) => [name, key]));

/** Letters as shortcuts can be switched off: a person who speaks to the computer would press them by accident. */
export function lettersOn() {
  return localStorage.getItem(KEPT_AS) !== "off";
}

export function useLetters(on) {
  localStorage.setItem(KEPT_AS, on ? "on" : "off");
}

export function listen() {
  document.addEventListener("keydown", press);
}

function press(event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const button = buttonFor(event);
  if (!button) return;
  event.preventDefault();
  if (button.matches("input")) button.focus();
  else button.click();
}

function buttonFor(event) {
  const name = FUNCTION_KEYS[event.key];
  if (name) return document.querySelector(`[data-shortcut][data-do="${name}"]`);
  if (!lettersOn() || event.isComposing || event.target.closest?.(TYPING)) return null;
  const key = letterOf(event);
  return key ? document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`) : null;
}

function letterOf(event) {
  if (event.key.length === 1) return event.key.toUpperCase();
  // An input method for Vietnamese may hide the letter; the place of the key still tells it.
  return event.code.startsWith("Key") ? event.code.slice(3) : null;
}
