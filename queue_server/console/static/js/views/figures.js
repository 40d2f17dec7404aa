// The figures of the hall, to be read only: how long people waited and were served, today or over some days.

import { asClock, asTimeOfDay } from "../clock.js";
import { h } from "../dom.js";
import { lastDays, percent, today } from "../figures.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { state } from "../state.js";
import { channelsCard } from "./channels.js";
import { figuresTable } from "./figures_table.js";
import { pageTabs } from "./page_tabs.js";
import { staffingPage } from "./staffing.js";
import { whatIfPage } from "./what_if.js";
import { ratingsCard } from "./ratings.js";
import { savingsCard } from "./savings.js";

const RANGES = [1, 7, 30];

export function figuresPage() {
  if (state.figuresPage === "staffing") return staffingPage();
  if (state.figuresPage === "what-if") return whatIfPage();
  const figures = state.figures;
  return h(
    "section",
    { class: "figures", "data-key": "figures", "aria-label": t("Số liệu") },
    head(),
    state.figuresProblem && h("p", { class: "figures-problem", role: "alert" }, icon("near"), state.figuresProblem),
    figures ? [notes(figures), cards(figures), tableOf(figures)] : h("p", { class: "quiet empty" }, t("Đang đọc…")),
  );
}

function head() {
  return h(
    "div",
    { class: "figures-head" },
    h("h1", {}, t("Số liệu")),
    pageTabs(),
    h("div", { class: "segments", role: "group", "aria-label": t("Khoảng ngày") }, RANGES.map(range)),
    dateField("from", t("Từ ngày")),
    dateField("to", t("Đến ngày")),
    state.figures && h("p", { class: "quiet" }, t("Lúc {time}", { time: timeOf(state.figures.at) })),
    h(
      "button",
      { type: "button", class: "button", "data-do": "figures", "data-key": "back" },
      h("span", { class: "label" }, t("Quay lại")),
    ),
  );
}

function range(count) {
  const { from, to } = lastDays(count);
  const chosen = state.figuresOf.from === from && state.figuresOf.to === to;
  const words = count === 1 ? t("Hôm nay") : t("{count} ngày", { count });
  return h(
    "button",
    {
      type: "button",
      "data-key": count,
      "data-do": "figures-range",
      "data-count": count,
      "aria-pressed": String(chosen),
    },
    words,
  );
}

function dateField(name, label) {
  const value = state.figuresOf[name];
  return h(
    "label",
    { class: "date-field" },
    h("span", {}, label),
    h("input", { type: "date", "data-figures": name, value, max: today(), required: true }),
  );
}

function notes({ sealed_dates: sealed, unknown_dates: unknown }) {
  return [
    sealed.length > 0 &&
      h(
        "p",
        { class: "figures-note" },
        icon("near"),
        t("{count} ngày đã qua thời hạn lưu chỉ còn số tổng hợp: các mức 50, 90, 95 % đúng đến phút.", {
          count: sealed.length,
        }),
      ),
    unknown.length > 0 &&
      h(
        "p",
        { class: "figures-note" },
        icon("near"),
        t("{count} ngày không còn số liệu nên không được tính.", { count: unknown.length }),
      ),
  ];
}

function cards({ visits, total, wait_target_seconds: waitTarget, handling_target_seconds: handling, last_date: last }) {
  return h(
    "div",
    { class: "cards" },
    card(
      t("Gọi trong hạn"),
      t("mỗi lần chờ, theo hạn của dịch vụ ({minutes} phút nếu không đặt riêng)", { minutes: waitTarget / 60 }),
      share(total.wait),
      [line(t("Lượt đã gọi"), total.wait.count), line(t("Quá hạn"), total.wait.count - total.wait.within_target)],
    ),
    card(
      t("Thời gian chờ"),
      t("của mỗi lần được gọi, tính cả giờ nghỉ"),
      clock(total.wait.mean_seconds, waitTarget, t("trung bình")),
      spreadLines(total.wait, waitTarget),
    ),
    card(
      t("Thời gian phục vụ"),
      t("của cả lượt đã hoàn tất, hạn {minutes} phút", { minutes: handling / 60 }),
      clock(visits.handling.mean_seconds, handling, t("trung bình")),
      spreadLines(visits.handling, handling),
    ),
    last === today() &&
      card(
        t("Đang chờ bây giờ"),
        t("chưa tính vào các số bên cạnh"),
        big(total.running.count, t("người")),
        [
          line(t("Đã quá hạn"), total.running.over_target),
          line(t("Lâu nhất"), mark(total.running.worst_seconds, waitTarget)),
        ],
      ),
    card(t("Số lượt"), t("theo cách kết thúc"), big(visits.visits, t("lượt")), endingLines(visits.endings)),
    state.channels && channelsCard(state.channels, { card, big, line, percent }),
    state.ratings && ratingsCard(state.ratings, { card, big, line, percent }),
    state.savings && savingsCard(state.savings, { card, big, line, percent }),
  );
}

function card(name, about, figure, lines) {
  return h(
    "section",
    { class: "card", "data-key": name },
    h("h2", {}, name),
    h("p", { class: "quiet" }, about),
    figure,
    h("dl", {}, lines),
  );
}

function big(value, words) {
  return h("p", { class: "big" }, h("b", {}, value), h("span", {}, words));
}

function share(spread) {
  if (!spread.count) return big("–", t("chưa có ai được gọi"));
  return [
    big(percent(spread.share_within), t("trong hạn")),
    h("progress", { max: spread.count, value: spread.within_target, "aria-hidden": "true" }),
  ];
}

function clock(seconds, target, words) {
  return h("p", { class: "big" }, h("b", {}, seconds === null ? "–" : mark(seconds, target)), h("span", {}, words));
}

function spreadLines(spread, target) {
  const rows = [
    [t("50 % không quá"), spread.p50_seconds],
    [t("90 % không quá"), spread.p90_seconds],
    [t("95 % không quá"), spread.p95_seconds],
    [t("Lâu nhất"), spread.worst_seconds],
  ];
  return rows.map(([name, seconds]) => line(name, mark(seconds, target)));
}

function endingLines(endings) {
  const rows = [
    [t("Hoàn tất"), endings.served],
    [t("Đang làm hoặc đang chờ"), endings.open],
    [t("Vắng mặt"), endings.no_show],
    [t("Đã hủy"), endings.cancelled],
    [t("Hết ngày chưa được gọi"), endings.unserved],
    [t("Hết ngày còn bỏ dở"), endings.left_open],
  ];
  return rows.filter(([, count], place) => count || place === 0).map(([name, count]) => line(name, count));
}

function line(name, value) {
  return h("div", { "data-key": name }, h("dt", {}, name), h("dd", {}, value));
}

/** A duration; one beyond the target carries a picture and words besides its colour. */
export function mark(seconds, target) {
  if (seconds === null) return "–";
  if (target === null || seconds <= target) return h("span", { class: "span" }, asClock(seconds));
  return h("span", { class: "span over" }, icon("over"), asClock(seconds), h("span", { class: "unseen" }, t("quá hạn")));
}

function tableOf(figures) {
  return figuresTable(figures, { mark, percent });
}

function timeOf(moment) {
  return asTimeOfDay(moment, state.office.time_zone);
}
