/** A small Slack on this machine: Web API, files, response urls, signed requests and Socket Mode, as strict as the real one. */
import { createHmac, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageProblems, viewProblems } from './payload-rules.ts';
import { isJson, type Json, list, string } from './screen-text.ts';

export const TEAM = 'T0KAFKA';
export const CHANNEL = 'C0GENERAL';
export const BOT_USER = 'U0BOT';
export const BOT_TOKEN = 'xoxb-test';
export const APP_TOKEN = 'xapp-test';
export const SIGNING_SECRET = 'a signing secret of this test';

/** Slack waits three seconds; a busy machine may need longer, so the order of things is tested and not their speed. */
const ACK_WITHIN_MS = 30_000;
const TRIGGER_LIVES_MS = 30_000;
const RESPONSES_EACH = 5;

export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  text: string;
  blocks: readonly Json[];
  /** Set when only this person sees it. */
  readonly only?: string | undefined;
  /** Grows with every change in this Slack. */
  revision: number;
  isDeleted: boolean;
};

type ResponseUrl = {
  readonly channel: string;
  readonly user: string;
  readonly pressed?: string;
  uses: number;
};
type Trigger = { readonly user: string; readonly expires: number; isUsed: boolean };
type Modal = { readonly id: string; readonly view: Json };
type Failure = { readonly method: string; readonly error: string; times: number };
export type Kind = 'slash_commands' | 'interactive' | 'events_api';

export class FakeSlack extends EventEmitter<{ change: [] }> {
  readonly messages: Message[] = [];
  readonly modals = new Map<string, Modal>();
  readonly homes = new Map<string, Json>();
  readonly files = new Map<string, { name: string; bytes: Buffer; isDone: boolean; channel?: string }>();
  /** Every call of the Web API and of a response url, in order. */
  readonly calls: { method: string; args: Json }[] = [];
  /** What the real Slack would have refused. */
  readonly violations: string[] = [];
  readonly failures: Failure[] = [];
  readonly #responseUrls = new Map<string, ResponseUrl>();
  readonly #triggers = new Map<string, Trigger>();
  readonly #sockets: WebSocket[] = [];
  readonly #acks = new Map<string, (payload: unknown) => void>();
  readonly #server = createServer((request, response) => {
    this.#route(request, response).catch((error: unknown) => {
      this.violations.push(`fake slack: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  readonly #webSockets = new WebSocketServer({ server: this.#server, path: '/socket' });
  /** Where the bot takes signed requests; over the socket when unset. */
  requestUrl: string | undefined;
  #address = '';
  #revision = 0;
  /** Microseconds. */
  #clock = 0;

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#address = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.#webSockets.on('connection', (socket) => this.#onSocket(socket));
  }

  get apiUrl(): string {
    return `http://${this.#address}/api`;
  }

  get revision(): number {
    return this.#revision;
  }

