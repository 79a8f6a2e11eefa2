// The file that makes a gateway a gateway: encrypted where a key is set, and never opened, changed or replaced with a wrong one.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, serve } from '@parley/consent-gateway';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { createTestDatabase, keptLog } from '../support/test-gateway.ts';

let databaseUrl: string;
let dataDir: string;
let logLines: string[];
beforeAll(async () => {
  databaseUrl = await createTestDatabase(inject('postgresUrl'));
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-at-rest-'));
  logLines = [];
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const PUBLIC = { PARLEY_ORIGIN: 'https://gateway.example' };
const LOCAL = { PARLEY_ORIGIN: 'http://localhost:8080', PARLEY_LOCAL: '1' };
const newSecretsKey = () => randomBytes(32).toString('base64url');

const start = (environment: Record<string, string>) =>
  serve({
    settings: readSettings({
      PARLEY_PORT: '0',
      PARLEY_DATA: dataDir,
      DATABASE_URL: databaseUrl,
      ...environment,
    }),
    progress: () => undefined,
    signal: AbortSignal.timeout(60_000),
    logTo: keptLog(logLines),
  });
const startAndStop = async (environment: Record<string, string>) => (await start(environment)).stop();
const file = () => join(dataDir, 'secrets.json');
const linesOnEncryption = () => logLines.filter((line) => line.includes('not encrypted'));

describe('the secrets of a gateway', () => {
  it('are encrypted from the first start on, where a key is set', async () => {
    const environment = { ...PUBLIC, PARLEY_SECRETS_KEY: newSecretsKey() };
    await startAndStop(environment);
    await startAndStop(environment);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      format: 'parley-secrets',
      version: 1,
    });
    expect(linesOnEncryption()).toEqual([]);
  });

  it('without one are a file for its owner only, and a line in the log says so once; on a laptop none does', async () => {
    await startAndStop(PUBLIC);
    expect(linesOnEncryption()).toHaveLength(1);
    expect(JSON.parse(linesOnEncryption()[0] ?? '')).toMatchObject({ level: 40 });
    await startAndStop(LOCAL);
    expect(linesOnEncryption()).toHaveLength(1);
  });

  it.each([
    ['no key', () => ({}), 'set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE'],
    ['another key', () => ({ PARLEY_SECRETS_KEY: newSecretsKey() }), 'PARLEY_SECRETS_KEY is not the key'],
  ])('do not open with %s: nothing starts, nothing is changed', async (_what, environment, message) => {
    await startAndStop({ ...PUBLIC, PARLEY_SECRETS_KEY: newSecretsKey() });
    const before = await readFile(file(), 'utf8');
    await expect(start({ ...PUBLIC, ...environment() })).rejects.toThrow(message);
    expect(await readFile(file(), 'utf8')).toBe(before);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('secrets'))).toEqual(['secrets.json']);
  });

  it('that are damaged while a gateway runs are told of, and the keys it knows stay in use', async () => {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const gateway = await start({ ...LOCAL, PARLEY_ORIGIN: origin, PARLEY_PORT: String(port) });
    try {
      await writeFile(file(), '{"rootSecret":');
      await vi.waitFor(() => expect(logLines.join('')).toContain('are damaged'), { timeout: 20_000 });
      const answer = await fetch(`${origin}/.well-known/parley/record-keys`);
      expect(await answer.json()).toMatchObject({ keys: [{ kty: 'EC' }] });
    } finally {
      await gateway.stop();
    }
  });
});
