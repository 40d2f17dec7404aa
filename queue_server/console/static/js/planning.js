// Plans that the server computes apart: asked for again and again until they are there.

import { get, Problem } from "./api.js";
import { lookAt } from "./figures.js";
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
