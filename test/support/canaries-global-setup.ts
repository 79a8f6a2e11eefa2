import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Leak, plantedIn, searchDatabases, searchTexts } from './canaries/search-run.ts';

let folder: string;
let postgresUrl: string;

/** Set up after the database server, and so taken down before it. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'parley-canaries-'));
  project.provide('canaryFolder', folder);
  postgresUrl = project.getProvidedContext().postgresUrl;
}

/** The run fails where one of its gateways logged, answered or kept what is nobody else's. The folder stays for who looks into it. */
export async function teardown(): Promise<void> {
  try {
    const leaks = await search();
    if (leaks.length === 0) return await rm(folder, { recursive: true, force: true });
    console.error(`\nCanaries were found (${folder}):\n${leaks.map(lineOf).join('\n')}\n`);
  } catch (fault) {
    console.error('\nThe search for canaries did not come to its end:', fault);
  }
  // Not thrown: what is taken down after this has to be taken down.
  process.exitCode = 1;
}

async function search(): Promise<Leak[]> {
  const canaries = await plantedIn(folder);
  return [...(await searchTexts(folder, canaries)), ...(await searchDatabases(postgresUrl, canaries))];
}

const lineOf = ({ kind, place }: Leak): string => `  a ${kind} in ${place}`;
