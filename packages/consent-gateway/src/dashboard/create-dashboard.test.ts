import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDashboard } from './create-dashboard.ts';

const PAGE = '<!doctype html><title>the app</title>';
const files = new Map(
  Object.entries({
    'index.html': PAGE,
    'hash.json': '{"whole":"00"}',
    'service-worker.js': '// shows messages',
    'assets/index-1a2b.js': 'export {};',
    'assets/secret.map': '{}',
  }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
);
const gateway = 'https://gateway.example';
const origin = 'https://my.gateway.example';
const settings = {
  origin: gateway,
  name: 'Our gateway',
  local: false,
  dashboard: { origin, port: 0, providers: ['https://one.example/'], podSignup: 'https://one.example/new' },
  log: { error: () => undefined },
};
const servers: Server[] = [];
let port = 0;

async function serve(options: typeof settings): Promise<number> {
  const server = createDashboard(options, files).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  port = await serve(settings);
});
afterAll(() => {
  for (const server of servers) server.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Exactly this target and host: nothing is normalised on the way. */
async function ask(
  target: string,
  options: { host?: string; method?: string; at?: number } = {},
): Promise<Answer> {
  const { host = 'my.gateway.example', method = 'GET', at = port } = options;
  const socket = connect(at, '127.0.0.1');
  socket.end(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let raw = '';
  for await (const chunk of socket) raw += String(chunk);
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  return { status: Number(status.split(' ')[1]), headers: new Headers(headers), text: body.join('\r\n\r\n') };
}

describe("the dashboard's own origin", () => {
  it.each([
    '/',
    '/requests/request_x',
    '/signed-in?code=1',
    '/companies/https%3A%2F%2Facme.example%2Fid.json',
  ])('answers %s with the app, under a policy that allows only the files beside it', async (target) => {
    const { status, headers, text } = await ask(target);
    expect({ status, text }).toEqual({ status: 200, text: PAGE });
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "worker-src 'self'; connect-src 'self' https://gateway.example https: wss:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('lets the page reach loopback addresses on a laptop alone', async () => {
    const at = await serve({ ...settings, local: true });
    const { headers } = await ask('/', { at });
    expect(headers.get('content-security-policy')).toContain('http://localhost:*');
    expect((await ask('/')).headers.get('content-security-policy')).not.toContain('http:');
  });

  it('keeps files that never change for ever, and has nothing beside them', async () => {
    const { status, headers } = await ask('/assets/index-1a2b.js');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('immutable');
    expect(headers.get('content-type')).toContain('text/javascript');
    for (const target of [
      '/assets/none.js',
      '/assets/..%2Findex.html',
      '/assets/../index.html',
      '/assets/../../package.json',
      '/assets/secret.map',
    ])
      expect((await ask(target)).status, target).toBe(404);
    expect((await ask('/', { method: 'POST' })).status).toBe(404);
  });

  it('has the script that shows messages under one name, which may load nothing', async () => {
    const { headers, text } = await ask('/service-worker.js');
    expect(text).toBe('// shows messages');
    expect(headers.get('content-type')).toContain('text/javascript');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('is a client of Solid providers by a document of its own', async () => {
    const { headers, text } = await ask('/client.jsonld');
    expect(headers.get('content-type')).toContain('application/ld+json');
    expect(JSON.parse(text)).toEqual({
      '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
      client_id: `${origin}/client.jsonld`,
      client_name: 'Our gateway',
      client_uri: `${origin}/`,
      application_type: 'web',
      redirect_uris: [`${origin}/signed-in`],
      post_logout_redirect_uris: [`${origin}/`],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      scope: 'openid webid offline_access',
    });
  });

  it('says where its gateway is and what is offered, and its hash to everybody', async () => {
    expect(JSON.parse((await ask('/config.json')).text)).toEqual({
      gateway,
      name: 'Our gateway',
      providers: ['https://one.example/'],
      podSignup: 'https://one.example/new',
    });
    const { headers, text } = await ask('/hash.json');
    expect(text).toBe('{"whole":"00"}');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(['evil.example', 'gateway.example', '127.0.0.1', 'my.gateway.example.evil.example'])(
    'answers to no other host: %s',
    async (host) => {
      for (const target of ['/', '/client.jsonld', '/config.json'])
        expect((await ask(target, { host })).status).toBe(421);
    },
  );
});
