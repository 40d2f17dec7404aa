// Who is signed in. The session is a cookie that scripts cannot read; the page keeps only a name and the roles.

import { del, get, post, Problem } from "./api.js";
import { change, state } from "./state.js";

let hooks = { signedIn: async () => {}, signedOut: () => {} };

/** Say what happens after somebody signed in, and when nobody is any more. */
export function onSession(wanted) {
  hooks = wanted;
}

/** Take up the session that the cookie still holds, or ask for sign-in. Throws `Unreachable`. */
export async function takeUpSession() {
  try {
    await welcome(await get("/sessions/current"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    change({ signInNeeded: true });
  }
}

/** Throws `Problem` (wrong words, too many attempts) or `Unreachable`. */
export async function signIn(username, password) {
  await welcome(await post("/sessions", { username, password }));
}

export async function signOut() {
  await del("/sessions/current");
  hooks.signedOut();
  change({ session: null, signInNeeded: true, sessionEnded: false, loaded: false, alerts: [], showsFigures: false, figures: null });
}

/** The server knows this session no more: sign in again, over the page, which stays as it was. */
export function sessionOver() {
  if (state.signInNeeded) return;
  hooks.signedOut();
  change({ signInNeeded: true, sessionEnded: true });
}

async function welcome({ person_id, name, roles, counter_ids }) {
  const somebodyElse = state.session !== null && state.session.person_id !== person_id;
  if (somebodyElse) for (const dialog of document.querySelectorAll("dialog.sheet[open]")) dialog.close();
  change({ session: { person_id, name, roles, counter_ids }, devices: null });
  await hooks.signedIn();
  change({ signInNeeded: false, sessionEnded: false });
}
