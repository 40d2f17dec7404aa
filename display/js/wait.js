// An expected wait as people say it: single minutes below ten, fives below an hour, tens above.

const SHORT_WAIT = 5;
const WORTHLESS_AFTER = 90000;

// The sentence and its figures, or null when nothing is known or it is too long ago; `now` in milliseconds.
export function expectedWait(forecast, now) {
  if (!forecast || (forecast.as_of && now - Date.parse(forecast.as_of) > WORTHLESS_AFTER)) return null;
  const longest = forecast.high_seconds / 60;
  const step = longest < 10 ? 1 : longest < 60 ? 5 : 10;
  const low = nearest(forecast.low_seconds, step);
  const high = Math.max(step, nearest(forecast.high_seconds, step));
  if (high <= SHORT_WAIT || low === 0) return ['dưới {high} phút', { high: Math.max(high, SHORT_WAIT) }];
  return low >= high ? ['khoảng {high} phút', { high }] : ['khoảng {low}–{high} phút', { low, high }];
}

function nearest(seconds, step) {
  return Math.floor(seconds / 60 / step + 0.5) * step;
}
