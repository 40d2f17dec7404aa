// Sending a visit on: to another service, to a counter, or to one clerk by name.

import { get } from "../api.js";
import { command, visitVerb } from "../commands.js";
import { h } from "../dom.js";
import { everyName, named, t } from "../i18n.js";
import { counterName } from "../parts.js";
import { state } from "../state.js";
import { warn } from "../toast.js";
import { openSheet, tiles } from "./dialog.js";
import { searchFor } from "./search.js";

const KINDS = ["service_id", "counter_id", "clerk_id"];

export async function askTransfer(visit) {
  const choices = await choicesFor(visit).catch((error) => warn(error.message));
  if (!choices) return;
  const place = h("div", { class: "targets" });
  const labels = { service_id: t("Dịch vụ"), counter_id: t("Quầy"), clerk_id: t("Cán bộ") };
  const kinds = tiles(
    "kind",
    KINDS.map((kind) => ({ value: kind, label: labels[kind], checked: kind === "service_id" })),
    { legend: t("Chuyển đến"), kind: "small" },
  );
  const show = (kind) => place.replaceChildren(...searchFor(tiles(kind, choices[kind], { legend: labels[kind] })));
  kinds.addEventListener("change", (event) => show(event.target.value));
  show("service_id");
  openSheet({
    title: t("Chuyển số {number}", { number: visit.ticket_number }),
    submit: t("Chuyển"),
    wide: true,
    body: [
      kinds,
      place,
      h(
        "label",
        { class: "tick" },
        h("input", { type: "checkbox", name: "return" }),
        h("span", {}, t("Quay lại đây sau đó"), h("small", {}, named(visit.service.name))),
      ),
    ],
    send: (form) => send(visit, form),
  });
}

async function send(visit, form) {
  const kind = form.get("kind");
  const body = { [kind]: form.get(kind), ...(form.get("return") ? { return: true } : {}) };
  await command("transfer", () => visitVerb("transfer", visit.visit_id, body));
}

async function choicesFor(visit) {
  const { staff } = await get("/staff");
  return {
    service_id: state.services
      .filter((service) => service.id !== visit.service.id)
      .map((service) => ({
        value: service.id,
        label: named(service.name),
        note: openCounters(service.id),
        words: everyName(service.name),
      })),
    counter_id: state.counters
      .filter((counter) => counter.id !== state.counterId)
      .map((counter) => ({ value: counter.id, label: named(counter.name), note: counterNote(counter) })),
    clerk_id: staff
      .filter((member) => member.id !== state.session.person_id)
      .map((member) => ({
        value: member.id,
        label: member.name,
        note: member.counter_id ? counterName(member.counter_id) : t("chưa ở quầy nào"),
      })),
  };
}

function openCounters(serviceId) {
  const open = state.counters.filter((counter) => counter.state === "open" && counter.services.includes(serviceId));
  return open.length ? open.map((counter) => named(counter.name)).join(", ") : t("chưa có quầy nào mở");
}

function counterNote(counter) {
  const words = { open: t("đang mở"), paused: t("tạm dừng"), closed: t("đóng") }[counter.state];
  return counter.clerk ? `${counter.clerk.name}, ${words}` : words;
}
