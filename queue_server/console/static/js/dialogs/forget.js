// What a citizen let the office keep for the next visit: destroyed at their wish, by the number of their card.

import { post } from "../api.js";
import { command } from "../commands.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { tell } from "../toast.js";
import { openSheet } from "./dialog.js";

const LONGEST = 400; // a scanner types all that stands on the card; only its first field is used
const NUMBER = /^\d{12}$/;

export function askForget() {
  const input = h("input", {
    id: "card-number",
    name: "number",
    required: true,
    maxlength: LONGEST,
    autocomplete: "off",
    spellcheck: "false",
  });
  openSheet({
    title: t("Xóa thông tin công dân đã cho giữ"),
    submit: t("Xóa"),
    kind: "danger",
    body: [
      h("p", { class: "quiet" }, t("Chỉ làm khi chính công dân đề nghị. Nhật ký ghi ai xóa, không ghi của ai.")),
      h("div", { class: "field" }, h("label", { for: input.id }, t("Số định danh (quét hoặc gõ)")), input),
    ],
    send: async (form) => {
      const number = form.get("number").split("|")[0].replace(/[\s.]/g, "");
      if (!NUMBER.test(number)) throw new Error(t("Số định danh có đúng 12 chữ số."));
      await command("forget", () => post("/remembered/forget", { number }));
      tell(t("Trung tâm không còn giữ gì theo số này cho lần sau."));
    },
  });
}
