// From one page of figures and plans to the other.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { state } from "../state.js";

export function pageTabs() {
  const pages = [
    ["measures", t("Đã qua")],
    ["staffing", t("Nhân lực")],
    ["what-if", t("Nếu như")],
  ];
  return h(
    "div",
    { class: "segments", role: "group", "aria-label": t("Trang số liệu"), "data-key": "pages" },
    pages.map(([page, name]) =>
      h(
        "button",
        {
          type: "button",
          "data-key": page,
          "data-do": "figures-page",
          "data-page": page,
          "aria-pressed": String(state.figuresPage === page),
        },
        name,
      ),
    ),
  );
}

export function backButton() {
  return h(
    "button",
    { type: "button", class: "button", "data-do": "figures", "data-key": "back" },
    h("span", { class: "label" }, t("Quay lại")),
  );
}

/** How far a long computation is. */
export function progressOf(found, words) {
  const done = found?.done ?? 0;
  return h(
    "div",
    { class: "computing", role: "status", "data-key": "computing" },
    h("p", {}, words),
    h("progress", { max: 1, value: done }),
    h("p", { class: "quiet" }, t("Đã xong {percent} %", { percent: Math.floor(done * 100) })),
  );
}
