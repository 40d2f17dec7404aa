// What citizens said of their visits, as one card of the page of figures.

import { h } from "../dom.js";
import { named, t } from "../i18n.js";

/** `parts` are the pieces of which the page of figures makes its cards. */
export function ratingsCard(ratings, { card, big, line, percent }) {
  const { total, by_service: services, by_counter: counters } = ratings;
  const figure = total.count ? big(percent(total.satisfied), t("hài lòng (4–5)")) : big("–", t("chưa có đánh giá"));
  return card(t("Mức hài lòng"), t("công dân tự đánh giá sau lượt, không tên"), figure, [
    line(t("Số đánh giá"), total.count),
    line(t("Điểm 5–1"), [...total.scores].reverse().join(" · ")),
    reasonLines(total.reasons).map(([name, count]) => line(name, count)),
    groupLines(services, percent).map(([name, share]) => line(name, share)),
    groupLines(counters ?? [], percent).map(([name, share]) => line(name, share)),
  ]);
}

function reasonLines(reasons) {
  const names = {
    waited_long: t("Chờ lâu"),
    unclear: t("Hướng dẫn chưa rõ"),
    manner: t("Thái độ phục vụ"),
    papers_again: t("Đi lại, bổ sung nhiều lần"),
    not_done: t("Chưa giải quyết xong"),
  };
  return Object.entries(reasons)
    .sort((one, other) => other[1] - one[1])
    .map(([reason, count]) => [names[reason] ?? reason, count]);
}

/** The least satisfied first: those are what somebody can do something about. */
function groupLines(groups, percent) {
  return [...groups]
    .sort((one, other) => one.figures.satisfied - other.figures.satisfied)
    .slice(0, 3)
    .map(({ key, name, figures }) => [named(name) || key, h("span", {}, `${percent(figures.satisfied)} (${figures.count})`)]);
}