  get openSockets(): number {
    return this.#sockets.length;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#webSockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Tells the bot to connect anew, as Slack does every few hours. */
  recycleSockets(): void {
    for (const socket of this.#sockets)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  /** Slack's clock, which never names two messages alike. */
  timestamp(): string {
    this.#clock = Math.max(this.#clock + 1, Date.now() * 1_000);
    return (this.#clock / 1_000_000).toFixed(6);
  }

  trigger(user: string): string {
    const id = randomUUID();
    this.#triggers.set(id, { user, expires: Date.now() + TRIGGER_LIVES_MS, isUsed: false });
    return id;
  }

  responseUrl(channel: string, user: string, pressed?: string): string {
    const id = randomUUID();
    this.#responseUrls.set(id, { channel, user, uses: 0, ...(pressed === undefined ? {} : { pressed }) });
    return `http://${this.#address}/respond/${id}`;
  }

  /** Sends one payload to the bot. @returns the body of its acknowledgement */
  async send(kind: Kind, body: Json): Promise<unknown> {
    const started = Date.now();
    const answer =
      this.requestUrl === undefined ? await this.#sendSocket(kind, body) : await this.#sendHttp(kind, body);
    const took = Date.now() - started;
    if (took > ACK_WITHIN_MS) this.violations.push(`${kind}: acknowledged after ${took} ms`);
    return answer;
  }

  async #sendHttp(kind: Kind, body: Json): Promise<unknown> {
    const isForm = kind !== 'events_api';
    const fields = kind === 'interactive' ? { payload: JSON.stringify(body) } : stringFields(body);
    const text = isForm ? new URLSearchParams(fields).toString() : JSON.stringify(body);
    const response = await fetch(this.requestUrl ?? '', {
      method: 'POST',
      headers: {
        ...sign(text),
        // A kept connection may have been closed while a busy machine was elsewhere.
        connection: 'close',
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      body: text,
    });
    const answer = await response.text();
    if (response.status !== 200) this.violations.push(`${kind}: answered ${response.status}`);
    return answer === '' ? undefined : JSON.parse(answer);
  }

  async #sendSocket(kind: Kind, body: Json): Promise<unknown> {
    const socket = this.#sockets.at(-1);
    if (!socket) throw new Error('the bot is not connected');
    const id = randomUUID();
    const acked = new Promise<unknown>((resolve) => this.#acks.set(id, resolve));
    const envelope = {
      type: kind,
      envelope_id: id,
      payload: body,
      accepts_response_payload: kind !== 'events_api',
    };
    socket.send(JSON.stringify(envelope));
    return acked;
  }

  #onSocket(socket: WebSocket): void {
    this.#sockets.push(socket);
    socket.on('close', () => this.#sockets.splice(this.#sockets.indexOf(socket), 1));
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      this.#acks.get(envelope_id)?.(isJson(payload) && Object.keys(payload).length > 0 ? payload : undefined);
      this.#acks.delete(envelope_id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  }

  /** Adds or changes what people see. */
  show(message: Pick<Message, 'channel' | 'only' | 'thread'> & Json): Message {
    const added: Message = {
      ts: this.timestamp(),
      channel: message.channel,
      thread: message.thread,
      only: message.only,
      text: string(message['text']),
      blocks: list(message['blocks']),
      revision: ++this.#revision,
      isDeleted: false,
    };
    this.messages.push(added);
    this.emit('change');
    return added;
  }

  touch(): void {
    this.#revision++;
    this.emit('change');
  }

  /** An answer in an acknowledgement or at a response url. */
  answer(
    body: Json,
    where: { channel: string; user: string; pressed?: string | undefined },
  ): string | undefined {
    if (body['delete_original'] === true) {
      const pressed = this.messages.find(({ ts }) => ts === where.pressed);
      if (pressed) pressed.isDeleted = true;
      this.touch();
      return undefined;
    }
    const problems = this.#check(messageProblems(body), 'response');
    if (problems) return 'invalid_blocks';
    if (body['replace_original'] === true) {
      const pressed = this.messages.find(({ ts }) => ts === where.pressed);
      if (!pressed) return 'no_original';
      this.#change(pressed, body);
      return undefined;
    }
    const only = body['response_type'] === 'in_channel' ? undefined : where.user;
    this.show({ ...body, channel: where.channel, only, thread: optional(body['thread_ts']) });
    return undefined;
  }

  #change(message: Message, body: Json): void {
    message.text = string(body['text']);
    message.blocks = list(body['blocks']);
    message.revision = ++this.#revision;
    this.emit('change');
  }

  #check(problems: readonly string[], where: string): boolean {
    this.violations.push(...problems.map((problem) => `${where}: ${problem}`));
    return problems.length > 0;
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, area = '', name = ''] = (request.url ?? '').split('/');
    const body = await buffer(request);
    if (area === 'upload') return this.#onUpload(name, body, response);
    if (area === 'download') return this.#onDownload(name, request, response);
    if (area === 'respond') return this.#onRespond(name, JSON.parse(body.toString()), response);
    if (area !== 'api') return void response.writeHead(404).end();
    const args = fieldsOf(body.toString(), request.headers['content-type'] ?? '');
    this.calls.push({ method: name, args });
    const failure = this.failures.find(({ method, times }) => method === name && times > 0);
    if (failure) failure.times--;
    if (failure?.error === 'rate_limited') return void response.writeHead(429, { 'retry-after': '0' }).end();
    const result = failure
      ? { ok: false, error: failure.error }
      : this.#method(name, args, request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  }

  #method(name: string, args: Json, authorization: string | undefined): Json {
    const token = name === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
    if (authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' };
    const method = this.#methods[name];
    if (!method) {
      this.violations.push(`${name}: not a method this bot should need`);
      return { ok: false, error: 'unknown_method' };
    }
    const error = method(args);
    return typeof error === 'string' ? { ok: false, error } : { ok: true, ...error };
  }

  /** A string is Slack's error. */
  readonly #methods: Readonly<Record<string, (args: Json) => Json | string>> = {
    'auth.test': () => ({
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: 'B0BOT',
      url: 'https://example.slack.com/',
    }),
    'apps.connections.open': () => ({ url: `ws://${this.#address}/socket` }),
    'views.open': ({ trigger_id, view }) => {
      const trigger = this.#triggers.get(string(trigger_id));
      if (!trigger || trigger.isUsed) return 'invalid_trigger_id';
      if (trigger.expires < Date.now()) return 'expired_trigger_id';
      trigger.isUsed = true;
      if (this.#check(viewProblems(view), 'views.open') || !isJson(view)) return 'invalid_arguments';
      this.openModal(trigger.user, view);
      return { view: { id: 'V1' } };
    },
    'views.publish': ({ user_id, view }) => {
      if (this.#check(viewProblems(view), 'views.publish') || !isJson(view)) return 'invalid_arguments';
      this.homes.set(string(user_id), view);
      this.touch();
      return {};
    },
    'chat.postMessage': (args) => {
      if (this.#check(messageProblems(args), 'chat.postMessage')) return 'invalid_blocks';
      const channel = string(args['channel']);
      const { ts } = this.show({
        ...args,
        channel: channel.startsWith('U') ? `D${channel}` : channel,
        only: undefined,
        thread: optional(args['thread_ts']),
      });
      return { ts, channel };
    },
    'chat.postEphemeral': (args) => {
      if (this.#check(messageProblems(args), 'chat.postEphemeral')) return 'invalid_blocks';
      const [channel, only] = [string(args['channel']), string(args['user'])];
      if (channel.startsWith('D')) return 'channel_not_found';
      return { message_ts: this.show({ ...args, channel, only, thread: optional(args['thread_ts']) }).ts };
    },
    'chat.update': (args) => {
      if (this.#check(messageProblems(args), 'chat.update')) return 'invalid_blocks';
      const message = this.messages.find(({ ts, only }) => ts === args['ts'] && only === undefined);
      if (!message) return 'message_not_found';
      this.#change(message, args);
      return { ts: message.ts };
    },
    'chat.delete': ({ ts }) => {
      const message = this.messages.find((each) => each.ts === ts && each.only === undefined);
      if (!message) return 'message_not_found';
      message.isDeleted = true;
      this.touch();
      return {};
    },
    'conversations.open': ({ users }) => ({ channel: { id: `D${string(users)}` } }),
    'files.getUploadURLExternal': ({ filename, length, ...rest }) => {
      if (string(filename) === '' || !(Number(length) > 0)) return 'invalid_arguments';
      const odd = Object.keys(rest).filter((name) => name !== 'alt_txt' && name !== 'snippet_type');
      if (odd.length > 0) this.violations.push(`files.getUploadURLExternal: ${odd} is no argument`);
      const id = `F${this.files.size + 1}`;
      this.files.set(id, { name: string(filename), bytes: Buffer.alloc(0), isDone: false });
      return { upload_url: `http://${this.#address}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': ({ files, channel_id }) => {
      const done = list(files).map(({ id }) => this.files.get(string(id)));
      if (done.some((file) => file === undefined || file.bytes.length === 0)) return 'file_not_found';
      for (const file of done) {
        if (!file) continue;
        file.isDone = true;
        if (typeof channel_id === 'string') file.channel = channel_id;
      }
      if (channel_id !== undefined) this.touch();
      return { files: list(files) };
    },
  };

  openModal(user: string, view: Json): void {
    this.modals.set(user, { id: randomUUID(), view });
    this.touch();
  }

  #onUpload(id: string, body: Buffer, response: ServerResponse): void {
    const file = this.files.get(id);
    if (file) file.bytes = body;
    response.writeHead(file ? 200 : 404).end();
  }

  #onDownload(id: string, request: IncomingMessage, response: ServerResponse): void {
    const file = this.files.get(id);
    const isAllowed = request.headers.authorization === `Bearer ${BOT_TOKEN}`;
    if (!file || !isAllowed)
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(file.bytes);
  }

  /** A file somebody put into a message. */
  addFile(name: string, text: string): Json {
    const id = `F${this.files.size + 1}`;
    this.files.set(id, { name, bytes: Buffer.from(text), isDone: true });
    return {
      id,
      name,
      mimetype: 'text/plain',
      size: text.length,
      url_private: `http://${this.#address}/download/${id}`,
    };
  }

  #onRespond(id: string, body: Json, response: ServerResponse): void {
    this.calls.push({ method: 'response_url', args: body });
    const url = this.#responseUrls.get(id);
    const failure = this.failures.find(({ method, times }) => method === 'response_url' && times > 0);
    if (failure) failure.times--;
    if (!url || url.uses >= RESPONSES_EACH || failure) {
      return void response.writeHead(404).end(failure?.error ?? (url ? 'used_url' : 'expired_url'));
    }
    url.uses++;
    const error = this.answer(body, url);
    response.writeHead(error === undefined ? 200 : 400).end(error ?? 'ok');
  }
}

const optional = (value: unknown) => (typeof value === 'string' ? value : undefined);

function stringFields(body: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function fieldsOf(body: string, type: string): Json {
  if (type.startsWith('application/json')) return JSON.parse(body);
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function sign(
  body: string,
  at = Math.floor(Date.now() / 1000),
  secret = SIGNING_SECRET,
): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${digest}` };
}
