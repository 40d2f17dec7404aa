// The queue of calls that have still to be shown large and spoken, in the order they were made. It stands beside the
// board: whatever happens to the sound, the next call comes, and the board never waits for it.

import { howItWent } from './sound.js';

export const RULES = {
  keepFor: 120000, queueAtMost: 60, timesOnFirstCall: 2, crowd: 3, showFor: 6000, showForInACrowd: 2500,
};

const silence = { async play() {} };

// `speaker` is null for a wall that shall not speak. `show(call)` puts a call in the large place (null: none);
// `stillStands(call)` says whether it is worth announcing; `now()` is the server's time in milliseconds;
// `onSound('ok' | 'blocked' | 'failed')` is told how the last clip went.
export function createAnnouncer({ speaker, show, stillStands, now, onSound, pause = sleep, rules = RULES }) {
  let queue = [];
  let running = null;

  return {
    add(call) {
      queue = [...queue.filter(({ ticket_number }) => ticket_number !== call.ticket_number), call].slice(-rules.queueAtMost);
      running ??= run().finally(() => { running = null; });
      return running;
    },
    get waiting() {
      return queue.map(({ ticket_number }) => ticket_number);
    },
  };

  async function run() {
    while (queue.length) {
      const call = queue.shift();
      if (!worthSaying(call)) continue;
      show(call);
      await Promise.all([speak(call), pause(isCrowded() ? rules.showForInACrowd : rules.showFor)]);
    }
    show(null);
  }

  // A first call is spoken twice, unless several others wait behind it: better each of them once than the last never.
  async function speak(call) {
    const times = () => (call.call_count === 1 && !isCrowded() ? rules.timesOnFirstCall : 1);
    try {
      for (let time = 0; time < times() && worthSaying(call); time += 1) {
        await (speaker ?? silence).play(`/api/v1/announcements/${call.seq}.wav`);
        if (speaker) onSound('ok');
      }
    } catch (error) {
      onSound(howItWent(error));
    }
  }

  function isCrowded() {
    return queue.filter(worthSaying).length >= rules.crowd;
  }

  function worthSaying(call) {
    return stillStands(call) && now() - Date.parse(call.called_at) < rules.keepFor;
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
