/** Posts a form and says what went wrong when it did. */
import { need } from './page.js';

/**
 * @typedef {{ type: 'done', number?: number }
 *   | { type: 'form', html: string }
 *   | { type: 'problem', sentence: string }} Result
 */

const SHOWN_FOR_MS = 7_000;
let hiding = 0;

/**
 * @param {string} path
 * @param {FormData} form
 * @returns {Promise<Result>} never rejects; being offline is a problem like another
 */
export async function post(path, form) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
    });
    if (response.status === 401) location.reload();
    return /** @type {Result} */ (await response.json());
  } catch {
    return {
      type: 'problem',
      sentence: 'I cannot reach the server; nothing was sent. Try again in a moment.',
    };
  }
}

/** @param {string} sentence shown, and read out, for a few seconds */
export function notice(sentence) {
  const box = need('.notice', HTMLElement);
  box.textContent = sentence;
  box.hidden = false;
  clearTimeout(hiding);
  hiding = window.setTimeout(() => {
    box.hidden = true;
  }, SHOWN_FOR_MS);
}
