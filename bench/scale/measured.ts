// What was measured: figures of the benchmark, by their names. Where one is missing it stays missing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import type { Machine } from '../report/machine.ts';
import type { Sizes } from '../sizes.ts';

/** Where each parameter stands among the figures. */
export const PARAMETERS = {
  readsPerProcess: ['warm-read', 'approved read: throughput'],
  tokensPerProcess: ['token-exchange', 'gateway, refresh token: throughput'],
  readsPerPodServer: ['warm-read', 'straight from the pod server: throughput'],
  consentBytes: ['storage', 'a consent: bytes in the database'],
  journalBytes: ['storage', 'a read: bytes in the journal'],
  logBytes: ['storage', 'a read: bytes in the write-ahead log'],
  blockBytes: ['storage', 'a block of one entry: bytes'],
  entryBytes: ['storage', 'each further entry of a block: bytes'],
  blocksPerProcess: ['storage', 'sealer, many owners: blocks'],
} as const satisfies Record<string, readonly [row: string, what: string]>;

export type Parameter = keyof typeof PARAMETERS;
export type Measured = Readonly<Record<Parameter, number>>;

export interface Found {
  readonly values: Partial<Measured>;
  /** Names of the files that they are from. */
  readonly files: readonly string[];
  readonly machine: Machine | undefined;
}

interface ResultFile {
  readonly name: string;
  readonly at: string;
  readonly machine: Machine;
  readonly sizes: Pick<Sizes, 'isQuick'>;
  readonly figures: readonly Figure[];
}

/** Each parameter as it was measured last, all on the machine of the newest result. `names`: these files alone. */
export function readMeasured(folder: string, names = resultFiles(folder)): Found {
  const results = names
    .map((name): ResultFile => ({ name, ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }))
    .filter(({ machine, sizes }) => machine.name !== '' && !sizes.isQuick)
    .sort((a, b) => b.at.localeCompare(a.at));
  const machine = results[0]?.machine;
  const values: Partial<Record<Parameter, number>> = {};
  const files = new Set<string>();
  for (const parameter of Object.keys(PARAMETERS) as Parameter[]) {
    const [row, what] = PARAMETERS[parameter];
    for (const result of results) {
      const figure = result.figures.find((each) => each.row === row && each.what === what);
      if (figure === undefined || result.machine.name !== machine?.name) continue;
      values[parameter] = figure.value;
      files.add(result.name);
      break;
    }
  }
  return { values, files: [...files].sort(), machine };
}

function resultFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

export function isComplete(values: Partial<Measured>): values is Measured {
  return missingFrom(values).length === 0;
}

export const missingFrom = (values: Partial<Measured>): Parameter[] =>
  (Object.keys(PARAMETERS) as Parameter[]).filter((each) => values[each] === undefined);
