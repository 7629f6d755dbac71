/** Live updates, resumed where they broke off. */
import { show } from './log.js';
import { need } from './page.js';

/** Browsers allow six connections to one server; pages nobody looks at give theirs back. */
const LEAVE_AFTER_MS = 60_000;

const log = need('.log', HTMLElement);
let seen = Number(log.dataset['revision']);
/** @type {EventSource | undefined} */
let source;
let leaving = 0;

export function startStream() {
  open();
  document.addEventListener('visibilitychange', () => {
    clearTimeout(leaving);
    if (!document.hidden) open();
    else leaving = window.setTimeout(close, LEAVE_AFTER_MS);
  });
  // A page brought back by the back button has lost its connection.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
}

function open() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(`/events?after=${seen}`);
  source.addEventListener('message', (event) => {
    seen = Math.max(seen, Number(event.lastEventId));
    show(JSON.parse(event.data));
  });
  source.addEventListener('people', (event) => showPeople(JSON.parse(event.data)));
  source.addEventListener('reset', () => location.reload());
  source.addEventListener('error', () => document.body.classList.add('away'));
  source.addEventListener('open', () => document.body.classList.remove('away'));
}

function close() {
  source?.close();
  source = undefined;
}

/** @param {{ name: string, isYou: boolean }[]} people */
function showPeople(people) {
  const items = people.map(({ name, isYou }) => {
    const item = document.createElement('li');
    item.textContent = name;
    item.classList.toggle('you', isYou);
    return item;
  });
  need('.people', HTMLElement).replaceChildren(...items);
}
