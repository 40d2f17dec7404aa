// How much of their declarations citizens did not have to type, as one card of the page of figures.

import { h } from "../dom.js";
import { named, t } from "../i18n.js";

/** Shown once somebody declared at the kiosk. `parts` are the pieces of which the page of figures makes its cards. */
export function savingsCard({ forms }, { card, big, line, percent }) {
  const counted = forms.reduce((sum, form) => sum + form.counted, 0);
  if (!counted) return null;
  const typed = forms.reduce((sum, form) => sum + form.typed, 0);
  return card(
    t("Tờ khai tại kiosk"),
    t("mục không phải gõ, không tính tên cơ quan và mục có sẵn"),
    big(percent((counted - typed) / counted), t("không phải gõ")),
    forms.map((form) => line(named(form.title), shareOf(form, percent))),
  );
}

function shareOf({ counted, typed, declarations }, percent) {
  return h("span", {}, `${percent((counted - typed) / counted)} (${declarations})`);
}
