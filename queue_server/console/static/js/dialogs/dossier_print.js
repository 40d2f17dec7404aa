// A declaration on paper: at the printer of the clerk's own counter where there is one, else from the browser.

import { get, post } from "../api.js";
import { secondsSince } from "../clock.js";
import { h } from "../dom.js";
import { faultInWords } from "../faults.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { followPrint } from "../printing.js";

const AWAY_SECONDS = 90;
const PATIENCE_MS = 150_000;

/** The printer for documents at this counter, as its agent last told of it; null where there is none. */
export async function deskPrinter(counterId) {
  const { devices } = await get("/devices").catch(() => ({ devices: [] }));
  const is = (one) => one.desk?.counter_id === counterId && !one.revoked && secondsSince(one.seen_at) < AWAY_SECONDS;
  return devices.find(is)?.desk ?? null;
}

/** The ways to print one declaration, with a line that tells how it went. */
export function printing(declared, desk) {
  const path = `/declarations/${declared.declaration_id}`;
  const said = h("span", { class: "declared-printed", role: "status" });
  if (desk?.fault) say(said, "near", t("Máy in tại quầy: {fault}.", { fault: faultInWords(desk.fault) }));
  return h("div", { class: "declared-print" }, desk && deskButton(path, said), browserLink(path, desk), said);
}

function deskButton(path, said) {
  const button = h(
    "button",
    { type: "button", class: "button" },
    icon("print"),
    h("span", { class: "label" }, t("In tại quầy")),
  );
  button.addEventListener("click", () => printAt(path, said, button));
  return button;
}

function browserLink(path, desk) {
  const words = desk ? t("In từ trình duyệt") : t("In tờ khai");
  const attributes = { class: "button", href: `/api/v1${path}/paper`, target: "_blank" };
  return h("a", attributes, icon("print"), h("span", { class: "label" }, words));
}

async function printAt(path, said, button) {
  if (button.disabled) return;
  button.disabled = true;
  say(said, "clock", t("Đang in…"));
  const end = (level, words) => {
    clearTimeout(late);
    button.disabled = false;
    say(said, level, words);
  };
  const late = setTimeout(() => end("near", t("Máy in tại quầy không trả lời.")), PATIENCE_MS);
  try {
    const job = await post(`${path}/print`);
    followPrint(job.job_id, ({ printed, fault }) =>
      printed
        ? end("complete", t("Đã in xong. Mời lấy giấy ở máy in."))
        : end("over", t("Chưa in được: {fault}.", { fault: faultInWords(fault) })),
    );
  } catch (error) {
    end("over", error.message);
  }
}

function say(place, picture, words) {
  place.replaceChildren(icon(picture), words);
}
