// Correcting a priority class that was declared wrongly at the kiosk, or not at all.

import { command, visitVerb } from "../commands.js";
import { h } from "../dom.js";
import { named, t } from "../i18n.js";
import { state } from "../state.js";
import { tell } from "../toast.js";
import { openSheet, reasonField, tiles } from "./dialog.js";

export function askPriority(visit) {
  const choices = state.priorityClasses.map(({ code, name }) => ({
    value: code,
    label: named(name),
    checked: code === visit.priority_class,
  }));
  openSheet({
    title: t("Sửa đối tượng ưu tiên của số {number}", { number: visit.ticket_number }),
    submit: t("Lưu"),
    wide: true,
    body: [
      h("p", { class: "quiet" }, t("Số giữ nguyên thời điểm lấy số; chỉ thứ tự gọi thay đổi. Lý do được lưu lại.")),
      tiles("priority_class", choices, { legend: t("Đối tượng ưu tiên"), kind: "small" }),
      reasonField([t("Chọn nhầm ở ki-ốt"), t("Chưa chọn ở ki-ốt"), t("Đã xem giấy tờ"), t("Công dân đề nghị")]),
    ],
    send: async (form) => {
      const body = { priority_class: form.get("priority_class"), reason: form.get("reason").trim() };
      const answer = await command("priority", () => visitVerb("priority", visit.visit_id, body));
      if (answer) tell(t("Đã sửa đối tượng ưu tiên của {number}.", { number: visit.ticket_number }));
    },
  });
}
