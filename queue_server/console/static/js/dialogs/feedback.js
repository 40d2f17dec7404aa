// Feedback and petitions: taken down for a citizen, and for supervisors the list with what is due when.

import { get, post } from "../api.js";
import { command } from "../commands.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { named, t } from "../i18n.js";
import { isSupervisor } from "../rules.js";
import { state } from "../state.js";
import { openSheet, tiles } from "./dialog.js";
import { inGroups } from "./appointments.js";
import { newRequestId } from "./request.js";

export async function askFeedback() {
  const { classes, address } = await get("/feedback/classes").catch(() => ({ classes: [], address: {} }));
  const words = h("textarea", { id: "feedback-text", name: "text", required: true, maxlength: 2000, rows: 5 });
  const listed = h("div", { class: "petitions", role: "status" });
  const manages = isSupervisor(state.session);
  const requestId = newRequestId();
  openSheet({
    title: t("Phản ánh, kiến nghị"),
    submit: t("Ghi nhận"),
    wide: true,
    body: [
      manages && h("section", { class: "field-stack" }, h("h3", {}, t("Đã tiếp nhận")), listed),
      h(
        "section",
        { class: "field-stack" },
        h("h3", {}, t("Ghi hộ công dân")),
        tiles("class_code", classes.map(classTile), { legend: t("Loại"), kind: "small" }),
        h("div", { class: "field" }, h("label", { for: words.id }, t("Nội dung")), words),
        h("p", { class: "note" }, icon("help"), `${t("Địa chỉ tiếp nhận chính thức")}: ${named(address)}`),
      ),
    ],
    send: async (form) => {
      const body = { request_id: requestId, class_code: form.get("class_code"), text: form.get("text") };
      const kept = await command("feedback", () => post("/feedback", body));
      return kept && received(kept);
    },
  });
  if (manages) showList(listed);
}

function classTile({ code, name, working_days: days }) {
  return { value: code, label: named(name), note: t("{count} ngày làm việc", { count: days }) };
}

async function showList(place) {
  const read = await get("/feedback").catch((error) => ({ problem: error.message }));
  if (!read.feedback?.length) {
    place.replaceChildren(h("p", { class: "quiet" }, read.problem ?? t("Chưa có phản ánh nào.")));
    return;
  }
  place.replaceChildren(h("ul", {}, read.feedback.map((one) => petition(one, () => showList(place)))));
}

function petition(one, reload) {
  const states = { received: t("mới tiếp nhận"), handed_over: t("đã chuyển xử lý"), closed: t("đã đóng") };
  return h(
    "li",
    { class: `petition ${one.state}` },
    h(
      "p",
      { class: "petition-head" },
      h("b", {}, inGroups(one.reference)),
      h("span", { class: "mark" }, named(one.feedback_class.name)),
      h("span", { class: "mark" }, states[one.state]),
      due(one),
    ),
    h("p", { class: "petition-text" }, one.text ?? t("Không đọc được: khóa mã hóa đã bị xóa.")),
    h(
      "div",
      { class: "petition-foot" },
      h("small", { class: "quiet" }, one.feedback_class.source),
      one.state === "received" && step(one, "hand-over", t("Chuyển xử lý"), reload),
      one.state !== "closed" && step(one, "close", t("Đóng phản ánh"), reload),
    ),
  );
}

function due({ due_date: date, overdue, state: now }) {
  if (now === "closed") return null;
  const [year, month, day] = date.split("-");
  const words = t("hạn {date}", { date: `${day}/${month}/${year}` });
  if (!overdue) return h("span", { class: "mark" }, icon("clock"), words);
  return h("span", { class: "wait over" }, icon("over"), h("b", {}, words), h("small", {}, t("quá hạn")));
}

function step({ feedback_id: id }, verb, words, reload) {
  const button = h("button", { type: "button", class: "button" }, h("span", { class: "label" }, words));
  button.addEventListener("click", async () => {
    await command(verb, () => post(`/feedback/${id}/${verb}`)).catch(() => {});
    reload();
  });
  return button;
}

function received({ reference, due_date: date, address }) {
  const [year, month, day] = date.split("-");
  return h(
    "div",
    { class: "issued" },
    h(
      "div",
      { class: "sheet-body", role: "status" },
      h("p", { class: "quiet" }, t("Mã phản ánh của công dân")),
      h("p", { class: "slip-code" }, inGroups(reference)),
      h("p", { class: "service" }, t("Trả lời chậm nhất {date}", { date: `${day}/${month}/${year}` })),
      h("p", { class: "quiet" }, named(address)),
    ),
    h(
      "div",
      { class: "sheet-foot" },
      h(
        "button",
        { type: "button", class: "button main", "data-close": true, "data-first": true },
        h("span", { class: "label" }, t("Đóng")),
      ),
    ),
  );
}
