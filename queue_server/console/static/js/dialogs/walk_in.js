// A ticket given by hand: the kiosk may be broken, or the citizen may need help with it.

import { get, post } from "../api.js";
import { command } from "../commands.js";
import { h } from "../dom.js";
import { expectedWait } from "../expected.js";
import { icon } from "../icons.js";
import { everyName, named, t } from "../i18n.js";
import { change, state } from "../state.js";
import { openSheet, tiles } from "./dialog.js";
import { askReprint } from "./reprint.js";
import { newRequestId } from "./request.js";
import { searchFor } from "./search.js";

const ORDINARY = "ordinary";
const LANGUAGE_NAMES = { vi: "Tiếng Việt", en: "English" };

export async function askWalkIn() {
  // Which services are open changes over the day; an old list still serves when the line is down.
  await get("/services").then(
    ({ services }) => change({ services }),
    () => {},
  );
  // Kept through every retry of this sheet: the same request gives the same ticket.
  const requestId = newRequestId();
  const sheet = openSheet({
    title: t("Cấp số tại quầy"),
    submit: t("Cấp số"),
    wide: true,
    body: h(
      "div",
      { class: "two-columns" },
      h(
        "div",
        { class: "targets" },
        searchFor(tiles("service_id", state.services.map(serviceTile), { legend: t("Dịch vụ") })),
      ),
      h(
        "div",
        { class: "beside" },
        tiles("priority_class", ordinaryFirst().map(classTile), { legend: t("Đối tượng ưu tiên"), kind: "small" }),
        tiles("language", state.office.languages.map(languageTile), {
          legend: t("Ngôn ngữ của công dân"),
          kind: "small pair",
        }),
        offlineNumber(),
        reasonWhileClosed(),
      ),
    ),
    send: async (form) => {
      const filled = [...form].filter(([, value]) => value.trim());
      const body = { request_id: requestId, ...Object.fromEntries(filled) };
      const ticket = await command("walk-in", () => post("/visits", body));
      return ticket && issued(ticket, sheet);
    },
  });
}

function issued(ticket, sheet) {
  const print = h(
    "button",
    { type: "button", class: "button main", "data-first": true },
    icon("print"),
    h("span", { class: "label" }, t("In phiếu")),
  );
  const again = h(
    "button",
    { type: "button", class: "button" },
    icon("ticket"),
    h("span", { class: "label" }, t("Cấp số khác")),
  );
  print.addEventListener("click", () => askReprint(ticket));
  again.addEventListener("click", () => {
    sheet.close();
    askWalkIn();
  });
  return h(
    "div",
    { class: "issued" },
    h(
      "div",
      { class: "sheet-body", role: "status" },
      h("p", { class: "quiet" }, t("Số thứ tự của công dân")),
      h("p", { class: "number" }, ticket.ticket_number),
      h("p", { class: "service" }, named(ticket.service.name)),
      h(
        "p",
        { class: "issued-facts" },
        ticket.ahead !== null && h("span", {}, t("Số người phía trước: {count}", { count: ticket.ahead })),
        ticket.forecast && h("span", {}, t("Dự kiến chờ: {time}", { time: expectedWait(ticket.forecast) })),
      ),
    ),
    h(
      "div",
      { class: "sheet-foot" },
      h("button", { type: "button", class: "button", "data-close": true }, h("span", { class: "label" }, t("Đóng"))),
      again,
      print,
    ),
  );
}

/** Somebody holds a ticket that a kiosk gave while it was cut off and has not handed in yet. */
function offlineNumber() {
  return h(
    "label",
    { class: "field" },
    h("span", {}, t("Số đã in khi mất kết nối (nếu có)")),
    h("input", { type: "text", name: "offline_number", autocomplete: "off", maxlength: "12", placeholder: "K1-004" }),
  );
}

/** Staff may take somebody while the kiosk gives no numbers; the reason is kept beside the visit. */
function reasonWhileClosed() {
  return h(
    "label",
    { class: "field" },
    h("span", {}, t("Lý do nhận khi dịch vụ đã đóng (nếu có)")),
    h("input", { type: "text", name: "walk_in_reason", autocomplete: "off", maxlength: "200" }),
  );
}

function serviceTile(service) {
  const note = service.open ? named(service.group.name) : named(service.closed_text) || t("đang đóng");
  return { value: service.id, label: named(service.name), note, off: service.closed_reason === "service_closed", words: everyName(service.name) };
}

function ordinaryFirst() {
  return [...state.priorityClasses].sort((one, other) => (other.code === ORDINARY) - (one.code === ORDINARY));
}

function classTile({ code, name }) {
  return { value: code, label: named(name), checked: code === ORDINARY };
}

function languageTile(code) {
  return { value: code, label: LANGUAGE_NAMES[code] ?? code, checked: code === "vi" };
}
