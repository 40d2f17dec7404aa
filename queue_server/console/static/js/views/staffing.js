// Which counters to open when, on a weekday to come: people expected, the roster, and what it saves.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { currentLanguage, named, t } from "../i18n.js";
import { state } from "../state.js";
import { backButton, pageTabs, progressOf } from "./page_tabs.js";

const SHARES = [90, 95, 98];

export function staffingPage() {
  const { staffing: plan, staffingProblem: problem } = state;
  return h(
    "section",
    { class: "figures staffing", "data-key": "staffing", "aria-label": t("Nhân lực") },
    head(),
    problem && h("p", { class: "figures-problem", role: "alert" }, icon("near"), problem),
    !problem && (plan === null || plan.computing) && progressOf(plan, t("Đang thử các bảng phân công trên những ngày giả định…")),
    plan?.pieces && [notes(plan), cards(plan), table(plan)],
  );
}

function weekdays() {
  return [
    ["mon", t("Thứ Hai")],
    ["tue", t("Thứ Ba")],
    ["wed", t("Thứ Tư")],
    ["thu", t("Thứ Năm")],
    ["fri", t("Thứ Sáu")],
    ["sat", t("Thứ Bảy")],
    ["sun", t("Chủ Nhật")],
  ];
}

function head() {
  const { weekday, percent } = state.staffingOf;
  return h(
    "div",
    { class: "figures-head" },
    h("h1", {}, t("Số liệu")),
    pageTabs(),
    choice(t("Ngày trong tuần"), "staffing-weekday", "weekday", weekdays(), weekday),
    choice(t("Tỷ lệ trong hạn"), "staffing-percent", "percent", SHARES.map((one) => [one, `${one} %`]), percent),
    backButton(),
  );
}

function choice(label, name, fact, options, chosen) {
  return h(
    "div",
    { class: "segments small", role: "group", "aria-label": label, "data-key": name },
    options.map(([value, words]) =>
      h(
        "button",
        { type: "button", "data-key": value, "data-do": name, [`data-${fact}`]: value, "aria-pressed": String(value === chosen) },
        words,
      ),
    ),
  );
}

function notes(plan) {
  const facts = { days: plan.known_days, enough: plan.enough_days };
  const only = plan.only_at.map(counterName).join(", ");
  return [
    plan.basis === "history"
      ? h("p", { class: "quiet" }, t("Ngày {date}, theo {days} ngày cùng thứ của chính trung tâm.", { ...facts, date: dateOf(plan.day) }))
      : note(t("Chưa đủ dữ liệu: mới có {days} ngày cùng thứ (cần {enough}). Số người đến lấy theo tuần thông thường của một xã.", facts)),
    !plan.reached &&
      note(t("Mở hết các quầy cũng không đạt {share}. Cần thêm quầy, cho quầy biết thêm dịch vụ, hoặc hướng người dân sang giờ vắng.", { share: `${Math.round(plan.share * 100)} %` })),
    only && h("p", { class: "quiet" }, t("Phải mở suốt vì không quầy nào khác làm thay được: {counters}.", { counters: only })),
  ];
}

function note(words) {
  return h("p", { class: "figures-note" }, icon("near"), words);
}

function cards(plan) {
  const minutes = plan.wait_target_seconds / 60;
  return h(
    "div",
    { class: "cards" },
    card(t("Bảng này"), t("ít giờ quầy nhất tìm được"), plan.roster, minutes),
    card(t("Như nhau cả ngày"), t("số quầy ít nhất, mở cả ngày"), plan.flat, minutes),
    card(t("Công thức Erlang C"), t("tính riêng từng nửa giờ"), plan.erlang, minutes),
  );
}

function card(name, about, figures, minutes) {
  return h(
    "section",
    { class: "card", "data-key": name },
    h("h2", {}, name),
    h("p", { class: "quiet" }, about),
    h("p", { class: "big" }, h("b", {}, number(figures.counter_hours)), h("span", {}, t("giờ quầy"))),
    h("p", {}, t("{share} được gọi trong {minutes} phút", { share: percentOf(figures.share_within), minutes })),
  );
}

function table(plan) {
  const counters = state.counters;
  const busiest = Math.max(...plan.pieces.map(({ expected }) => expected), 1);
  return h(
    "section",
    { class: "figures-groups", "data-key": "roster" },
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("Bảng phân công") },
      h(
        "table",
        { class: "roster" },
        h("thead", {}, h("tr", {}, [t("Giờ"), t("Người đến"), t("Số quầy"), ...counters.map(({ name }) => named(name))].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, plan.pieces.map((piece) => row(piece, counters, busiest))),
      ),
    ),
    h(
      "p",
      { class: "quiet" },
      t("Tỷ lệ trong hạn tính trên {checked} ngày giả định khác với {searched} ngày đã dùng để tìm.", { checked: plan.checked_days, searched: plan.searched_days }),
    ),
  );
}

function row({ begins, ends, expected, counters: open }, counters, busiest) {
  return h(
    "tr",
    { "data-key": begins },
    h("th", { scope: "row" }, `${begins}–${ends}`),
    h(
      "td",
      {},
      h("span", { class: "share" }, h("progress", { max: busiest, value: expected, "aria-hidden": "true" }), h("span", {}, number(expected))),
    ),
    h("td", { class: "open-count" }, open.length),
    counters.map(({ id }) =>
      open.includes(id) ? h("td", { class: "works" }, h("span", { class: "unseen" }, t("mở"))) : h("td", { class: "rests" }),
    ),
  );
}

function counterName(id) {
  const counter = state.counters.find((one) => one.id === id);
  return counter ? named(counter.name) : id;
}

function number(value) {
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(currentLanguage(), shape).format(value);
}

function percentOf(part) {
  return `${number(part * 100)} %`;
}

function dateOf(day) {
  const [year, month, date] = day.split("-");
  return `${date}/${month}/${year}`;
}
