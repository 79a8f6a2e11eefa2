import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { sha256Bytes } from './digests.ts';
import { openOwnerLog } from './owner-log.ts';
import { unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';

const secrets: Secrets = { ...(await memorySecrets()), derive: sha256Bytes };
const owner = (id: string) => ({
  ownerId: id,
  webId: `https://${id}.example/#me`,
  container: `https://${id}.example/parley/`,
});
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-owner-log-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('every owner is appended, sealed, also over a restart and by two at once', async () => {
  const first = await openOwnerLog({ dataDir: join(dataDir, 'new'), secrets });
  const second = await openOwnerLog({ dataDir: join(dataDir, 'new'), secrets });
  await first.append(owner('ann'));
  await Promise.all([first.append(owner('bob')), second.append(owner('cy'))]);
  const text = await readFile(join(dataDir, 'new', 'owners.log'), 'utf8');
  expect(text).not.toContain('example');
  const key = sha256Bytes('owner-encryption');
  const owners = text
    .trimEnd()
    .split('\n')
    .map((line) => unseal(key, 'owner-log', Buffer.from(line, 'base64url')));
  expect(owners[0]).toEqual(owner('ann'));
  expect(owners).toHaveLength(3);
  expect(owners).toEqual(expect.arrayContaining([owner('bob'), owner('cy')]));
});

it('the file is for its owner’s eyes only', async () => {
  const log = await openOwnerLog({ dataDir, secrets });
  await log.append(owner('ann'));
  expect((await stat(join(dataDir, 'owners.log'))).mode & 0o777).toBe(0o600);
});
