// What the page knows. One plain object, changed in one place, redrawn once a frame.

export const state = {
  session: null, // who is signed in; the session itself lives in a cookie that no script can read
  signInNeeded: false,
  sessionEnded: false,
  office: null,
  services: [],
  priorityClasses: [],
  counters: [],
  visits: [],
  visitsAt: null, // server time of `visits`
  devices: null,
  alerts: [], // what stands, as far as this person may know
  allAlerts: false, // the strip shows all of them, not the first alone
  lastCalls: {}, // visit id -> when it was last called or called again
  counterId: sessionStorage.getItem("mot-cua.console.counter"), // the counter this page works at
  choosing: false, // a supervisor is choosing one more counter
  showsFigures: false, // the page of figures is shown instead of the desk
  figuresOf: { from: null, to: null, by: "service" },
  figures: null,
  ratings: null,
  savings: null,
  channels: null,
  figuresProblem: null,
  figuresPage: "measures", // or "staffing", "what-if"
  staffingOf: { weekday: "mon", percent: 95 },
  staffing: null, // the plan, or how much of it is computed
  staffingProblem: null,
  whatIfOf: { date: null, policy: "", like: "", opens: "", closes: "" }, // like: "all", or the counter it is like
  whatIf: null,
  whatIfProblem: null,
  tab: "waiting",
  filter: "mine",
  find: "",
  wholeLine: false, // show all who wait, however many
  busy: null, // name of the command under way
  inTouch: true,
  loaded: false,
};

const watchers = new Set();
let drawing = false;

export function change(patch) {
  Object.assign(state, patch);
  redrawSoon();
}

export function watch(watcher) {
  watchers.add(watcher);
}

export function redrawSoon() {
  if (drawing) return;
  drawing = true;
  // A hidden page gets no frames; its title still has to tell the number of people waiting.
  const next = document.hidden ? (run) => setTimeout(run, 50) : requestAnimationFrame;
  next(() => {
    drawing = false;
    for (const watcher of watchers) watcher();
  });
}
