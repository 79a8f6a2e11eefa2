import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentSchema, readSettings, SettingsError } from './config.ts';

const ORIGIN = { PARLEY_ORIGIN: 'https://gateway.example' };
const LAPTOP = { PARLEY_LOCAL: '1', PARLEY_ORIGIN: 'http://localhost:8080' };

function complaint(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    expect(error).toMatchObject({ name: 'SettingsError' });
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the settings', () => {
  it('need an origin and nothing else', () => {
    expect(readSettings(ORIGIN)).toEqual({
      origin: 'https://gateway.example',
      port: 8080,
      host: '127.0.0.1',
      dataDir: resolve('.parley/gateway'),
      databaseUrl: undefined,
      databasePool: 10,
      journalDays: 400,
      cacheMiB: 192,
      identityUrl: 'https://gateway.example/identity/',
      name: 'Parley',
      mail: undefined,
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      logLevel: 'info',
      trustedProxies: [],
      maxConnections: 4_000,
      maxCalls: 1_000,
      callsPerAddress: 6_000,
      callsPerVendor: 120_000,
      callsPerOwner: 3_000,
      asksPerVendor: 20_000,
      local: false,
      localOrigins: [],
    });
  });

  it('take every value that is given', () => {
    const settings = readSettings({
      ...ORIGIN,
      PARLEY_PORT: '0',
      PARLEY_HOST: '0.0.0.0',
      PARLEY_DATA: '/var/lib/parley',
      DATABASE_URL: 'postgres://db.example/parley',
      DATABASE_POOL: '50',
      PARLEY_JOURNAL_DAYS: '30',
      PARLEY_CACHE_MIB: '600',
      PARLEY_IDENTITY: 'https://id.example/gateway/',
      PARLEY_NAME: 'Our gateway',
      PARLEY_SMTP_URL: 'smtps://gw:secret@mail.example',
      PARLEY_MAIL_FROM: 'parley@gateway.example',
      PARLEY_METRICS_PORT: '9090',
      PARLEY_METRICS_HOST: '10.0.0.5',
      PARLEY_LOG: 'silent',
      PARLEY_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1',
      PARLEY_MAX_CONNECTIONS: '100',
      PARLEY_MAX_CALLS: '10',
      PARLEY_CALLS_PER_ADDRESS: '60',
      PARLEY_CALLS_PER_VENDOR: '600',
      PARLEY_CALLS_PER_OWNER: '30',
      PARLEY_ASKS_PER_VENDOR: '1',
    });
    expect(settings).toEqual({
      origin: 'https://gateway.example',
      port: 0,
      host: '0.0.0.0',
      dataDir: resolve('/var/lib/parley'),
      databaseUrl: 'postgres://db.example/parley',
      databasePool: 50,
      journalDays: 30,
      cacheMiB: 600,
      identityUrl: 'https://id.example/gateway/',
      name: 'Our gateway',
      mail: { smtpUrl: 'smtps://gw:secret@mail.example', from: 'parley@gateway.example' },
      metricsPort: 9090,
      metricsHost: '10.0.0.5',
      logLevel: 'silent',
      trustedProxies: ['10.0.0.0/8', '2001:db8::1'],
      maxConnections: 100,
      maxCalls: 10,
      callsPerAddress: 60,
      callsPerVendor: 600,
      callsPerOwner: 30,
      asksPerVendor: 1,
      local: false,
      localOrigins: [],
    });
  });

  it('that are empty count as not set', () => {
    const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']));
    expect(readSettings({ ...empty, ...ORIGIN })).toEqual(readSettings(ORIGIN));
  });

  it('are each described', () => {
    for (const schema of Object.values(environmentSchema.shape)) expect(schema.description).toMatch(/\.$/);
  });

  it.each([
    ['https://gateway.example/', 'https://gateway.example'],
    ['https://GATEWAY.example', 'https://gateway.example'],
    ['https://gateway.example:443', 'https://gateway.example'],
    ['https://gateway.example:8443', 'https://gateway.example:8443'],
  ])('have the origin %s as %s', (written, origin) => {
    expect(readSettings({ PARLEY_ORIGIN: written }).origin).toBe(origin);
  });
});

