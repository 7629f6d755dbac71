/** Live updates: one server-sent event stream for each open page, resumed where it broke off. */
import type { ServerResponse } from 'node:http';
import { type Channel, isFor, type Message } from './channel.ts';
import { renderMessage } from './message.ts';
import type { Person } from './people.ts';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 1_500;
/** A page that stopped reading is cut off; it resumes from the last event it saw. */
const MOST_UNREAD_BYTES = 4_000_000;
const MOST_STREAMS_EACH = 24;
/** A page that reloads has not left. */
const LEAVE_AFTER_MS = 3_000;

export type Streams = {
  /** @param after the last revision the page has seen */
  readonly open: (response: ServerResponse, person: Person, after: number) => void;
  /** Names of who has the channel open, in order of arrival. */
  readonly present: () => readonly Person[];
  /** Tells every page who is here, for example after a new name. */
  readonly rename: (person: Person) => void;
  readonly close: () => void;
};

export function createStreams(channel: Channel): Streams {
  const open = new Map<ServerResponse, Person>();
  let here = '';

  const present = () => [...new Map([...open.values()].map((person) => [person.id, person])).values()];

  function announce(): void {
    const people = present();
    const now = JSON.stringify(people);
    if (now === here) return;
    here = now;
    for (const [response, person] of open) send(response, peopleEvent(people, person));
  }

  const stopWatching = channel.watch((message) => {
    for (const [response, person] of open) {
      if (isFor(message, person.id)) send(response, messageEvent(message, person));
    }
  });

  const heartbeat = setInterval(() => {
    for (const response of open.keys()) send(response, ':\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    present,
    open(response, person, after) {
      const own = [...open].filter(([, each]) => each.id === person.id);
      if (own.length >= MOST_STREAMS_EACH) own[0]?.[0].end();
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies that buffer would hold every message back.
        'x-accel-buffering': 'no',
      });
      send(response, `retry: ${RECONNECT_MS}\n\n`);
      // A page from before the store was emptied must not wait for numbers that come again much later.
      if (after > channel.revision()) send(response, 'event: reset\ndata: {}\n\n');
      const missed = [...channel.since(after, person.id)].sort((a, b) => a.revision - b.revision);
      for (const message of missed) send(response, messageEvent(message, person));
      open.set(response, person);
      announce();
      send(response, peopleEvent(present(), person));
      response.on('close', () => {
        open.delete(response);
        setTimeout(announce, LEAVE_AFTER_MS).unref();
      });
    },
    rename(person) {
      for (const [response, each] of open) if (each.id === person.id) open.set(response, person);
      announce();
    },
    close() {
      stopWatching();
      clearInterval(heartbeat);
      for (const response of open.keys()) response.end();
    },
  };
}

function send(response: ServerResponse, text: string): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else if (!response.writableEnded) response.write(text);
}

function messageEvent(message: Message, person: Person): string {
  const { number, isRemoved } = message;
  const data = isRemoved
    ? { number, isRemoved }
    : { number, html: renderMessage(message, person).toString() };
  return `id: ${message.revision}\nevent: message\ndata: ${JSON.stringify(data)}\n\n`;
}

function peopleEvent(people: readonly Person[], person: Person): string {
  const data = people.map(({ id, name }) => ({ name, isYou: id === person.id }));
  return `event: people\ndata: ${JSON.stringify(data)}\n\n`;
}
