import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityLives, processIdentity } from './process-identity.ts';

/**
 * The live processes that use one running database: `serve`, and beside it `vendor add`. The last one that goes stops it.
 * Synchronous, because the last look happens while the process exits.
 */
export interface Holder {
  /** No longer uses it. Answers whether nobody else does. Only the first call counts. */
  release(): boolean;
}

export function hold(folder: string): Holder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${processIdentity(process.pid)}-${randomBytes(4).toString('hex')}`;
  writeFileSync(join(folder, own), '', { mode: 0o600 });
  let held = true;
  return {
    release: () => {
      if (!held) return false;
      held = false;
      rmSync(join(folder, own), { force: true });
      return !readdirSync(folder).some((name) => isLive(folder, name));
    },
  };
}

function isLive(folder: string, name: string): boolean {
  const identity = name.split('-').slice(0, 2).join('-');
  if (identityLives(identity)) return true;
  rmSync(join(folder, name), { force: true });
  return false;
}
