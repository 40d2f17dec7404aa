// The work area: who is at the counter, for how long, and what can be done next.

import { asClock, asTimeOfDay, secondsSince } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import {
  absenceMark,
  commandButton,
  iconButton,
  languageMark,
  paperMark,
  priorityMark,
  targetOf,
  visitAt,
  visitsFor,
  waitedSeconds,
  waitMark,
} from "../parts.js";
import { CALL_TIMEOUT_SECONDS, currentLeg, movesAt } from "../rules.js";
import { state } from "../state.js";

/** What the clerk sees first: the visit at the counter and its buttons. */
export function workArea(counter) {
  const visit = visitAt(counter);
  return h(
    "section",
    { class: "work", "aria-label": t("Lượt giao dịch tại quầy") },
    visit ? currentCard(visit) : idleCard(counter),
    buttons(counter, visit),
  );
}

function currentCard(visit) {
  const serving = visit.state === "serving";
  return h(
    "div",
    { class: `current ${visit.state}` },
    h(
      "div",
      { class: "current-head" },
      h("p", { class: "current-state" }, icon(serving ? "serve" : "call"), serving ? t("Đang phục vụ") : t("Đang gọi")),
      h("span", { class: "marks" }, priorityMark(visit), languageMark(visit), absenceMark(visit), paperMark(visit)),
      visit.has_dossier &&
        h(
          "button",
          { type: "button", class: "button dossier", "data-do": "dossier", "data-shortcut": "D" },
          icon("declaration"),
          h("span", { class: "label" }, t("Tờ khai")),
        ),
      iconButton({
        name: "priority",
        label: t("Sửa đối tượng ưu tiên"),
        picture: "star",
        shortcut: "U",
        data: { "data-visit": visit.visit_id },
      }),
      iconButton({
        name: "reprint",
        label: t("In lại phiếu"),
        picture: "print",
        shortcut: "I",
        data: { "data-visit": visit.visit_id },
      }),
    ),
    h(
      "div",
      { class: "current-body" },
      h("p", { class: "number", "aria-live": "polite" }, visit.ticket_number),
      h("div", { class: "current-facts" }, h("p", { class: "service" }, named(visit.service.name)), facts(visit)),
    ),
    visit.why ? whyLine(visit.why) : null,
    serving ? serviceClock(visit) : answerClock(visit),
  );
}

/** Why the policy called this one and nobody else; a visit that a clerk chose has none. */
function whyLine(why) {
  return h("p", { class: "why" }, h("strong", {}, t("Vì sao số này?")), " ", named(why.text));
}

function facts(visit) {
  const target = targetOf(visit);
  return h(
    "dl",
    { class: "facts" },
    fact(t("Lấy số lúc"), asTimeOfDay(visit.arrived_at, state.office.time_zone)),
    fact(t("Đã chờ / {minutes} phút", { minutes: Math.round(target / 60) }), waitMark(waitedSeconds(visit), target)),
    fact(t("Số lần gọi"), String(visit.call_count)),
  );
}

function fact(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

function answerClock(visit) {
  const waited = secondsSince(lastCall(visit));
  const late = waited >= CALL_TIMEOUT_SECONDS;
  return h(
    "div",
    { class: `running${late ? " late" : ""}` },
    h("p", {}, late ? t("Chưa có mặt: gọi lại hoặc ghi vắng mặt") : t("Chờ công dân đến quầy")),
    h("b", {}, asClock(waited)),
    h("progress", { max: CALL_TIMEOUT_SECONDS, value: Math.min(waited, CALL_TIMEOUT_SECONDS), "aria-hidden": "true" }),
  );
}

function serviceClock(visit) {
  const served = servedSeconds(visit);
  const target = state.office.handling_target_seconds;
  const late = served >= target;
  const minutes = Math.round(target / 60);
  return h(
    "div",
    { class: `running${late ? " late" : ""}` },
    h(
      "p",
      {},
      late
        ? t("Đã quá {minutes} phút phục vụ", { minutes })
        : t("Thời gian phục vụ (hạn {minutes} phút)", { minutes }),
    ),
    h("b", {}, asClock(served)),
    h("progress", {
      max: target,
      value: Math.min(served, target),
      "aria-hidden": "true",
    }),
  );
}

/** The server leaves holds out of its figure; since it was read only the time of day has passed. */
function servedSeconds(visit) {
  const leg = currentLeg(visit);
  const known = leg?.service_seconds ?? visit.service_seconds;
  return known === null || known === undefined
    ? (secondsSince(leg?.serving_from) ?? 0)
    : known + secondsSince(state.visitsAt);
}

function lastCall(visit) {
  return state.lastCalls[visit.visit_id] ?? visit.called_at ?? state.visitsAt;
}

function idleCard(counter) {
  const next = visitsFor(counter, "waiting");
  const paused = counter.state === "paused";
  return h(
    "div",
    { class: `current idle${paused ? " paused" : ""}` },
    h(
      "p",
      { class: "current-state" },
      icon(paused ? "hold" : "counter"),
      paused ? t("Quầy đang tạm dừng") : t("Quầy đang trống"),
    ),
    h("p", { class: "idle-words" }, paused ? pauseWords(counter) : idleWords(next)),
    h("p", { class: "quiet" }, t("Đang chờ quầy này: {count}", { count: next.length })),
  );
}

function pauseWords(counter) {
  return counter.pause_reason ?? t("Mở lại quầy để gọi số.");
}

function idleWords(next) {
  if (!next.length) return t("Không có ai đang chờ.");
  return t("Dự kiến tiếp theo: {number}", { number: next[0].ticket_number });
}

function buttons(counter, visit) {
  const moves = movesAt(counter, visit);
  const late = visit?.state === "called" && secondsSince(lastCall(visit)) >= CALL_TIMEOUT_SECONDS;
  const hint = late ? " urge" : "";
  const one = (name, label, picture, shortcut, kind) =>
    commandButton({ name, label, picture, shortcut, kind, off: !moves.has(name) });
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": t("Thao tác") },
    one("call-next", t("Gọi số"), "call", "G", moves.has("call-next") ? "main" : ""),
    one("recall", t("Gọi lại"), "recall", "L", hint),
    one("serve", t("Bắt đầu"), "serve", "B", moves.has("serve") && !late ? "main" : ""),
    one("complete", t("Hoàn tất"), "complete", "H", moves.has("complete") ? "main done" : ""),
    one("no-show", t("Vắng mặt"), "absent", "V", hint),
    one("hold", t("Tạm giữ"), "hold", "T"),
    one("transfer", t("Chuyển quầy"), "transfer", "C"),
    one("cancel", t("Hủy"), "cancel", "X", moves.has("cancel") ? "danger" : ""),
  );
}
