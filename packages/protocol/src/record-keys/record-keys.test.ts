import { describe, expect, it } from 'vitest';
import { base64url } from '../ids.ts';
import { firstRecordKeys, followRecordKeys } from './follow-record-keys.ts';
import { RECORD_KEY_TYP } from './record-key-claims.ts';
import { type PublicJwk, signedBy } from './signed-by.ts';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const { subtle } = globalThis.crypto;

async function keyNamed(kid: string) {
  const { privateKey, publicKey } = await subtle.generateKey(ECDSA, true, ['sign', 'verify']);
  const { x = '', y = '' } = await subtle.exportKey('jwk', publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y, kid } as const;
  const sign = async (payload: object, header: object = {}): Promise<string> => {
    const parts = [{ alg: 'ES256', typ: RECORD_KEY_TYP, kid, ...header }, payload];
    const text = parts.map((part) => base64url(new TextEncoder().encode(JSON.stringify(part)))).join('.');
    const signature = await subtle.sign(ECDSA, privateKey, new TextEncoder().encode(text));
    return `${text}.${base64url(new Uint8Array(signature))}`;
  };
  return { jwk, sign };
}
type Key = Awaited<ReturnType<typeof keyNamed>>;

const [one, two, three, stranger] = (await Promise.all(['1', '2', '3', 'stranger'].map(keyNamed))) as [
  Key,
  Key,
  Key,
  Key,
];
const introduce = (by: Key, { jwk }: Key) =>
  by.sign({
    iss: 'https://gateway.example',
    iat: 1,
    jwk,
    previous: by.jwk.kid === jwk.kid ? null : by.jwk.kid,
  });
const history = await Promise.all([introduce(one, one), introduce(one, two), introduce(two, three)]);
const kids = (keys: readonly PublicJwk[]) => [...new Set(keys.map(({ kid }) => kid))].sort();

describe('a signature', () => {
  const signature = signedBy([one.jwk]);

  it('counts for the type that it was made for, and for its own key', async () => {
    const text = await one.sign({ a: 1 });
    expect(await signature(text, RECORD_KEY_TYP)).toEqual({ a: 1 });
    expect(await signature(text, 'other')).toBeUndefined();
    expect(await signedBy([{ ...two.jwk, kid: '1' }])(text, RECORD_KEY_TYP)).toBeUndefined();
    expect(await signedBy([])(text, RECORD_KEY_TYP)).toBeUndefined();
  });

  it.each([{ alg: 'none' }, { alg: 'HS256' }, { crit: ['x'], x: 1 }, { kid: '2' }])(
    'with %j in its header is none',
    async (header) => {
      expect(await signature(await one.sign({}, header), RECORD_KEY_TYP)).toBeUndefined();
    },
  );

  it.each([
    { kty: 'oct', k: 'AAAA' },
    { kty: 'EC', crv: 'P-384', x: 'AAAA', y: 'AAAA' },
    { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' },
    {},
  ])('is not by %j', async (key: PublicJwk) => {
    expect(await signedBy([key])(await one.sign({}), RECORD_KEY_TYP)).toBeUndefined();
  });

  it('is checked by the public half only', async () => {
    const restricted = { ...one.jwk, d: 'AAAA', key_ops: ['sign'], use: 'enc' };
    expect(await signedBy([restricted])(await one.sign({}), RECORD_KEY_TYP)).toEqual({});
  });
});

describe('the history of record keys', () => {
  it('is followed from the first to the last, in any order', async () => {
    expect(kids(await followRecordKeys([...history].reverse(), [one.jwk]))).toEqual(['1', '2', '3']);
  });

  it('is followed forwards only', async () => {
    expect(kids(await followRecordKeys(history, [two.jwk]))).toEqual(['2', '3']);
    expect(kids(await followRecordKeys(history, [three.jwk]))).toEqual(['3']);
  });

  it('breaks where one is missing', async () => {
    expect(kids(await followRecordKeys(history.toSpliced(1, 1), [one.jwk]))).toEqual(['1']);
  });

  it('does not take in who introduces himself, or is introduced by him', async () => {
    const forged = [...history, await introduce(stranger, stranger), await introduce(stranger, three)];
    expect(kids(await followRecordKeys(forged, [two.jwk]))).toEqual(['2', '3']);
    expect(kids(await followRecordKeys(await Promise.all([introduce(stranger, two)]), [one.jwk]))).toEqual([
      '1',
    ]);
  });

  it('does not take a signature of another type, or other claims, for an introduction', async () => {
    const { jwk } = stranger;
    const claims = { iss: 'https://gateway.example', iat: 1, jwk, previous: '1' };
    const texts = [
      await one.sign(claims, { typ: 'parley-receipt+jwt' }),
      await one.sign({ ...claims, jwk: { kty: 'oct', k: 'AAAA', kid: 'stranger' } }),
      'no text that was signed',
    ];
    expect(kids(await followRecordKeys(texts, [one.jwk]))).toEqual(['1']);
  });

  it('begins with who introduces himself', async () => {
    expect(kids(await firstRecordKeys(history))).toEqual(['1']);
    const forged = await stranger.sign({
      iss: 'https://gateway.example',
      iat: 1,
      jwk: one.jwk,
      previous: null,
    });
    expect(await firstRecordKeys([forged, 'nothing'])).toEqual([]);
  });
});
