import type { Response } from 'express';

/** Without express's `send`: it would add an ETag. */
export function sendJson(response: Response, body: Buffer | object, status = 200): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.status(status).end(bytes);
}
