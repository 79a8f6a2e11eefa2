import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownHeads } from '@parley/protocol';
import { WrongUse } from '../command/wrong-use.ts';
import { linesOf } from '../files/read-consent.ts';
import { readText } from '../files/read-text.ts';

/** What somebody kept of how far a ledger reached. */
export interface ReadHeads {
  readonly known: KnownHeads;
  /** Heads that the gateway signed for a vendor. Not verified. */
  readonly signed: readonly string[];
}

/**
 * Heads from a file: the output of an earlier `ledger verify --json`, or its member `heads`; or a vendor's signed heads, as text or as
 * the SDK keeps them, also a folder of those.
 *
 * @throws {WrongUse}
 */
export async function readHeads(path: string): Promise<ReadHeads> {
  const all = await Promise.all((await filesAt(path)).map(readFile));
  return {
    known: {
      block: all.find(({ known }) => known.block !== undefined)?.known.block,
      consents: all.flatMap(({ known }) => known.consents),
    },
    signed: all.flatMap(({ signed }) => signed),
  };
}

async function filesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind?.isDirectory() !== true) return [path];
  const names = (await readdir(path)).filter((name) => /\.(json|jwt|txt)$/.test(name)).sort();
  if (names.length === 0) return refuse(path);
  return names.map((name) => join(path, name));
}

async function readFile(file: string): Promise<ReadHeads> {
  const text = await readText(file);
  const value = parseJson(text);
  if (value === undefined) {
    const signed = linesOf(text);
    return signed.length > 0 && signed.every(isSigned) ? { known: { consents: [] }, signed } : refuse(file);
  }
  if (!isObject(value)) return refuse(file);
  const kept = isObject(value['head']) ? value['head'] : value;
  if (isSigned(kept['signed'])) return { known: { consents: [] }, signed: [kept['signed']] };
  return { known: knownIn(value) ?? refuse(file), signed: [] };
}

function knownIn(value: Json): KnownHeads | undefined {
  const { block, consents } = isObject(value['heads']) ? value['heads'] : value;
  const hasBlock =
    isObject(block) && typeof block['number'] === 'number' && typeof block['hash'] === 'string';
  const heads = isObject(consents) ? Object.entries(consents) : [];
  if ((!hasBlock && !isObject(consents)) || !heads.every(([, head]) => isHead(head))) return undefined;
  return {
    ...(hasBlock && { block: block as { number: number; hash: string } }),
    consents: heads.map(([consentId, head]) => ({
      consentId,
      ...(head as { sequence: number; link: string }),
    })),
  };
}

function refuse(path: string): never {
  throw new WrongUse(
    `${path} holds no heads: give the output of an earlier 'parley ledger verify --json', or a vendor's signed heads.`,
  );
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isHead = (value: unknown): boolean =>
  isObject(value) && typeof value['sequence'] === 'number' && typeof value['link'] === 'string';

const isSigned = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
