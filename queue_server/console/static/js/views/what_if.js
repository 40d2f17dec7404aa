// A day that is over, played again under another order of calling or with one more counter, beside what truly happened.

import { asClock } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { yesterday } from "../planning.js";
import { state } from "../state.js";
import { percent } from "../figures.js";
import { backButton, pageTabs, progressOf } from "./page_tabs.js";

export function whatIfPage() {
  const { whatIf: found, whatIfProblem: problem } = state;
  return h(
    "section",
    { class: "figures what-if", "data-key": "what-if", "aria-label": t("Nếu như") },
    h("div", { class: "figures-head" }, h("h1", {}, t("Số liệu")), pageTabs(), backButton()),
    questions(),
    problem && h("p", { class: "figures-problem", role: "alert" }, icon("near"), problem),
    !problem && !found?.happened && progressOf(found, t("Đang diễn lại ngày đã chọn…")),
    found?.happened && answer(found),
  );
}

function questions() {
  const { date, policy, like, opens, closes } = state.whatIfOf;
  return h(
    "div",
    { class: "questions", "data-key": "questions" },
    field(t("Ngày"), h("input", { type: "date", "data-what-if": "date", value: date, max: yesterday(), required: true })),
    h(
      "div",
      { class: "question" },
      h("span", {}, t("Cách gọi")),
      h("div", { class: "segments small", role: "group", "aria-label": t("Cách gọi") }, policies().map((one) => policyButton(one, policy))),
    ),
    field(
      t("Thêm một quầy"),
      h(
        "select",
        { "data-what-if": "like" },
        option("", t("Không thêm"), like),
        option("all", t("Làm được mọi dịch vụ"), like),
        state.counters.map(({ id, name }) => option(id, t("Như {counter}", { counter: named(name) }), like)),
      ),
    ),
    like && field(t("Từ giờ"), h("input", { type: "time", "data-what-if": "opens", value: opens })),
    like && field(t("Đến giờ"), h("input", { type: "time", "data-what-if": "closes", value: closes })),
  );
}

function policies() {
  return [
    ["", t("Như cũ")],
    ["fair", t("Công bằng")],
    ["balanced", t("Cân đối")],
    ["fifo", t("Đến trước gọi trước")],
    ["strict", t("Ưu tiên tuyệt đối")],
  ];
}

function policyButton([policy, words], chosen) {
  const attributes = { type: "button", "data-key": policy || "own", "data-do": "what-if-policy", "data-policy": policy };
  return h("button", { ...attributes, "aria-pressed": String(policy === chosen) }, words);
}

function option(value, words, chosen) {
  return h("option", { value, selected: value === chosen }, words);
}

function field(words, input) {
  return h("label", { class: "question", "data-key": words }, h("span", {}, words), input);
}

function answer(found) {
  const rows = [
    ["happened", t("Thực tế"), found.happened],
    ["replayed", t("Diễn lại y như cũ"), found.replayed],
    ["changed", t("Diễn lại theo thay đổi"), found.changed],
  ];
  return h(
    "section",
    { class: "figures-groups", "data-key": "answer" },
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("So sánh") },
      h(
        "table",
        { class: "compared" },
        h("thead", {}, h("tr", {}, heads().map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map(([key, name, figures]) => row(key, name, figures))),
      ),
    ),
    h("p", { class: "quiet" }, t("Thời gian chờ tính đến lần gọi đầu. Hai dòng đầu khác nhau bao nhiêu là sai số của mô hình bấy nhiêu.")),
    h(
      "p",
      { class: "quiet" },
      t("Không tính {left} lượt về trước khi được gọi. Cán bộ tự chọn số để gọi {chosen} lần.", { left: found.left_out, chosen: found.chosen_calls }),
    ),
  );
}

function heads() {
  return ["", t("Người"), t("Trong hạn"), t("Trung bình"), t("90 %"), t("90 % người ưu tiên"), t("Bị vượt nhiều nhất"), t("Chưa được gọi")];
}

function row(key, name, figures) {
  return h(
    "tr",
    { "data-key": key },
    h("th", { scope: "row" }, name),
    h("td", {}, figures.people),
    h("td", {}, percent(figures.share_within)),
    h("td", {}, asClock(figures.mean_seconds)),
    h("td", {}, asClock(figures.p90_seconds)),
    h("td", {}, figures.priority_p90_seconds === null ? "–" : asClock(figures.priority_p90_seconds)),
    h("td", {}, t("{count} lần", { count: figures.overtakes_max })),
    h("td", {}, figures.uncalled || "–"),
  );
}
