/** Suggestions while somebody types a command, as an ARIA combobox: arrows move, Tab or Enter takes, Escape closes. */
import { need } from './page.js';

/** @typedef {{ from: number, insert: string, label: string, detail: string }} Item */

const list = need('#suggestions', HTMLUListElement);

/** @type {Item[]} */
let shown = [];
let at = -1;
/** @type {HTMLTextAreaElement} */
let box;
let asking = new AbortController();

/** True while Enter means “take this one”. */
export const isChoosing = () => !list.hidden && at >= 0;

/** @param {HTMLTextAreaElement} text */
export function startCompletion(text) {
  box = text;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
    'aria-haspopup': 'listbox',
  })) {
    text.setAttribute(name, value);
  }
  text.addEventListener('input', () => void ask());
  text.addEventListener('keydown', onKey);
  text.addEventListener('blur', close);
  // Pressing must not take the focus from the box, or it would close before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    if (item) take([...list.children].indexOf(item));
  });
}

async function ask() {
  asking.abort();
  asking = new AbortController();
  const line = box.value.slice(0, box.selectionStart);
  if (!/^\//.test(line) || line.includes('\n')) return close();
  try {
    const response = await fetch(`/complete?line=${encodeURIComponent(line)}`, { signal: asking.signal });
    if (!response.ok) return close();
    open(/** @type {Item[]} */ (await response.json()), line);
  } catch (error) {
    if (!(error instanceof DOMException)) close();
  }
}

/**
 * @param {Item[]} items
 * @param {string} line
 */
function open(items, line) {
  shown = items.filter(({ from, insert }) => insert.trimEnd() !== line.slice(from));
  if (shown.length === 0 || document.activeElement !== box) return close();
  list.replaceChildren(...shown.map((item, index) => option(item, index, line.slice(item.from))));
  list.hidden = false;
  list.scrollTop = 0;
  box.setAttribute('aria-expanded', 'true');
  move(-1);
}

/**
 * @param {Item} item
 * @param {number} index
 * @param {string} typed
 */
function option({ label, detail }, index, typed) {
  const element = document.createElement('li');
  element.id = `suggestion-${index}`;
  element.role = 'option';
  element.ariaSelected = 'false';
  const name = document.createElement('span');
  name.append(...marked(label, typed));
  const more = document.createElement('span');
  more.className = 'detail';
  more.textContent = detail;
  element.append(name, more);
  return element;
}

/**
 * @param {string} label
 * @param {string} typed
 */
function marked(label, typed) {
  const start = typed === '' ? -1 : label.toLowerCase().indexOf(typed.toLowerCase());
  if (start < 0) return [label];
  const mark = document.createElement('mark');
  mark.textContent = label.slice(start, start + typed.length);
  return [label.slice(0, start), mark, label.slice(start + typed.length)];
}

/** @param {number} to −1 for none, so that Enter still sends the line as typed */
function move(to) {
  at = to;
  for (const [index, item] of [...list.children].entries()) {
    item.ariaSelected = String(index === to);
    if (index === to) item.scrollIntoView({ block: 'nearest' });
  }
  if (to < 0) box.removeAttribute('aria-activedescendant');
  else box.setAttribute('aria-activedescendant', `suggestion-${to}`);
}

/** @param {number} index */
function take(index) {
  const item = shown[index];
  if (!item) return;
  box.setRangeText(item.insert, item.from, box.selectionStart, 'end');
  close();
  box.dispatchEvent(new Event('input'));
}

function close() {
  asking.abort();
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
  move(-1);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (list.hidden || event.isComposing) return;
  const count = shown.length;
  const isTaking =
    (event.key === 'Enter' && at >= 0 && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey);
  if (isTaking) take(Math.max(at, 0));
  else if (event.key === 'ArrowDown') move(at + 1 >= count ? -1 : at + 1);
  else if (event.key === 'ArrowUp') move(at < 0 ? count - 1 : at - 1);
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
}
