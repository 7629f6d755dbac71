/** Buttons and selects of messages, and the examples of the welcome: sent without leaving the page. */
import { openForm } from './dialog.js';
import { reveal } from './log.js';
import { need } from './page.js';
import { notice, post } from './send.js';

export function startPresses() {
  need('.log', HTMLElement).addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void press(event.target, event.submitter);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
async function press(form, button) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const result = await post(form.getAttribute('action') ?? '', new FormData(form, button));
  form.ariaBusy = 'false';
  follow(result, button);
}

/**
 * @param {import('./send.js').Result} result
 * @param {HTMLElement | null} [opener] gets the focus back when a form closes
 */
export function follow(result, opener) {
  if (result.type === 'form') openForm(result.html, opener);
  else if (result.type === 'problem') notice(result.sentence);
  else if (result.number !== undefined) reveal(result.number);
}
