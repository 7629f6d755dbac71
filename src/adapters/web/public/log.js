/** The list of messages: puts them where they belong, keeps the reader's place, tells screen readers what came. */
import { need } from './page.js';
import { tellTimes } from './time.js';

const log = need('.log', HTMLElement);
const newer = need('.newer', HTMLButtonElement);
const spoken = need('#spoken', HTMLElement);
const NEAR_END_PX = 120;

/** A message the reader asked for and that has not arrived yet. @type {number | undefined} */
let awaited;
let unseen = 0;
const title = document.title;

export function startLog() {
  newer.addEventListener('click', () => {
    reveal(undefined);
    need('#text', HTMLElement).focus();
  });
  log.addEventListener('scroll', () => {
    if (isNearEnd()) newer.hidden = true;
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) countUnseen(0);
  });
  log.addEventListener('click', (event) => {
    if (event.target instanceof HTMLElement && event.target.matches('.copy')) void copy(event.target);
  });
}

/** @param {{ number: number, html?: string, isRemoved?: boolean }} message */
export function show({ number, html, isRemoved }) {
  const before = document.getElementById(`m${number}`);
  if (isRemoved || html === undefined) {
    before?.remove();
    return;
  }
  const template = document.createElement('template');
  template.innerHTML = html;
  dressUp(template.content);
  const article = need('.message', HTMLElement, template.content);
  const wasNearEnd = isNearEnd();
  if (before) {
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    before.replaceWith(article);
    if (focused) sameControl(focused, article).focus({ preventScroll: true });
  } else {
    article.classList.add('arriving');
    log.insertBefore(article, firstAfter(number));
  }
  const isOwn = article.classList.contains('own');
  const summary = article.dataset['summary'] ?? '';
  // A message that changes many times, such as a round's question, is read out when it says something else.
  if (!isOwn && summary !== before?.dataset['summary']) spoken.textContent = summary;
  // What only this reader sees is an answer to this reader, also where it replaces a page they turned.
  const isAnswer = isOwn || article.classList.contains('private');
  if (awaited === number || isAnswer) reveal(number);
  else if (before) return;
  else if (wasNearEnd) reveal(number);
  else newer.hidden = false;
  if (document.hidden) countUnseen(unseen + 1);
}

/**
 * Scrolls a message into view from its beginning, now or when it arrives.
 * @param {number | undefined} number the newest when undefined
 */
export function reveal(number) {
  const articles = log.querySelectorAll('.message');
  const article =
    number === undefined ? articles[articles.length - 1] : document.getElementById(`m${number}`);
  awaited = article ? undefined : number;
  if (!article) return;
  const isTall = article.clientHeight > log.clientHeight - 40;
  const isLast = article === articles[articles.length - 1];
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  if (isLast && !isTall) log.scrollTo({ top: log.scrollHeight, behavior });
  else article.scrollIntoView({ block: isTall ? 'start' : 'nearest', behavior });
}

/**
 * Who stands on a button stays on it when the message around it changes; otherwise the message has the focus.
 * @param {Element} control
 * @param {HTMLElement} article
 */
function sameControl(control, article) {
  const value = control.getAttribute('value');
  const found = [...article.querySelectorAll('button')].find(
    (button) => value !== null && button.value === value,
  );
  return found ?? article;
}

/** What the server cannot know: the reader's clock. @param {ParentNode} within */
export function dressUp(within) {
  tellTimes(within);
}

/** @param {number} number */
function firstAfter(number) {
  const later = [...log.querySelectorAll('.message')].find((each) => Number(each.id.slice(1)) > number);
  return later ?? null;
}

const isNearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;

/** @param {number} count */
function countUnseen(count) {
  unseen = count;
  document.title = count === 0 ? title : `(${count}) ${title}`;
}

/** @param {HTMLElement} button */
async function copy(button) {
  const code = button.closest('.code')?.querySelector('code')?.textContent ?? '';
  try {
    await navigator.clipboard.writeText(code);
    button.textContent = 'Copied';
    spoken.textContent = 'Copied';
  } catch {
    button.textContent = 'Select and copy';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2_000);
}
