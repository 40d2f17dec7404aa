// Wires the wall together: server -> state -> page, and beside it the queue of announcements.
// Address: /wall/?languages=vi,en&sound=off (both optional).

import { createAnnouncer } from './announce.js';
import { apply, callsAfter, merge, stillStands } from './board_state.js';
import { createView } from './board_view.js';
import { createClock } from './clock.js';
import { keepInTouch } from './event_stream.js';
import { createSpeaker } from './sound.js';
import { createTexts, languagesFrom } from './texts.js';

const BASE = '/api/v1';
const STALE_PATIENCE = 700;

const texts = createTexts(languagesFrom(location.search));
const view = createView(document, texts);
const clock = createClock();
const speaker = new URLSearchParams(location.search).get('sound') === 'off' ? null : createSpeaker();

let state = null;
let announced = null;
let announcedUpTo = Infinity;
let refreshing = null;

const announcer = createAnnouncer({
  speaker, now: clock.now, stillStands: (call) => stillStands(state, call),
  show(call) { announced = call; draw(); },
  onSound: view.drawSound,
});
const line = keepInTouch({
  base: BASE, seq: () => state?.seq ?? -1, onTouch: view.drawTrouble,
  onBoard(board, askedAt) {
    clock.set(board.at, board.time_zone);
    loadTexts();
    // The first board, or one of a server that was set back: what it shows was called before we came.
    if (!state || board.seq < Math.min(askedAt, announcedUpTo)) announcedUpTo = board.seq;
    return move(merge(state, board, askedAt));
  },
  onEvent(event) { move(apply(state, event)); },
});

view.drawTitles();
setInterval(draw, 1000);
if (speaker) tryTheSound();

// Takes a state, queues the calls it brings, and says how many there were.
function move(next) {
  state = next;
  const fresh = callsAfter(state, announcedUpTo);
  announcedUpTo = Math.max(announcedUpTo, state.seq);
  fresh.forEach(announcer.add);
  if (state.stale) refreshSoon();
  draw();
  return fresh.length;
}

function refreshSoon() {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    line.readBoard();
  }, STALE_PATIENCE * (1 + Math.random()));
}

function draw() {
  if (!state) return;
  view.draw(state, announced && stillStands(state, announced) ? announced : null, clock.now());
  view.drawClock(clock);
}

async function loadTexts() {
  if (texts.complete) return;
  await texts.load().catch(() => {});
  view.drawTitles();
  draw();
}

// A browser that wants a touch before it makes a sound says so now, not at the first call.
async function tryTheSound() {
  let went = await speaker.chime();
  view.drawSound(went);
  for (const gesture of ['pointerdown', 'keydown']) {
    addEventListener(gesture, async () => {
      if (went === 'ok') return;
      went = await speaker.chime();
      view.drawSound(went);
    });
  }
}
