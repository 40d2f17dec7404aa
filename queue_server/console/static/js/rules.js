// What may be done when, and who waits for whom. Pure: the server decides, this only keeps useless buttons quiet.

export const CALL_TIMEOUT_SECONDS = 45;
export const SERVICE_TARGET_SECONDS = 30 * 60;
const NEAR = 2 / 3;

const MOVES = {
  called: ["recall", "serve", "no-show", "hold", "transfer", "cancel", "reprint"],
  serving: ["complete", "hold", "transfer", "reprint"],
};

/** The names of the commands that make sense at this counter with this visit before it (null: nobody). */
export function movesAt(counter, visit) {
  if (!counter) return new Set();
  if (visit) return new Set(MOVES[visit.state] ?? []);
  if (counter.state === "open") return new Set(["call-next", "call", "pause", "close"]);
  return new Set(["reopen", "close"]);
}

export function countersOf(counters, personId) {
  return counters.filter((counter) => counter.clerk?.id === personId);
}

/** ok, near (from two thirds of the target on) or over. */
export function waitLevel(seconds, target) {
  if (seconds >= target) return "over";
  return seconds >= target * NEAR ? "near" : "ok";
}

/** The leg that the visit is in now, else its last one. */
export function currentLeg(visit) {
  return visit.legs.find((leg) => leg.state === visit.state) ?? visit.legs.at(-1) ?? null;
}

/** Visits of one state that `counter` may take, or all of them; the server's order is kept. */
export function visitsFor(visits, { state, counter, filter, find = "" }) {
  const number = find.trim().toUpperCase();
  return visits.filter(
    (visit) =>
      visit.state === state &&
      (number ? visit.ticket_number.toUpperCase().includes(number) : filter === "all" || isFor(visit, counter)),
  );
}

/** Whether a visit may be called to this counter: its service is done there and it was not sent to somebody else. */
export function isFor(visit, counter) {
  if (!counter) return false;
  const leg = currentLeg(visit);
  if (leg?.target_counter_id) return leg.target_counter_id === counter.id;
  if (leg?.target_clerk_id) return leg.target_clerk_id === counter.clerk?.id;
  return counter.services.includes(visit.service.id);
}

export function isSupervisor(session) {
  return session.roles.includes("supervisor") || session.roles.includes("administrator");
}

/** Letters without marks, so that "dat dai" finds "Đất đai". */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
