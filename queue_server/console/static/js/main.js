// Where the page begins: fetch the words, take up the session, draw, and keep drawing.

import { get } from "./api.js";
import { listen as listenToButtons, readDevices } from "./buttons.js";
import { draw, h } from "./dom.js";
import { icon } from "./icons.js";
import { named, rememberedLanguage, t, useLanguage } from "./i18n.js";
import { listen as listenToKeys } from "./keys.js";
import * as live from "./live.js";
import { myCounter, visitsFor } from "./parts.js";
import { isSupervisor } from "./rules.js";
import { hearPrinting } from "./printing.js";
import { onSession, takeUpSession } from "./session.js";
import { change, redrawSoon, state, watch } from "./state.js";
import { chooseCounter } from "./views/choose_counter.js";
import { figuresPage } from "./views/figures.js";
import { hall } from "./views/hall.js";
import { heldList } from "./views/held.js";
import { drawSignIn, prepareSignIn } from "./views/sign_in.js";
import { topBar } from "./views/top_bar.js";
import { watchStrip } from "./views/watch.js";
import { workArea } from "./views/work.js";

const TICK_MS = 1_000;
const CATALOG_MS = 60_000;
const RETRY_MS = 2_000;

const place = Object.fromEntries(["banner", "top", "watch", "main", "sign-in"].map((id) => [id, document.getElementById(id)]));

begin();

async function begin() {
  await useLanguage(rememberedLanguage());
  watch(drawPage);
  prepareSignIn(place["sign-in"]);
  listenToButtons();
  listenToKeys();
  onSession({ signedIn: enter, signedOut: live.stop });
  live.onEvent(hearEvent);
  setInterval(redrawSoon, TICK_MS);
  setInterval(refreshCatalog, CATALOG_MS);
  await connect();
}

/** The first contact; a server that is not there yet is asked again until it is. */
async function connect() {
  try {
    change({ office: await get("/office"), inTouch: true });
    await takeUpSession();
  } catch {
    change({ inTouch: false });
    setTimeout(connect, RETRY_MS);
  }
}

async function enter() {
  await readCatalog();
  await live.start();
  if (isSupervisor(state.session)) readDevices();
}

function hearEvent(event) {
  hearPrinting(event);
  if (event.name.startsWith("device.") && isSupervisor(state.session)) readDevices();
}

async function readCatalog() {
  const [office, { services }, { priority_classes: priorityClasses }] = await Promise.all([
    get("/office"),
    get("/services"),
    get("/priority-classes"),
  ]);
  change({ office, services, priorityClasses });
}

function refreshCatalog() {
  if (!state.session || state.signInNeeded) return;
  readCatalog().catch(() => {});
  if (state.tab === "devices") readDevices();
}

function drawPage() {
  const counter = myCounter();
  draw(place.banner, banner());
  draw(place.top, topBar());
  draw(place.watch, watchStrip());
  draw(place.main, ...page(counter));
  drawSignIn(place["sign-in"]);
  document.title = title(counter);
}

function page(counter) {
  if (!state.session || !state.loaded) return [];
  if (state.showsFigures && isSupervisor(state.session)) return [figuresPage()];
  if (!counter || state.choosing) return [chooseCounter()];
  return [
    h(
      "div",
      { class: "desk", "data-key": "desk" },
      h("h1", { class: "unseen" }, named(counter.name)),
      h("div", { class: "own" }, workArea(counter), heldList(counter)),
      hall(counter),
    ),
  ];
}

function banner() {
  if (state.inTouch) return [];
  return [
    h(
      "p",
      { class: "lost" },
      icon("line"),
      t("Mất liên lạc với máy chủ, đang nối lại. Số liệu trên trang có thể đã cũ."),
    ),
  ];
}

function title(counter) {
  if (!counter) return t("Một Cửa – Bàn làm việc");
  const waiting = visitsFor(counter, "waiting").length;
  return `(${waiting}) ${named(counter.name)} – Một Cửa`;
}
