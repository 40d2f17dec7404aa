// The sign-in sheet. It lies over the page, so that whoever comes back finds it as it was.

import { draw, h } from "../dom.js";
import { icon } from "../icons.js";
import { currentLanguage, named, t } from "../i18n.js";
import { signIn } from "../session.js";
import { state } from "../state.js";
import { languageSwitch } from "./top_bar.js";

let underWay = false;
let refusal = "";

/** Show or hide the sheet as the state asks. */
export function drawSignIn(sheet) {
  if (!state.signInNeeded) {
    if (sheet.open) sheet.close();
    return;
  }
  draw(sheet, form());
  if (sheet.open) return;
  sheet.showModal();
  sheet.querySelector("input").focus();
}

/** Wire the sheet once: its form is redrawn, its listeners are not. */
export function prepareSignIn(sheet) {
  sheet.addEventListener("cancel", (event) => event.preventDefault());
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(sheet);
  });
}

async function submit(sheet) {
  if (underWay) return;
  const [username, password] = sheet.querySelectorAll("input");
  if (!username.value.trim() || !password.value) {
    refusal = t("Xin nhập tên đăng nhập và mật khẩu.");
    draw(sheet, form());
    (username.value.trim() ? password : username).focus();
    return;
  }
  await attempt(sheet, username.value.trim(), password.value);
  password.value = "";
  if (refusal) password.focus();
}

async function attempt(sheet, username, password) {
  underWay = true;
  refusal = "";
  draw(sheet, form());
  try {
    await signIn(username, password);
  } catch (error) {
    refusal = error.message;
  }
  underWay = false;
  draw(sheet, form());
}

function form() {
  const ended = state.sessionEnded && !refusal;
  return h(
    "form",
    { class: "sign-in-card", novalidate: true },
    h(
      "div",
      { class: "sign-in-head" },
      h("img", { src: "icon.svg", alt: "", width: 44, height: 44 }),
      languageSwitch(),
    ),
    h("h1", {}, t("Đăng nhập bàn làm việc")),
    h("p", { class: "quiet" }, state.office ? named(state.office.name) : "Một Cửa"),
    ended &&
      h(
        "p",
        { class: "note" },
        icon("clock"),
        t("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp, trang vẫn giữ nguyên."),
      ),
    field("username", t("Tên đăng nhập"), { autocomplete: "username", autocapitalize: "none", spellcheck: "false" }),
    field("password", t("Mật khẩu"), { type: "password", autocomplete: "current-password" }),
    h("div", { role: "alert" }, refusal && h("p", { class: "refusal" }, icon("over"), refusal)),
    h(
      "button",
      { class: "button main wide", "aria-disabled": underWay ? "true" : null },
      h("span", { class: "label" }, underWay ? t("Đang đăng nhập…") : t("Đăng nhập")),
    ),
  );
}

function field(id, label, attributes) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", { id, required: true, ...attributes }),
  );
}
