import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@parley/consent-gateway/testing';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

let stop: (() => Promise<void>) | undefined;

/** One PostgreSQL cluster for the whole run; each test file makes a database of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(join(await roomForClusters(), 'parley-postgres-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  stop = removeFolder;
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    log: () => {},
    signal: new AbortController().signal,
  });
  stop = () => postgres.stop().finally(removeFolder);
  project.provide('postgresUrl', postgres.url);
}

export async function teardown(): Promise<void> {
  await stop?.();
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 8 * 1024 ** 3;

/** In memory where the system has enough of it: every commit waits for the disk, and what a test writes need not outlive a power cut. */
async function roomForClusters(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory !== undefined && memory.bavail * memory.bsize > ENOUGH_BYTES ? MEMORY : tmpdir();
}