describe('a wrong setting is named, with what it takes, and never quoted', () => {
  const NO_ORIGIN = 'an http or https origin without a path';
  const NO_IDENTITY = 'an http or https address that ends in a slash';
  it.each([
    ['PARLEY_ORIGIN', 'gateway', 'Invalid URL'],
    ['PARLEY_ORIGIN', 'https://gateway.example/canary', NO_ORIGIN],
    ['PARLEY_ORIGIN', 'https://gateway.example/?canary', NO_ORIGIN],
    ['PARLEY_ORIGIN', 'https://gateway.example/#canary', NO_ORIGIN],
    ['PARLEY_ORIGIN', 'https://canary@gateway.example', NO_ORIGIN],
    ['PARLEY_ORIGIN', 'https://:canary@gateway.example', NO_ORIGIN],
    ['PARLEY_ORIGIN', 'ftp://gateway.example', NO_ORIGIN],
    ['PARLEY_PORT', '65536', 'Too big'],
    ['PARLEY_PORT', '-1', 'Too small'],
    ['PARLEY_PORT', '80.5', 'expected int'],
    ['PARLEY_PORT', 'canary', 'expected number'],
    ['DATABASE_POOL', '1', 'Too small'],
    ['DATABASE_POOL', '201', 'Too big'],
    ['PARLEY_JOURNAL_DAYS', '13', 'Too small'],
    ['PARLEY_CACHE_MIB', '5', 'Too small'],
    ['PARLEY_TRUSTED_PROXIES', '10.0.0.1,0.0.0.0/0', 'addresses or networks'],
    ['PARLEY_TRUSTED_PROXIES', 'canary', 'addresses or networks'],
    ['PARLEY_MAX_CALLS', '0', 'Too small'],
    ['PARLEY_CALLS_PER_ADDRESS', 'canary', 'expected number'],
    ['PARLEY_IDENTITY', 'canary', 'Invalid URL'],
    ['PARLEY_IDENTITY', 'https://id.example/canary', NO_IDENTITY],
    ['PARLEY_IDENTITY', 'https://id.example/?canary/', NO_IDENTITY],
    ['PARLEY_IDENTITY', 'https://id.example/#canary/', NO_IDENTITY],
    ['PARLEY_IDENTITY', 'https://canary@id.example/', NO_IDENTITY],
    ['PARLEY_NAME', 'canary'.repeat(20), 'Too big'],
    ['PARLEY_METRICS_PORT', 'canary', 'Invalid input'],
    ['PARLEY_METRICS_PORT', '65536', 'Too big'],
    ['PARLEY_LOG', 'canary', 'Invalid option'],
    ['PARLEY_LOCAL', 'canary', 'Invalid option'],
    ['PARLEY_LOCAL_ORIGINS', 'canary', 'Invalid URL'],
    ['PARLEY_LOCAL_ORIGINS', 'http://localhost:1,http://localhost:2/canary', NO_ORIGIN],
  ])('%s=%s: %s', (name, value, words) => {
    const message = complaint({ ...ORIGIN, [name]: value });
    expect(message).toMatch(
      /^These settings are missing or wrong:\n {2}PARLEY_|^These settings are missing or wrong:\n {2}DATABASE_/,
    );
    expect(message).toContain(`  ${name}: `);
    expect(message).toContain(words);
    expect(message).toContain(environmentSchema.shape[name as 'PARLEY_PORT'].description);
    expect(message).not.toContain('canary');
  });

  it('together with every other one', () => {
    const message = complaint({ PARLEY_PORT: 'x', PARLEY_LOG: 'loud' });
    expect(message.match(/^ {2}\w+/gm)).toEqual(['  PARLEY_ORIGIN', '  PARLEY_PORT', '  PARLEY_LOG']);
  });
});

it.each<Record<string, string>>([
  { PARLEY_SMTP_URL: 'smtp://very-secret@mail.example' },
  { PARLEY_MAIL_FROM: 'parley@gateway.example' },
])('a mail server needs an address that mail comes from, and the other way round', (environment) => {
  expect(complaint({ ...ORIGIN, ...environment })).toBe(
    'Set PARLEY_SMTP_URL and PARLEY_MAIL_FROM, or neither.',
  );
});

it('a mail server that is none is refused, without a word of it', () => {
  const message = complaint({ ...ORIGIN, PARLEY_SMTP_URL: 'https://very-secret@mail.example' });
  expect(message).toContain('PARLEY_SMTP_URL: an address such as');
  expect(message).not.toContain('very-secret');
});

