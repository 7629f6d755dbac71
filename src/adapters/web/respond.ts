/** The few ways in which the web chat answers a request. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export const wantsJson = ({ headers }: IncomingMessage) =>
  headers.accept?.includes('application/json') ?? false;

export function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
}

export function sendForever(response: ServerResponse, type: string, body: string | Buffer): void {
  response
    .writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
    .end(body);
}

export function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end();
}
