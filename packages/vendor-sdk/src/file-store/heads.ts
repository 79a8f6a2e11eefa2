import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedHead } from '../receipt/receipt-store.ts';
import { orNothing, readSaved } from './read-saved.ts';
import { writeWhole } from './write-whole.ts';

interface Place {
  readonly name: string;
  readonly day: string;
  readonly sequence: number;
}

/** Keeps a head: of each day the last one, each in a file of its own. An earlier one of the day goes once the later is safe. */
export async function keepHead(folder: string, head: SavedHead): Promise<void> {
  const day = head.signedAt.slice(0, 10);
  const others = (await placesIn(folder)).filter((each) => each.day === day);
  if (others.some(({ sequence }) => sequence >= head.sequence)) return;
  await writeWhole(join(folder, `${day}.${head.sequence}.json`), head);
  for (const { name } of others) await rm(join(folder, name), { force: true });
}

/** The one that covers most. */
export async function latestHead(folder: string): Promise<SavedHead | undefined> {
  const [latest] = (await placesIn(folder)).sort((a, b) => b.sequence - a.sequence);
  // Another process may have kept a later one meanwhile.
  return latest && readSaved(join(folder, latest.name), isHead).catch(orNothing);
}

async function placesIn(folder: string): Promise<Place[]> {
  const names = (await readdir(folder).catch(orNothing)) ?? [];
  return names.flatMap((name) => {
    const [, day = '', sequence] = /^(\d{4}-\d\d-\d\d)\.(\d+)\.json$/.exec(name) ?? [];
    return sequence === undefined ? [] : [{ name, day, sequence: Number(sequence) }];
  });
}

const isHead = (value: Record<string, unknown>): value is Record<string, unknown> & SavedHead =>
  typeof value['sequence'] === 'number' &&
  typeof value['signedAt'] === 'string' &&
  typeof value['signed'] === 'string';
