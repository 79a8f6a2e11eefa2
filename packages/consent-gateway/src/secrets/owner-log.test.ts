import { appendFile, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { sha256Bytes } from './digests.ts';
import { openOwnerLog } from './owner-log.ts';
import type { Secrets } from './secrets.ts';

const secrets: Secrets = { ...(await memorySecrets()), derive: sha256Bytes };
const owner = (id: string, nonce = 'nonce') => ({
  ownerId: id,
  webId: `https://${id}.example/#me`,
  container: `https://${id}.example/parley/`,
  nonce,
});
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-owner-log-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
const path = () => join(dataDir, 'owners.log');
const open = () => openOwnerLog({ dataDir, secrets });
const connected = async () => [...(await (await open()).read()).connected.values()];

it('every owner is appended, sealed, also over a restart and by two at once', async () => {
  const [first, second] = [await open(), await open()];
  await first.append(owner('ann'));
  await Promise.all([first.append(owner('bob')), second.append(owner('cy'))]);
  expect(await readFile(path(), 'utf8')).not.toContain('example');
  expect(await connected()).toEqual(expect.arrayContaining([owner('ann'), owner('bob'), owner('cy')]));
  expect(await connected()).toHaveLength(3);
});

it('the file is for its owner’s eyes only', async () => {
  await (await open()).append(owner('ann'));
  expect((await stat(path())).mode & 0o777).toBe(0o600);
});

it('the last line about an owner counts, and who has disconnected is told apart', async () => {
  const log = await open();
  await log.append(owner('ann', 'first'));
  await log.append(owner('bob'));
  await log.append(owner('ann', 'second'));
  await log.append({ ownerId: 'bob', disconnected: true });
  const read = await log.read();
  expect([...read.connected.values()]).toEqual([owner('ann', 'second')]);
  expect([...read.disconnected]).toEqual(['bob']);
  await log.append(owner('bob'));
  expect((await log.read()).disconnected.size).toBe(0);
});

it('a line that a crash has torn is passed over, and swallows nothing that comes after it', async () => {
  const log = await open();
  await log.append(owner('ann'));
  const { size } = await stat(path());
  await log.append(owner('bob'));
  await truncate(path(), size + 100);
  expect(await log.read()).toMatchObject({ unreadable: 1 });
  await log.append(owner('cy'));
  expect(await connected()).toEqual([owner('ann'), owner('cy')]);
});

it('lines of another gateway, or of nobody, are counted and not believed', async () => {
  const other = await openOwnerLog({
    dataDir,
    secrets: { ...secrets, derive: (use) => sha256Bytes(`other ${use}`) },
  });
  await other.append(owner('ann'));
  await appendFile(path(), 'AAAA\n');
  expect(await (await open()).read()).toEqual({
    connected: new Map(),
    disconnected: new Set(),
    unreadable: 2,
  });
});

it('before the first owner there is nothing to read', async () => {
  expect(await (await open()).read()).toEqual({
    connected: new Map(),
    disconnected: new Set(),
    unreadable: 0,
  });
});