describe('a public gateway', () => {
  const HTTPS = 'PARLEY_ORIGIN and PARLEY_IDENTITY must be https. For a laptop, set PARLEY_LOCAL=1.';
  it.each([
    ['on http', { PARLEY_ORIGIN: 'http://gateway.example' }, HTTPS],
    ['on http at home', { PARLEY_ORIGIN: 'http://localhost:8080' }, HTTPS],
    ['with an identity on http', { ...ORIGIN, PARLEY_IDENTITY: 'http://id.example/' }, HTTPS],
    [
      'with local origins',
      { ...ORIGIN, PARLEY_LOCAL_ORIGINS: 'http://localhost:3000' },
      'PARLEY_LOCAL_ORIGINS works only with PARLEY_LOCAL=1.',
    ],
  ])('%s is refused', (_what, environment, message) => expect(complaint(environment)).toBe(message));
});

describe('a laptop', () => {
  it('may use http on its own loopback addresses, and reaches those it lists and its own', () => {
    const settings = readSettings({
      ...LAPTOP,
      PARLEY_LOCAL_ORIGINS:
        'http://localhost:3000,http://127.0.0.1:3001,,http://[::1]:3002,http://localhost:8080',
    });
    expect(settings).toMatchObject({ local: true, identityUrl: 'http://localhost:8080/identity/' });
    expect(settings.localOrigins).toEqual([
      'http://localhost:8080',
      'http://localhost:3000',
      'http://127.0.0.1:3001',
      'http://[::1]:3002',
    ]);
  });

  it.each([
    ['a public origin', { PARLEY_ORIGIN: 'https://gateway.example' }],
    ['an address of the local network', { PARLEY_ORIGIN: 'http://192.168.1.2:8080' }],
    ['a name that only begins so', { PARLEY_ORIGIN: 'http://localhost.example' }],
    ['a public identity', { PARLEY_IDENTITY: 'https://id.example/' }],
    ['a pod elsewhere', { PARLEY_LOCAL_ORIGINS: 'http://localhost:3000,https://pod.example' }],
    ['every interface', { PARLEY_HOST: '0.0.0.0' }],
    ['every interface of version 6', { PARLEY_HOST: '::' }],
    ['metrics for the network', { PARLEY_METRICS_HOST: '0.0.0.0' }],
  ])('beside %s is refused', (_what, environment) => {
    expect(complaint({ ...LAPTOP, ...environment })).toBe(
      'PARLEY_LOCAL=1 is for one machine: every address must be a loopback one, beside no public identity.',
    );
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('may listen on %s', (host) => {
    expect(readSettings({ ...LAPTOP, PARLEY_HOST: host }).host).toBe(host);
  });
});

describe('the settings of the dashboard', () => {
  const DASHBOARD = { ...ORIGIN, PARLEY_DASHBOARD: 'https://my.gateway.example' };

  it('have a port beside that of the gateway, and what is offered to who has no pod', () => {
    expect(readSettings(ORIGIN).dashboard).toBeUndefined();
    expect(readSettings(DASHBOARD).dashboard).toEqual({
      origin: 'https://my.gateway.example',
      port: 8081,
      providers: [],
      podSignup: undefined,
    });
    const whole = readSettings({
      ...DASHBOARD,
      PARLEY_DASHBOARD_PORT: '9000',
      PARLEY_PROVIDERS: 'https://one.example/,https://two.example',
      PARLEY_POD_SIGNUP: 'https://one.example/register?from=parley',
    });
    expect(whole.dashboard).toEqual({
      origin: 'https://my.gateway.example',
      port: 9000,
      providers: ['https://one.example/', 'https://two.example'],
      podSignup: 'https://one.example/register?from=parley',
    });
  });

  it.each([
    [{ ...DASHBOARD, PARLEY_DASHBOARD: 'https://gateway.example' }, 'an origin of its own'],
    [{ ...DASHBOARD, PARLEY_IDENTITY: 'https://my.gateway.example/id/' }, 'an origin of its own'],
    [{ ...DASHBOARD, PARLEY_DASHBOARD: 'http://my.gateway.example' }, 'must be https'],
    [{ ...DASHBOARD, PARLEY_DASHBOARD: 'https://gateway.example/my' }, 'PARLEY_DASHBOARD'],
    [{ ...DASHBOARD, PARLEY_PROVIDERS: 'http://one.example/' }, 'must be https'],
    [{ ...DASHBOARD, PARLEY_PROVIDERS: 'one.example' }, 'PARLEY_PROVIDERS'],
    [{ ...DASHBOARD, PARLEY_POD_SIGNUP: 'javascript:alert(1)' }, 'PARLEY_POD_SIGNUP'],
    [{ ...LAPTOP, PARLEY_DASHBOARD: 'https://my.gateway.example' }, 'a loopback address'],
  ])('refuse %j', (environment, words) => {
    expect(complaint(environment)).toContain(words);
  });
});
