/** The message box: sends on Enter, remembers what was sent, takes one text file by button, drop or paste. */
import { isChoosing, startCompletion } from './completion.js';
import { need } from './page.js';
import { follow } from './press.js';
import { notice, post } from './send.js';

const LARGEST_FILE_BYTES = 1_048_576;

const form = need('.composer form', HTMLFormElement);
const text = need('#text', HTMLTextAreaElement);
const file = need('input[type="file"]', HTMLInputElement, form);
const attached = need('.attached', HTMLElement);

/** Newest last. @type {string[]} */
const sent = [];
let recalled = 0;

export function startComposer() {
  startCompletion(text);
  text.addEventListener('input', () => {
    text.classList.toggle('command', text.value.startsWith('/'));
    // Browsers that cannot size a field to its content show the lines there are, up to eight.
    if (!CSS.supports('field-sizing', 'content')) text.rows = Math.min(8, text.value.split('\n').length);
  });
  text.addEventListener('keydown', onKey);
  text.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.files[0];
    if (!pasted) return;
    event.preventDefault();
    attach(pasted);
  });
  file.addEventListener('change', () => attach(file.files?.[0]));
  need('button', HTMLButtonElement, attached).addEventListener('click', () => {
    attach(undefined);
    text.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  acceptDrops();
  // Somebody may type before this runs, and browsers restore what stood there before a reload.
  if (text.value !== '') setText(text.value);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.isComposing || event.defaultPrevented || isChoosing()) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
  const isRecalling = text.value === '' || text.value === sent[recalled];
  if (event.key === 'ArrowUp' && isRecalling && recalled > 0) recall(event, recalled - 1);
  if (event.key === 'ArrowDown' && isRecalling && recalled < sent.length) recall(event, recalled + 1);
}

/**
 * @param {KeyboardEvent} event
 * @param {number} at
 */
function recall(event, at) {
  event.preventDefault();
  recalled = at;
  setText(sent[at] ?? '');
}

async function send() {
  const line = text.value;
  if ((line.trim() === '' && !file.files?.length) || form.ariaBusy === 'true') return;
  const data = new FormData(form);
  form.ariaBusy = 'true';
  setText('');
  const result = await post('/say', data);
  form.ariaBusy = 'false';
  if (result.type === 'problem') {
    // What was typed is worth more than an empty box, unless something new stands there.
    if (text.value === '') setText(line);
    return notice(result.sentence);
  }
  attach(undefined);
  if (line.trim() !== '' && line !== sent.at(-1)) sent.push(line);
  recalled = sent.length;
  follow(result, text);
}

/** @param {string} value */
function setText(value) {
  text.value = value;
  text.dispatchEvent(new Event('input'));
}

/** @param {File | undefined} given */
function attach(given) {
  if (given && given.size > LARGEST_FILE_BYTES) {
    notice('That file is larger than 1 MB, the most I read.');
    file.value = '';
    return;
  }
  const list = new DataTransfer();
  if (given) list.items.add(given);
  file.files = list.files;
  attached.hidden = !given;
  need('span', HTMLElement, attached).textContent = given ? given.name : '';
  const command = form.dataset['fileCommand'];
  if (given && text.value === '' && command) setText(`/kafka ${command} `);
  if (given) text.focus();
}

function acceptDrops() {
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    const [dropped] = event.dataTransfer?.files ?? [];
    if (!dropped) return;
    event.preventDefault();
    attach(dropped);
  });
}
