// What the page of figures asks the server, and when it asks again.

import { get, Problem } from "./api.js";
import { serverNow } from "./clock.js";
import { currentLanguage } from "./i18n.js";
import { sessionOver } from "./session.js";
import { change, state } from "./state.js";

const AGAIN_MS = 15_000; // today goes on while somebody looks at it
const DAY_MS = 24 * 3600 * 1000;

let asking = 0;
let again = null;

/** Show the figures of today, or leave them for the desk. */
export function showFigures(shown) {
  clearTimeout(again);
  change({ showsFigures: shown, choosing: false });
  if (shown) lookAt(lastDays(1));
}

/** Look at other days, or tell the legs apart by something else. What is not named stays. */
export function lookAt(patch) {
  change({ figuresOf: { ...state.figuresOf, ...patch }, figuresProblem: null });
  return read();
}

/** The last days up to today, in the office's own time. */
export function lastDays(count) {
  const to = today();
  return { from: new Date(Date.parse(to) - (count - 1) * DAY_MS).toISOString().slice(0, 10), to };
}

export function today() {
  // Swedes write a date the way the server does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: state.office.time_zone }).format(serverNow());
}

async function read() {
  const mine = ++asking;
  clearTimeout(again);
  const { from, to, by } = state.figuresOf;
  try {
    const [figures, ratings, savings, channels] = await Promise.all([
      get(`/reports/measures?${new URLSearchParams({ from, to, by })}`),
      get(`/reports/ratings?${new URLSearchParams({ from, to })}`),
      get(`/reports/savings?${new URLSearchParams({ from, to })}`),
      get(`/reports/channels?${new URLSearchParams({ from, to })}`),
    ]);
    if (mine === asking) change({ figures, ratings, savings, channels, figuresProblem: null });
  } catch (error) {
    if (error instanceof Problem && error.status === 401) sessionOver();
    else if (mine === asking) change({ figuresProblem: error.message });
  }
  if (mine === asking && state.showsFigures && to >= today()) again = setTimeout(read, AGAIN_MS);
}

/** Cut, not rounded: 99,96 % is not all. */
export function percent(part) {
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "trunc" };
  return `${new Intl.NumberFormat(currentLanguage(), shape).format(part * 100)} %`;
}
