// A ticket on paper once more. A clerk's goes to the printer it came from; a supervisor may choose another.

import { get } from "../api.js";
import { command, perform, visitVerb } from "../commands.js";
import { faultInWords } from "../faults.js";
import { t } from "../i18n.js";
import { expectPrint } from "../printing.js";
import { isSupervisor } from "../rules.js";
import { state } from "../state.js";
import { openSheet, tiles } from "./dialog.js";

export async function askReprint(visit) {
  const printers = isSupervisor(state.session) ? await printersOrNone() : [];
  if (!printers.length) {
    await perform("reprint", () => reprint(visit, {}));
    return;
  }
  openSheet({
    title: t("In phiếu {number}", { number: visit.ticket_number }),
    submit: t("In phiếu"),
    body: tiles("device_id", [defaultTile(), ...printers.map(printerTile)], { legend: t("Máy in") }),
    send: async (form) => {
      const device = form.get("device_id");
      await command("reprint", () => reprint(visit, device ? { device_id: device } : {}));
    },
  });
}

async function reprint(visit, body) {
  expectPrint(await visitVerb("reprint", visit.visit_id, body), visit.ticket_number);
}

async function printersOrNone() {
  const { devices } = await get("/devices").catch(() => ({ devices: [] }));
  return devices.filter((device) => device.kind !== "display" && device.enrolled && !device.revoked);
}

function defaultTile() {
  return { value: "", label: t("Máy mặc định"), note: t("máy đã in phiếu này, nếu có"), checked: true };
}

function printerTile({ id, name, state: health, fault }) {
  return { value: id, label: name, note: health === "failed" ? faultInWords(fault) : null };
}
