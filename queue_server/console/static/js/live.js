// The hall as it is now, without reloading: events only say that something happened, the lists are read again.

import { get, Problem } from "./api.js";
import { learnServerTime } from "./clock.js";
import { countersOf } from "./rules.js";
import { sessionOver } from "./session.js";
import { change, state } from "./state.js";

const EVENT_NAMES = [
  "visit.started",
  "visit.called",
  "visit.recalled",
  "visit.serving_started",
  "visit.held",
  "visit.resumed",
  "visit.transferred",
  "visit.completed",
  "visit.marked_no_show",
  "visit.cancelled",
  "visit.priority_changed",
  "visit.merged",
  "counter.opened",
  "counter.paused",
  "counter.closed",
  "ticket.printed",
  "ticket.print_failed",
  "device.failed",
  "device.recovered",
  "device.pin_set",
  "device.pin_taken",
  "day.opened",
  "day.closed",
  "alert.raised",
  "alert.cleared",
  "alert.accepted",
  "facts.forgotten",
];
const CALLS = ["visit.called", "visit.recalled"];
const APART_MS = 250; // between two readings that events asked for
const SAFETY_MS = 20_000; // a reading without any event: it notices a line that died in silence
const ALERTS_MS = 10_000; // their figures and advice go on between two events of theirs
const GRACE_MS = 2_000; // a stream that comes back sooner was never "out of touch"
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

let tellEvent = () => {};
let stream = null;
let heardSeq = 0;
let failures = 0;
let readings = 0;
let newestApplied = 0;
let lastReadAt = 0;
let plannedRead = null;
let retry = null;
let safety = null;
let alertsTold = true; // something became of an alert since they were read
let alertsHeardSeq = 0;
let alertsSeq = 0;
let alertsReadAt = 0;
let lostSince = null;

/** Have each event told, before the lists are read again because of it. */
export function onEvent(listener) {
  tellEvent = listener;
}

/** Read everything and listen from there on, until `stop`. */
export async function start() {
  stop();
  alertsTold = true;
  alertsSeq = 0;
  safety = setInterval(checkLine, SAFETY_MS);
  await resync();
}

export function stop() {
  for (const timer of [retry, plannedRead, safety]) clearTimeout(timer);
  retry = plannedRead = safety = null;
  stream?.close();
  stream = null;
  lostSince = null;
}

/** Read the lists now; what an older reading brings later is dropped. Throws what `get` throws. */
export async function readNow() {
  const mine = ++readings;
  clearTimeout(plannedRead);
  plannedRead = null;
  lastReadAt = performance.now();
  const asksAlerts = alertsTold || performance.now() - alertsReadAt > ALERTS_MS;
  const [list, { counters }, found] = await Promise.all([
    timed(get("/visits")),
    get("/counters"),
    asksAlerts ? get("/alerts") : null,
  ]);
  if (found) applyAlerts(found);
  if (mine > newestApplied) {
    newestApplied = mine;
    apply(list, counters);
  }
  return list.seq;
}

async function resync() {
  retry = null;
  try {
    listenAfter(await readNow());
  } catch (error) {
    if (isSignedOut(error)) return;
    lineLost();
  }
}

function listenAfter(seq) {
  stream?.close();
  heardSeq = seq;
  stream = new EventSource(`/api/v1/events?scope=office&after=${seq}`);
  stream.onopen = lineFound;
  stream.onerror = lineLost;
  for (const name of EVENT_NAMES) stream.addEventListener(name, hear);
}

function hear(message) {
  heardSeq = Math.max(heardSeq, Number(message.lastEventId));
  const event = JSON.parse(message.data);
  if (CALLS.includes(event.name)) change({ lastCalls: { ...state.lastCalls, [event.visit_id]: event.at } });
  if (event.name.startsWith("alert.")) {
    alertsTold = true;
    alertsHeardSeq = heardSeq;
  }
  tellEvent(event);
  readSoon();
}

function readSoon() {
  if (plannedRead) return;
  const wait = Math.max(0, lastReadAt + APART_MS - performance.now());
  plannedRead = setTimeout(() => readNow().catch(readFailed), wait);
}

function readFailed(error) {
  if (!isSignedOut(error)) lineLost();
}

async function checkLine() {
  if (retry) return;
  const heardBefore = heardSeq;
  try {
    const seq = await readNow();
    if (seq > heardBefore && heardSeq === heardBefore) setTimeout(() => heardSeq < seq && lineLost(), GRACE_MS);
  } catch (error) {
    readFailed(error);
  }
}

function lineLost() {
  stream?.close();
  stream = null;
  lostSince ??= performance.now();
  const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
  clearTimeout(retry);
  retry = setTimeout(resync, wait * (0.75 + Math.random() / 2));
  setTimeout(
    () => lostSince !== null && performance.now() - lostSince >= GRACE_MS && change({ inTouch: false }),
    GRACE_MS,
  );
}

function lineFound() {
  failures = 0;
  lostSince = null;
  change({ inTouch: true });
}

function isSignedOut(error) {
  if (!(error instanceof Problem) || error.status !== 401) return false;
  sessionOver();
  return true;
}

/** An older answer that comes late says nothing new: each is as of an event. */
function applyAlerts({ seq, alerts }) {
  if (seq < alertsSeq) return;
  alertsSeq = seq;
  alertsReadAt = performance.now();
  alertsTold = seq < alertsHeardSeq;
  change({ alerts });
}

function apply(list, counters) {
  learnServerTime(list.at, list.tripMs);
  change({ visits: list.visits, visitsAt: list.at, counters, counterId: heldCounter(counters), loaded: true });
}

function heldCounter(counters) {
  const held = countersOf(counters, state.session?.person_id);
  return held.some((counter) => counter.id === state.counterId) ? state.counterId : (held[0]?.id ?? null);
}

async function timed(answer) {
  const asked = performance.now();
  const list = await answer;
  return { ...list, tripMs: performance.now() - asked };
}
