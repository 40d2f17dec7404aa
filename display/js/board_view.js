// Draws what the wall knows. Called once a second and at every change; it touches only what has changed, so that a
// pulse is not cut short and nothing flickers.

import { waitingTotal } from './board_state.js';
import { expectedWait } from './wait.js';

const HISTORY_SHOWN = 12;
const SERVICES_ON_A_PAGE = 6;
const PAGE_SECONDS = 8;
const NEW_FOR = 12000;
const LONG_NAME = 9;

export function createView(page, texts) {
  const at = (id) => page.getElementById(id);
  const desks = keyedList(at('desks'), drawDesk);
  const history = keyedList(at('history'), drawPast);
  const services = keyedList(at('waiting'), drawService);

  return {
    // `announced` is the call that is being announced, or null; `now` the server's time in milliseconds.
    draw(state, announced, now) {
      const isNew = (call) => Boolean(call) && now - Date.parse(call.called_at) < NEW_FOR;
      put(at('office'), texts.names(state.officeName));
      drawHero(announced ?? biggest(state), isNew, waitingTotal(state) > 0);
      drawDesks(state, isNew);
      const gone = past(state);
      history.draw(gone.map((call) => [call.ticket_number, call]));
      page.body.toggleAttribute('data-no-history', !gone.length);
      drawWaiting(state, now);
      drawQuieter(state.quieter, now);
    },

    drawClock(clock) {
      setText(at('clock'), clock.time());
      put(at('date'), texts.languages.map((language) => ({ language, text: clock.date(language) })));
    },

    drawTrouble(inTouch) {
      put(at('trouble'), texts.lines('Mất kết nối với máy chủ – số gọi có thể chưa mới'));
      at('trouble').hidden = inTouch;
      page.body.toggleAttribute('data-out-of-touch', !inTouch);
    },

    drawSound(sound) {
      const message = sound === 'blocked' ? 'Chạm màn hình để bật âm thanh' : 'Chưa phát được âm thanh';
      put(at('sound'), texts.lines(message));
      at('sound').hidden = sound === 'ok';
    },

    drawTitles() {
      page.documentElement.lang = texts.languages[0];
      page.title = texts.lines('Bảng gọi số')[0].text;
      put(at('desks-title'), texts.lines('Đang gọi tại quầy'));
      put(at('history-title'), texts.lines('Các số đã gọi'));
      put(at('waiting-title'), texts.lines('Đang chờ'));
      put(at('hero-priority'), texts.lines('Ưu tiên'));
      put(at('no-desks'), texts.lines('Các quầy chưa mở'));
      put(at('nobody-waits'), texts.lines('Không có ai đang chờ'));
    },
  };

  function drawHero(call, isNew, someoneWaits) {
    const hero = at('hero');
    hero.toggleAttribute('data-idle', !call);
    put(at('hero-invite'), texts.lines(call ? 'Mời công dân có số' : 'Hiện chưa gọi số nào'));
    at('hero-number').style.setProperty('--signs', String(Math.max(4, call?.ticket_number.length ?? 4)));
    setText(at('hero-number'), call?.ticket_number ?? '');
    const way = call ? texts.lines('Đến {counter}', { counter: call.counter_name })
      : texts.lines(someoneWaits ? 'Xin chờ đến lượt mình' : 'Xin lấy số ở máy lấy số');
    put(at('hero-counter'), way);
    at('hero-counter').style.setProperty('--letters', String(Math.max(10, way[0].text.length)));
    at('hero-priority').hidden = !call?.priority;
    at('hero-again').hidden = !(call?.call_count > 1);
    if (call?.call_count > 1) put(at('hero-again'), texts.lines('Gọi lần {count}', { count: call.call_count }));
    markNew(hero, call, isNew(call));
  }

  function drawDesks(state, isNew) {
    const shown = state.counters.map((counter) => ({
      counter, call: state.calls.find(({ counter_id }) => counter_id === counter.id),
    })).filter(({ counter, call }) => call || counter.state !== 'closed');
    at('desks').style.setProperty('--desks', String(Math.max(1, shown.length)));
    at('desks').toggleAttribute('data-many', shown.length > 8);
    at('desks').toggleAttribute('data-crowd', shown.length > 16);
    at('no-desks').hidden = shown.length > 0;
    desks.draw(shown.map((desk) => [desk.counter.id, { ...desk, isNew: isNew(desk.call) }]));
  }

  function drawDesk(row, { counter, call, isNew }) {
    const [where, number] = parts(row, 'where', 'number');
    putPlace(where, counter.name);
    row.toggleAttribute('data-empty', !call);
    row.style.setProperty('--signs', String(Math.max(4, call?.ticket_number.length ?? 4)));
    put(number, call ? [{ text: call.ticket_number }]
      : counter.state === 'paused' ? texts.lines('Tạm dừng') : [{ text: '–' }]);
    markNew(row, call, isNew);
  }

  function drawPast(row, call) {
    const [number, where] = parts(row, 'number', 'where');
    setText(number, call.ticket_number);
    row.style.setProperty('--signs', String(Math.max(4, call.ticket_number.length)));
    putPlace(where, call.counter_name);
  }

  function putPlace(where, names) {
    const lines = texts.names(names);
    put(where, lines);
    where.toggleAttribute('data-long', lines[0].text.length > LONG_NAME);
    where.style.setProperty('--letters', String(Math.max(6, lines[0].text.length)));
  }

  function drawWaiting(state, now) {
    const busy = state.waiting.filter(({ count }) => count > 0);
    // One language after the other, page by page: a small place for many long names.
    const turn = Math.floor(now / 1000 / PAGE_SECONDS);
    const pages = Math.max(1, Math.ceil(busy.length / SERVICES_ON_A_PAGE));
    const size = Math.ceil(busy.length / pages);
    const first = (Math.floor(turn / texts.languages.length) % pages) * size;
    const language = turn % texts.languages.length;
    setText(at('waiting-total'), String(waitingTotal(state)));
    at('nobody-waits').hidden = busy.length > 0;
    services.draw(busy.slice(first, first + size).map((service) => [service.id, { ...service, language, now }]));
  }

  // Said only while it lies ahead; what is not known from the office's own days is said as such.
  function drawQuieter(quieter, now) {
    const helps = Boolean(quieter) && Date.parse(quieter.at) > now;
    at('quieter').hidden = !helps;
    if (!helps) return;
    const sentence = quieter.basis === 'history' ? 'Thường vắng hơn lúc {time}' : 'Theo ngày thường ở xã, vắng hơn lúc {time}';
    put(at('quieter'), texts.lines(sentence, { time: quieter.time }));
  }

  function drawService(row, { name, count, forecast, language, now }) {
    const [title, wait, tally] = parts(row, 'name', 'wait', 'count');
    const lines = texts.names(name);
    const line = lines[Math.min(language, lines.length - 1)];
    title.lang = line.language;
    title.toggleAttribute('data-may-shorten', true);
    setText(title, line.text);
    const expected = expectedWait(forecast, now);
    const said = expected ? texts.lines(...expected) : [{ text: '' }];
    // Two short lines, so that the name keeps its place: the figure stays with its unit.
    setText(wait, said[Math.min(language, said.length - 1)].text.replace(' ', '\n'));
    setText(tally, String(count));
  }
}

