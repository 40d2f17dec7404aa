// The bar at the top: where, which counter, who, and what is always at hand.

import { asTimeOfDay } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { currentLanguage, named, t } from "../i18n.js";
import { commandButton, iconButton, myCounter } from "../parts.js";
import { countersOf, isSupervisor, movesAt } from "../rules.js";
import { visitAt } from "../parts.js";
import { state } from "../state.js";

const LANGUAGE_NAMES = { vi: "Tiếng Việt", en: "English" };

export function topBar() {
  if (!state.session || !state.office) return [];
  const counter = myCounter();
  return [
    h(
      "div",
      { class: "place" },
      h("img", { src: "icon.svg", alt: "", title: named(state.office.short_name), width: 36, height: 36 }),
      h("strong", { class: "office" }, named(state.office.short_name)),
      h("time", { class: "hour" }, asTimeOfDay(null, state.office.time_zone)),
    ),
    counter && counterControls(counter),
    h(
      "div",
      { class: "person" },
      isSupervisor(state.session) &&
        commandButton({ name: "figures", label: t("Số liệu"), picture: "chart", pressed: state.showsFigures }),
      commandButton({ name: "walk-in", label: t("Cấp số"), picture: "ticket", shortcut: "P", kind: "soft" }),
      state.office.appointments && iconButton({ name: "appointments", label: t("Lịch hẹn"), picture: "calendar" }),
      state.office.feedback && iconButton({ name: "feedback", label: t("Phản ánh, kiến nghị"), picture: "letter" }),
      state.office.remember_days > 0 &&
        iconButton({ name: "forget", label: t("Xóa thông tin công dân đã cho giữ"), picture: "erase" }),
      languageSwitch(),
      iconButton({ name: "help", label: t("Phím tắt và trợ giúp"), picture: "help", shortcut: "?" }),
      h("span", { class: "who", title: state.session.name }, icon("person"), h("span", {}, state.session.name)),
      iconButton({ name: "sign-out", label: t("Đăng xuất"), picture: "out" }),
    ),
  ];
}

export function languageSwitch() {
  return h(
    "div",
    { class: "segments small", role: "group", "aria-label": "Ngôn ngữ / Language" },
    Object.entries(LANGUAGE_NAMES).map(([code, name]) =>
      h(
        "button",
        {
          type: "button",
          lang: code,
          "data-do": "language",
          "data-language": code,
          title: name,
          "aria-label": name,
          "aria-pressed": String(currentLanguage() === code),
        },
        code.toUpperCase(),
      ),
    ),
  );
}

/** The state of a counter, in words with a dot of its own shape. */
export function counterState(counter) {
  const words = { open: t("Đang mở"), paused: t("Đang tạm dừng"), closed: t("Đang đóng") }[counter.state];
  return h("span", { class: `counter-state ${counter.state}` }, words);
}

function counterControls(counter) {
  const moves = movesAt(counter, visitAt(counter));
  const paused = counter.state === "paused";
  return h(
    "div",
    { class: "counter-controls" },
    counterChoice(counter),
    counterState(counter),
    paused
      ? commandButton({ name: "reopen", label: t("Mở lại quầy"), picture: "serve", shortcut: "K" })
      : commandButton({
          name: "pause",
          label: t("Tạm dừng"),
          picture: "hold",
          shortcut: "K",
          off: !moves.has("pause"),
        }),
    commandButton({ name: "close", label: t("Đóng quầy"), picture: "out", off: !moves.has("close") }),
  );
}

function counterChoice(counter) {
  const held = countersOf(state.counters, state.session.person_id);
  if (held.length < 2 && !isSupervisor(state.session))
    return h("strong", { class: "counter-name" }, named(counter.name));
  return h(
    "div",
    { class: "segments", role: "group", "aria-label": t("Quầy đang giữ") },
    held.map((one) =>
      h(
        "button",
        {
          type: "button",
          "data-key": one.id,
          "data-do": "work-at",
          "data-counter": one.id,
          "aria-pressed": String(one.id === counter.id),
        },
        named(one.name),
      ),
    ),
    isSupervisor(state.session) &&
      h(
        "button",
        {
          type: "button",
          "data-key": "more",
          "data-do": "choose",
          title: t("Mở thêm quầy"),
          "aria-label": t("Mở thêm quầy"),
        },
        icon("plus"),
      ),
  );
}
