// What may be done when, and who waits for whom. Pure: the server decides, this only keeps useless buttons quiet.

export const CALL_TIMEOUT_SECONDS = 45;
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

/** Whether a visit may be called to this counter: sent there, or of its services and sent to nobody who is in. */
export function isFor(visit, counter, counters) {
  const { target_counter_id: desk, target_clerk_id: clerk } = currentLeg(visit) ?? {};
  if (desk && counters.some((one) => one.id === desk && one.state !== "closed")) return desk === counter.id;
  if (clerk && counters.some((one) => one.clerk?.id === clerk)) return clerk === counter.clerk?.id;
  return counter.services.includes(visit.service.id);
}

/** Whether a ticket number has these letters and figures in it. */
export function hasNumber(visit, words) {
  return visit.ticket_number.toUpperCase().includes(words.trim().toUpperCase());
}

export function isAdministrator(session) {
  return session.roles.includes("administrator");
}

export function isSupervisor(session) {
  return session.roles.includes("supervisor") || session.roles.includes("administrator");
}

/** Letters without marks, so that "dat dai" finds "Đất đai". */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
