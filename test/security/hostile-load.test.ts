// A gateway in a process of its own, flooded with what costs it nothing to refuse but could make it remember.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { createTestDatabase } from '../support/test-gateway.ts';

const MEGABYTE = 1_048_576;
const WARM_UP = 400;
const FLOOD = 2_000;
const AT_ONCE = 40;

let gateway: GatewayProcess;
let dataDir: string;
let port: number;
let metricsPort: number;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-load-'));
  [port, metricsPort] = [await freePort(), await freePort()];
  gateway = await startGatewayProcess({
    PARLEY_ORIGIN: `http://localhost:${port}`,
    PARLEY_PORT: String(port),
    PARLEY_LOCAL: '1',
    PARLEY_DATA: dataDir,
    PARLEY_LOG: 'silent',
    PARLEY_METRICS_PORT: String(metricsPort),
    PARLEY_TRUSTED_PROXIES: '127.0.0.1,::1',
    DATABASE_URL: await createTestDatabase(inject('postgresUrl')),
    // What is kept without a bound ends the process, where the figures below would not show it yet.
    NODE_OPTIONS: '--max-old-space-size=160',
  });
});
afterAll(async () => {
  agent.destroy();
  await gateway?.kill();
  await rm(dataDir, { recursive: true, force: true });
});

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const junk = (bytes: number): string => randomBytes(bytes).toString('base64url');
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Looks like one, and is nobody's: another vendor, another key, another text each time. */
function jwt(claims: object): string {
  const header = { alg: 'ES256', kid: randomUUID(), typ: 'at+jwt' };
  return `${part(header)}.${part({ jti: randomUUID(), exp: 4e9, iat: 1, ...claims })}.${junk(64)}`;
}
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
// Nobody is asked for such a name: a private one is refused before it is looked up.
const vendor = (): string => `https://${randomUUID()}.local/client`;
const assertion = (clientId: string) => ({
  client_id: clientId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: jwt({ iss: clientId, sub: clientId, aud: `http://localhost:${port}` }),
});

const KINDS: readonly (() => Call)[] = [
  () => ({
    method: 'GET',
    path: '/v1/preferences',
    headers: { authorization: `DPoP ${jwt({ filler: junk(7_000) })}` },
  }),
  () => ({
    method: 'GET',
    path: `/v1/consents/${junk(16)}`,
    headers: { dpop: jwt({}), 'parley-client-assertion': jwt({ iss: vendor() }) },
  }),
  () => ({
    path: '/token',
    ...form({ grant_type: 'refresh_token', refresh_token: junk(30_000), ...assertion(vendor()) }),
  }),
  () => ({ path: '/request', ...form({ request: jwt({}), ...assertion(vendor()) }) }),
  () => ({ path: '/backchannel', ...form({ request: jwt({}), ...assertion(vendor()) }) }),
  () => ({ method: 'GET', path: `/auth?client_id=${encodeURIComponent(vendor())}&request_uri=${junk(24)}` }),
  () => ({
    method: 'GET',
    path: `/interaction/${junk(16)}`,
    headers: { cookie: `parley_interaction=${junk(16)}` },
  }),
  () => ({
    method: 'GET',
    path: '/owner/v1/requests',
    headers: {
      authorization: `DPoP ${jwt({ webid: `https://${randomUUID()}.local/#me`, iss: `https://${randomUUID()}.local` })}`,
      dpop: jwt({}),
    },
  }),
  () => ({ method: 'GET', path: `/${junk(100)}?${junk(100)}`, headers: { [`x-${junk(20)}`]: junk(2_000) } }),
  () => ({
    method: 'POST',
    path: '/v1/requests/x/cancel',
    headers: { 'content-type': 'application/json' },
    body: '['.repeat(20_000),
  }),
];

let sent = 0;
function send(): Promise<number> {
  sent += 1;
  const { method, path, headers, body } = KINDS[sent % KINDS.length]!();
  // Each from somewhere else, as a whole network would.
  const forwarded = `198.${18 + (sent >> 16)}.${(sent >> 8) & 255}.${sent & 255}`;
  return new Promise((resolve, reject) => {
    const call = request(
      { host: 'localhost', port, method, path, headers: { ...headers, 'x-forwarded-for': forwarded }, agent },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function flood(count: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let left = count;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        const status = await send();
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  return statuses;
}

async function metrics(): Promise<(name: string) => number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return (name) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
}

it('remembers little of thousands of strangers, refuses each, and goes on', async () => {
  await flood(WARM_UP);
  const before = await metrics();
  const statuses = await flood(FLOOD);
  const after = await metrics();
  // Every one was refused, none as a fault of the gateway; a machine that is busy otherwise may say so.
  expect([...statuses.keys()].filter((status) => status < 400 || (status > 499 && status !== 503))).toEqual(
    [],
  );
  expect(after('process_resident_memory_bytes')).toBeLessThan(400 * MEGABYTE);
  expect(after('process_resident_memory_bytes') - before('process_resident_memory_bytes')).toBeLessThan(
    100 * MEGABYTE,
  );
  const remembered = after('parley_limited{of="address"}');
  expect(remembered).toBeGreaterThan(1_000);
  expect(remembered).toBeLessThanOrEqual(30_000);
  expect(['vendor', 'owner', 'calls'].map((of) => after(`parley_limited{of="${of}"}`))).toEqual([0, 0, 0]);
  const ready = await fetch(`http://localhost:${port}/readyz`);
  expect(ready.status).toBe(200);
}, 180_000);
