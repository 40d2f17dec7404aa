// The server's time, in the office's time zone, whatever the machine below believes.

// Day before month, as it is written in the country.
const LOCALES = { en: 'en-GB' };

export function createClock() {
  let offset = 0;
  let zone = 'Asia/Ho_Chi_Minh';
  let formats = new Map();

  return {
    now: () => Date.now() + offset,

    // `at`: the server's time as of now (RFC 3339); `timeZone`: where the office is.
    set(at, timeZone) {
      offset = Date.parse(at) - Date.now();
      if (timeZone !== zone) formats = new Map();
      zone = timeZone;
    },

    time: () => format('vi', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),

    date: (language) => format(language, { weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' }),
  };

  function format(language, options) {
    const key = `${language} ${Object.keys(options).join(' ')}`;
    // Making a format costs far more than using it, and this runs every second.
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[language] ?? language, { ...options, timeZone: zone }));
    return formats.get(key).format(Date.now() + offset);
  }
}