// The newest call nobody has answered yet; when all are answered, the newest of those.
function biggest(state) {
  return state.calls.find((call) => call.state === 'called') ?? state.calls[0] ?? null;
}

// Numbers that stand at no counter any more; the others are shown above, larger.
function past(state) {
  const present = new Set(state.calls.map(({ ticket_number }) => ticket_number));
  return state.recent.filter(({ ticket_number }) => !present.has(ticket_number)).slice(0, HISTORY_SHOWN);
}

// A list whose items keep their element as long as their key stays; `draw` takes [[key, value], …] in order.
function keyedList(list, drawItem) {
  const rows = new Map();
  return {
    draw(items) {
      const keys = new Set(items.map(([key]) => key));
      for (const [key, row] of rows) {
        if (!keys.has(key)) { row.remove(); rows.delete(key); }
      }
      items.forEach(([key, value], index) => {
        if (!rows.has(key)) rows.set(key, document.createElement('li'));
        const row = rows.get(key);
        drawItem(row, value);
        if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
      });
    },
  };
}

function parts(row, ...names) {
  if (!row.children.length) {
    for (const name of names) row.append(Object.assign(document.createElement('span'), { className: name }));
  }
  return row.children;
}

// Lines of one text in several languages, the first one leading.
function put(element, lines) {
  const shown = JSON.stringify(lines);
  if (element.dataset.shown === shown) return;
  element.dataset.shown = shown;
  element.replaceChildren(...lines.map(({ language, text }, index) => {
    const line = document.createElement('span');
    line.className = index ? 'other' : 'first';
    if (language) line.lang = language;
    line.textContent = text;
    return line;
  }));
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A new call pulses; called again, it starts to pulse again.
function markNew(element, call, isNew) {
  const mark = isNew ? String(call.seq) : '';
  if (element.dataset.new === mark) return;
  delete element.dataset.new;
  if (!mark) return;
  void element.offsetWidth;
  element.dataset.new = mark;
}
