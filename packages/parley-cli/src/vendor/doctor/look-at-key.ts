import { readFile, stat } from 'node:fs/promises';
import { parseObject } from '../setup/parse-object.ts';
import type { SeenKey } from './evidence.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

export async function lookAtKey(file: string): Promise<SeenKey> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { isPair: false };
  const { mode } = await stat(file);
  return {
    text,
    ...(process.platform !== 'win32' && { mode: mode & 0o777 }),
    isPair: await isPair(parseObject(text) ?? {}),
  };
}

async function isPair({ kty, crv, x, y, d }: Readonly<Record<string, unknown>>): Promise<boolean> {
  try {
    const point = { kty, crv, x, y } as { kty: string; crv: string; x: string; y: string };
    const secret = await crypto.subtle.importKey('jwk', { ...point, d: String(d) }, P256, false, ['sign']);
    const open = await crypto.subtle.importKey('jwk', point, P256, false, ['verify']);
    const words = new TextEncoder().encode('parley doctor');
    return await crypto.subtle.verify(ES256, open, await crypto.subtle.sign(ES256, secret, words), words);
  } catch {
    return false;
  }
}
