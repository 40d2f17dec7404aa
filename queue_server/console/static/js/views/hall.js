// The hall beside the work area: who waits and since when, what the other counters do, how the devices are.

import { asTimeOfDay } from "../clock.js";
import { h } from "../dom.js";
import { expectedWait } from "../expected.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import {
  absenceMark,
  commandButton,
  iconButton,
  languageMark,
  levelOf,
  paperMark,
  priorityMark,
  targetOf,
  visitsShown,
  waitedSeconds,
  waitMark,
} from "../parts.js";
import { isFor, isSupervisor } from "../rules.js";
import { state } from "../state.js";
import { counterRows } from "./counters.js";
import { deviceRows } from "./devices.js";

const MOST_ROWS = 60; // a longer line is drawn when asked for: every row ticks each second

export function hall(counter) {
  const waiting = visitsShown(counter, "waiting");
  return h(
    "section",
    { class: "hall", "aria-label": t("Phòng chờ") },
    tabs(),
    h(
      "div",
      { class: "panel", role: "tabpanel", id: "panel", "aria-labelledby": `tab-${state.tab}`, tabindex: "-1" },
      state.tab === "counters" && counterRows(),
      state.tab === "devices" && deviceRows(),
      state.tab === "waiting" && [tools(waiting), waitingRows(counter, waiting)],
    ),
  );
}

function tabs() {
  const open = state.counters.filter((counter) => counter.state === "open").length;
  const waiting = state.visits.filter((visit) => visit.state === "waiting").length;
  const failed = state.devices?.filter((device) => device.state === "failed").length;
  return h(
    "div",
    { class: "tabs", role: "tablist" },
    tab("waiting", t("Đang chờ"), waiting),
    tab("counters", t("Các quầy"), `${open}/${state.counters.length}`),
    isSupervisor(state.session) && tab("devices", t("Thiết bị"), failed ? `! ${failed}` : null),
  );
}

function tab(name, label, count) {
  const chosen = state.tab === name;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "data-key": name,
      "data-do": "tab",
      "data-tab": name,
      "aria-selected": String(chosen),
      "aria-controls": "panel",
    },
    label,
    count !== null && h("span", { class: "count" }, count),
  );
}

function tools(waiting) {
  return h(
    "div",
    { class: "tools" },
    h(
      "div",
      { class: "segments", role: "group", "aria-label": t("Lọc hàng chờ") },
      filter("mine", t("Quầy của tôi")),
      filter("all", t("Tất cả")),
    ),
    h(
      "label",
      { class: "find" },
      icon("search"),
      h("span", { class: "unseen" }, t("Tìm số")),
      h("input", {
        type: "search",
        "data-set": "find",
        "data-shortcut": "/",
        placeholder: t("Tìm số"),
        autocomplete: "off",
      }),
    ),
    summary(waiting),
  );
}

function filter(name, label) {
  return h(
    "button",
    { type: "button", "data-do": "filter", "data-filter": name, "aria-pressed": String(state.filter === name) },
    label,
  );
}

function summary(waiting) {
  const levels = waiting.map((visit) => levelOf(visit));
  const count = (level) => levels.filter((one) => one === level).length;
  return h(
    "p",
    { class: "summary" },
    h("span", { class: "wait over" }, icon("over"), t("Quá hạn: {count}", { count: count("over") })),
    h("span", { class: "wait near" }, icon("near"), t("Sắp quá: {count}", { count: count("near") })),
  );
}

function waitingRows(counter, waiting) {
  if (!waiting.length) {
    return h(
      "p",
      { class: "quiet empty" },
      state.find ? t("Không có số nào như vậy đang chờ.") : t("Không có ai đang chờ."),
    );
  }
  const shown = state.wholeLine ? waiting : waiting.slice(0, MOST_ROWS);
  return [
    h(
      "ol",
      { class: "rows waiting", "aria-label": t("Hàng chờ theo thứ tự gọi") },
      shown.map((visit, place) => row(visit, place, whyNotCallable(visit, counter))),
    ),
    shown.length < waiting.length && restButton(waiting.length - shown.length),
  ];
}

function restButton(count) {
  return h(
    "button",
    { type: "button", class: "button rest", "data-do": "whole-line" },
    h("span", { class: "label" }, t("Xem thêm {count} số", { count })),
  );
}

/** What the wait is expected to last still; an old figure is shown as one. */
function stillToWait(forecast) {
  if (!forecast) return null;
  const data = { class: forecast.stale ? "expected stale" : "expected" };
  return h("span", data, t("còn {time}", { time: expectedWait(forecast) }));
}

/** Null, or a sentence that says why this visit cannot be called to the counter now. */
function whyNotCallable(visit, counter) {
  if (counter.state !== "open" || counter.visit_id) return t("Chỉ gọi được khi quầy đang mở và trống");
  return isFor(visit, counter, state.counters) ? null : t("Quầy này không nhận lượt này");
}

function row(visit, place, whyNot) {
  const data = { "data-visit": visit.visit_id };
  const number = visit.ticket_number;
  return h(
    "li",
    { class: `row ${levelOf(visit)}`, "data-key": visit.visit_id },
    h("span", { class: "place-in-line", "aria-hidden": "true" }, place + 1),
    h("b", { class: "row-number" }, number),
    h(
      "div",
      { class: "row-words" },
      h("span", { class: "row-service" }, named(visit.service.name)),
      h("span", { class: "row-marks" }, priorityMark(visit), languageMark(visit), absenceMark(visit), paperMark(visit)),
    ),
    h(
      "div",
      { class: "row-wait" },
      waitMark(waitedSeconds(visit), targetOf(visit)),
      h("span", { class: "quiet" }, t("từ {time}", { time: asTimeOfDay(visit.wait_from, state.office.time_zone) })),
      stillToWait(visit.forecast),
    ),
    h(
      "div",
      { class: "row-buttons" },
      commandButton({
        name: "call",
        label: t("Gọi"),
        picture: "call",
        data,
        off: whyNot !== null,
        title: whyNot ?? t("Gọi số {number}", { number }),
      }),
      iconButton({ name: "priority", label: t("Sửa đối tượng ưu tiên của {number}", { number }), picture: "star", data }),
      iconButton({ name: "reprint", label: t("In lại phiếu {number}", { number }), picture: "print", data }),
      iconButton({ name: "cancel", label: t("Hủy {number}", { number }), picture: "cancel", data }),
    ),
  );
}
