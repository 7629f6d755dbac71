/** Discord's gateway as far as a bot needs it: hello, identify, heartbeats, resume and dispatches. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

const GUILDS = 1;
const DIRECT_MESSAGES = 1 << 12;

const frame = z.looseObject({ op: z.number(), d: z.unknown().optional() });
const identify = z.looseObject({ token: z.string(), intents: z.number() });
const resume = z.looseObject({ session_id: z.string(), seq: z.number() });

export type Gateway = {
  readonly url: () => string;
  readonly dispatch: (event: string, data: object) => void;
  /** Cuts the line as a network does; the client is expected to come back and resume. */
  readonly drop: () => void;
  readonly sessions: () => { readonly identified: number; readonly resumed: number };
  readonly close: () => void;
};

export type GatewayRules = {
  readonly token: string;
  readonly applicationId: string;
  readonly guilds: readonly { readonly id: string }[];
  /** Closes with 4014 after identify, as for an application that may not use its intents. */
  readonly refusesIntents?: boolean;
};

export function createGateway(http: Server, rules: GatewayRules): Gateway {
  const sockets = new WebSocketServer({ server: http, path: '/gateway' });
  const sent: { readonly s: number; readonly t: string; readonly d: object }[] = [];
  const live = new Set<WebSocket>();
  const counts = { identified: 0, resumed: 0 };
  const url = () => `ws://127.0.0.1:${(http.address() as AddressInfo).port}/gateway`;
  const write = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message));

  const dispatch = (event: string, data: object) => {
    const message = { s: sent.length + 1, t: event, d: data };
    sent.push(message);
    for (const socket of live) write(socket, { op: 0, ...message });
  };

  const welcome = (socket: WebSocket) => {
    live.add(socket);
    counts.identified += 1;
    const user = { id: rules.applicationId, username: 'kafka', discriminator: '0', avatar: null, bot: true };
    dispatch('READY', {
      v: 10,
      user,
      guilds: rules.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: 'session',
      resume_gateway_url: url(),
      application: { id: rules.applicationId, flags: 0 },
    });
    for (const guild of rules.guilds) dispatch('GUILD_CREATE', guild);
  };

  const admit = (socket: WebSocket, { token, intents }: z.output<typeof identify>) => {
    if (token !== rules.token) socket.close(4004);
    else if ((intents & ~(GUILDS | DIRECT_MESSAGES)) !== 0 || rules.refusesIntents) socket.close(4014);
    else welcome(socket);
  };

  const continueFrom = (socket: WebSocket, seq: number) => {
    live.add(socket);
    counts.resumed += 1;
    for (const message of sent.filter(({ s }) => s > seq)) write(socket, { op: 0, ...message });
    write(socket, { op: 0, s: sent.length, t: 'RESUMED', d: {} });
  };

  sockets.on('connection', (socket) => {
    socket.on('close', () => live.delete(socket));
    socket.on('message', (raw) => {
      const { op, d } = frame.parse(JSON.parse(String(raw)));
      if (op === 1) write(socket, { op: 11 });
      if (op === 2) admit(socket, identify.parse(d));
      if (op === 6) continueFrom(socket, resume.parse(d).seq);
    });
    write(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
  });

  return {
    url,
    dispatch,
    drop: () => {
      for (const socket of live) socket.terminate();
      live.clear();
    },
    sessions: () => ({ ...counts }),
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
