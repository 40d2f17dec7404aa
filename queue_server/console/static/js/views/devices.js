// How the kiosks, walls and printers are: read only, for supervisors and administrators.

import { asTimeOfDay, secondsSince } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { faultInWords } from "../faults.js";
import { t } from "../i18n.js";
import { iconButton } from "../parts.js";
import { isAdministrator } from "../rules.js";
import { state } from "../state.js";

const SILENT_SECONDS = 60; // a kiosk reports every ten seconds while it is in touch

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
      device.kiosk && h("span", { class: "row-marks quiet" }, [...kioskFacts(device.kiosk), pinFact(device)].filter(Boolean).join(" · ")),
      device.kiosk?.refused.length > 0 &&
        h(
          "span",
          { class: "row-marks" },
          mark("over", t("Máy chủ không nhận số {numbers}: hãy cấp lại", { numbers: device.kiosk.refused.join(", ") })),
        ),
    ),
    h("div", { class: "row-wait" }, health(device), h("span", { class: "quiet" }, seen(device))),
    pinButton(device),
  );
}

/** Who looks after the kiosks sets the PIN of their operator's corner here. */
function pinButton(device) {
  if (device.kind !== "kiosk" || !device.enrolled || device.revoked || !isAdministrator(state.session)) return null;
  const label = t("Đặt mã PIN của {device}", { device: device.name });
  return h("div", { class: "row-buttons" }, iconButton({ name: "set-pin", label, picture: "key", data: { "data-device": device.id } }));
}

function pinFact(device) {
  if (device.pin_waiting) return t("mã PIN mới đang chờ máy nhận");
  return device.kiosk.has_pin ? null : t("chưa có mã PIN");
}

function kioskFacts({ uptime_seconds, lease_left, unsent, screen_faults, restarts }) {
  const minutes = Math.floor(uptime_seconds / 60);
  return [
    t("chạy được {hours} giờ {minutes} phút", { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    t("còn {count} số dự phòng", { count: lease_left }),
    unsent > 0 && t("{count} phiếu chưa gửi về", { count: unsent }),
    screen_faults > 0 && t("{count} lỗi màn hình", { count: screen_faults }),
    restarts > 0 && t("đã tự khởi động lại {count} lần", { count: restarts }),
  ].filter(Boolean);
}

function health(device) {
  if (device.revoked) return mark("near", t("đã thu hồi"));
  if (!device.enrolled) return mark("near", t("chưa kết nối lần nào"));
  if (device.kiosk && secondsSince(device.seen_at) > SILENT_SECONDS) return mark("over", t("mất liên lạc"));
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
