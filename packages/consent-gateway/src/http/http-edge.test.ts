import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { problems } from '@parley/protocol';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { hostGuard } from './host-guard.ts';
import { type FaultLog, notFoundHandler, problemHandler } from './problem-handler.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { describedBy } from './send-problem.ts';

const CANARY = 'canary-5f2e';
const podError = (code: string, cause?: Error) =>
  Object.assign(new Error('fixed words', { cause }), { name: 'PodError', code });
const faults: Record<string, () => unknown> = {
  gateway: () => new GatewayError('read_limit', 'the limit', { retryAfterSeconds: 12.2 }),
  token: () => new GatewayError('invalid_token', 'no'),
  unforeseen: () => new Error(CANARY, { cause: new TypeError(CANARY) }),
  zod: () => z.string().safeParse(1).error,
  content: () => podError('content_rejected'),
  pod: () => podError('unavailable', new Error(CANARY)),
  text: () => CANARY,
  status: () => Object.assign(new Error(CANARY), { status: 404 }),
};
const logged: { fields: object; message: string }[] = [];
const log: FaultLog = { error: (fields, message) => void logged.push({ fields, message }) };

let origin = '';
const app = express();
app.use(requestId(), securityHeaders({ https: true }), (request, response, next) => {
  hostGuard({ origins: [origin] })(request, response, next);
});
app.post('/json', express.json({ limit: 100 }), (_request, response) => void response.send('taken'));
app.use('/v1', describedBy('https://gw.example/.well-known/oauth-protected-resource/v1'));
app.get('/v1/:fault', (request) => {
  throw faults[request.params.fault]?.();
});
app.get('/half', (_request, response) => {
  response.write('half');
  throw new Error(CANARY);
});
app.use(notFoundHandler(), problemHandler({ log }));
const server = app.listen(0, '127.0.0.1');

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a fault becomes a problem', () => {
  it.each([
    ['gateway', 'read_limit'],
    ['token', 'invalid_token'],
    ['unforeseen', 'internal_error'],
    ['zod', 'invalid_request'],
    ['content', 'pod_content_rejected'],
    ['pod', 'temporarily_unavailable'],
    ['text', 'internal_error'],
    ['status', 'internal_error'],
  ] as const)('%s: %s, in the words of the registry', async (fault, code) => {
    const response = await fetch(`${origin}/v1/${fault}`);
    const [status, title, detail] = problems[code];
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: `https://w3id.org/parley/problems#${code}`,
      title,
      status,
      detail,
      instance: `urn:uuid:${response.headers.get('parley-request-id')}`,
      code,
    });
  });

  it('says when to come back, and on 401 which scheme and whose metadata', async () => {
    expect((await fetch(`${origin}/v1/gateway`)).headers.get('retry-after')).toBe('13');
    expect((await fetch(`${origin}/v1/token`)).headers.get('www-authenticate')).toBe(
      'DPoP error="invalid_token", algs="ES256", resource_metadata="https://gw.example/.well-known/oauth-protected-resource/v1"',
    );
  });

  it('keeps the message of an unforeseen fault out of the answer and out of the log', async () => {
    logged.length = 0;
    const answers = await Promise.all(
      ['unforeseen', 'pod', 'text'].map((fault) => fetch(`${origin}/v1/${fault}`)),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.join()).not.toContain(CANARY);
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).not.toContain(CANARY);
    expect(logged[0]).toMatchObject({
      message: 'a request failed',
      fields: { fault: { name: 'Error', cause: { name: 'TypeError' } } },
    });
  });

  it('cuts the connection when half an answer is out', async () => {
    await expect(fetch(`${origin}/half`).then((response) => response.text())).rejects.toThrow();
  });

  it.each([
    [{ body: '{', headers: { 'content-type': 'application/json' } }, 'invalid_request'],
    [{ body: `"${'x'.repeat(200)}"`, headers: { 'content-type': 'application/json' } }, 'payload_too_large'],
    [
      { body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'zip' } },
      'unsupported_media_type',
    ],
    [
      { body: '{}', headers: { 'content-type': 'application/json; charset=utf-99' } },
      'unsupported_media_type',
    ],
  ] as const)('a bad body: %j', async (init, code) => {
    const response = await fetch(`${origin}/json`, { method: 'POST', ...init });
    expect(await response.json()).toMatchObject({ code, status: problems[code][0] });
  });

  it.each(['/%', '/v1/%E0%A4%A'])('an address that cannot be decoded: %s', async (path) => {
    const response = await fetch(`${origin}${path}`);
    expect(['invalid_request', 'not_found']).toContain(((await response.json()) as { code: string }).code);
  });
});

it('sends the security headers with every answer, problems included', async () => {
  const { headers } = await fetch(`${origin}/nowhere`);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'strict-transport-security': 'max-age=31536000',
  });
  expect(headers.get('x-powered-by')).toBeNull();
});

describe('the host guard answers 421', () => {
  const { host } = { host: () => new URL(origin).host };
  const statusOf = async (head: string): Promise<string> => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.end(`${head}\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    return text.slice(9, 12);
  };

  it.each([
    ['A32a another host', () => 'GET /nowhere HTTP/1.1\r\nHost: other.example', '421'],
    ['another port', () => 'GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1:1', '421'],
    [
      'A32b a forwarded host',
      () => 'GET /nowhere HTTP/1.1\r\nHost: other.example\r\nX-Forwarded-Host: 127.0.0.1',
      '421',
    ],
    ['A32a a full address as target', () => `GET http://other.example/ HTTP/1.1\r\nHost: ${host()}`, '421'],
    ['A32a two hosts', () => `GET /nowhere HTTP/1.1\r\nHost: ${host()}\r\nHost: other.example`, '421'],
    ['no host in HTTP/1.0', () => 'GET /nowhere HTTP/1.0', '421'],
    ['not for its own host', () => `GET /nowhere HTTP/1.1\r\nHost: ${host()}`, '404'],
  ])('%s', async (_name, head, status) => {
    expect(await statusOf(head())).toBe(status);
  });
});
