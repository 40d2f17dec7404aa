// What each button does, by the name it carries in data-do. One listener for the whole page.

import { get } from "./api.js";
import { acceptAlerts, counterVerb, perform, visitVerb } from "./commands.js";
import { askAppointments } from "./dialogs/appointments.js";
import { askFeedback } from "./dialogs/feedback.js";
import { askForget } from "./dialogs/forget.js";
import { openDossier } from "./dialogs/dossier.js";
import { askPin } from "./dialogs/pin.js";
import { askPriority } from "./dialogs/priority.js";
import { askCall, askCancel, askHold, askPause } from "./dialogs/reasons.js";
import { askReprint } from "./dialogs/reprint.js";
import { askTransfer } from "./dialogs/transfer.js";
import { askWalkIn } from "./dialogs/walk_in.js";
import { lastDays, lookAt, showFigures } from "./figures.js";
import { planFor, replayWith, showPage } from "./planning.js";
import { showHelp } from "./dialogs/help.js";
import { named, t, useLanguage } from "./i18n.js";
import { myCounter, visitAt } from "./parts.js";
import { signOut } from "./session.js";
import { change, redrawSoon, state } from "./state.js";
import { tell, warn } from "./toast.js";

const BUTTONS = {
  "call-next": () => atCounter("call-next"),
  reopen: () => atCounter("reopen", "open"),
  close: ({ counter }) => perform("close", () => counterVerb("close", counter ?? state.counterId)),
  open: ({ counter }) => openCounter(counter),
  pause: () => askPause(myCounter()),
  recall: () => onCurrent("recall"),
  serve: () => onCurrent("serve"),
  complete: () => onCurrent("complete", afterComplete),
  "no-show": () => onCurrent("no-show", afterNoShow),
  hold: () => askHold(current()),
  transfer: () => askTransfer(current()),
  cancel: ({ visit }) => askCancel(visit ?? current()),
  call: ({ visit }) => askCall(visit, myCounter()),
  resume: ({ visit }) => resume(visit),
  dossier: ({ visit }) => openDossier(visit ?? current()),
  priority: ({ visit }) => askPriority(visit ?? current()),
  "set-pin": ({ device }) => askPin(device),
  reprint: ({ visit }) => askReprint(visit ?? current()),
  "walk-in": askWalkIn,
  appointments: askAppointments,
  feedback: askFeedback,
  forget: askForget,
  help: showHelp,
  "sign-out": leave,
  choose: () => change({ choosing: !state.choosing, showsFigures: false }),
  "work-at": ({ counter }) => workAt(counter),
  language: ({ language }) => useLanguage(language).then(redrawSoon),
  filter: ({ filter }) => change({ filter }),
  tab: ({ tab }) => showTab(tab),
  figures: () => showFigures(!state.showsFigures),
  "figures-range": ({ count }) => lookAtRange(lastDays(Number(count))),
  "figures-by": ({ by }) => lookAt({ by }),
  "figures-page": ({ page }) => showPage(page),
  "what-if-policy": ({ policy }) => replayWith({ policy }),
  "staffing-weekday": ({ weekday }) => planFor({ weekday }),
  "staffing-percent": ({ percent }) => planFor({ percent: Number(percent) }),
  "accept-alerts": ({ alerts }) => perform("accept-alerts", () => acceptAlerts(alerts.split(" "))),
  "all-alerts": () => change({ allAlerts: !state.allAlerts }),
  "whole-line": () => change({ wholeLine: true }),
};

export function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { visit: visitId, ...rest } = button.dataset;
    const visit = state.visits.find((one) => one.visit_id === visitId);
    if (visitId && !visit) return;
    BUTTONS[button.dataset.do]({ ...rest, visit });
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset.set) change({ [event.target.dataset.set]: event.target.value });
  });
  document.addEventListener("change", (event) => {
    const { dataset, value } = event.target;
    if (dataset.figures && value) lookAt({ [dataset.figures]: value });
    if (dataset.whatIf) replayWith({ [dataset.whatIf]: value });
  });
}

/** Read the devices again, for those who may see them. */
export async function readDevices() {
  const { devices } = await get("/devices").catch(() => ({ devices: state.devices }));
  change({ devices });
}

const current = () => visitAt(myCounter());

async function atCounter(name, verb = name) {
  await perform(name, () => counterVerb(verb, state.counterId));
}

async function onCurrent(name, done) {
  const visit = current();
  const answer = await perform(name, () => visitVerb(name, visit.visit_id));
  if (answer && done) tell(done(answer.visit));
}

function afterComplete({ ticket_number: number, state: now, service }) {
  if (now !== "waiting") return t("Đã hoàn tất {number}.", { number });
  return t("{number} chuyển sang việc tiếp theo: {service}.", { number, service: named(service.name) });
}

function afterNoShow({ ticket_number: number, state: now }) {
  if (now === "no_show") return t("{number} vắng mặt nhiều lần, lượt này đã kết thúc.", { number });
  return t("Đã ghi {number} vắng mặt, số về cuối hàng.", { number });
}

async function resume(visit) {
  const counter = myCounter();
  const free = counter.state === "open" && !counter.visit_id;
  const answer = await perform("resume", () =>
    visitVerb("resume", visit.visit_id, free ? { counter_id: counter.id } : {}),
  );
  if (answer && !free) tell(t("{number} đã về lại hàng chờ.", { number: visit.ticket_number }));
}

async function openCounter(counterId) {
  if (await perform("open", () => counterVerb("open", counterId))) workAt(counterId);
}

function workAt(counterId) {
  sessionStorage.setItem("mot-cua.console.counter", counterId);
  change({ counterId, choosing: false, showsFigures: false });
}

function lookAtRange(range) {
  // A date that somebody typed is the field's own, and is not drawn over.
  for (const field of document.querySelectorAll("[data-figures]")) field.value = range[field.dataset.figures];
  lookAt(range);
}

async function leave() {
  await signOut().catch((error) => warn(error.message));
}

function showTab(tab) {
  change({ tab });
  if (tab === "devices") readDevices();
}
