import type { PublicJwk } from '@parley/protocol';
import { WrongUse } from '../command/wrong-use.ts';
import { readText } from '../files/read-text.ts';

const RECORD_KEYS_PATH = '/.well-known/parley/record-keys';
const TIMEOUT_MS = 10_000;
const MAX_CHARACTERS = 1_048_576;

/** The keys in a file, or at a URL: a JWK Set, one key, or a client document with its keys. @throws {WrongUse} */
export async function readKeys(source: string): Promise<readonly PublicJwk[]> {
  const text = /^https?:\/\//i.test(source) ? await fetchText(source) : await readText(source);
  const keys = keysIn(parseJson(text));
  if (keys.length === 0) throw new WrongUse(`${source} holds no public keys.`);
  return keys;
}

function keysIn(value: unknown): PublicJwk[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('jwks' in value) return keysIn(value.jwks);
  if ('keys' in value) return Array.isArray(value.keys) ? value.keys.filter(isKey) : [];
  return isKey(value) ? [value] : [];
}

function isKey(value: unknown): value is PublicJwk {
  return typeof value === 'object' && value !== null && 'kty' in value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fetchText(source: string): Promise<string> {
  const url = new URL(source);
  if (url.pathname === '/') url.pathname = RECORD_KEYS_PATH;
  if (url.protocol !== 'https:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
    throw new WrongUse(`${source}: keys are fetched over https only.`);
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = answer.ok ? await answer.text() : '';
    if (answer.ok && text.length <= MAX_CHARACTERS) return text;
  } catch {
    // Said below, in the same words: nobody answered with keys.
  }
  throw new WrongUse(`The keys could not be fetched from ${url.href}.`);
}
