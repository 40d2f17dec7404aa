// How the kiosks, walls and printers are: read only, for supervisors and administrators.

import { asTimeOfDay } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { faultInWords } from "../faults.js";
import { t } from "../i18n.js";
import { state } from "../state.js";

export function deviceRows() {
  if (state.devices === null) return h("p", { class: "quiet empty" }, t("Đang đọc…"));
  if (!state.devices.length) return h("p", { class: "quiet empty" }, t("Chưa có thiết bị nào."));
  return h("ul", { class: "rows devices" }, state.devices.map(row));
}

function row(device) {
  const kind = { kiosk: t("Kiosk"), display: t("Màn hình"), agent: t("Máy in, loa") }[device.kind];
  return h(
    "li",
    { class: "row", "data-key": device.id },
    icon("device"),
    h(
      "div",
      { class: "row-words" },
      h("span", { class: "row-service" }, device.name),
      h("span", { class: "row-marks quiet" }, [kind, device.version].filter(Boolean).join(" · ")),
    ),
    h("div", { class: "row-wait" }, health(device), h("span", { class: "quiet" }, seen(device))),
  );
}

function health(device) {
  if (device.revoked) return mark("near", t("đã thu hồi"));
  if (!device.enrolled) return mark("near", t("chưa kết nối lần nào"));
  if (device.state === "failed") return mark("over", faultInWords(device.fault));
  if (device.state === "warning") return mark("near", faultInWords(device.fault));
  return device.state === "ok" ? mark("ok", t("hoạt động tốt")) : mark("near", t("chưa báo tình trạng"));
}

function mark(level, words) {
  return h("span", { class: `wait ${level}` }, icon({ ok: "complete", near: "near", over: "over" }[level]), words);
}

function seen(device) {
  if (!device.seen_at) return "";
  return t("báo lúc {time}", { time: asTimeOfDay(device.seen_at, state.office.time_zone) });
}
