// The sheets that ask why: pausing a counter, calling out of order, cancelling, setting aside.

import { command, counterVerb, visitVerb } from "../commands.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { openSheet, reasonField, tiles } from "./dialog.js";

const REMEMBERED = 3;
// Words of the staff can name a person: they are kept while the page is open and written nowhere.
const recentReasons = [];

export function askPause(counter) {
  openSheet({
    title: t("Tạm dừng quầy"),
    submit: t("Tạm dừng"),
    body: reasonField([t("Nghỉ giải lao"), t("Nghỉ trưa"), t("Họp"), t("Xử lý hồ sơ"), t("Sự cố máy móc")], {
      required: false,
    }),
    send: async (form) => {
      const reason = form.get("reason").trim();
      await command("pause", () => counterVerb("pause", counter.id, reason ? { reason } : {}));
    },
  });
}

export function askCall(visit, counter) {
  const common = [
    t("Có lịch hẹn"),
    t("Sức khỏe yếu, cần ưu tiên"),
    t("Quay lại bổ sung giấy tờ"),
    t("Đã gọi nhưng vắng mặt"),
  ];
  openSheet({
    title: t("Gọi số {number} trước thứ tự", { number: visit.ticket_number }),
    submit: t("Gọi số {number}", { number: visit.ticket_number }),
    body: reasonField([...common, ...recentReasons.filter((words) => !common.includes(words))]),
    send: async (form) => {
      const reason = form.get("reason").trim();
      await command("call", () => visitVerb("call", visit.visit_id, { counter_id: counter.id, reason }));
      remember(reason);
    },
  });
}

export function askCancel(visit) {
  openSheet({
    title: t("Hủy số {number}", { number: visit.ticket_number }),
    submit: t("Hủy số {number}", { number: visit.ticket_number }),
    kind: "danger solid",
    body: [
      h("p", { class: "quiet" }, t("Số đã hủy không gọi lại được.")),
      reasonField([t("Công dân xin hủy"), t("Lấy nhầm dịch vụ"), t("Lấy trùng số"), t("Không thuộc thẩm quyền")]),
    ],
    send: async (form) => {
      await command("cancel", () => visitVerb("cancel", visit.visit_id, { reason: form.get("reason").trim() }));
    },
  });
}

export function askHold(visit) {
  const minutes = [5, 10, 15, 30, 60].map((count) => ({
    value: count,
    label: t("{count} phút", { count }),
    checked: count === 10,
  }));
  openSheet({
    title: t("Tạm giữ số {number}", { number: visit.ticket_number }),
    submit: t("Tạm giữ"),
    body: [
      reasonField([t("Chờ bổ sung giấy tờ"), t("Đi sao chụp"), t("Điền lại tờ khai"), t("Nộp phí, lệ phí")]),
      tiles("minutes", [...minutes, { value: "", label: t("Không hẹn giờ") }], {
        legend: t("Hết giờ thì tự quay lại hàng chờ"),
        kind: "small",
      }),
    ],
    send: async (form) => {
      const minutesWanted = Number(form.get("minutes"));
      const body = { reason: form.get("reason").trim(), ...(minutesWanted ? { minutes: minutesWanted } : {}) };
      await command("hold", () => visitVerb("hold", visit.visit_id, body));
    },
  });
}

function remember(reason) {
  const known = recentReasons.indexOf(reason);
  if (known >= 0) recentReasons.splice(known, 1);
  recentReasons.unshift(reason);
  recentReasons.length = Math.min(recentReasons.length, REMEMBERED);
}
