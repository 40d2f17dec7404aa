// Short sentences about what was done, and problems that stay until they are read.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

const NEWS_MS = 6_000;

/** Something went well, or is worth knowing: gone by itself. */
export function tell(sentence) {
  const note = h("div", { class: "toast good" }, icon("complete"), h("p", {}, sentence));
  document.getElementById("news").append(note);
  setTimeout(() => note.remove(), NEWS_MS);
}

/** Something did not work: stays until dismissed or until the next command begins. */
export function warn(sentence) {
  const dismiss = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": t("Bỏ thông báo") },
    icon("cancel"),
  );
  const note = h("div", { class: "toast bad" }, icon("over"), h("p", {}, sentence), dismiss);
  dismiss.addEventListener("click", () => note.remove());
  const alerts = document.getElementById("alerts");
  alerts.replaceChildren(...[...alerts.children].slice(-2), note);
}

export function clearWarnings() {
  document.getElementById("alerts").replaceChildren();
}
