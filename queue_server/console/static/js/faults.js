// Faults of devices, in words for whoever stands nearest to them.

import { t } from "./i18n.js";

/** The words of a fault code; a code that this page does not know is shown as it is. */
export function faultInWords(code) {
  const words = {
    paper_out: t("hết giấy"),
    paper_low: t("sắp hết giấy"),
    cover_open: t("nắp máy in đang mở"),
    cutter_jammed: t("kẹt dao cắt giấy"),
    paper_jam: t("kẹt giấy"),
    overheated: t("máy in quá nóng"),
    offline: t("máy in không trả lời"),
    not_connected: t("mất kết nối với máy in"),
    line_lost: t("mất kết nối với máy in"),
  };
  return words[code] ?? t("lỗi thiết bị ({code})", { code: code ?? "?" });
}
