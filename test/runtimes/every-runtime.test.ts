import { execFile } from 'node:child_process';
import { cp, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clientDocument, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { ledgers, receipts, recordKeys, vendorKeys } from '../verification/vectors.ts';
import { type Runtime, runtimes, STAGE } from './runtimes.ts';
import { type ServedGateway, serveGateway } from './serve-gateway.ts';
import { caseNames, type Report } from './suite/run-suite.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const CLIENT_ID = 'https://acme.example/client.json';
const REDIRECT_URI = 'https://acme.example/callback';
const LIMIT_MS = 45_000;

const issues = [
  { id: 'item_1', title: 'The line drops', state: 'open', createdAt: '2026-11-02T00:00:00Z' },
  { id: 'item_2', title: 'Wrong invoice', state: 'answered', createdAt: '2026-11-03T00:00:00Z' },
  { id: 'item_3', title: 'Häuschen № 5', state: 'open', createdAt: '2026-11-01T00:00:00Z' },
].map((issue) => ({ ...issue, description: 'Every evening at eight' }));

/** The suite, run once on this runtime, in a project of its own that has installed the packed SDK. */
async function reportOf(runtime: Runtime, gateway: ServedGateway, key: object): Promise<Report> {
  const consumer = inject('consumerFolder');
  const folder = await mkdtemp(join(consumer, 'run-'));
  for (const part of ['suite', 'hosts']) await cp(join(here, part), join(folder, part), { recursive: true });
  await symlink(join(consumer, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await cp(join(consumer, 'package.json'), join(folder, 'package.json'));
  const { origin, desk } = gateway;
  const vectors = {
    ...{ recordKeys, vendorKeys, gateway: receipts.gateway, vendorId: receipts.vendorId },
    ...{ receipts: receipts.vectors, ledgers: ledgers.vectors },
  };
  const nobody = `http://localhost:${await freePort()}`;
  const stage = {
    gateway: origin,
    desk,
    clientId: CLIENT_ID,
    redirectUri: REDIRECT_URI,
    key,
    nobody,
    vectors,
  };
  await writeFile(join(folder, STAGE), JSON.stringify(stage));
  const [program, ...args] = await runtime.command(folder);
  const options = { cwd: folder, timeout: LIMIT_MS, maxBuffer: 16 * 1024 * 1024, env: {} };
  const { stdout } = await promisify(execFile)(program, args, options);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Report;
}

describe.each(runtimes)('the vendor SDK on $name', (runtime) => {
  let gateway: ServedGateway;
  let report: Report;

  beforeAll(async () => {
    const key = await generateVendorKey();
    const client = clientDocument({
      clientId: CLIENT_ID,
      clientName: 'Acme Broadband',
      redirectUris: [REDIRECT_URI],
      keys: [await publicVendorJwk(key)],
    });
    gateway = await serveGateway({ client, data: { issues } });
    report = await reportOf(runtime, gateway, key);
  });

  afterAll(() => gateway?.stop());

  it('is really run there', () => {
    expect(report.runtime).toMatch(runtime.userAgent);
  });

  it.each(caseNames)('%s', (name) => {
    expect(report.outcomes[name]).toBe('passed');
  });
});
