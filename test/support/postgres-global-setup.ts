import { mkdtemp, rm } from 'node:fs/promises';
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
  const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'));
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
