// How people came, as one card of the page of figures: help with filing online first, then every way with its count.

import { h } from "../dom.js";
import { t } from "../i18n.js";

/** `parts` are the pieces of which the page of figures makes its cards. */
export function channelsCard({ counts }, { card, big, line, percent }) {
  const all = counts.reduce((sum, row) => sum + row.visits, 0);
  if (!all) return null;
  const of = (channel) => counts.reduce((sum, row) => sum + (row.channel === channel ? row.visits : 0), 0);
  return card(
    t("Cách lấy số"),
    t("mỗi lượt một lần, theo nơi lấy số"),
    big(of("assisted_online"), t("nhờ nộp trực tuyến")),
    Object.entries(names())
      .map(([channel, name]) => [name, of(channel)])
      .filter(([, visits]) => visits)
      .map(([name, visits]) => line(name, h("span", {}, `${percent(visits / all)} (${visits})`))),
  );
}

function names() {
  return {
    kiosk: t("Tại kiosk"),
    assisted_online: t("Nhờ nộp trực tuyến"),
    offline: t("Kiosk khi mất kết nối"),
    appointment: t("Có hẹn trước"),
    console: t("Cán bộ lấy số giúp"),
    phone: t("Qua điện thoại"),
  };
}
