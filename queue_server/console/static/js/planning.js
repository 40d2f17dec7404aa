// Plans that the server computes apart: asked for again and again until they are there.

import { get, Problem } from "./api.js";
import { lookAt, today } from "./figures.js";
import { sessionOver } from "./session.js";
import { change, state } from "./state.js";

const AGAIN_MS = 700;

let asking = 0;

/** Show the figures of the hall, or one of the plans beside them. */
export function showPage(page) {
  asking += 1;
  change({ figuresPage: page });
  if (page === "measures") lookAt({});
  if (page === "staffing") planFor({});
  if (page === "what-if") replayWith({ date: state.whatIfOf.date ?? yesterday() });
}

/** Plan another weekday, or for another share of people in time. */
export function planFor(patch) {
  change({ staffingOf: { ...state.staffingOf, ...patch }, staffing: null, staffingProblem: null });
  askUntilThere(
    () => `/staffing?${new URLSearchParams(state.staffingOf)}`,
    "staffing",
    (staffing) => change({ staffing }),
    (staffingProblem) => change({ staffingProblem, staffing: null }),
  );
}

/** Play a day again, with something changed. */
export function replayWith(patch) {
  change({ whatIfOf: { ...state.whatIfOf, ...patch }, whatIf: null, whatIfProblem: null });
  askUntilThere(
    () => `/what-if?${new URLSearchParams(whatIfQuery())}`,
    "what-if",
    (whatIf) => change({ whatIf }),
    (whatIfProblem) => change({ whatIfProblem, whatIf: null }),
  );
}

export function yesterday() {
  return new Date(Date.parse(today()) - 24 * 3600 * 1000).toISOString().slice(0, 10);
}

function whatIfQuery() {
  const { date, policy, like, opens, closes } = state.whatIfOf;
  const services = state.counters.find(({ id }) => id === like)?.services.join(",") ?? like;
  const asked = { date, policy, services, ...(services ? { opens, closes } : {}) };
  return Object.entries(asked).filter(([, value]) => value);
}

async function askUntilThere(path, page, tell, complain) {
  const mine = ++asking;
  const wanted = () => mine === asking && state.showsFigures && state.figuresPage === page;
  while (wanted()) {
    try {
      const found = await get(path());
      if (!wanted()) return;
      tell(found);
      if (!found.computing) return;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return sessionOver();
      if (wanted()) complain(error.message);
      return;
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}
