// Which counter to work at: what each one does, which are free, who holds the others.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { commandButton, myCounter, visitsFor } from "../parts.js";
import { state } from "../state.js";
import { counterState } from "./top_bar.js";

const MOST_SERVICES = 6;

export function chooseCounter() {
  return h(
    "section",
    { class: "choose", "data-key": "choose" },
    h(
      "div",
      { class: "choose-head" },
      h(
        "div",
        {},
        h("h1", {}, t("Chọn quầy làm việc")),
        h("p", { class: "quiet" }, t("Mở một quầy đang trống để bắt đầu gọi số.")),
      ),
      myCounter() &&
        h(
          "button",
          { type: "button", class: "button", "data-do": "choose" },
          h("span", { class: "label" }, t("Quay lại")),
        ),
    ),
    h("ul", { class: "counter-cards" }, state.counters.map(card)),
  );
}

function card(counter) {
  const mine = counter.clerk?.id === state.session.person_id;
  const free = counter.clerk === null || counter.clerk === undefined;
  const waiting = visitsFor(counter, "waiting").length;
  return h(
    "li",
    { class: `counter-card${free ? "" : " taken"}`, "data-key": counter.id },
    h("div", { class: "counter-card-head" }, h("h2", {}, named(counter.name)), counterState(counter)),
    h("p", { class: "counter-services" }, someServices(counter)),
    h(
      "p",
      { class: "counter-waiting" },
      icon("clock"),
      t("Đang chờ: {count}", { count: waiting }),
      preference(counter),
    ),
    h(
      "div",
      { class: "counter-card-foot" },
      free || mine
        ? commandButton({
            name: mine ? "work-at" : "open",
            label: mine ? t("Làm việc ở quầy này") : t("Mở quầy"),
            picture: "counter",
            kind: "main wide",
            data: { "data-counter": counter.id },
          })
        : h("p", { class: "holder" }, icon("person"), t("{name} đang giữ", { name: counter.clerk.name })),
    ),
  );
}

/** A counter that calls some classes before others; which ones is told to whoever rests the pointer on it. */
function preference(counter) {
  const codes = new Set([...counter.reserved_for, ...counter.prefers]);
  if (!codes.size) return null;
  const names = state.priorityClasses.filter((one) => codes.has(one.code)).map((one) => named(one.name));
  return h("span", { class: "mark priority", title: names.join(", ") }, icon("star"), t("Quầy ưu tiên"));
}

function someServices({ services }) {
  const shown = services.slice(0, MOST_SERVICES).map(serviceName).join(" · ");
  const more = services.length - MOST_SERVICES;
  return more > 0 ? t("{services} và {count} dịch vụ nữa", { services: shown, count: more }) : shown;
}

function serviceName(serviceId) {
  const service = state.services.find((one) => one.id === serviceId);
  return service ? named(service.name) : serviceId;
}
