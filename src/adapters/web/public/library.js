/** Search results as somebody types; without it the form works by its button. */
import { need } from './page.js';

const WAIT_MS = 120;

const form = document.querySelector('form.search');
const results = document.querySelector('#results');
if (form instanceof HTMLFormElement && results) start(form, results);

/**
 * @param {HTMLFormElement} form
 * @param {Element} results
 */
function start(form, results) {
  const box = need('input', HTMLInputElement, form);
  let waiting = 0;
  let asking = new AbortController();
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(search, WAIT_MS);
  });

  async function search() {
    asking.abort();
    asking = new AbortController();
    const url = box.value.trim() === '' ? '/library' : `/library?q=${encodeURIComponent(box.value)}`;
    try {
      const response = await fetch(url, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const found = page.querySelector('#results');
      if (!response.ok || !found) return;
      results.replaceChildren(...found.childNodes);
      history.replaceState(null, '', url);
    } catch {
      // The form's own button still works.
    }
  }
}
