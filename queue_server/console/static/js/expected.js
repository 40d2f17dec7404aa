// An expected wait as people say it: single minutes below ten, fives below an hour, tens above.

import { t } from "./i18n.js";

const SHORT_WAIT = 5;

export function expectedWait({ low_seconds: low, high_seconds: high }) {
  const step = high < 600 ? 1 : high < 3600 ? 5 : 10;
  const from = nearest(low, step);
  const to = Math.max(step, nearest(high, step));
  if (to <= SHORT_WAIT || from === 0) return t("dưới {minutes} phút", { minutes: Math.max(to, SHORT_WAIT) });
  return from >= to ? t("{count} phút", { count: to }) : t("{from}–{to} phút", { from, to });
}

function nearest(seconds, step) {
  return Math.floor(seconds / 60 / step + 0.5) * step;
}
