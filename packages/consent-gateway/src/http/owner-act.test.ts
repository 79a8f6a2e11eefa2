import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sha256 } from '@parley/protocol';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openToApps } from './cors.ts';
import { exactJsonBody, readAct, readBody } from './owner-act.ts';
import { problemHandler } from './problem-handler.ts';
import { publicOriginOnly } from './public-origin.ts';
import { requestId } from './request-id.ts';

const schema = z.strictObject({ word: z.string() });
const app = express();
app.use(requestId(), publicOriginOnly({ origin: 'https://gw.example:8443' }), openToApps());
app.post('/act/:digest', exactJsonBody(), async (request, response) => {
  response.json(await readAct(request, schema));
});
app.post('/body', exactJsonBody(), (request, response) => {
  // A schema that takes anything beside: what names a prototype must not get that far.
  response.json(readBody(request, z.looseObject({ word: z.string() })));
});
app.get('/headers', (request, response) => {
  response.json(request.headers);
});
app.use(problemHandler({ log: { error: () => undefined } }));
const server = app.listen(0, '127.0.0.1');
let origin = '';
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const JSON_TYPE = 'application/json';
async function post(path: string, body: string | Uint8Array, type: string | undefined = JSON_TYPE) {
  const headers = type === '' ? {} : { 'content-type': type };
  const response = await fetch(origin + path, { method: 'POST', headers, body: Buffer.from(body) });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const act = async (body: string | Uint8Array, type?: string) =>
  post(`/act/${await sha256(body)}`, body, type);

describe('an act of the owner', () => {
  it.each(['{"word":"yes"}', ' {\n"word" : "yes" }\n', '{"word":"y\\u0065s"}'])(
    'is taken with the digest of its exact text %j, and kept as it came',
    async (body) => expect(await act(body)).toEqual({ status: 200, json: { act: { word: 'yes' }, body } }),
  );

  it('may come with a charset in its type, and in any script', async () => {
    const body = '{"word":"ä€𝄞"}';
    expect((await act(body, 'application/json; charset=utf-8')).json).toMatchObject({ act: { word: 'ä€𝄞' } });
  });

  const WORD = '{"word":"yes"}';
  it.each<[string, () => Promise<string>, string | Uint8Array]>([
    ['the digest of another text', () => sha256('{"word":"no"}'), WORD],
    ['the digest of the same object, written otherwise', () => sha256('{"word": "yes"}'), WORD],
    ['a digest in hexadecimal', async () => 'a'.repeat(64), WORD],
    ['a padded digest', async () => `${await sha256(WORD)}=`, WORD],
    ['the digest without a mark that stands before', () => sha256(WORD), `\ufeff${WORD}`],
  ])('is refused with %s', async (_what, digest, body) => {
    expect(await post(`/act/${await digest()}`, body)).toMatchObject({
      status: 400,
      json: { code: 'digest_mismatch' },
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['no JSON', 'word', 'invalid_request'],
    ['half of it', '{"word":', 'invalid_request'],
    ['another member', '{"word":"a","more":1}', 'invalid_request'],
    ['a list', '[]', 'invalid_request'],
    ['a prototype', '{"word":"a","__proto__":{"more":1}}', 'invalid_request'],
    ['a constructor', '{"word":"a","constructor":1}', 'invalid_request'],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'invalid_request'],
    ['half a surrogate in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'invalid_request'],
    ['a byte order mark', '\ufeff{"word":"a"}', 'invalid_request'],
    ['depth', '['.repeat(30_000) + ']'.repeat(30_000), 'invalid_request'],
    ['65 kB', JSON.stringify({ word: 'a'.repeat(65_536) }), 'payload_too_large'],
  ])('is refused with %s in its body', async (_what, body, code) => {
    expect((await act(body)).json).toMatchObject({ code });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-seq',
    'multipart/form-data',
    '',
  ])('is refused as %j', async (type) => {
    expect(await act('{"word":"yes"}', type)).toMatchObject({
      status: 415,
      json: { code: 'unsupported_media_type' },
    });
  });
});

it('a body that is no act is checked alike, without a digest', async () => {
  expect(await post('/body', '{"word":"yes"}')).toEqual({ status: 200, json: { word: 'yes' } });
  expect((await post('/body', '{"word":1}')).json).toMatchObject({ code: 'invalid_request' });
  expect((await post('/body', '{"__proto__":1,"word":"a"}')).json).toMatchObject({ code: 'invalid_request' });
});

describe('what a caller says about the way it came', () => {
  it('is gone: every address is made from the configured origin', async () => {
    const response = await fetch(`${origin}/headers`, {
      headers: {
        forwarded: 'host=evil.example',
        'x-forwarded-for': '10.0.0.1',
        'X-Forwarded-Host': 'evil.example, gw.example',
        'x-forwarded-port': '1',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-server': 'evil',
      },
    });
    const headers = (await response.json()) as Record<string, string>;
    const forwarded = Object.entries(headers).filter(([name]) => name.includes('forwarded'));
    expect(Object.fromEntries(forwarded)).toEqual({
      'x-forwarded-host': 'gw.example:8443',
      'x-forwarded-proto': 'https',
    });
  });
});

describe('an app of any origin', () => {
  it('may ask before it calls', async () => {
    const response = await fetch(`${origin}/act/x`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example' },
    });
    expect(response.status).toBe(204);
    expect(
      Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control'))),
    ).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'Authorization, DPoP, Content-Type',
      'access-control-expose-headers': 'WWW-Authenticate, Retry-After, Parley-Request-Id',
      'access-control-max-age': '600',
    });
  });

  it('may read the answer, also a refusal, but sends nothing along by itself', async () => {
    const { headers } = await fetch(`${origin}/act/x`, { method: 'POST', body: 'x' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });
});
