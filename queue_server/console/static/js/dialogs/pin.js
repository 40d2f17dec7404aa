// A new PIN for the operator's corner of a kiosk: typed twice, sent once, kept by the kiosk as a digest.

import { post } from "../api.js";
import { command } from "../commands.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { state } from "../state.js";
import { tell } from "../toast.js";
import { openSheet } from "./dialog.js";

const DIGITS = "[0-9]{6,12}";

export function askPin(deviceId) {
  const device = state.devices.find((one) => one.id === deviceId);
  openSheet({
    title: t("Mã PIN của {device}", { device: device.name }),
    submit: t("Đặt mã PIN"),
    body: [
      h("p", { class: "quiet" }, t("Mở góc kỹ thuật của kiosk: giữ 3 giây ở biểu tượng góc trên bên trái.")),
      pinField("pin", t("Mã PIN mới, 6 đến 12 chữ số"), { pattern: DIGITS }),
      pinField("again", t("Mã PIN một lần nữa")),
    ],
    send: async (form) => {
      if (form.get("pin") !== form.get("again")) throw new Error(t("Hai lần nhập không giống nhau."));
      await command("set-pin", () => post(`/devices/${deviceId}/pin`, { pin: form.get("pin") }));
      tell(t("Đã đặt mã PIN. Kiosk nhận khi không có người đứng trước máy."));
    },
  });
}

function pinField(name, label, more = {}) {
  const attributes = { type: "password", inputmode: "numeric", required: true, ...more };
  return h(
    "div",
    { class: "field" },
    h("label", { for: name }, label),
    h("input", { id: name, name, autocomplete: "new-password", maxlength: 12, ...attributes }),
  );
}
