// The keys, and what the colours mean.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { lettersOn, useLetters } from "../keys.js";
import { waitMark } from "../parts.js";
import { redrawSoon, state } from "../state.js";
import { openSheet } from "./dialog.js";

export function showHelp() {
  const target = state.office.wait_target_seconds;
  openSheet({
    title: t("Phím tắt và trợ giúp"),
    wide: true,
    body: [
      h(
        "dl",
        { class: "key-list" },
        keys().map(([letters, words]) =>
          h(
            "div",
            {},
            h(
              "dt",
              {},
              letters.map((key) => h("kbd", {}, key)),
            ),
            h("dd", {}, words),
          ),
        ),
      ),
      lettersTick(),
      h("h3", {}, t("Màu của thời gian chờ")),
      h(
        "ul",
        { class: "legend" },
        h("li", {}, waitMark(0), t("dưới {minutes} phút", { minutes: Math.round((target * 2) / 3 / 60) })),
        h("li", {}, waitMark((target * 2) / 3), t("từ {minutes} phút", { minutes: Math.round((target * 2) / 3 / 60) })),
        h("li", {}, waitMark(target), t("từ {minutes} phút", { minutes: Math.round(target / 60) })),
      ),
    ],
  });
}

function keys() {
  return [
    [["F2", "G"], t("Gọi số")],
    [["L"], t("Gọi lại")],
    [["F8", "B"], t("Bắt đầu")],
    [["F9", "H"], t("Hoàn tất")],
    [["V"], t("Vắng mặt")],
    [["T"], t("Tạm giữ")],
    [["C"], t("Chuyển quầy")],
    [["X"], t("Hủy")],
    [["I"], t("In lại phiếu")],
    [["D"], t("Tờ khai")],
    [["U"], t("Sửa đối tượng ưu tiên")],
    [["P"], t("Cấp số")],
    [["K"], t("Tạm dừng hoặc mở lại quầy")],
    [["/"], t("Tìm số")],
    [["?"], t("Trang này")],
    [["Esc"], t("Đóng hộp thoại")],
  ];
}

function lettersTick() {
  const tick = h("input", { type: "checkbox", checked: lettersOn() });
  tick.addEventListener("change", () => {
    useLetters(tick.checked);
    redrawSoon();
  });
  return h(
    "label",
    { class: "tick" },
    tick,
    h(
      "span",
      {},
      t("Dùng phím chữ cái"),
      h("small", {}, t("Tắt đi nếu nhập liệu bằng giọng nói; F2, F8, F9 vẫn dùng được.")),
    ),
  );
}
