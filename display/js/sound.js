// One loudspeaker, one clip at a time. `play` ends when the clip has been heard, and fails in every other case within a
// bounded time: a browser that wants a touch first, a clip that cannot be had, a clip that hangs.

export const LIMITS = { start: 5000, longest: 40000, grace: 2000 };

export function createSpeaker({ audio = new Audio(), limits = LIMITS } = {}) {
  let turn = Promise.resolve();

  return { play, chime };

  function play(url) {
    const mine = turn.then(() => playNow(url));
    turn = mine.catch(() => {});
    return mine;
  }

  // Never fails: says 'ok', 'blocked' or 'failed'.
  function chime() {
    return play('/sounds/chime.wav').then(() => 'ok', howItWent);
  }

  async function playNow(url) {
    try {
      const ended = new Promise((resolve, reject) => {
        audio.onended = resolve;
        audio.onerror = () => reject(new Error('the clip broke off'));
      });
      ended.catch(() => {});
      audio.src = url;
      await within(limits.start, audio.play());
      const length = Number.isFinite(audio.duration) ? audio.duration * 1000 + limits.grace : limits.longest;
      await within(Math.min(length, limits.longest), ended);
    } finally {
      audio.onended = null;
      audio.onerror = null;
      audio.pause();
      // An element that keeps its source keeps its decoder too, for as long as the wall runs.
      audio.removeAttribute('src');
      audio.load();
    }
  }
}

export function howItWent(error) {
  return error.name === 'NotAllowedError' ? 'blocked' : 'failed';
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
