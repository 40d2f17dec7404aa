// Small pieces that every part of the page is made of.

import { asClock, secondsSince } from "./clock.js";
import { h } from "./dom.js";
import { faultInWords } from "./faults.js";
import { icon } from "./icons.js";
import { named, t } from "./i18n.js";
import { FUNCTION_KEY_OF, lettersOn } from "./keys.js";
import { currentLeg, hasNumber, isFor, waitLevel } from "./rules.js";
import { state } from "./state.js";

/** A button of a command: quiet while it may not be used, but still reachable, so that the focus is never lost. */
export function commandButton({ name, label, picture, shortcut, kind = "", off = false, data = {}, title, pressed }) {
  const quiet = off || state.busy !== null;
  return h(
    "button",
    {
      type: "button",
      class: `button ${kind}${state.busy === name ? " busy" : ""}`,
      "data-do": name,
      "data-shortcut": shortcut,
      "aria-disabled": quiet ? "true" : null,
      "aria-keyshortcuts": shortcut,
      title,
      "aria-pressed": pressed === undefined ? null : String(pressed),
      ...data,
    },
    picture && icon(picture),
    h("span", { class: "label" }, label),
    shortcut && keyHint(name, shortcut),
  );
}

/** A picture as a button; its words are for screen readers and for whoever rests the pointer on it. */
export function iconButton({ name, label, picture, data = {}, off = false, shortcut }) {
  const attributes = { type: "button", class: "icon-button", "data-do": name, "aria-label": label, title: label };
  const quiet = off ? "true" : null;
  return h("button", { ...attributes, "data-shortcut": shortcut, "aria-disabled": quiet, ...data }, icon(picture));
}

export function keyHint(name, shortcut) {
  const keys = [FUNCTION_KEY_OF[name], lettersOn() ? shortcut : null].filter(Boolean);
  return keys.length
    ? h(
        "span",
        { class: "keys", "aria-hidden": "true" },
        keys.map((key) => h("kbd", {}, key)),
      )
    : null;
}

/** The mark of a priority class, for staff only: star and words, never colour alone. */
export function priorityMark(visit) {
  if (!visit.priority) return null;
  const known = state.priorityClasses.find((one) => one.code === visit.priority_class);
  return h("span", { class: "mark priority" }, icon("star"), known ? named(known.name) : t("Ưu tiên"));
}

/** A citizen who took the ticket in another language than Vietnamese. */
export function languageMark(visit) {
  return visit.language === "vi" ? null : h("span", { class: "mark" }, visit.language.toUpperCase());
}

export function absenceMark(visit) {
  if (!visit.absences) return null;
  return h("span", { class: "mark" }, icon("absent"), t("Vắng {count} lần", { count: visit.absences }));
}

/** No ticket came out of the printer, or nobody knows: this citizen may have the number from the screen only. */
export function paperMark(visit) {
  if (!visit.paper_fault) return null;
  const why = faultInWords(visit.paper_fault);
  const unsure = visit.paper_fault === "unconfirmed";
  const words = unsure ? t("Chưa rõ đã in phiếu chưa") : t("Chưa in được phiếu: {fault}", { fault: why });
  return h("span", { class: "mark paper", title: why }, icon("print"), words);
}

/** A wait with its level against the target told three ways: words, picture, colour. */
export function waitMark(seconds, target = state.office.wait_target_seconds) {
  const level = waitLevel(seconds, target);
  const words = { ok: t("trong hạn"), near: t("sắp quá hạn"), over: t("quá hạn") }[level];
  const picture = { ok: "clock", near: "near", over: "over" }[level];
  return h("span", { class: `wait ${level}` }, icon(picture), h("b", {}, asClock(seconds)), h("small", {}, words));
}

/** The wait of the present leg; the server's figure counts an absence in and a hold out. */
export function waitedSeconds(visit) {
  const known = currentLeg(visit)?.wait_seconds ?? 0;
  return visit.state === "waiting" ? known + secondsSince(state.visitsAt) : known;
}

/** Within what it should be called: the service may have a target of its own. */
export function targetOf(visit) {
  return visit.wait_target_seconds ?? state.office.wait_target_seconds;
}

export function levelOf(visit) {
  return waitLevel(waitedSeconds(visit), targetOf(visit));
}

/** Visits in one state that `counter` may take, in the server's order. */
export function visitsFor(counter, visitState) {
  return state.visits.filter((visit) => visit.state === visitState && isFor(visit, counter, state.counters));
}

/** The same as the filter and the search box of the page want it: a number is looked for everywhere. */
export function visitsShown(counter, visitState) {
  if (state.find.trim())
    return state.visits.filter((visit) => visit.state === visitState && hasNumber(visit, state.find));
  if (state.filter === "mine") return visitsFor(counter, visitState);
  return state.visits.filter((visit) => visit.state === visitState);
}

export function counterName(counterId) {
  const counter = state.counters.find((one) => one.id === counterId);
  return counter ? named(counter.name) : "";
}

export function myCounter() {
  return state.counters.find((counter) => counter.id === state.counterId) ?? null;
}

export function visitAt(counter) {
  return state.visits.find((visit) => visit.visit_id === counter?.visit_id) ?? null;
}
