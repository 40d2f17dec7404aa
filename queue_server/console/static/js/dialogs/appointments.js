// Appointments of one day: book a slot to a code, read the code out or print its slip, give a slot back.

import { get, post } from "../api.js";
import { asTimeOfDay } from "../clock.js";
import { command } from "../commands.js";
import { h } from "../dom.js";
import { today } from "../figures.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { state } from "../state.js";
import { openSheet, tiles } from "./dialog.js";

export function askAppointments() {
  const chosen = { date: today(), service: bookable()[0]?.id };
  const slots = h("div", { class: "slots", role: "status" });
  const listed = h("div", { class: "booked", role: "status" });
  const show = () => Promise.all([showSlots(slots, chosen), showBooked(listed, chosen, show)]);
  openSheet({
    title: t("Lịch hẹn"),
    submit: t("Đặt hẹn"),
    wide: true,
    body: h(
      "div",
      { class: "two-columns" },
      h("div", { class: "field-stack" }, fields(chosen, show), slots),
      h("div", { class: "beside" }, h("h3", {}, t("Đã hẹn trong ngày")), listed),
    ),
    send: async (form) => {
      const body = { service_id: chosen.service, slot_at: form.get("slot_at") };
      const made = await command("appointment", () => post("/appointments", body));
      return made && slip(made);
    },
  });
  show();
}

/** Eight digits in two groups, as people read them out. */
export const inGroups = (code) => `${code.slice(0, 4)} ${code.slice(4)}`;

function bookable() {
  return state.services.filter((service) => service.appointments);
}

function fields(chosen, show) {
  const service = h(
    "select",
    { id: "appointment-service" },
    bookable().map(({ id, name }) => h("option", { value: id }, named(name))),
  );
  const day = h("input", { id: "appointment-day", type: "date", value: chosen.date, min: chosen.date, required: true });
  service.addEventListener("change", () => ((chosen.service = service.value), show()));
  day.addEventListener("change", () => day.value && ((chosen.date = day.value), show()));
  return h(
    "div",
    { class: "field-pair" },
    h("div", { class: "field" }, h("label", { for: service.id }, t("Dịch vụ")), service),
    h("div", { class: "field" }, h("label", { for: day.id }, t("Ngày hẹn")), day),
  );
}

async function showSlots(place, { service, date }) {
  const query = new URLSearchParams({ service_id: service, date });
  const read = await get(`/appointments/slots?${query}`).catch((error) => ({ problem: error.message }));
  if (!read.slots?.length) {
    place.replaceChildren(h("p", { class: "quiet" }, read.problem ?? t("Ngày này không còn khung giờ nào.")));
    return;
  }
  place.replaceChildren(tiles("slot_at", read.slots.map(slotTile), { legend: t("Giờ hẹn"), kind: "small" }));
}

function slotTile({ slot_at: at, capacity, taken }) {
  const left = Math.max(0, capacity - taken);
  const note = left ? t("còn {count}", { count: left }) : t("đã đủ");
  return { value: at, label: hour(at), note, off: !left };
}

async function showBooked(place, { date }, show) {
  const read = await get(`/appointments?${new URLSearchParams({ date })}`).catch(() => ({ appointments: [] }));
  const rows = read.appointments.filter((one) => one.state !== "cancelled").map((one) => bookedRow(one, show));
  place.replaceChildren(rows.length ? h("ul", {}, rows) : h("p", { class: "quiet" }, t("Chưa có ai hẹn.")));
}

function bookedRow(one, show) {
  const came = one.state === "checked_in";
  const cancel = h("button", { type: "button", class: "button" }, h("span", { class: "label" }, t("Hủy hẹn")));
  cancel.addEventListener("click", async () => {
    await command("cancel-appointment", () => post(`/appointments/${one.appointment_id}/cancel`)).catch(() => {});
    show();
  });
  return h(
    "li",
    { class: "booked-row" },
    h("b", {}, hour(one.slot_at)),
    h("span", {}, named(one.service.name), h("small", {}, inGroups(one.code))),
    came ? h("span", { class: "mark" }, icon("complete"), t("đã lấy số")) : cancel,
  );
}

/** What the citizen takes home: on the screen to be read out, or from the browser's own printer. */
function slip(made) {
  const print = h(
    "button",
    { type: "button", class: "button main", "data-first": true },
    icon("print"),
    h("span", { class: "label" }, t("In giấy hẹn")),
  );
  print.addEventListener("click", () => window.print());
  return h(
    "div",
    { class: "issued slip" },
    h(
      "div",
      { class: "sheet-body", role: "status" },
      h("p", { class: "service" }, named(state.office.name)),
      h("p", { class: "quiet" }, t("Mã hẹn, nhập tại máy lấy số")),
      h("p", { class: "slip-code" }, inGroups(made.code)),
      h("p", { class: "service" }, named(made.service.name)),
      h("p", { class: "slip-time" }, `${hour(made.slot_at)} · ${dayOf(made.slot_at)}`),
    ),
    h(
      "div",
      { class: "sheet-foot" },
      h("button", { type: "button", class: "button", "data-close": true }, h("span", { class: "label" }, t("Đóng"))),
      print,
    ),
  );
}

const hour = (moment) => asTimeOfDay(moment, state.office.time_zone);

function dayOf(moment) {
  return new Intl.DateTimeFormat("vi-VN", {
    timeZone: state.office.time_zone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  }).format(new Date(moment));
}
