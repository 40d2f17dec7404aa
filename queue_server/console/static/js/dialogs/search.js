// A box that narrows a list of tiles while one types, with or without Vietnamese marks.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { plain } from "../rules.js";

/** The search box and the list, ready to be put one after the other. Enter takes the first tile that is left. */
export function searchFor(list) {
  const box = h("input", { type: "search", autocomplete: "off", placeholder: t("Gõ để tìm, có dấu hoặc không dấu") });
  const nothing = h("p", { class: "quiet", hidden: true }, t("Không tìm thấy."));
  box.addEventListener("input", () => {
    narrow(list, plain(box.value.trim()));
    nothing.hidden = shownInputs(list).length > 0;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || list.querySelector("input:checked")) return;
    event.preventDefault();
    const first = shownInputs(list).find((input) => !input.disabled);
    if (first) first.checked = true;
    first?.focus();
  });
  const legend = list.querySelector("legend");
  legend.classList.add("unseen");
  list.classList.add("scrolling");
  list.append(nothing);
  return [
    h(
      "label",
      { class: "find-field" },
      h("span", {}, legend.textContent),
      h("span", { class: "find" }, icon("search"), box),
    ),
    list,
  ];
}

function narrow(list, words) {
  for (const tile of list.querySelectorAll(".tile")) {
    const input = tile.querySelector("input");
    tile.hidden = !plain(tile.dataset.words).includes(words);
    if (tile.hidden) input.checked = false;
  }
}

function shownInputs(list) {
  return [...list.querySelectorAll(".tile:not([hidden]) input")];
}
