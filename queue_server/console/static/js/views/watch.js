// What the server alerts of, under the top bar: all of it for supervisors, what concerns the own counter for a clerk.
// The sentences are the server's; here they are put in order, gathered by kind and accepted.

import { asTimeOfDay } from "../clock.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { commandButton } from "../parts.js";
import { isSupervisor } from "../rules.js";
import { state } from "../state.js";

const ORDER = [
  "share_at_risk",
  "service_unserved",
  "visit_nearly_late",
  "served_too_long",
  "counter_idle",
  "webhook_failed",
  "counter_silent",
];
const PRESSING = ["share_at_risk", "service_unserved", "visit_nearly_late"];
const MOST_NUMBERS = 12;
const MOST_SERVICES = 5;
const GATHERED = ["visit_nearly_late", "service_unserved"]; // many of these at once say one thing

export function watchStrip() {
  if (!state.session || !state.loaded || !state.alerts.length) return [];
  const groups = gathered(state.alerts);
  const shown = state.allAlerts ? groups : groups.slice(0, 1);
  return [
    h(
      "section",
      { class: "watch", "aria-label": t("Cảnh báo") },
      h("ul", { class: "watch-rows", id: "watch-rows" }, shown.map(row)),
      groups.length > 1 && moreButton(groups.length - 1),
    ),
  ];
}

/** Alerts in groups, those that nobody has accepted first, then by how much they press. */
function gathered(alerts) {
  const groups = new Map();
  for (const alert of alerts) {
    const taken = Boolean(alert.accepted_at);
    const key = GATHERED.includes(alert.kind) ? `${alert.kind} ${taken}` : alert.alert_id;
    if (!groups.has(key)) groups.set(key, { key, kind: alert.kind, taken, alerts: [] });
    groups.get(key).alerts.push(alert);
  }
  const rank = ({ kind, taken }) => ORDER.indexOf(kind) + (taken ? ORDER.length : 0);
  return [...groups.values()].sort((one, other) => rank(one) - rank(other));
}

function row({ key, kind, taken, alerts }) {
  const pressing = PRESSING.includes(kind);
  return h(
    "li",
    { class: `watch-row ${taken ? "taken" : pressing ? "over" : "near"}`, "data-key": key },
    icon(taken ? "complete" : pressing ? "over" : "near"),
    h(
      "div",
      { class: "watch-words" },
      h("p", {}, words(kind, alerts)),
      h("p", { class: "watch-since" }, [since(alerts), takenBy(alerts)].filter(Boolean).join(" · ")),
    ),
    !taken && isSupervisor(state.session) && acceptButton(alerts),
  );
}

function words(kind, alerts) {
  if (alerts.length === 1) return named(alerts[0].text);
  if (kind === "visit_nearly_late") {
    const numbers = alerts.slice(0, MOST_NUMBERS).map((alert) => alert.ticket_number);
    if (alerts.length > MOST_NUMBERS) numbers.push(`+${alerts.length - MOST_NUMBERS}`);
    return t("{count} người sắp hoặc đã quá hạn chờ: {numbers}.", { count: alerts.length, numbers: numbers.join(", ") });
  }
  const services = someServices(alerts.map((alert) => serviceName(alert.service_id)));
  return t("{count} dịch vụ không có quầy nào đang mở làm được: {services}.", { count: alerts.length, services });
}

function since(alerts) {
  return t("từ {time}", { time: asTimeOfDay(alerts[0].raised_at, state.office.time_zone) });
}

function takenBy(alerts) {
  const names = [...new Set(alerts.map((alert) => alert.accepted_by).filter(Boolean))].join(", ");
  return names && t("{name} đang xử lý", { name: names });
}

function acceptButton(alerts) {
  return commandButton({
    name: "accept-alerts",
    label: t("Nhận xử lý"),
    picture: "complete",
    data: { "data-alerts": alerts.map((alert) => alert.alert_id).join(" ") },
  });
}

function moreButton(count) {
  return h(
    "button",
    {
      type: "button",
      class: "button watch-more",
      "data-do": "all-alerts",
      "aria-expanded": String(state.allAlerts),
      "aria-controls": "watch-rows",
    },
    h("span", { class: "label" }, state.allAlerts ? t("Thu gọn") : t("{count} cảnh báo nữa", { count })),
  );
}

function someServices(names) {
  const shown = names.slice(0, MOST_SERVICES).join(", ");
  const more = names.length - MOST_SERVICES;
  return more > 0 ? t("{services} và {count} dịch vụ nữa", { services: shown, count: more }) : shown;
}

function serviceName(serviceId) {
  const service = state.services.find((one) => one.id === serviceId);
  return service ? named(service.name) : serviceId;
}
