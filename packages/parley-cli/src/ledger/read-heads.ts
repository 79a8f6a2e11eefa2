import { WrongUse } from '../command/wrong-use.ts';
import { readText } from '../files/read-text.ts';
import type { KnownHeads } from './compare-heads.ts';

/** Heads from a file: the output of an earlier `ledger verify --json`, or its member `heads`. @throws {WrongUse} */
export async function readHeads(file: string): Promise<KnownHeads> {
  const refuse = (): never => {
    throw new WrongUse(
      `${file} holds no heads: give the output of an earlier 'parley ledger verify --json'.`,
    );
  };
  const value = parseJson(await readText(file));
  if (!isObject(value)) return refuse();
  const heads = isObject(value['heads']) ? value['heads'] : value;
  const { block, consents } = heads;
  const hasBlock =
    isObject(block) && typeof block['number'] === 'number' && typeof block['hash'] === 'string';
  const hasConsents = isObject(consents) && Object.values(consents).every(isHead);
  if (!hasBlock && !hasConsents) return refuse();
  return { ...(hasBlock && { block }), ...(hasConsents && { consents }) } as KnownHeads;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isHead = (value: unknown): boolean =>
  isObject(value) && typeof value['sequence'] === 'number' && typeof value['link'] === 'string';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
