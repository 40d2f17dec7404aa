// The table of figures: one row for each service, counter, kind of person or half-hour.

import { h } from "../dom.js";
import { named, t } from "../i18n.js";
import { state } from "../state.js";

/** `tools`: how a duration against its target and a share are written. */
export function figuresTable(figures, tools) {
  return h(
    "section",
    { class: "figures-groups", "data-key": "groups" },
    h("div", { class: "segments", role: "group", "aria-label": t("Xem theo") }, ways().map(way)),
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("Bảng số liệu") },
      h(
        "table",
        {},
        h("thead", {}, groupHead(), h("tr", {}, columns(figures.by).map(([name]) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, figures.groups.map((group) => row(group, figures, tools))),
        h("tfoot", {}, totalRow(figures, tools)),
      ),
    ),
    figures.groups.length === 0 && h("p", { class: "quiet empty" }, t("Những ngày này không có lượt nào.")),
  );
}

function ways() {
  return [
    ["service", t("Dịch vụ")],
    ["counter", t("Quầy")],
    ["class_group", t("Đối tượng")],
    ["half_hour", t("Giờ đến")],
  ];
}

function way([by, name]) {
  const chosen = String(state.figuresOf.by === by);
  return h("button", { type: "button", "data-key": by, "data-do": "figures-by", "data-by": by, "aria-pressed": chosen }, name);
}

function groupHead() {
  return h(
    "tr",
    { class: "over-head" },
    h("td", { colspan: 2 }),
    h("th", { colspan: 6, scope: "colgroup" }, t("Chờ đến khi được gọi")),
    h("th", { colspan: 2, scope: "colgroup" }, t("Thời gian phục vụ")),
    h("th", { colspan: 4, scope: "colgroup" }, t("Chưa được gọi")),
  );
}

/** Each column: its name, and what it says of one group. */
function columns(by) {
  return [
    [ways().find(([way]) => way === by)[1], ({ name }) => name],
    [t("Lần chờ"), ({ legs }) => legs],
    [t("Trong hạn"), ({ wait }, { percent }) => shareBar(wait, percent)],
    [t("Trung bình"), ({ wait, target }, { mark }) => mark(wait.mean_seconds, target)],
    [t("50 %"), ({ wait, target }, { mark }) => mark(wait.p50_seconds, target)],
    [t("90 %"), ({ wait, target }, { mark }) => mark(wait.p90_seconds, target)],
    [t("95 %"), ({ wait, target }, { mark }) => mark(wait.p95_seconds, target)],
    [t("Lâu nhất"), ({ wait, target }, { mark }) => mark(wait.worst_seconds, target)],
    [t("Trung bình"), ({ service, handling }, { mark }) => mark(service.mean_seconds, handling)],
    [t("Lâu nhất"), ({ service, handling }, { mark }) => mark(service.worst_seconds, handling)],
    [t("Đang chờ"), ({ running }) => running.count || "–"],
    [t("Vắng mặt"), ({ endings }) => endings.no_show || "–"],
    [t("Đã hủy"), ({ endings }) => endings.cancelled || "–"],
    [t("Hết ngày"), ({ endings }) => endings.unserved || "–"],
  ];
}

function row(group, report, tools) {
  const target = group.wait_target_seconds ?? report.wait_target_seconds;
  return cells(group.key ?? "none", nameOf(group), group.figures, { target, report, tools });
}

function totalRow(report, tools) {
  return cells("total", t("Tất cả"), report.total, { target: report.wait_target_seconds, report, tools });
}

function cells(key, name, figures, { target, report, tools }) {
  const told = { ...figures, name, target, handling: report.handling_target_seconds };
  const [[, first], ...others] = columns(report.by);
  return h(
    "tr",
    { "data-key": key },
    h("th", { scope: "row" }, first(told)),
    others.map(([, say]) => h("td", {}, say(told, tools))),
  );
}

function nameOf({ key, name }) {
  if (key === null) return t("Chưa đến quầy nào");
  const words = { priority: t("Ưu tiên"), ordinary: t("Không ưu tiên") }[key];
  return words ?? (named(name) || key);
}

function shareBar(wait, percent) {
  if (!wait.count) return "–";
  return h(
    "span",
    { class: "share" },
    h("progress", { max: wait.count, value: wait.within_target, "aria-hidden": "true" }),
    h("span", {}, percent(wait.share_within)),
  );
}
