// What a run of tests gives its gateways that must show up nowhere: noted here, looked for when the run is over (search-run.ts).
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run alone. */
    canaryFolder: string;
  }
}

/** What a canary is; that is what a failure names, never the canary itself. */
export type CanaryKind = 'value of an item' | 'WebID or pod' | 'code or refresh token';

/** Where something was caught: a log of a gateway, or what it answered with an error. */
export type CaughtAs = 'log' | 'error-answer';

const own = randomUUID();
const planted = new Set<string>();

/** Short words stand anywhere; a sentence, an address or a random text stands where it was leaked to. */
const isTelling = (value: string): boolean => value.length >= 8 && /[\s@/\d]/.test(value);

/** This value must be in no log, no error answer and no table of any gateway of this run. */
export function plant(kind: CanaryKind, ...values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value !== 'string' || !isTelling(value) || planted.has(value)) continue;
    planted.add(value);
    append('planted', JSON.stringify([kind, value]));
  }
}

/** Keeps what a gateway said, for the search at the end of the run. */
export function caught(as: CaughtAs, text: string): void {
  append(as, text.trimEnd());
}

/** Runs without gateways have no such folder. */
function append(to: CaughtAs | 'planted', line: string): void {
  const folder: string | undefined = inject('canaryFolder');
  if (folder !== undefined) appendFileSync(join(folder, `${own}.${to}`), `${line}\n`);
}
