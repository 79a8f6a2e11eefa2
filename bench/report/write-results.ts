import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, verdictOf } from '../figure.ts';
import type { Sizes } from '../sizes.ts';
import { type Machine, machineInWords } from './machine.ts';
import { pictureOf } from './picture.ts';

export interface Results {
  readonly at: Date;
  readonly machine: Machine;
  readonly sizes: Sizes;
  readonly figures: readonly Figure[];
}

/** The figures with what they were measured on, and a picture of them. Returns the file of the figures. */
export async function writeResults(folder: string, results: Results): Promise<string> {
  const { at, machine, sizes, figures } = results;
  await mkdir(folder, { recursive: true });
  const date = at.toISOString().slice(0, 'YYYY-MM-DD'.length);
  const file = join(folder, `${date}-${machine.name.replaceAll(/[^\w-]/g, '-')}.json`);
  const content = {
    ...{ at: at.toISOString(), machine, sizes },
    figures: figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) })),
  };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  const picture = pictureOf({
    figures,
    title: `Parley against its targets, ${date}`,
    machine: machineInWords(machine),
  });
  await writeFile(join(folder, 'latest.svg'), picture);
  return file;
}
