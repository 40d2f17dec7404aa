// A sheet over the page with a form. It is built once, so nothing that happens in the hall disturbs what is typed.

import { Problem } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";

/**
 * Open a sheet. `send` gets the form's data and may throw a `Problem` or `Unreachable`, whose sentence is then shown
 * in the sheet; when it returns, the sheet closes, unless it returns nodes, which take the place of the form.
 */
export function openSheet({ title, body, submit, kind = "main", wide = false, send }) {
  const refusal = h("div", { role: "alert", class: "refusal-place" });
  const form = h(
    "form",
    { novalidate: true },
    h("div", { class: "sheet-body" }, body),
    refusal,
    h(
      "div",
      { class: "sheet-foot" },
      h(
        "button",
        { type: "button", class: "button", "data-close": true },
        h("span", { class: "label" }, submit ? t("Bỏ qua") : t("Đóng")),
      ),
      submit && h("button", { class: `button ${kind}` }, h("span", { class: "label" }, submit)),
    ),
  );
  const sheet = h(
    "dialog",
    { class: `sheet${wide ? " wide" : ""}`, "aria-labelledby": "sheet-title" },
    head(title),
    form,
  );
  sheet.addEventListener("click", (event) => event.target.closest("[data-close]") && sheet.close());
  sheet.addEventListener("close", () => sheet.remove());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendForm({ sheet, form, refusal, send });
  });
  document.body.append(sheet);
  sheet.showModal();
  firstPlace(sheet).focus();
  return sheet;
}

/** Radio buttons as large tiles. `choices` are {value, label, note, off, checked, words}; a search finds all of these words. */
export function tiles(name, choices, { legend, kind = "" } = {}) {
  return h(
    "fieldset",
    { class: `tiles ${kind}` },
    legend && h("legend", {}, legend),
    choices.map(({ value, label, note, off, checked, words }) =>
      h(
        "label",
        { class: "tile", "data-words": [label, note, words].filter(Boolean).join(" ") },
        h("input", { type: "radio", name, value, disabled: off, checked, required: true }),
        h("span", {}, h("span", { class: "tile-label" }, label), note && h("small", {}, note)),
      ),
    ),
  );
}

/** A reason: common ones at a touch, or any words. */
export function reasonField(common, { required = true } = {}) {
  const input = h("input", { id: "reason", name: "reason", required, maxlength: 200, autocomplete: "off" });
  const chips = common.map((words) => h("button", { type: "button", class: "chip", "aria-pressed": "false" }, words));
  const mark = () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.textContent === input.value));
  };
  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      input.value = chip.textContent;
      mark();
      const byKeyboard = event.detail === 0;
      if (byKeyboard) input.focus(); // so that a second Enter sends it
    });
  }
  input.addEventListener("input", mark);
  return h(
    "div",
    { class: "field" },
    h("label", { for: "reason" }, required ? t("Lý do") : t("Lý do (không bắt buộc)")),
    h("div", { class: "chips" }, chips),
    input,
  );
}

/** Where to begin; on a touch screen not in a text box, which would bring up its keyboard. */
function firstPlace(sheet) {
  const wanted = matchMedia("(pointer: coarse)").matches ? ".chip" : ".chip, input[type=search], input";
  return sheet.querySelector(wanted) ?? sheet.querySelector("h2");
}

function head(title) {
  return h(
    "div",
    { class: "sheet-head" },
    h("h2", { id: "sheet-title", tabindex: "-1" }, title),
    h("button", { type: "button", class: "icon-button", "data-close": true, "aria-label": t("Đóng") }, icon("cancel")),
  );
}

async function sendForm({ sheet, form, refusal, send }) {
  if (!send || form.dataset.sending) return;
  refusal.replaceChildren();
  const missing = whatIsMissing(form);
  if (missing) return refuse(refusal, missing);
  form.dataset.sending = "yes";
  try {
    const next = await send(new FormData(form));
    if (next) sheet.querySelector("form").replaceWith(next);
    else sheet.close();
    next?.querySelector("[data-first]")?.focus();
  } catch (error) {
    // A lost session brings its own sheet; this one waits beneath it.
    if (!(error instanceof Problem && error.status === 401)) {
      refuse(refusal, error.message);
    }
  } finally {
    delete form.dataset.sending;
  }
}

function refuse(place, sentence) {
  place.replaceChildren(h("p", { class: "refusal" }, icon("over"), sentence));
}

/** In our own words: the browser's would be in its language, and beside a tile that a search may have hidden. */
function whatIsMissing(form) {
  const input = form.querySelector(":is(input, textarea):invalid");
  if (!input) return null;
  const group = input.closest("fieldset");
  if (group) return t("Xin chọn: {what}.", { what: group.querySelector("legend").textContent });
  input.focus();
  return t("Xin nhập: {what}.", { what: input.labels[0].textContent });
}
