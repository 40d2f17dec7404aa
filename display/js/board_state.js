// What the wall knows, as plain values. Nothing here touches the page, the network or the clock.
//
// A state is made of a board (`fromBoard`) and moved on by events (`apply`). `stale` means: an event told of something
// that only a new board can say; read it again.

const RECENT_KEPT = 40;
const AT_A_COUNTER = new Set(['called', 'serving']);

export function fromBoard(board) {
  return {
    seq: board.seq,
    stale: false,
    officeName: board.office.name,
    timeZone: board.time_zone,
    calls: newestFirst(board.calls.filter((call) => AT_A_COUNTER.has(call.state)).map((call) => whereItStands(board, call))),
    recent: newestFirst(board.recent).slice(0, RECENT_KEPT),
    quieter: board.quieter ?? null,
    counters: board.counters.map(({ id, name, state }) => ({ id, name, state })),
    waiting: board.waiting.map(({ service, count, forecast }) => (
      { id: service.id, name: service.name, count, forecast: forecast ?? null })),
  };
}

// A board that was asked for when the wall stood at `askedAt`. One older than the wall lost a race with the stream and
// changes nothing; one older than the question comes from a server that was set back, and is the truth.
export function merge(state, board, askedAt) {
  if (state && board.seq < state.seq && board.seq >= askedAt) return state;
  return fromBoard(board);
}

export function apply(state, event) {
  if (event.seq <= state.seq) return state;
  const next = { ...state, seq: event.seq };
  const change = CHANGES[event.name];
  return change ? change(next, event) : next;
}

// The calls newer than event `seq`, oldest first: what has still to be announced.
export function callsAfter(state, seq) {
  return state.calls.filter((call) => call.seq > seq).reverse();
}

// Whether this very call still stands: not answered elsewhere, not ended, not called again since.
export function stillStands(state, call) {
  return state.calls.some((other) => other.seq === call.seq && other.ticket_number === call.ticket_number);
}

export function waitingTotal(state) {
  return state.waiting.reduce((total, service) => total + service.count, 0);
}

const CHANGES = {
  'visit.started': (state, event) => countIfWaiting(state, event),
  'visit.called': (state, event) => count(call(state, event), event.body.service_id, -1),
  'visit.recalled': call,
  'visit.serving_started': setState,
  'visit.held': leave,
  'visit.resumed': (state, event) => (event.counter_id && AT_A_COUNTER.has(event.body.state)
    ? comeBack(state, event) : countIfWaiting(state, event)),
  'visit.transferred': (state, event) => countIfWaiting(leave(state, event), event),
  // Done here, but perhaps not everywhere: the next service of the same visit waits from now on.
  'visit.completed': (state, event) => countIfWaiting(leave(state, event), event),
  'visit.marked_no_show': (state, event) => countIfWaiting(leave(state, event), event),
  'visit.cancelled': cancel,
  'visit.priority_changed': setPriority,
  'counter.opened': setCounter,
  'counter.paused': setCounter,
  'counter.closed': setCounter,
  'day.opened': outdate,
  'day.closed': outdate,
};

function call(state, event) {
  const counter = state.counters.find(({ id }) => id === event.counter_id);
  if (!counter) return outdate(state);
  const { ticket_number, state: visitState, priority, call_count } = event.body;
  return putCall(state, {
    seq: event.seq, ticket_number, counter_id: counter.id, counter_name: counter.name, state: visitState ?? 'called',
    called_at: event.at, call_count: call_count ?? 1, priority: Boolean(priority),
  });
}

function setPriority(state, { body: { ticket_number, priority } }) {
  const mark = (other) => (other.ticket_number === ticket_number ? { ...other, priority: Boolean(priority) } : other);
  return { ...state, calls: state.calls.map(mark), recent: state.recent.map(mark) };
}

function putCall(state, made) {
  const others = state.calls.filter((other) => other.ticket_number !== made.ticket_number &&
    other.counter_id !== made.counter_id);
  const before = state.recent.filter((other) => other.ticket_number !== made.ticket_number);
  return { ...state, calls: newestFirst([made, ...others]), recent: newestFirst([made, ...before]).slice(0, RECENT_KEPT) };
}

// Back from a hold straight to a counter: shown there again, but it is no new call, so it keeps its old number.
function comeBack(state, event) {
  const known = state.recent.find(({ ticket_number }) => ticket_number === event.body.ticket_number);
  const counter = state.counters.find(({ id }) => id === event.counter_id);
  if (!known || !counter) return outdate(state);
  const others = state.calls.filter(({ counter_id }) => counter_id !== counter.id);
  const here = { ...known, counter_id: counter.id, counter_name: counter.name, state: event.body.state };
  return { ...state, calls: newestFirst([here, ...others]) };
}

// A call names the counter that made it; after a hold the visit may go on at another.
function whereItStands(board, call) {
  const counter = board.counters.find(({ ticket_number }) => ticket_number === call.ticket_number);
  return counter ? { ...call, counter_id: counter.id, counter_name: counter.name } : call;
}

function setState(state, event) {
  const calls = state.calls.map((other) => (other.ticket_number === event.body.ticket_number
    ? { ...other, state: event.body.state } : other));
  return { ...state, calls };
}

function leave(state, event) {
  return { ...state, calls: state.calls.filter(({ ticket_number }) => ticket_number !== event.body.ticket_number) };
}

// Whoever cancels was at a counter, on hold or waiting; only the first can be told from here.
function cancel(state, event) {
  const left = leave(state, event);
  return left.calls.length < state.calls.length ? left : outdate(left);
}

function setCounter(state, event) {
  if (!state.counters.some(({ id }) => id === event.counter_id)) return outdate(state);
  const counters = state.counters.map((counter) => (counter.id === event.counter_id
    ? { ...counter, state: event.body.state } : counter));
  return { ...state, counters };
}

function countIfWaiting(state, event) {
  return event.body.state === 'waiting' ? count(state, event.body.service_id, +1) : state;
}

function count(state, serviceId, step) {
  if (!state.waiting.some(({ id }) => id === serviceId)) return outdate(state);
  const waiting = state.waiting.map((service) => (service.id === serviceId
    ? { ...service, count: Math.max(0, service.count + step) } : service));
  return { ...state, waiting };
}

function outdate(state) {
  return { ...state, stale: true };
}

function newestFirst(calls) {
  return [...calls].sort((one, other) => other.seq - one.seq);
}
