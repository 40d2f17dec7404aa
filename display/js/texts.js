// The wall's words. The source is Vietnamese; other languages come from the server's catalogue. A word that a catalogue
// lacks, or a catalogue that cannot be had, leaves the Vietnamese.

const SOURCE = 'vi';

export function createTexts(languages) {
  const catalogues = new Map([[SOURCE, {}]]);

  function say(language, message, values = {}) {
    const text = catalogues.get(language)?.[message] || message;
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  }

  return {
    languages,

    get complete() {
      return languages.every((language) => catalogues.has(language));
    },

    async load() {
      const missing = languages.filter((language) => !catalogues.has(language));
      await Promise.all(missing.map(async (language) => {
        const answer = await fetch(`/i18n/display/${language}.json`, { signal: AbortSignal.timeout(5000) });
        if (answer.ok) catalogues.set(language, await answer.json());
      }));
    },

    // One line for each language, without repeating a text that two of them share.
    lines(message, values) {
      return distinct(languages.map((language) => {
        // Never half a sentence in each language: without a catalogue the names are Vietnamese too.
        const spoken = catalogues.has(language) ? language : SOURCE;
        return { language: spoken, text: say(spoken, message, forLanguage(values, spoken)) };
      }));
    },

    // A name as the board gives it: {vi, en}.
    names(names) {
      return distinct(languages.map((language) => ({ language, text: nameIn(names, language) })));
    },
  };
}

export function languagesFrom(search) {
  const asked = (new URLSearchParams(search).get('languages') ?? '').split(',').map((code) => code.trim());
  const known = [...new Set(asked.filter((code) => /^[a-z]{2,3}$/.test(code)))];
  return known.length ? known : ['vi', 'en'];
}

function nameIn(names, language) {
  return names[language] ?? names[SOURCE] ?? '';
}

function forLanguage(values = {}, language) {
  const said = Object.entries(values).map(([key, value]) => [key, typeof value === 'object' ? nameIn(value, language) : value]);
  return Object.fromEntries(said);
}

function distinct(lines) {
  return lines.filter(({ text }, index) => text && lines.findIndex((line) => line.text === text) === index);
}
