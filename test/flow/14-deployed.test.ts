// A gateway as docs/deploy.md sets it up: settings by `init`, TLS by a proxy, a database of the company's own, private metrics.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { type RunningCss, startCss } from '../../scripts/support/pod-server/start-css.ts';
import { type GatewayProcess, runGatewayCommand, startGatewayProcess } from '../support/gateway-process.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { makeCertificates, startTlsProxy } from '../support/tls-proxy.ts';
import { obtainOnTheWire, renew } from '../support/wire-flow.ts';

const systemAuthorities = getCACertificates('default');
const certificates = makeCertificates();
let folder: string;
let file: string;
let origin: string;
let port: number;
let metricsPort: number;
let databaseUrl: string;
let pods: RunningCss;
let acme: TestVendor;
let gateway: GatewayProcess | undefined;
let proxy: { stop(): void } | undefined;
let alice: TestOwner | undefined;

/** A role that owns nothing but its database, as a company's administrator hands it out. */
async function companyDatabase(): Promise<string> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`CREATE ROLE parley_company LOGIN PASSWORD 'a-password-of-its-own'`);
  await admin.query('CREATE DATABASE parley_company OWNER parley_company');
  await admin.end();
  const url = new URL(inject('postgresUrl'));
  Object.assign(url, { username: 'parley_company', password: 'a-password-of-its-own' });
  return Object.assign(url, { pathname: '/parley_company' }).href;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-deployed-'));
  file = join(folder, 'parley.env');
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, certificates.authority);
  // For this process, and for those that it starts.
  setDefaultCACertificates([...systemAuthorities, certificates.authority]);
  process.env['NODE_EXTRA_CA_CERTS'] = authority;
  [port, metricsPort] = [await freePort(), await freePort()];
  origin = `https://localhost:${await freePort()}`;
  databaseUrl = await companyDatabase();
  acme = await startTestVendor();
  // One that trusts the authority too: it looks up the gateway's identity over TLS.
  pods = await startCss({ port: await freePort() });
});

afterAll(async () => {
  await alice?.close();
  await gateway?.kill();
  proxy?.stop();
  acme?.stop();
  await pods?.stop();
  delete process.env['NODE_EXTRA_CA_CERTS'];
  setDefaultCACertificates(systemAuthorities);
  await rm(folder, { recursive: true, force: true });
});

const init = () =>
  runGatewayCommand(
    [
      ...['init', '--origin', origin, '--port', String(port), '--metrics-port', String(metricsPort)],
      ...['--data', join(folder, 'data'), '--name', 'The company', '--out', file],
    ],
    {
      PARLEY_LOCAL: '1',
      PARLEY_LOCAL_ORIGINS: [new URL(pods.baseUrl).origin, acme.origin].join(','),
      DATABASE_URL: databaseUrl,
    },
  );
const check = () => runGatewayCommand(['--settings', file, 'check']);

describe('init', () => {
  it('writes settings that only their owner can read, and shows no password', async () => {
    const { code, out, err } = await init();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(`DATABASE_URL=${databaseUrl}\n`);
    expect(out).toContain(`parley-gateway --settings ${file} serve`);
    expect(out).not.toContain('a-password-of-its-own');
  });

  it('changes nothing where settings are there already', async () => {
    const before = await readFile(file, 'utf8');
    const { code, err } = await init();
    expect(code).toBe(1);
    expect(err).toContain('is there already and stays as it is');
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});

describe('check', () => {
  it('names what is missing before anything runs, and what to do', async () => {
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(/^ok {4} {2}database +answers, and keeps what it acknowledges$/m);
    expect(out).toMatch(
      /^FAILED {2}TLS and proxy +https:\/\/localhost:\d+ cannot be reached \(ECONNREFUSED\)/m,
    );
    expect(out).not.toContain('a-password-of-its-own');
  });

  it('tells a proxy that leads elsewhere', async () => {
    const elsewhere = await startTlsProxy({
      port: Number(new URL(origin).port),
      upstreamPort: Number(new URL(pods.baseUrl).port),
      certificates,
    });
    const { code, out } = await check();
    elsewhere.stop();
    expect(code).toBe(1);
    expect(out).toMatch(/^FAILED {2}TLS and proxy +.* is answered by something else/m);
  });

  it('finds nothing wrong once the gateway serves behind its proxy', async () => {
    gateway = await startGatewayProcess({}, { words: ['--settings', file, 'serve'] });
    proxy = await startTlsProxy({ port: Number(new URL(origin).port), upstreamPort: port, certificates });
    const { code, out } = await check();
    expect(out).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  it('finds a certificate that nobody vouches for', async () => {
    const { out } = await runGatewayCommand(['--settings', file, 'check'], { NODE_EXTRA_CA_CERTS: '' });
    expect(out).toMatch(/^FAILED {2}TLS and proxy +.* cannot be reached \(.*(VERIFY|SELF_SIGNED).*\)/m);
  });
});

describe('behind TLS', () => {
  it('a consent is given, read, withdrawn and refused, with a pod that knows the gateway by its https identity', async () => {
    alice = await createTestOwner({ cssUrl: pods.baseUrl, gateway: origin });
    await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
    const consent = await obtainOnTheWire({
      gateway: { origin },
      vendor: acme,
      owner: alice,
      details: [careRequest()],
    });
    const read = () =>
      consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });
    expect(await read()).toMatchObject({ status: 200, body: { items: [{ title: 'No signal upstairs' }] } });
    await alice.app.withdraw(consent.consentId);
    expect((await read()).status).toBe(401);
    expect((await renew(consent.wire, { receipt: consent.receipt })).status).toBe(400);
  });

  it('browsers are told to come by TLS only', async () => {
    const answer = await fetch(`${origin}/healthz`);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
  });

  it('metrics are on the private port alone', async () => {
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toContain('parley_consent_acts_total{act="give"} 1');
    expect(text).toContain('parley_consent_acts_total{act="withdraw"} 1');
    expect(text).toMatch(/_seconds_count\{method="GET",route="\/v1\/:resource",status="200"\} 1/);
    expect(text).toMatch(/_seconds_count\{method="POST",route="\/token",status="200"\} 1/);
    expect((await fetch(`${origin}/metrics`)).status).toBe(404);
  });
});

describe('a file of settings', () => {
  it.each([
    ['PARLEY_ORGIN=https://gateway.example\n', 'has what is no setting: PARLEY_ORGIN'],
    ['PARLEY_ORIGIN=http://gateway.example\n', 'PARLEY_ORIGIN and PARLEY_IDENTITY must be https'],
  ])('with %j is refused', async (text, message) => {
    const wrong = join(folder, 'wrong.env');
    await writeFile(wrong, text);
    const { code, err } = await runGatewayCommand(['--settings', wrong, 'check']);
    expect(code).not.toBe(0);
    expect(err).toContain(message);
  });

  it('that cannot be read is named', async () => {
    const { code, err } = await runGatewayCommand(['--settings', join(folder, 'none.env'), 'serve']);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('none.env cannot be read: ENOENT'),
    });
  });
});
