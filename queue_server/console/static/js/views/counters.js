// What the other counters do now.

import { asClock, asTimeOfDay, secondsSince } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { commandButton, visitAt } from "../parts.js";
import { currentLeg, isSupervisor } from "../rules.js";
import { state } from "../state.js";
import { counterState } from "./top_bar.js";

export function counterRows() {
  return h("ul", { class: "rows counters" }, state.counters.map(row));
}

function row(counter) {
  const visit = visitAt(counter);
  return h(
    "li",
    { class: "row", "data-key": counter.id },
    h("b", { class: "row-number name" }, named(counter.name)),
    h(
      "div",
      { class: "row-words" },
      h("span", { class: "row-service" }, counter.clerk?.name ?? t("Chưa có cán bộ")),
      h(
        "span",
        { class: "row-marks" },
        counterState(counter),
        counter.pause_reason && h("span", { class: "quiet" }, counter.pause_reason),
      ),
    ),
    visit ? atCounter(visit) : h("div", { class: "row-wait quiet" }, since(counter)),
    !visit &&
      isLeftOpen(counter) &&
      commandButton({ name: "close", label: t("Đóng quầy"), picture: "out", data: { "data-counter": counter.id } }),
  );
}

/** A supervisor may close a counter that somebody else left open. */
function isLeftOpen(counter) {
  return isSupervisor(state.session) && counter.state !== "closed" && counter.clerk?.id !== state.session.person_id;
}

function atCounter(visit) {
  const serving = visit.state === "serving";
  const from = serving ? currentLeg(visit)?.serving_from : visit.called_at;
  return h(
    "div",
    { class: "row-wait" },
    h("span", { class: "at-counter" }, icon(serving ? "serve" : "call"), h("b", {}, visit.ticket_number)),
    h(
      "span",
      { class: "quiet" },
      serving
        ? t("phục vụ {time}", { time: asClock(secondsSince(from)) })
        : t("đang gọi {time}", { time: asClock(secondsSince(from)) }),
    ),
  );
}

function since(counter) {
  if (!counter.since || counter.state === "closed") return "";
  return t("từ {time}", { time: asTimeOfDay(counter.since, state.office.time_zone) });
}
