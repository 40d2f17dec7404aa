// Server time. The clock of an office PC may be minutes off, a wait shown to staff may not.

let aheadMs = 0;
let bestTripMs = Infinity;

/** Learn how far the server is ahead of this machine: `at` was written somewhere in a round trip of `tripMs`. */
export function learnServerTime(at, tripMs) {
  const measured = Date.parse(at) + tripMs / 2 - Date.now();
  const jumped = Math.abs(measured - aheadMs) > 2_000;
  if (tripMs > bestTripMs * 2 && !jumped) return;
  bestTripMs = Math.min(bestTripMs, tripMs);
  aheadMs = measured;
}

export function serverNow() {
  return Date.now() + aheadMs;
}

/** Seconds since a moment of the server, never negative; null for no moment. */
export function secondsSince(moment) {
  return moment ? Math.max(0, (serverNow() - Date.parse(moment)) / 1000) : null;
}

export function secondsUntil(moment) {
  return moment ? Math.max(0, (Date.parse(moment) - serverNow()) / 1000) : null;
}

/** 7:05, or 1:02:09 from an hour on. */
export function asClock(seconds) {
  const whole = Math.floor(Math.max(0, seconds ?? 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part) => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Hour and minute as the office's own clocks show them; null is now. */
export function asTimeOfDay(moment, timeZone) {
  return clockFace(timeZone).format(moment === null ? serverNow() : new Date(moment));
}

const clockFaces = new Map();

/** Making one costs more than a row of the list, and every row shows a time each second. */
function clockFace(timeZone) {
  if (!clockFaces.has(timeZone)) {
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
    clockFaces.set(timeZone, new Intl.DateTimeFormat("vi-VN", shape));
  }
  return clockFaces.get(timeZone);
}
