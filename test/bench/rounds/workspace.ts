/** A lean Slack for load: keeps messages, takes private answers, refuses too many edits, and can lose a process in mid-call. */
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { elementsOf, type Json, list, string } from '../../adapters/slack/screen-text.ts';

export const TEAM = 'T0LOAD';
const EDITS_PER_MINUTE = 60;

export type Message = {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: readonly Json[];
  /** When it last changed, epoch milliseconds. */
  at: number;
};

/** `by` is the number of the process that called. */
type Call = { readonly by: number; readonly method: string; readonly args: Json };

export class Workspace extends EventEmitter<{ message: [Message, Call] }> {
  readonly messages = new Map<string, Message>();
  readonly refused = { edits: 0 };
  /** Called before a post is shown; true when the caller is gone by then and hears nothing. */
  swallow: (call: Call) => boolean = () => false;
  readonly #waiting = new Map<string, (said: string) => void>();
  readonly #edits: number[] = [];
  readonly #server = createServer((request, response) => {
    this.#route(request, response).catch(() => response.destroy());
  });
  #clock = 0;
  #serial = 0;

  async listen(): Promise<void> {
    this.setMaxListeners(0);
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Each process has an address of its own, so that calls can be told apart. */
  apiUrl(process: number): string {
    return `${this.#base}/${process}/`;
  }

  timestamp(): string {
    this.#clock = Math.max(this.#clock + 1, Date.now() * 1_000);
    return (this.#clock / 1_000_000).toFixed(6);
  }

  /** @param hear what the bot says to this person alone */
  responseUrl(hear: (said: string) => void): string {
    const id = `r${++this.#serial}`;
    this.#waiting.set(id, hear);
    return `${this.#base}/respond/${id}`;
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, area = '', name = ''] = (request.url ?? '').split('/');
    const body = await text(request);
    if (area === 'respond') {
      this.#waiting.get(name)?.(string(JSON.parse(body)['text']));
      this.#waiting.delete(name);
      return void response.end('ok');
    }
    const call = { by: Number(area), method: name, args: fieldsOf(body) };
    const answer = this.#answer(call);
    if (answer === 'nothing') return;
    if (answer === 'slow down') return void response.writeHead(429, { 'retry-after': '1' }).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(call: Call): Json | 'nothing' | 'slow down' {
    switch (call.method) {
      case 'chat.postMessage':
        return this.#post(call);
      case 'chat.update':
        return this.#update(call);
      default:
        // Who it is, and where a picture may go.
        return {
          ok: true,
          team_id: TEAM,
          user_id: 'U0BOT',
          bot_id: 'B0BOT',
          file_id: 'F1',
          upload_url: `${this.#base}/0/upload`,
        };
    }
  }

  #post(call: Call): Json | 'nothing' {
    if (this.swallow(call)) return 'nothing';
    const ts = this.timestamp();
    const channel = string(call.args['channel']);
    const message = { channel, ts, text: '', blocks: [], at: 0 };
    this.messages.set(ts, message);
    this.#change(message, call);
    return { ok: true, ts, channel };
  }

  #update(call: Call): Json | 'slow down' {
    const now = Date.now();
    while ((this.#edits[0] ?? now) < now - 60_000) this.#edits.shift();
    if (this.#edits.length >= EDITS_PER_MINUTE) {
      this.refused.edits += 1;
      return 'slow down';
    }
    this.#edits.push(now);
    const message = this.messages.get(string(call.args['ts']));
    if (!message) return { ok: false, error: 'message_not_found' };
    this.#change(message, call);
    return { ok: true, ts: message.ts };
  }

  #change(message: Message, call: Call): void {
    message.text = string(call.args['text']);
    message.blocks = list(call.args['blocks']);
    message.at = Date.now();
    this.emit('message', message, call);
  }
}

/** The button as a press of it carries it. */
export function buttonOf(message: Message, label: string): Json | undefined {
  const found = elementsOf(message.blocks).find(
    (element) => element.kind === 'button' && element.label === label,
  );
  return found && { type: 'button', action_id: found.json['action_id'], value: found.json['value'] };
}

function fieldsOf(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
