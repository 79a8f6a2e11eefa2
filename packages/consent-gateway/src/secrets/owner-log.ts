import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';

const connectedSchema = z.strictObject({
  ownerId: z.string(),
  webId: z.string(),
  container: z.string(),
  nonce: z.string(),
});
const disconnectedSchema = z.strictObject({ ownerId: z.string(), disconnected: z.literal(true) });
const lineSchema = z.union([connectedSchema, disconnectedSchema]);

export type LoggedConnection = z.output<typeof connectedSchema>;
export type OwnerLogLine = z.output<typeof lineSchema>;

export interface LoggedOwners {
  /** Whose pods are connected, by the last line about each. */
  readonly connected: ReadonlyMap<string, LoggedConnection>;
  /** Who was connected once, and is not any more. */
  readonly disconnected: ReadonlySet<string>;
  /** Lines that cannot be read: torn by a crash, or sealed with another root secret. */
  readonly unreadable: number;
}

/** The owner directory outside the database: append-only, encrypted. A rebuild reads it. */
export interface OwnerLog {
  /** When this returns the line is on the disk. */
  append(line: OwnerLogLine): Promise<void>;
  read(): Promise<LoggedOwners>;
}

const CONTEXT = 'owner-log';

export async function openOwnerLog(options: { dataDir: string; secrets: Secrets }): Promise<OwnerLog> {
  await mkdir(options.dataDir, { recursive: true });
  const path = join(options.dataDir, 'owners.log');
  const key = options.secrets.derive('owner-encryption');
  return {
    async append(line) {
      const file = await open(path, 'a', 0o600);
      try {
        // The line break comes first too: what a crash has torn must not swallow the next line.
        await file.write(`\n${seal(key, CONTEXT, line).toString('base64url')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async read() {
      const connected = new Map<string, LoggedConnection>();
      const disconnected = new Set<string>();
      let unreadable = 0;
      for await (const text of linesOf(path)) {
        const line = parse(key, text);
        if (line === undefined) unreadable += 1;
        else if ('disconnected' in line) {
          connected.delete(line.ownerId);
          disconnected.add(line.ownerId);
        } else {
          connected.set(line.ownerId, line);
          disconnected.delete(line.ownerId);
        }
      }
      return { connected, disconnected, unreadable };
    },
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  await file.close();
  for await (const line of createInterface({ input: createReadStream(path) })) if (line !== '') yield line;
}

function parse(key: Buffer, text: string): OwnerLogLine | undefined {
  try {
    return lineSchema.parse(unseal(key, CONTEXT, Buffer.from(text, 'base64url')));
  } catch {
    return undefined;
  }
}
