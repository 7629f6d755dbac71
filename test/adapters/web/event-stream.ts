/** Server-sent events over plain fetch, with the resuming that browsers do by themselves. */
import { readMessages, type Shown } from './screen.ts';

export class EventStream {
  readonly #cookie: string;
  readonly #shown: Map<number, Shown>;
  #lastId = '0';
  #abort = new AbortController();
  #waiting = new Set<() => void>();
  /** Names of who is here, as last announced. */
  people: readonly string[] = [];

  constructor(cookie: string, shown: Map<number, Shown>) {
    this.#cookie = cookie;
    this.#shown = shown;
    this.#lastId = String(Math.max(0, ...[...shown.values()].map(({ revision }) => revision)));
  }

  async open(address: string): Promise<void> {
    this.close();
    this.#abort = new AbortController();
    const response = await fetch(`${address}/events`, {
      headers: { cookie: this.#cookie, 'last-event-id': this.#lastId },
      signal: this.#abort.signal,
    });
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
    void this.#read(response.body).catch(() => undefined);
  }

  close(): void {
    this.#abort.abort();
  }

  /** Resolves as soon as the condition holds; it is looked at after every event. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let buffer = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      buffer += text;
      const events = buffer.split('\n\n');
      buffer = events.pop() ?? '';
      for (const event of events) this.#take(event);
    }
  }

  #take(text: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
    const data = field('data');
    if (data === undefined) return;
    if (field('event') === 'people') {
      this.people = (JSON.parse(data) as { name: string }[]).map(({ name }) => name);
    }
    if (field('event') === 'message') {
      this.#lastId = field('id') ?? this.#lastId;
      const message = JSON.parse(data) as { number: number; html?: string };
      const [shown] = readMessages(message.html ?? '');
      if (shown) this.#shown.set(message.number, shown);
      else this.#shown.delete(message.number);
    }
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
