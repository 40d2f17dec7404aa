// Keeps the wall in touch with the server, for months. Every way of losing it ends in the same one: close the stream,
// read the board again, listen from there on. A stream refused because its place is gone (410) is healed that way too.
//
// A dead line raises no error by itself, and the server's heartbeats are invisible to EventSource; so the server is
// asked for a sign of life every few seconds. In touch means: the stream is open and a sign of life is recent.

const EVENT_NAMES = [
  'visit.started', 'visit.called', 'visit.recalled', 'visit.serving_started', 'visit.held', 'visit.resumed',
  'visit.transferred', 'visit.completed', 'visit.marked_no_show', 'visit.cancelled', 'visit.priority_changed',
  'counter.opened', 'counter.paused', 'counter.closed', 'day.opened', 'day.closed',
];

export const PACE = {
  probeEvery: 3000, answerWithin: 3000, silenceMeansLost: 8000, readBoardEvery: 15000,
  retryFrom: 500, retryAtMost: 5000,
};

// `onBoard(board, askedAt)` takes a board and says how many calls it brought; `onEvent(event)` takes an event;
// `onTouch(inTouch)` is told of every change; `seq()` says where the wall stands. Returns {readBoard, restart, stop}.
export function keepInTouch({ base, seq, onBoard, onEvent, onTouch, pace = PACE }) {
  let source = null;
  let retry = null;
  let failures = 0;
  let reading = null;
  let probing = false;
  let heardAt = performance.now();
  let inTouch = null;
  const timers = [setInterval(watch, 1000), setInterval(probe, pace.probeEvery),
    setInterval(() => isOpen() && readBoard(), pace.readBoardEvery)];

  restart();
  return { readBoard, restart, stop };

  async function restart() {
    drop();
    const attempt = { cancelled: false };
    retry = { cancel() { attempt.cancelled = true; } };
    try {
      const { board } = await fetchBoard();
      if (!attempt.cancelled) listen(board.seq);
    } catch {
      if (!attempt.cancelled) again();
    }
  }

  function listen(after) {
    const opened = new EventSource(`${base}/events?scope=board&after=${after}`);
    source = opened;
    opened.onopen = () => { failures = 0; heard(); watch(); };
    opened.onerror = () => opened === source && again();
    for (const name of EVENT_NAMES) {
      opened.addEventListener(name, (message) => {
        if (opened !== source) return;
        heard();
        take(message);
      });
    }
  }

  // An event that cannot be understood must not cost the ones after it.
  function take(message) {
    try {
      onEvent(JSON.parse(message.data));
    } catch {
      again();
    }
  }

  function again() {
    drop();
    const wait = Math.min(pace.retryAtMost, pace.retryFrom * 2 ** failures) * (0.8 + 0.4 * Math.random());
    failures = Math.min(failures + 1, 10);
    const timer = setTimeout(restart, wait);
    retry = { cancel: () => clearTimeout(timer) };
  }

  function drop() {
    retry?.cancel();
    source?.close();
    source = null;
  }

  function stop() {
    drop();
    timers.forEach(clearInterval);
  }

  // The safety net under the stream: a call found here is one that an open stream should have told of.
  // Asked twice at once, it reads once.
  function readBoard() {
    reading ??= fetchBoard()
      .then(({ brought }) => { if (brought && isOpen()) restart(); }, () => { if (isOpen()) again(); })
      .finally(() => { reading = null; });
    return reading;
  }

  async function fetchBoard() {
    const askedAt = seq();
    const answer = await ask('/board');
    const board = await answer.json();
    heard();
    return { board, brought: onBoard(board, askedAt) };
  }

  async function probe() {
    if (!isOpen() || probing) return;
    probing = true;
    try {
      await ask('/health/live');
      heard();
    } catch {
      if (isOpen()) again();
    } finally {
      probing = false;
    }
  }

  async function ask(path) {
    const answer = await fetch(base + path, { cache: 'no-store', signal: AbortSignal.timeout(pace.answerWithin) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  }

  function isOpen() {
    return source?.readyState === EventSource.OPEN;
  }

  function heard() {
    heardAt = performance.now();
  }

  function watch() {
    const recent = performance.now() - heardAt < pace.silenceMeansLost;
    const now = isOpen() && recent ? true : recent ? inTouch : false;
    if (now === inTouch || now === null) return;
    inTouch = now;
    onTouch(inTouch);
  }
}
