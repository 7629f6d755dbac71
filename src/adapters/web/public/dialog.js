/** Forms in a dialog: prefilled, kept open with what was typed when something does not fit. */
import { reveal } from './log.js';
import { need } from './page.js';
import { post } from './send.js';

const dialog = need('#dialog', HTMLDialogElement);

/** @type {HTMLElement | null | undefined} */
let openedBy;

export function startDialogs() {
  dialog.addEventListener('click', (event) => {
    const isCancel = event.target instanceof HTMLElement && event.target.matches('.cancel');
    if (isCancel) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.replaceChildren();
    const to = openedBy?.isConnected ? openedBy : need('#text', HTMLElement);
    to.focus({ preventScroll: true });
  });
  dialog.addEventListener('submit', (event) => {
    const form = event.target;
    // The name form reloads the page, so that every message is drawn for the new name.
    if (!(form instanceof HTMLFormElement) || form.getAttribute('action') !== '/press') return;
    event.preventDefault();
    void submit(form);
  });
  const rename = need('.rename', HTMLButtonElement);
  rename.addEventListener('click', () =>
    openForm(need('#rename-form', HTMLTemplateElement).innerHTML, rename),
  );
}

/**
 * @param {string} html
 * @param {HTMLElement | null} [opener]
 */
export function openForm(html, opener) {
  openedBy = opener;
  dialog.innerHTML = html;
  dialog.classList.toggle('wide', dialog.querySelector('textarea') !== null);
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector('input:not([type="hidden"]), textarea, select');
  if (first instanceof HTMLElement) first.focus();
  if (first instanceof HTMLInputElement) first.select();
}

/** @param {HTMLFormElement} form */
async function submit(form) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const result = await post('/press', new FormData(form));
  form.ariaBusy = 'false';
  if (result.type === 'form') return openForm(result.html, openedBy);
  if (result.type === 'problem') {
    need('.problem', HTMLElement, form).textContent = result.sentence;
    return;
  }
  dialog.close();
  if (result.number !== undefined) reveal(result.number);
}
