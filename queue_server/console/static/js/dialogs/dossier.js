// What the citizen at the counter declared: read it, correct it, print it, take it over.

import { get, post } from "../api.js";
import { asTimeOfDay } from "../clock.js";
import { perform } from "../commands.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { state } from "../state.js";
import { warn } from "../toast.js";
import { openSheet } from "./dialog.js";
import { deskPrinter, printing } from "./dossier_print.js";

const LONGEST = 1000;

export async function openDossier(visit) {
  const dossier = await perform("dossier", () => get(`/visits/${visit.visit_id}/dossier`));
  if (!dossier) return;
  const desk = await deskPrinter(visit.counter_id);
  openSheet({
    title: t("Tờ khai của số {number}", { number: visit.ticket_number }),
    wide: true,
    body: dossier.declarations.length
      ? dossier.declarations.map((one) => place(one, desk))
      : h("p", { class: "quiet" }, t("Tờ khai đã được xóa theo thời hạn.")),
  });
}

/** One declaration, drawn anew in its place whenever the server answers with its newer state. */
function place(declared, desk) {
  const host = h("section", { class: "declared", "data-form": declared.form_id });
  const print = printing(declared, desk); // once: what was said of a print outlives a correction
  const show = (now) => host.replaceChildren(...declaration(now, show, print));
  show(declared);
  return host;
}

function declaration(declared, show, print) {
  return [
    h(
      "div",
      { class: "declared-head" },
      h("h3", {}, named(declared.title)),
      taken(declared, show),
    ),
    print,
    h("p", { class: "quiet" }, t("Tự xóa lúc {time}", { time: timeOf(declared.erase_at) })),
    declared.checklist.length > 0 && checklist(declared.checklist),
    ...declared.sections.map((section) => sectionOf(section, declared, show)),
  ].filter(Boolean);
}

function taken(declared, show) {
  if (declared.taken_at) {
    return h("p", { class: "declared-taken" }, icon("complete"), t("Đã nhận lúc {time}", { time: timeOf(declared.taken_at) }));
  }
  const button = h(
    "button",
    { type: "button", class: "button main" },
    icon("complete"),
    h("span", { class: "label" }, t("Nhận tờ khai")),
  );
  button.addEventListener("click", () => change(() => post(`/declarations/${declared.declaration_id}/take`), show));
  return button;
}

function checklist(items) {
  return h(
    "section",
    { class: "declared-section" },
    h("h4", {}, t("Giấy tờ mang theo")),
    h(
      "ul",
      { class: "declared-papers" },
      items.map((item) =>
        h("li", {}, icon(item.ticked ? "complete" : "cancel"), item.name, h("small", {}, item.ticked ? t("có") : t("chưa có"))),
      ),
    ),
  );
}

function sectionOf(section, declared, show) {
  return h(
    "section",
    { class: "declared-section" },
    h("h4", {}, named(section.name)),
    section.lines.length > 0
      ? h("dl", { class: "declared-lines" }, section.lines.map((line) => lineOf(line, declared, show)))
      : h("p", { class: "quiet" }, t("Không khai")),
  );
}

function lineOf(line, declared, show) {
  const row = h("div", { class: "declared-line", "data-field": line.field, "data-item": line.item ?? "" });
  const read = () => row.replaceChildren(...reading(line, declared, edit));
  const edit = () => {
    row.replaceChildren(h("dt", {}, labelOf(line)), h("dd", {}, correction(line, declared, show, read)));
    row.querySelector("input").focus();
  };
  read();
  return row;
}

function reading(line, declared, edit) {
  const button = h("button", { type: "button", class: "chip" }, t("Sửa"));
  button.addEventListener("click", edit);
  return [
    h("dt", {}, labelOf(line)),
    h(
      "dd",
      {},
      h("span", { class: "declared-text" }, line.text || "–"),
      origin(line),
      line.said.map((one) => h("p", { class: one.blocks ? "said blocks" : "said" }, icon("near"), named(one.message))),
    ),
    declared.taken_at ? null : button,
  ].filter(Boolean);
}

/** Of one of many with its number. */
const labelOf = (line) => (line.item === null ? named(line.label) : `${line.item + 1}. ${named(line.label)}`);

function origin(line) {
  if (line.corrected_by !== null) {
    const words = t("{name} sửa lúc {time}", { name: line.corrected_by, time: timeOf(line.corrected_at) });
    return h("small", { class: "declared-corrected" }, words);
  }
  const words = { card: t("từ thẻ căn cước"), same: t("tự điền"), derived: t("tự tính"), kept: t("từ tờ khai trước") };
  return line.source && words[line.source] ? h("small", {}, words[line.source]) : null;
}

function correction(line, declared, show, back) {
  const input = h("input", { value: line.text, maxlength: LONGEST, "aria-label": labelOf(line) });
  const save = h("button", { type: "button", class: "button main" }, h("span", { class: "label" }, t("Lưu")));
  const leave = h("button", { type: "button", class: "button" }, h("span", { class: "label" }, t("Bỏ qua")));
  const refusal = h("p", { class: "said blocks", role: "alert", hidden: true });
  const send = () => {
    const body = { field: line.field, item: line.item, value: input.value };
    change(() => post(`/declarations/${declared.declaration_id}/corrections`, body), show, refusal);
  };
  save.addEventListener("click", send);
  leave.addEventListener("click", back);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    send();
  });
  return h("div", { class: "declared-correct" }, input, save, leave, refusal);
}

async function change(ask, show, refusal) {
  try {
    show(await ask());
  } catch (error) {
    if (!refusal) return warn(error.message);
    refusal.hidden = false;
    refusal.textContent = error.message;
  }
}

const timeOf = (moment) => asTimeOfDay(moment, state.office.time_zone);
