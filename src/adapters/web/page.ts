/** The pages: the door where a name is picked, the channel, and a plain page for a single sentence. */
import type { Command } from '../../bot/command.ts';
import type { Assets } from './assets.ts';
import type { Message } from './channel.ts';
import { type Html, html } from './html.ts';
import { renderMessage } from './message.ts';
import type { Person } from './people.ts';

type Shell = {
  readonly title: string;
  readonly look: 'door' | 'room' | 'plain' | 'library';
  readonly assets: Assets;
  readonly description?: string | undefined;
  readonly script?: string;
};

export function shell({ title, look, assets, description, script }: Shell, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf7f1" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#15161b" media="(prefers-color-scheme: dark)">
<title>${title}</title>
${description !== undefined && html`<meta name="description" content="${description}">`}
<link rel="icon" href="${assets.url('mark.svg')}">
<link rel="stylesheet" href="${assets.url('base.css')}">
<link rel="stylesheet" href="${assets.url(look === 'library' ? 'library.css' : 'room.css')}">
${script !== undefined && html`<script type="module" src="${assets.url(script)}"></script>`}
</head>
<body class="${look}">
${body}
</body>
</html>
`.toString();
}

const mark = (assets: Assets) =>
  html`<img class="mark" src="${assets.url('mark.svg')}" alt="" width="40" height="24">`;

export function doorPage(assets: Assets, commands: readonly Command[]): string {
  return shell(
    { title: 'Kafka companion', look: 'door', assets },
    html`<main>
${mark(assets)}
<h1>Everything about Kafka,<br>in one line.</h1>
<p class="lead">Concepts, patterns, sizing and quizzes for Apache Kafka, a slash away. Pick a name and come in.</p>
<form method="post" action="/join" class="join">
<label for="name">Your name</label>
<div class="row"><input id="name" name="name" type="text" maxlength="32" autocomplete="nickname" autocapitalize="words" required autofocus><button class="primary" type="submit">Come in</button></div>
</form>
${sampleLog(commands, false)}
<p class="small">An independent project for Apache Kafka. It runs on this machine and keeps nothing anywhere else.</p>
</main>`,
  );
}

export type Room = {
  readonly assets: Assets;
  readonly person: Person;
  readonly messages: readonly Message[];
  readonly revision: number;
  readonly present: readonly Person[];
  readonly commands: readonly Command[];
};

export function roomPage(room: Room): string {
  const { assets, person, messages, revision, present, commands } = room;
  const fileCommand = commands.find(({ options }) => options.some(({ kind }) => kind === 'file'));
  return shell(
    { title: 'Kafka companion', look: 'room', assets, script: 'app.js' },
    html`<a class="skip" href="#text">Skip to the message box</a>
<header class="bar">
<h1>${mark(assets)}<span>Kafka companion</span></h1>
<ul class="people" aria-label="People here">${present.map(({ id, name }) => html`<li${id === person.id && html` class="you"`}>${name}</li>`)}</ul>
<nav><a href="/progress">Progress</a><a href="/library">Library</a><button type="button" class="rename" aria-haspopup="dialog">${person.name}</button></nav>
</header>
<main>
<section class="log" role="log" aria-label="Messages" aria-live="off" data-revision="${revision}">
${welcome(commands)}
${messages.filter(({ isRemoved }) => !isRemoved).map((message) => renderMessage(message, person))}
</section>
<button type="button" class="newer" hidden>New messages</button>
</main>
<footer class="composer">
<form method="post" action="/say" enctype="multipart/form-data" data-file-command="${fileCommand?.name ?? ''}">
<ul id="suggestions" role="listbox" aria-label="Suggestions" hidden></ul>
<p class="attached" hidden><span></span><button type="button" aria-label="Take the file away">Remove</button></p>
<div class="line">
<label class="attach"><span class="unseen">Attach a text file</span><input type="file" name="file" accept="text/*,.properties,.yaml,.yml,.json,.conf,.log,.txt,.csv"></label>
<label for="text" class="unseen">Message</label>
<textarea id="text" name="text" rows="1" maxlength="120000" placeholder="Type /kafka …" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus></textarea>
<button class="send" type="submit"><span class="unseen">Send</span></button>
</div>
</form>
</footer>
<p class="unseen" role="status" aria-live="polite" id="spoken"></p>
<p class="notice" role="alert" hidden></p>
<dialog id="dialog" aria-labelledby="form-title"></dialog>
<template id="rename-form">${renameForm(person)}</template>`,
  );
}

function welcome(commands: readonly Command[]): Html {
  return html`<section class="welcome" aria-labelledby="welcome-title">
<h2 id="welcome-title">Ask Kafka anything.</h2>
<p>Start a line with <kbd>/kafka</kbd> and choose from what appears. Answers are <strong>yours alone</strong> until you share them; anything else you write is read by everybody here.</p>
${sampleLog(commands, true)}
</section>`;
}

/** One of each thing the companion does; those that this bot knows are shown. */
const SHOWN_FIRST = ['concept', 'pattern', 'calc', 'config', 'error', 'quiz'];

/** What to try, drawn as what it is: records of a log, each with its offset. */
function sampleLog(commands: readonly Command[], isClickable: boolean): Html {
  const shown = SHOWN_FIRST.flatMap((name) => commands.find((command) => command.name === name) ?? []);
  const rows = shown.flatMap(({ examples: [line], summary }, at) => {
    if (line === undefined) return [];
    const words = html`<span class="at" aria-hidden="true">${at}</span><code>/kafka ${line}</code><span class="what">${summary}</span>`;
    return [
      isClickable
        ? html`<li><button class="sample" name="text" value="/kafka ${line}">${words}</button></li>`
        : html`<li class="sample">${words}</li>`,
    ];
  });
  const list = html`<ol class="samples">${rows}</ol>`;
  return isClickable ? html`<form method="post" action="/say" class="try">${list}</form>` : list;
}

function renameForm(person: Person): Html {
  return html`<form class="form" method="post" action="/join"><h2 id="form-title">Your name here</h2><p class="problem" role="alert"></p><p class="field"><label for="new-name">Name</label><input id="new-name" name="name" type="text" maxlength="32" required value="${person.name}"></p><div class="actions"><button class="primary" type="submit">Save</button><button type="button" class="cancel">Cancel</button></div></form>`;
}

/** For people without scripts: a form of the bot, or a sentence, with a way back. */
export function plainPage(assets: Assets, title: string, body: Html): string {
  return shell(
    { title: `${title} · Kafka companion`, look: 'plain', assets },
    html`<main>${mark(assets)}${body}<p><a href="/">Back to the channel</a></p></main>`,
  );
}

/**
 * A link from another site arrives without the strict cookie; this page asks again from here, and it comes along.
 */
export function comeAgainPage(): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Kafka companion</title><p><a href="/">Continue</a></p></html>`.toString();
}
