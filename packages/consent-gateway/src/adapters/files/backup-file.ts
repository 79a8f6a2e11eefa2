import { createHmac, type Hmac, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { areEqual, keyedDigest } from '../../secrets/digests.ts';
import { type BackedUpTable, isBackedUpTable } from '../postgres/backup/backed-up-tables.ts';

/** A line each: what the file is; the rows; and at the end their number and a keyed digest over every byte before. */
const headerSchema = z.strictObject({
  format: z.literal('parley-backup-1'),
  /** A keyed digest: the same for every backup of one gateway. */
  gateway: z.string(),
  madeAt: z.iso.datetime(),
  schema: z.array(z.string()),
});
const endSchema = z.strictObject({ rows: z.int(), mac: z.string() });

interface Row {
  readonly table: BackedUpTable;
  readonly row: string;
}

const gatewayMark = (key: Buffer): string => keyedDigest(key, 'gateway').toString('base64url');
const startMac = (key: Buffer): Hmac => createHmac('sha256', keyedDigest(key, 'bytes'));

export interface BackupWriter {
  begin(schema: readonly string[]): Promise<void>;
  add(row: Row): Promise<void>;
  /** On the disk, under its name, when this returns. */
  finish(): Promise<{ rows: number; bytes: number }>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

const BUFFER_BYTES = 1_048_576;

/** Writes a backup beside its name, readable by its owner only. A file of this name is there as a whole or not at all. */
export async function createBackupFile(options: {
  path: string;
  key: Buffer;
  now: Date;
}): Promise<BackupWriter> {
  const { path, key, now } = options;
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  const mac = startMac(key);
  let rows = 0;
  let bytes = 0;
  let waiting: string[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    await file.writeFile(waiting.join(''));
    waiting = [];
    waitingBytes = 0;
  };
  const write = async (text: string): Promise<void> => {
    waiting.push(text);
    waitingBytes += text.length;
    bytes += Buffer.byteLength(text);
    if (waitingBytes > BUFFER_BYTES) await flush();
  };
  const line = (text: string): Promise<void> => {
    mac.update(`${text}\n`);
    return write(`${text}\n`);
  };
  return {
    begin: (schema) =>
      line(
        JSON.stringify({
          format: 'parley-backup-1',
          gateway: gatewayMark(key),
          madeAt: now.toISOString(),
          schema,
        }),
      ),
    add: ({ table, row }) => {
      rows += 1;
      // Two characters that JSON allows in a text, and that readers of lines take for an end of one.
      return line(`["${table}",${row.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}]`);
    },
    async finish() {
      await write(`${JSON.stringify({ rows, mac: mac.digest('base64url') })}\n`);
      await flush();
      await file.sync();
      await file.close();
      await rename(draft, path);
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
      return { rows, bytes };
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
}

export interface BackupReader {
  readonly schema: readonly string[];
  readonly rows: AsyncIterable<Row>;
}

/**
 * Opens a backup that was read to its end once: what is handed out of it is what was written.
 *
 * @throws {Error} saying what is wrong: no backup, another gateway's, or damaged
 */
export async function openBackupFile(options: { path: string; key: Buffer }): Promise<BackupReader> {
  const checked = await openOnce(options);
  for await (const _row of checked.rows);
  return openOnce(options);
}

async function openOnce({ path, key }: { path: string; key: Buffer }): Promise<BackupReader> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  const iterator = lines[Symbol.asyncIterator]();
  const first = (await iterator.next()).value as string | undefined;
  const header = headerSchema.safeParse(parseJson(first ?? ''));
  if (!header.success) throw new Error(`${path} is no backup of a Parley gateway.`);
  if (!areEqual(header.data.gateway, gatewayMark(key)))
    throw new Error(
      `${path} is a backup of another gateway: with these secrets nothing in it can be read. Put secrets.json of that gateway into PARLEY_DATA first.`,
    );
  const mac = startMac(key).update(`${first}\n`);
  return { schema: header.data.schema, rows: readRows(iterator, { mac, path }) };
}

async function* readRows(
  lines: AsyncIterator<string>,
  { mac, path }: { mac: Hmac; path: string },
): AsyncGenerator<Row> {
  const damaged = (): Error => new Error(`${path} is damaged or cut off: nothing of it was restored.`);
  let rows = 0;
  for (;;) {
    const { value: text, done } = await lines.next();
    if (done === true) throw damaged();
    const line = text.startsWith('[') ? rowOf(text) : undefined;
    if (line === undefined) {
      const end = endSchema.safeParse(parseJson(text));
      const isWhole =
        end.success && end.data.rows === rows && areEqual(end.data.mac, mac.digest('base64url'));
      if (!isWhole || (await lines.next()).done !== true) throw damaged();
      return;
    }
    mac.update(`${text}\n`);
    rows += 1;
    yield line;
  }
}

function rowOf(text: string): Row | undefined {
  const comma = text.indexOf(',');
  const table = parseJson(text.slice(1, comma));
  return isBackedUpTable(table) ? { table, row: text.slice(comma + 1, -1) } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
