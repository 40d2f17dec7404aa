// Visits set aside: why, until when, and taking them up again.

import { asClock, asTimeOfDay, secondsUntil } from "../clock.js";
import { h } from "../dom.js";
import { expectedWait } from "../expected.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { commandButton, iconButton, priorityMark, visitsShown } from "../parts.js";
import { state } from "../state.js";

export function heldList(counter) {
  const held = visitsShown(counter, "held");
  const free = counter.state === "open" && !counter.visit_id;
  return h(
    "section",
    { class: "held", "aria-label": t("Đang tạm giữ") },
    h("h2", {}, icon("hold"), t("Đang tạm giữ"), h("span", { class: "count" }, held.length)),
    held.length
      ? h(
          "ul",
          { class: "rows" },
          held.map((visit) => row(visit, free)),
        )
      : h("p", { class: "quiet empty" }, t("Không có lượt nào đang tạm giữ.")),
  );
}

function row(visit, free) {
  const data = { "data-visit": visit.visit_id };
  return h(
    "li",
    { class: "row", "data-key": visit.visit_id },
    h("b", { class: "row-number" }, visit.ticket_number),
    h(
      "div",
      { class: "row-words" },
      h("span", { class: "row-service" }, visit.hold_reason ?? named(visit.service.name)),
      h("span", { class: "row-marks" }, until(visit), priorityMark(visit), expectedCall(visit)),
    ),
    h(
      "div",
      { class: "row-buttons" },
      commandButton({
        name: "resume",
        label: free ? t("Tiếp tục") : t("Về hàng chờ"),
        picture: free ? "serve" : "recall",
        data,
        title: free ? t("Phục vụ tiếp tại quầy này") : t("Quầy đang bận: đưa về chỗ cũ trong hàng chờ"),
      }),
      iconButton({
        name: "priority",
        label: t("Sửa đối tượng ưu tiên của {number}", { number: visit.ticket_number }),
        picture: "star",
        data,
      }),
      iconButton({
        name: "cancel",
        label: t("Hủy {number}", { number: visit.ticket_number }),
        picture: "cancel",
        data,
      }),
    ),
  );
}

/** When somebody who asks will be called: after the hold, and after those who stand before that place then. */
function expectedCall({ forecast }) {
  if (!forecast) return null;
  const data = { class: forecast.stale ? "expected stale" : "expected" };
  return h("span", data, t("dự kiến gọi sau: {time}", { time: expectedWait(forecast) }));
}

function until(visit) {
  if (!visit.held_until) return h("span", { class: "quiet" }, t("không hẹn giờ"));
  const time = asTimeOfDay(visit.held_until, state.office.time_zone);
  return h(
    "span",
    { class: "quiet" },
    t("đến {time}, còn {left}", { time, left: asClock(secondsUntil(visit.held_until)) }),
  );
}
