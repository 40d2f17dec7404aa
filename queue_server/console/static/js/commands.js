// Commands to the server, one at a time: while one is under way no button asks a second time.

import { post, Problem } from "./api.js";
import { readNow } from "./live.js";
import { sessionOver } from "./session.js";
import { change, state } from "./state.js";
import { clearWarnings, warn } from "./toast.js";

/** Carry out one command and read the hall again. Throws its `Problem` or `Unreachable`; null if one is under way. */
export async function command(name, ask) {
  if (state.busy) return null;
  clearWarnings();
  change({ busy: name });
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) sessionOver();
    throw error;
  } finally {
    // Also after a refusal: most often the hall is not what this page thought it was.
    await readNow().catch(() => {});
    change({ busy: null });
  }
}

/** As `command`, for a button on the page: a failure becomes a sentence on the page. */
export async function perform(name, ask) {
  try {
    return await command(name, ask);
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) warn(error.message);
    return null;
  }
}

export const acceptAlerts = (alertIds) => Promise.all(alertIds.map((one) => post(`/alerts/${one}/accept`)));
export const counterVerb = (verb, counterId, body) => post(`/counters/${counterId}/${verb}`, body);
export const visitVerb = (verb, visitId, body) => post(`/visits/${visitId}/${verb}`, body);
