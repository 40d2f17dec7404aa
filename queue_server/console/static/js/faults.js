// Faults of devices, in words for whoever stands nearest to them.

import { t } from "./i18n.js";

/** The words of a fault code; a code that this page does not know is shown as it is. */
export function faultInWords(code) {
  const words = {
    paper_out: t("hết giấy"),
    paper_near_end: t("sắp hết giấy"),
    cover_open: t("nắp máy in đang mở"),
    cutter_jammed: t("kẹt dao cắt giấy"),
    offline: t("máy in không trả lời"),
    printer_error: t("máy in báo lỗi"),
    printer_failed: t("máy in báo lỗi"),
    bad_answer: t("không phải máy in phiếu"),
    unconfirmed: t("không rõ đã in xong chưa, xem khay giấy"),
    expired: t("đã quá lúc in, hãy bấm in lại"),
    cannot_draw: t("không vẽ được phiếu"),
    voice_failed: t("loa không đọc được"),
    procedures_broken: t("có tệp thủ tục bị lỗi, chạy check-data"),
    procedures_outdated: t("dữ liệu thủ tục đã hết hạn, cần rà soát"),
  };
  return words[code] ?? t("lỗi thiết bị ({code})", { code: code ?? "?" });
}
