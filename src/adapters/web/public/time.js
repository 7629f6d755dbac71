/** Instants in the reader's own zone and language. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const MINUTE = 60_000;
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
  ['second', 1_000],
];

/** @param {ParentNode} within */
export function tellTimes(within) {
  for (const element of within.querySelectorAll('time')) {
    const at = new Date(element.dateTime);
    element.title = full.format(at);
    element.textContent = words(at, element.dataset['style'] ?? 'date');
  }
}

/**
 * @param {Date} at
 * @param {string} style
 */
function words(at, style) {
  if (style === 'date') return date.format(at);
  if (style === 'clock') return clock.format(at);
  const away = at.getTime() - Date.now();
  const [unit, size] = UNITS.find(([, milliseconds]) => Math.abs(away) >= milliseconds) ?? ['second', 1_000];
  return relative.format(Math.round(away / size), unit);
}

setInterval(() => tellTimes(document), MINUTE);
